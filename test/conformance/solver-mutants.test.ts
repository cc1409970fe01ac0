/**
 * The laws of solvers must be able to fail. A small honest descent and a small honest enumeration pass them all; each planted
 * defect must break the law that is there for it.
 */
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { energy, isIntegerModel, localFields, noBiases } from "../../src/model/index.ts";
import type { Couplings, EnergyModel, State } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";
import { createRandom } from "../../src/random.ts";
import type { FlowLaw, Refusal, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { bisectionModel, tourModel } from "../support/zoo.ts";
import { type AnySolver, endLaw, endlessLaw, seedLaw, solverLaws } from "./solver.ts";

const ring = spins(1, { kind: "ring", n: 6 });
/** Every pair wants to differ: together they overshoot, one by one they do not. */
const crowd = spins(-1, { kind: "rank-one", n: 6, vector: new Int8Array(6).fill(1) });

function spins(scale: number, part: Couplings): EnergyModel {
  const { n } = part;
  const couplings = { kind: "sum" as const, n, terms: [{ scale, start: 0, couplings: part }] };
  const core = { couplings, biases: noBiases(n), offset: 2 };
  return { n, domain: "spin", ...core, structure: [], integer: isIntegerModel(core) };
}

type Search = (model: EnergyModel, context: SearchContext) => Generator<Step, Verdict, void>;

const fake = (search: Search, guarantees: ("descent" | "exact")[], refusal: Refusal | null = null): AnySolver => ({
  id: "fake",
  title: "Fake",
  summary: "A fake.",
  sources: ["nobody"],
  optionsSchema: Type.Object({}, { additionalProperties: false }),
  defaults: {},
  guarantees: new Set(guarantees),
  refuses: () => refusal,
  search: (model, _options, context) => search(model, context),
});

/** Where a defect can be planted in the descent. */
interface Knobs {
  readonly random?: (context: SearchContext) => Random;
  readonly uphill?: boolean;
  readonly stale?: boolean;
  readonly reported?: (energy: number) => number;
  readonly claimed?: (energy: number) => number;
  readonly work?: (tried: number) => number;
  readonly silent?: boolean;
  readonly sweeps?: number;
  readonly writesStart?: boolean;
  readonly watchedDiffers?: boolean;
  readonly outside?: boolean;
}

/** One-flip descent in random order until nothing improves. */
const descent = (knobs: Knobs = {}): AnySolver =>
  fake(
    function* (model, context) {
      const random = knobs.random?.(context) ?? context.random;
      const { monitor, start } = context;
      const given = start?.kind === "plain" ? start.values : null;
      const low = model.domain === "spin" ? -1 : 0;
      const values = given?.slice() ?? Int8Array.from({ length: model.n }, () => (random.below(2) === 0 ? low : 1));
      const state: State = { kind: "plain", values };
      const now = () => energy(model, state);
      monitor?.started(state, now());
      if (knobs.writesStart === true && given !== null) given[0] = given[0] === 1 ? low : 1;
      if (knobs.watchedDiffers === true && monitor !== null) random.uint32();
      if (knobs.outside === true) values[0] = 3;
      let fields = localFields(model, values);
      let tried = 0;
      yield { work: tried, energy: now(), state };
      for (let sweep = 0, improved = true; improved && sweep < (knobs.sweeps ?? 100); sweep++) {
        improved = false;
        for (let k = 0; k < model.n; k++) {
          const i = random.below(model.n);
          if (knobs.stale !== true) fields = localFields(model, values);
          tried++;
          const gain = (model.domain === "spin" ? 2 : 1) * (values[i] === 1 ? fields[i] : -fields[i]);
          const wanted = knobs.uphill === true && sweep === 0 ? gain > 0 : gain < 0;
          if (!wanted) continue;
          values[i] = values[i] === 1 ? low : 1;
          if (knobs.silent !== true) monitor?.moved(state, (knobs.claimed ?? ((e) => e))(now()));
        }
        const after = localFields(model, values);
        improved = after.some((h, i) => (values[i] === 1 ? h : -h) < 0);
        yield { work: (knobs.work ?? ((w) => w))(tried), energy: (knobs.reported ?? ((e) => e))(now()), state };
      }
      return { status: "local-minimum" };
    },
    ["descent"],
  );

/** All variables at once, called asynchronous. */
const together = fake(
  function* (model, { random, monitor }) {
    const values = Int8Array.from({ length: model.n }, () => 2 * random.below(2) - 1);
    const state: State = { kind: "plain", values };
    monitor?.started(state, energy(model, state));
    for (let step = 1; step < 20; step++) {
      const fields = localFields(model, values);
      let changed = false;
      for (let i = 0; i < model.n; i++) {
        const next = fields[i] > 0 ? 1 : fields[i] < 0 ? -1 : values[i];
        changed ||= next !== values[i];
        values[i] = next;
      }
      if (changed) monitor?.moved(state, energy(model, state));
      yield { work: step * model.n, energy: energy(model, state), state };
    }
    return { status: "exhausted" };
  },
  ["descent"],
);

/** All states in counting order, `skip` of them left out. */
const enumeration = (skip: (code: number) => boolean, verdict: Verdict): AnySolver =>
  fake(
    function* (model) {
      const low = model.domain === "spin" ? -1 : 0;
      const best = new Int8Array(model.n).fill(low);
      let lowest = Number.POSITIVE_INFINITY;
      for (let code = 0; code < 2 ** model.n; code++) {
        if (skip(code)) continue;
        const values = Int8Array.from({ length: model.n }, (_, i) => ((code >> i) & 1 ? 1 : low));
        const found = energy(model, { kind: "plain", values });
        if (found < lowest) best.set(values);
        lowest = Math.min(lowest, found);
      }
      yield { work: 2 ** model.n, energy: lowest, state: { kind: "plain", values: best } };
      return verdict;
    },
    ["exact"],
  );

/** A gradient flow of one step from v = 0.1 towards v = 0.1 + dv, with a claimed Lyapunov value. */
const flow = (dv: number, error: number): AnySolver =>
  fake(function* (model, { monitor }) {
    const law: FlowLaw = { activation: "tanh", gain: 2, resistance: 3, continues: false };
    const value = (v: number) => -model.n * v * v + (model.n * (v * Math.atanh(v) + Math.log(1 - v * v) / 2)) / 6;
    for (const [k, v] of [0.1, 0.1 + dv].entries()) {
      monitor?.flowed(new Float64Array(model.n).fill(v), value(v) + error, { ...law, continues: k > 0 });
    }
    const state: State = { kind: "plain", values: new Int8Array(model.n).fill(1) };
    yield { work: 1, energy: energy(model, state), state };
    return { status: "exhausted" };
  }, []);

const run = (solver: AnySolver, model: EnergyModel, find: (id: string) => AnySolver = () => solver) => {
  for (let seed = 0; seed < 8; seed++) {
    const setting = { solver, model, options: {}, kernels: referenceKernels, seed };
    solverLaws(setting, { steps: 40 }, find);
  }
};
const seeded = (solver: AnySolver) =>
  seedLaw({ solver, model: ring, options: {}, kernels: referenceKernels, seed: 1 }, { steps: 40 });

describe("the laws of solvers hold for", () => {
  it("an honest descent", () => {
    run(descent(), ring);
    run(descent(), crowd);
    run(descent(), bisectionModel(8, 1, true));
    run(descent(), tourModel(3, 1, true, true));
    seeded(descent());
  });
  it("an honest enumeration", () =>
    run(
      enumeration(() => false, { status: "optimal", proof: "all states" }),
      ring,
    ));
  it("an honest flow", () => run(flow(0.1, 0), ring));
  it("an honest refusal", () => {
    const taker = descent();
    run(
      fake(() => unreachableSearch(), [], { reason: "too small", instead: "descent" }),
      ring,
      () => taker,
    );
  });
});

function unreachableSearch(): never {
  throw new Error("a refused model was searched");
}

describe("the laws of solvers fail on", () => {
  let calls = 0;
  const mutants: Record<string, [AnySolver, EnergyModel, RegExp]> = {
    "a seed of its own": [descent({ random: () => createRandom(calls++) }), ring, /another/],
    "an uphill move": [descent({ uphill: true }), ring, /raises the energy/],
    "a stale local field": [descent({ stale: true }), crowd, /raises the energy|a local minimum, but/],
    "a synchronous update that calls itself asynchronous": [together, crowd, /raises the energy/],
    "an energy that is halved": [descent({ reported: (e) => e / 2 }), ring, /reports energy/],
    "a claim that is off": [descent({ claimed: (e) => e - 1 }), ring, /claims energy/],
    "work that falls": [descent({ work: (w) => -w }), ring, /work fell/],
    "moves that are not reported": [descent({ silent: true }), ring, /never reported/],
    "a minimum that is none": [descent({ sweeps: 0 }), ring, /a local minimum, but/],
    "a start that is written to": [descent({ writesStart: true }), ring, /written to/],
    "a search that differs when watched": [descent({ watchedDiffers: true }), ring, /a monitor changes/],
    "values outside the domain": [descent({ outside: true }), ring, /expected/],
    "a state outside a structure that is not penalised": [
      descent(),
      tourModel(3, 1, false, true),
      /leaves the permutation/,
    ],
    "an unbalanced state where balance is not penalised": [
      descent(),
      bisectionModel(8, 1, false),
      /above its capacity/,
    ],
    "a proof that skips the optimum": [
      enumeration((code) => code === 0 || code === 63, { status: "optimal", proof: "most states" }),
      ring,
      /brute force/,
    ],
    "an exact search that proves nothing": [enumeration(() => false, { status: "exhausted" }), ring, /ends exhausted/],
    "an optimum without its reason": [enumeration(() => false, { status: "optimal" }), ring, /without a proof/],
    "a flow that climbs": [flow(-0.1, 0), ring, /Lyapunov function rises/],
    "a Lyapunov value that is off": [flow(0.1, 1e-3), ring, /claims L/],
    "a refusal without a reason": [
      fake(() => unreachableSearch(), [], { reason: "", instead: "fake" }),
      ring,
      /reason/,
    ],
    "a refusal that names one who refuses too": [
      fake(() => unreachableSearch(), [], { reason: "no", instead: "fake" }),
      ring,
      /refuses too/,
    ],
  };
  for (const [name, [solver, model, reason]] of Object.entries(mutants)) {
    it(name, () => expect(() => run(solver, model)).toThrow(reason));
  }
  const tireless = (work: (step: number) => number) =>
    fake(function* (model) {
      const state: State = { kind: "plain", values: new Int8Array(model.n).fill(1) };
      for (let step = 0; ; step++) yield { work: work(step), energy: energy(model, state), state };
    }, []);
  const setting = (solver: AnySolver) => ({ solver, model: ring, options: {}, kernels: referenceKernels, seed: 1 });
  it("defaults that never end", () => {
    expect(() => endLaw(setting(tireless((step) => step)))).toThrow(/for ever/);
    expect(() => endLaw(setting(descent()))).not.toThrow();
  });
  it("an endless search that does no work", () => {
    expect(() => endlessLaw(setting(tireless(() => 3)))).toThrow(/stands still/);
    expect(() => endlessLaw(setting(tireless((step) => step)))).not.toThrow();
  });
  it("a seed that is ignored", () => {
    expect(() => seeded(descent({ random: () => createRandom(7) }))).toThrow(/random number/);
    expect(() =>
      seeded(
        descent({
          random(context) {
            context.random.uint32();
            return createRandom(7);
          },
        }),
      ),
    ).toThrow(/eight seeds/);
  });
});
