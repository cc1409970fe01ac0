/** The chain of states of an anneal: sweeps in slices of about a millisecond, the best state kept, the live view for the driver. */
import type { Fields, Kernels } from "../../src/kernels/types.ts";
import { couplingEntries, type EnergyModel } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { inverseTemperatures, type Shape } from "./schedule.ts";

/** Proposals, or array entries touched by flips, between two yields: about a millisecond. */
const SLICE = 2 ** 15;

/** Sweeps after which fields and energy of real-valued models are recomputed: rounding stays below 1e-10 of the energy. */
const REFRESH = 64;

export interface Chain {
  readonly fields: Fields;
  readonly integer: boolean;
  /** Begins anew from these values. */
  restart(values: Int8Array): void;
  /** Variables that may be proposed between two questions whether a slice is full. */
  readonly stride: number;
  /** Proposes variables from `from` to `to` - 1 at beta; returns how many flipped. */
  propose(from: number, to: number, beta: number, random: Random): number;
  /** Keeps the state if it is the best so far. */
  note(): void;
  /** True when it is time to yield. */
  due(): boolean;
  /** The best state if it is new since the last view, else the current one. */
  view(): Step;
}

export function createChain(model: EnergyModel, initial: Int8Array, kernels: Kernels, monitor: Monitor | null): Chain {
  const fields = kernels.fields(model, initial);
  const { n } = fields;
  const current = { kind: "plain", values: fields.values } as const;
  const best = { kind: "plain", values: initial.slice() } as const;
  let bestEnergy = fields.energy;
  let isNew = false;
  let work = 0;
  let spent = 0;
  // A flip touches about this many fields, four of them in the time of a proposal.
  const flipCost = n === 0 ? 0 : couplingEntries(model.couplings) / n / 4;
  const stride = Math.max(64, Math.floor(SLICE / (1 + flipCost / 2)));
  const accepted = monitor === null ? null : () => monitor.moved(current, fields.energy);
  return {
    fields,
    integer: model.integer,
    restart(values) {
      fields.assign(values);
      monitor?.started(current, fields.energy);
      this.note();
    },
    stride,
    propose(from, to, beta, random) {
      const flips = kernels.metropolisSweep(fields, beta, random, accepted, from, to);
      work += to - from;
      spent += to - from + flips * flipCost;
      return flips;
    },
    note() {
      if (fields.energy >= bestEnergy) return;
      bestEnergy = fields.energy;
      best.values.set(fields.values);
      isNew = true;
    },
    due: () => spent >= SLICE,
    view() {
      spent = 0;
      const step = isNew ? { work, energy: bestEnergy, state: best } : { work, energy: fields.energy, state: current };
      isNew = false;
      return step;
    },
  };
}

export interface Schedule {
  readonly sweeps: number;
  readonly from: number;
  readonly to: number;
  readonly shape: Shape;
}

/** One anneal from the current state: the sweeps of the schedule, then strict descent. Leaves a state that no flip lowers. */
export function* runAnneal(chain: Chain, schedule: Schedule, random: Random): Generator<Step, void, void> {
  const { sweeps, from, to, shape } = schedule;
  let sweep = 0;
  for (const beta of inverseTemperatures(from, to, sweeps, shape)) {
    yield* oneSweep(chain, beta, random);
    if (!chain.integer && ++sweep % REFRESH === 0) chain.fields.refresh();
    chain.note();
  }
  if (!chain.integer) chain.fields.refresh();
  yield* descend(chain, random);
  yield chain.view();
}

/** Strict descent to a state that no flip lowers (real-valued models: by more than rounding). */
export function* descend(chain: Chain, random: Random): Generator<Step, void, void> {
  let before: number;
  do {
    before = chain.fields.energy;
    const flips = yield* oneSweep(chain, Number.POSITIVE_INFINITY, random);
    if (flips === 0) break;
    // Rounded gains could go round in circles between states of equal energy; the recomputed energy cannot.
    if (!chain.integer) chain.fields.refresh();
  } while (chain.fields.energy < before);
  chain.note();
}

/** All variables once; yields when a slice is full. Returns the number of flips. */
function* oneSweep(chain: Chain, beta: number, random: Random): Generator<Step, number, void> {
  const { n } = chain.fields;
  let flips = 0;
  for (let i = 0; i < n; i += chain.stride) {
    flips += chain.propose(i, Math.min(n, i + chain.stride), beta, random);
    if (chain.due()) yield chain.view();
  }
  return flips;
}
