/** A run and the search for bounds beside it, as one run: who goes on when, and for how long. */
import { type Incumbent, type Limits, type Outcome, pause } from "./drive.ts";
import type { Prover } from "./prover.ts";
import type { Choice, Running, Search } from "./search.ts";

/** Milliseconds of search for each of proof: most of what bounds give comes early, and a long run loses an eighth at most. */
const SEARCH_PER_PROOF = 7;
/** The same once the proof is what is missing: the gap is at most NEAR, and the second half of the time found nothing better. */
const SEARCH_PER_LAST_PROOF = 1;
const NEAR = 0.01;
/** Milliseconds of proof at once. */
const LONGEST_PROOF = 8;
/** Milliseconds that a search on other threads is left alone. */
const WAIT = 25;
/** Slices for bounds after a search that a limit of work ended, and work for each more: about a tenth of the search. */
const LEAST_SLICES = 100;
const WORK_PER_SLICE = 1e6;
/** After a search that ended by itself: this share of its time, milliseconds at least, and never beyond the limit of time. */
const SHARE_AFTER = 0.25;
const LEAST_AFTER = 100;

/** What is known of a run while it goes on. */
export interface Stand {
  /** performance.now() that counts as the start. */
  readonly startedAt: number;
  /** Whether the incumbent is known to be optimal. */
  solved(): boolean;
  /** Whether it is known that there is no valid solution to find. */
  refuted(): boolean;
  /** Of the incumbent to the bound; null where either is missing. */
  gap(): number | null;
}

/** Milliseconds of search for each of proof. */
function searchPerProof(incumbent: Incumbent | null, { startedAt, gap }: Stand): number {
  const elapsed = (performance.now() - startedAt) / 1000;
  if (incumbent === null || incumbent.time > elapsed / 2) return SEARCH_PER_PROOF;
  const open = gap();
  return open !== null && open <= NEAR ? SEARCH_PER_LAST_PROOF : SEARCH_PER_PROOF;
}

/** What is still to be proved when the search has ended. */
interface Afterwards {
  slices: number;
  /** performance.now() */
  readonly until: number;
}

function afterwards({ status, work, best }: Outcome, limits: Limits, startedAt: number): Afterwards | null {
  // The lowest state is no answer where it is invalid.
  const open = status === "optimal" && best?.valid !== true;
  const own = status === "exhausted" || status === "local-minimum" || open;
  if (!own && status !== "work-limit") return null;
  const end = limits.time === undefined ? Number.POSITIVE_INFINITY : startedAt + 1000 * limits.time;
  if (limits.work !== undefined) return { slices: LEAST_SLICES + Math.ceil(work / WORK_PER_SLICE), until: end };
  const now = performance.now();
  const share = Math.max(LEAST_AFTER, SHARE_AFTER * (now - startedAt));
  return { slices: Number.POSITIVE_INFINITY, until: Math.min(end, now + share) };
}

/** Not where work counts, nor beside a solver that proves what it finds: ended early it would not find all that it was asked for. */
function besideOf({ solver, limits }: Pick<Choice, "solver" | "limits">): boolean {
  return limits.work === undefined && !solver.guarantees.has("exact");
}

/** One look at the bounds after the search. False when there is no more to do. */
function proveOn(prover: Prover, after: Afterwards, { signal }: Limits, stand: Stand): boolean {
  const until = performance.now() + LONGEST_PROOF;
  while (performance.now() < until) {
    if (prover.over || after.slices <= 0 || performance.now() >= after.until || signal?.aborted === true) return false;
    if (stand.solved() || stand.refuted()) return false;
    prover.slices(1);
    after.slices--;
  }
  return true;
}

/** @param threaded whether the search is on other threads */
export function provingRun(run: Running, prover: Prover, stand: Stand, threaded: boolean): Running {
  const beside = besideOf(run);
  let pending: Promise<boolean> | null = null;
  let credit = 1; // the first slice at once: it may say all there is to say
  let last = performance.now();
  let after: Afterwards | null = null;
  let searching = true;

  /** Undefined when a while has passed without news from the other threads. */
  async function searchOn(): Promise<boolean | undefined> {
    if (!threaded || prover.over || !beside) return await run.advance();
    pending ??= run.advance();
    const more = await Promise.race([pending, new Promise<undefined>((resolve) => setTimeout(resolve, WAIT))]);
    if (more !== undefined) pending = null;
    return more;
  }
  function proveBeside(): void {
    const now = performance.now();
    credit = Math.min(credit + (now - last) / searchPerProof(run.incumbent, stand), LONGEST_PROOF);
    if (credit >= 1 && !prover.over) {
      if (prover.advance(credit)) run.recheck();
      credit -= performance.now() - now;
    }
    last = performance.now();
  }
  return {
    // Which solver searches may change on the way.
    get solver() {
      return run.solver;
    },
    get reason() {
      return run.reason;
    },
    get options() {
      return run.options;
    },
    limits: run.limits,
    seed: run.seed,
    recheck: () => run.recheck(),
    verification: () => run.verification(),
    async advance() {
      if (searching) {
        const more = await searchOn();
        if (more !== false) {
          if (!beside) return true;
          proveBeside();
          return !stand.refuted();
        }
        searching = false;
        after = afterwards(await run.finish(), run.limits, stand.startedAt);
      }
      if (after === null || !proveOn(prover, after, run.limits, stand)) return false;
      await pause();
      return true;
    },
    get incumbent() {
      return run.incumbent;
    },
    async finish() {
      prover.close();
      return await run.finish();
    },
  };
}

/** The same for a run that blocks. */
export function proveWhileSearching({ drive, limits, solver }: Search, prover: Prover, stand: Stand): void {
  const beside = besideOf({ solver, limits });
  while (drive.advance(beside && !prover.over ? searchPerProof(drive.incumbent, stand) : 1000)) {
    if (!beside) continue;
    if (!prover.over && prover.advance(1)) drive.recheck();
    if (stand.refuted()) break;
  }
  const after = afterwards(drive.finish(), limits, stand.startedAt);
  if (after !== null) while (proveOn(prover, after, limits, stand));
  prover.close();
}
