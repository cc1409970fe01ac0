/**
 * Restarts of any solver: run r draws from stream r of the seed and nothing else, so runs can be repeated one by one. Keeps the best
 * distinct states. Ends when the inner solver proves optimality, after `count` runs, or when there is nothing to search.
 */
import { Type } from "typebox";
import { cells, copyState, type EnergyModel, type State, sameState, stateDigest } from "../../src/model/index.ts";
import { count, nullable } from "../../src/schema.ts";
import type { Findings, SearchContext, Solver, Step, Verdict } from "../../src/solver.ts";
import { defineSolver } from "../../src/solver.ts";

export interface RestartsOptions {
  readonly count: number | null;
  readonly keep: number;
  readonly inner: object;
}

/** The best state of one run. */
interface Found {
  readonly energy: number;
  readonly run: number;
  readonly state: State;
}

/** A solver that runs another from many starts and keeps the best distinct states. */
export function restarts(inner: Solver): Solver<RestartsOptions> {
  const innerOptions = (options: RestartsOptions) => ({ ...inner.defaults, ...options.inner });
  return defineSolver<RestartsOptions>({
    id: `restarts(${inner.id})`,
    title: `${inner.title}, restarted`,
    summary: `Runs ${inner.id} many times with independent random streams and keeps the best distinct states. ${inner.summary}`,
    sources: inner.sources,
    optionsSchema: Type.Object(
      {
        count: nullable(count("a number of runs"), {
          description:
            "How many runs; null goes on until a limit stops the run (default 100, null in runs with a limit)",
        }),
        keep: Type.Integer({
          minimum: 1,
          maximum: 10_000,
          description: "How many of the best distinct states to keep (default 10)",
        }),
        inner: Type.Optional(allOptional(inner.optionsSchema, `Options of ${inner.id}`)),
      },
      { additionalProperties: false, description: `Options of restarts(${inner.id})` },
    ),
    defaults: { count: 100, keep: 10, inner: inner.defaults },
    endless: { count: null },
    guarantees: inner.guarantees,
    refuses: (model, options) => inner.refuses(model, innerOptions(options)),
    search: (model, options, context) => search(inner, model, { ...options, inner: innerOptions(options) }, context),
  });
}

/** The same object schema with every property optional: what is not given comes from the defaults. */
function allOptional(schema: Solver["optionsSchema"], description: string): Solver["optionsSchema"] {
  const { required: _required, ...rest } = schema as Solver["optionsSchema"] & { required?: string[] };
  return { ...rest, description };
}

function* search(
  inner: Solver,
  model: EnergyModel,
  options: RestartsOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const best: Found[] = [];
  // 32-bit digests of the best states of all runs: two of ten thousand states are taken for one with probability 0.01.
  const seen = createDistinct();
  let innerFindings: Findings | undefined;
  let work = 0;
  let proof: string | null = null;
  let run = 0;
  // Runs without work would go on for ever without reaching a limit of work.
  let idle = false;
  for (; (options.count === null ? !idle : run < options.count) && proof === null; run++) {
    const start = run === 0 ? context.start : null;
    const steps = inner.search(model, options.inner, { ...context, random: context.random.split(run), start });
    const { found, verdict, spent } = yield* oneRun(steps, run, work, findings);
    work += spent;
    if (verdict.status === "optimal") proof = verdict.proof ?? inner.id;
    idle = spent === 0;
    if (found === null) continue;
    if (best.length === 0 || found.energy < best[0].energy || proof !== null) innerFindings = verdict.findings;
    seen.add(stateDigest(found.state));
    insert(best, found, options.keep);
  }
  return proof === null
    ? { status: "exhausted", findings: findings() }
    : { status: "optimal", proof, findings: findings() };

  /** Of the runs that have ended. */
  function findings(): Findings {
    return {
      best: best.map((found) => ({
        energy: found.energy,
        run: found.run,
        [nameOf(found.state)]: Array.from(cells(found.state)),
      })),
      runs: run,
      /** Of the best states of the runs; a lower bound when capped. */
      distinct: seen.size,
      distinctCapped: seen.capped,
      ...(innerFindings === undefined ? {} : { innerFindings }),
    };
  }
}

/** One run to its end, its steps passed on with the work before it added. */
function* oneRun(
  steps: Generator<Step, Verdict, void>,
  run: number,
  workBefore: number,
  findings: () => Findings,
): Generator<Step, { found: Found | null; verdict: Verdict; spent: number }, void> {
  let found: Found | null = null;
  let spent = 0;
  try {
    for (;;) {
      const next = steps.next();
      if (next.done) return { found, verdict: next.value, spent };
      const { work, energy, state } = next.value;
      spent = work;
      if (found === null || energy < found.energy) found = { energy, run, state: copyState(state) };
      yield { work: workBefore + work, energy, state, findings };
    }
  } finally {
    steps.return({ status: "exhausted" }); // closes a run that is left on the way
  }
}

/** Puts a state in its place by energy, earlier runs first, unless it is there already. */
function insert(best: Found[], found: Found, keep: number): void {
  if (best.some((other) => sameState(other.state, found.state))) return;
  let at = best.length;
  while (at > 0 && best[at - 1].energy > found.energy) at--;
  best.splice(at, 0, found);
  if (best.length > keep) best.pop();
}

function nameOf(state: State): "values" | "order" | "label" {
  return state.kind === "plain" ? "values" : state.kind === "permutation" ? "order" : "label";
}

/** Counts distinct digests up to a limit, so that its memory is bounded. */
interface Distinct {
  readonly size: number;
  /** True once something new could not be remembered: then `size` is a lower bound. */
  readonly capped: boolean;
  add(digest: string): void;
}

/** A million digests take about 60 MB. */
export function createDistinct(limit = 1_000_000): Distinct {
  const seen = new Set<string>();
  let capped = false;
  return {
    get size() {
      return seen.size;
    },
    get capped() {
      return capped;
    },
    add(digest) {
      if (seen.size < limit) seen.add(digest);
      else if (!seen.has(digest)) capped = true;
    },
  };
}
