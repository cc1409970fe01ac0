/**
 * Laws of a solver. The generator is driven here, without the run layer; energies, Lyapunov values and minima are recomputed
 * from the dense matrix. Every law takes the solver as a value and throws when it is broken, so that mutants can be tried.
 */
import { deepStrictEqual } from "node:assert";
import type { Kernels } from "../../src/kernels/types.ts";
import {
  checkState,
  compactState,
  copyState,
  expandState,
  isTree,
  readTree,
  stateDigest,
} from "../../src/model/index.ts";
import type { EnergyModel, State, Structure } from "../../src/model/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import type { Monitor, Solver, Verdict } from "../../src/solver.ts";
import { bruteForce } from "../support/oracle.ts";
import { createWatch, formOf, independentEnergy, ROUNDING, refereeOf, slackOf } from "./solver-watch.ts";

export type AnySolver = Solver<object>;

export interface Setting {
  readonly solver: AnySolver;
  readonly model: EnergyModel;
  readonly options: object;
  readonly kernels: Kernels;
  readonly seed: number;
  readonly start?: State | null;
}

export interface Snapshot {
  readonly work: number;
  readonly energy: number;
  readonly digest: string;
}

export interface Trace {
  readonly steps: readonly Snapshot[];
  readonly last: State | null;
  readonly lowest: number;
  /** The first state of that energy: what a run reports. */
  readonly best: State | null;
  /** Null when the run was cut. */
  readonly verdict: Verdict | null;
  readonly drawn: number;
}

/** Counts random words; passes splits on. */
function counting(random: Random, count: () => void): Random {
  const through =
    <K extends "uint32" | "uniform" | "normal">(name: K) =>
    () => {
      count();
      return random[name]();
    };
  return {
    uint32: through("uint32"),
    uniform: through("uniform"),
    normal: through("normal"),
    below(bound) {
      count();
      return random.below(bound);
    },
    shuffle(values) {
      count();
      random.shuffle(values);
    },
    split: (run) => counting(random.split(run), count),
  };
}

/** How long a run may be. A run cut by the clock has some number of steps; everything after repeats that number. */
export interface Length {
  readonly steps: number;
  /** Wall clock after which a run of at least three steps is cut. */
  readonly milliseconds?: number;
}

/** Drives the generator, calling `visit` on each live view, then returns it. */
export function drive(
  { solver, model, options, kernels, seed, start = null }: Setting,
  { steps: most, milliseconds = Number.POSITIVE_INFINITY }: Length,
  monitor: Monitor | null = null,
  visit: (state: State, energy: number, work: number) => void = () => undefined,
): Trace {
  const until = performance.now() + milliseconds;
  let drawn = 0;
  const random = counting(createRandom(seed), () => drawn++);
  const search = solver.search(model, options, { random, kernels, monitor, start, memoryLimit: 1e9 });
  const steps: Snapshot[] = [];
  let last: State | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  let best: State | null = null;
  let verdict: Verdict | null = null;
  while (steps.length < most) {
    const next = search.next();
    if (next.done === true) {
      verdict = next.value;
      break;
    }
    const { work, energy, state } = next.value;
    visit(state, energy, work);
    steps.push({ work, energy, digest: stateDigest(state) });
    last = state;
    if (energy < lowest) [lowest, best] = [energy, copyState(state)];
    if (steps.length >= 3 && performance.now() > until) break;
  }
  if (verdict === null) {
    search.return({ status: "exhausted" });
    if (search.next().done !== true) throw new Error("the search goes on after return()");
  }
  return { steps, last: last === null ? null : copyState(last), lowest, best, verdict, drawn };
}

/** Options that a solver refuses for a model are no case; any other answer of `refuses` must be null. */
export const takes = ({ solver, model, options }: Setting): boolean => solver.refuses(model, options) === null;

/** Every step reports the energy of its state, the state has the right shape, work never falls, structures are kept. */
export function reportLaw(setting: Setting, length: Length): Trace {
  const { model } = setting;
  const slack = slackOf(model);
  let before = 0;
  return drive(setting, length, null, (state, energy, work) => {
    checkState(model, state);
    const actual = independentEnergy(model, state);
    if (!(Math.abs(energy - actual) <= slack))
      throw new Error(`a step reports energy ${energy}, its state has ${actual}`);
    if (!(work >= before) || !Number.isFinite(work)) throw new Error(`work fell from ${before} to ${work}`);
    before = work;
    keepsStructure(model, state);
  });
}

/** Where the energy does not punish leaving a structure, the search must not leave it. */
function keepsStructure(model: EnergyModel, state: State): void {
  for (const structure of model.structure) {
    if (structure.penalised) continue;
    const values = expandState(model, state);
    if (structure.kind === "loads") {
      for (const load of stretches(values, structure)) {
        if (load > structure.capacity) throw new Error(`a stretch carries ${load}, above ${structure.capacity}`);
      }
      continue;
    }
    if (structure.kind === "tree") {
      if (!isTree(structure, readTree(structure, values))) throw new Error("a state is no tree");
      continue;
    }
    if (structure.kind !== "balance") {
      if (compactState(model, values) === null) throw new Error(`a state leaves the ${structure.kind} structure`);
      continue;
    }
    const { items, parts, weights, capacity } = structure;
    const weightOf = (i: number) => (weights === null ? 1 : weights[i]);
    for (let part = 0; part < parts; part++) {
      let load = 0;
      for (let i = 0; i < items; i++) {
        const inside = model.domain === "spin" ? values[i] === 2 * part - 1 : values[i * parts + part] === 1;
        if (inside) load += weightOf(i);
      }
      if (load > capacity) throw new Error(`part ${part} weighs ${load}, above its capacity ${capacity}`);
    }
  }
}

/** Demands between separators, around the ring from the first separator on. */
function stretches(values: Int8Array, { size, demands, separators }: Structure & { kind: "loads" }): number[] {
  const ring = Array.from({ length: size }, (_, place) =>
    Array.from({ length: size }, (_, item) => item).find((item) => values[item * size + place] === 1),
  );
  const cut = Math.max(
    0,
    ring.findIndex((item) => item !== undefined && item >= separators),
  );
  const loads = [0];
  for (const item of [...ring.slice(cut), ...ring.slice(0, cut)]) {
    if (item === undefined) throw new Error("a place is empty");
    if (item >= separators) loads.push(0);
    else loads[loads.length - 1] += demands[item];
  }
  return loads;
}

/** The same number of steps again; one more where the search ended by itself, to reach its end. */
const lengthOf = ({ steps, verdict }: Trace): Length => ({ steps: steps.length + (verdict === null ? 0 : 1) });

/** Same seed, same sequence of steps and same verdict; cutting after k steps gives the first k of them. */
export function replayLaw(setting: Setting, trace: Trace): void {
  const again = drive(setting, lengthOf(trace));
  deepStrictEqual(again.steps, trace.steps, "the same seed gave another sequence");
  deepStrictEqual(again.verdict, trace.verdict, "the same seed gave another verdict");
  const cut = Math.ceil(trace.steps.length / 3);
  if (cut === 0) return;
  deepStrictEqual(drive(setting, { steps: cut }).steps, trace.steps.slice(0, cut), "a limit does more than truncate");
}

/**
 * Watching changes nothing, and every claimed energy is the energy. With `descent`, no accepted move raises it, and what a
 * step shows has been reported to the monitor (flows apart, which report activities): nothing happens behind its back.
 */
export function monitorLaw(setting: Setting, trace: Trace): { moves: number; flows: number } {
  const descends = setting.solver.guarantees.has("descent");
  const slack = slackOf(setting.model);
  const watch = createWatch(setting.model, descends);
  const unknown: number[] = [];
  const shown = new Set<number>();
  const watched = drive(setting, lengthOf(trace), watch.monitor, (_state, energy) => {
    // Before the first report there is only the view of where the search begins.
    const beginning = watch.energies.size === 0;
    const near = (claimed: number) => Math.abs(claimed - energy) <= slack;
    if (!beginning && !shown.has(energy) && ![...watch.energies].some(near)) unknown.push(energy);
    shown.add(energy);
  });
  if (descends && watch.counts().flows === 0 && unknown.length > 0) {
    throw new Error(`a step shows energy ${unknown[0]}, which was never reported`);
  }
  deepStrictEqual(watched.steps, trace.steps, "a monitor changes the search");
  return watch.counts();
}

/** `exact`: ends optimal, with a proof, at the brute-force minimum. Only for models of at most 16 variables. */
export function exactLaw(setting: Setting): void {
  const trace = drive(setting, { steps: 1e6 });
  const { verdict } = trace;
  if (verdict?.status !== "optimal") throw new Error(`an exact solver ends ${verdict?.status}`);
  if ((verdict.proof ?? "").length === 0) throw new Error("optimal without a proof");
  const { model } = setting;
  const slack = slackOf(model) + ROUNDING;
  const lowest = lowestAllowed(model);
  if (lowest === null) return;
  if (!(Math.abs(trace.lowest - lowest) <= slack))
    throw new Error(`optimal at ${trace.lowest}, brute force finds ${lowest}`);
}

/** Lowest energy of all states that keep the structures which the energy does not protect. */
function lowestAllowed(model: EnergyModel): number | null {
  const known = lowestOf.get(model);
  if (known !== undefined) return known;
  const found = computeLowest(model);
  lowestOf.set(model, found);
  return found;
}

const lowestOf = new WeakMap<EnergyModel, number | null>();

function computeLowest(model: EnergyModel): number | null {
  if (model.structure.every((structure) => structure.penalised)) return bruteForce(refereeOf(model).dense).energy;
  const values = new Int8Array(model.n);
  const low = model.domain === "spin" ? -1 : 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let code = 0; code < 2 ** model.n; code++) {
    for (let i = 0; i < model.n; i++) values[i] = (code >> i) & 1 ? 1 : low;
    const state: State = { kind: "plain", values };
    try {
      keepsStructure(model, state);
    } catch {
      continue;
    }
    lowest = Math.min(lowest, formOf(refereeOf(model), values));
  }
  return Number.isFinite(lowest) ? lowest : null;
}

/** `optimal` is the brute-force minimum whoever says it; `local-minimum` means that no single flip helps the state that a run reports, if plain. */
export function verdictLaw({ model }: Setting, { verdict, best, lowest }: Trace): void {
  if (verdict === null) return;
  if (verdict.status === "optimal" && model.n <= 16) {
    const least = lowestAllowed(model);
    if (least !== null && !(Math.abs(lowest - least) <= slackOf(model) + ROUNDING)) {
      throw new Error(`optimal at ${lowest}, brute force finds ${least}`);
    }
  }
  if (verdict.status !== "local-minimum" || best?.kind !== "plain") return;
  if (model.structure.some((structure) => !structure.penalised)) return; // its moves are not single flips
  const { dense, flat } = refereeOf(model);
  const step = model.domain === "spin" ? 2 : 1;
  for (let i = 0; i < model.n; i++) {
    let h = dense.b[i];
    for (let j = 0; j < model.n; j++) h += flat[i * model.n + j] * best.values[j];
    const gain = step * (best.values[i] === 1 ? h : -h);
    if (gain < -slackOf(model) - ROUNDING)
      throw new Error(`a local minimum, but flipping ${i} changes the energy by ${gain}`);
  }
}

/** A given start is copied, not written to; a descent never ends above it. */
export function startLaw(setting: Setting, start: State, length: Length): void {
  const mine = copyState(start);
  const trace = drive({ ...setting, start: mine }, length);
  deepStrictEqual(mine, start, "the start was written to");
  if (!setting.solver.guarantees.has("descent") || trace.verdict === null) return;
  const from = independentEnergy(setting.model, start);
  if (trace.lowest > from + slackOf(setting.model) + ROUNDING) {
    throw new Error(`a descent from ${from} ended at ${trace.lowest}`);
  }
}

/** A refusal has a reason and names a registered solver that takes the model. */
export function refusalLaw(setting: Setting, find: (id: string) => AnySolver): void {
  const refusal = setting.solver.refuses(setting.model, setting.options);
  if (refusal === null) return;
  if (refusal.reason.length === 0) throw new Error("a refusal without a reason");
  const instead = find(refusal.instead);
  const again = instead.refuses(setting.model, instead.defaults);
  if (again !== null) throw new Error(`${refusal.instead}, named instead, refuses too: ${again.reason}`);
}

/** Different seeds must matter: among several, some trace differs. For solvers that choose at random. */
export function seedLaw(setting: Setting, length: Length): void {
  const traces = Array.from({ length: 8 }, (_, k) => drive({ ...setting, seed: setting.seed + k }, length));
  if (traces.every(({ drawn }) => drawn === 0)) throw new Error("no random number was drawn");
  const different = new Set(traces.map(({ steps }) => steps.map((step) => `${step.energy}/${step.digest}`).join()));
  if (different.size === 1) throw new Error("eight seeds gave one sequence");
}

/** Milliseconds that the middle one of fifteen steps may take: the contract says about one, a busy machine gets some more. */
const PACE = 40;

/** Steps come often enough for limits of time and for cancellation to be kept. */
export function paceLaw(setting: Setting): void {
  const times: number[] = [];
  let last = performance.now();
  drive(setting, { steps: 15 }, null, () => {
    const now = performance.now();
    times.push(now - last);
    last = now;
  });
  const middle = times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
  if (middle > PACE)
    throw new Error(`half of the steps took ${middle.toFixed(0)} ms and more, at most ${PACE} are allowed`);
}

/** With its defaults alone a solver ends by itself. Small models only. */
export function endLaw(setting: Setting): void {
  const options = setting.solver.defaults;
  const { verdict } = drive({ ...setting, options }, { steps: 1e6, milliseconds: 20_000 });
  if (verdict === null) throw new Error("the defaults go on for ever");
}

/** With its `endless` options too a run reaches every limit of work, or ends: work is done again and again. */
export function endlessLaw(setting: Setting): void {
  const { solver } = setting;
  const options = { ...solver.defaults, ...solver.endless };
  const { steps, verdict } = drive({ ...setting, options }, { steps: 60 });
  if (verdict !== null || steps.length === 0) return;
  const half = steps[steps.length >> 1].work;
  if (steps[steps.length - 1].work <= half) throw new Error(`work stands still at ${half} and nothing ends`);
}

/** All laws that hold for any solver on any model that it takes. Returns false when it refuses. */
export function solverLaws(setting: Setting, length: Length, find: (id: string) => AnySolver): boolean {
  if (!takes(setting)) {
    refusalLaw(setting, find);
    return false;
  }
  const trace = reportLaw(setting, length);
  replayLaw(setting, trace);
  monitorLaw(setting, trace);
  verdictLaw(setting, trace);
  if (setting.model.n > 0 && trace.steps.length === 0 && trace.verdict === null) throw new Error("no step, no verdict");
  if (trace.last !== null) startLaw(setting, trace.last, length);
  if (setting.solver.guarantees.has("exact") && setting.model.n <= 16) exactLaw(setting);
  return true;
}
