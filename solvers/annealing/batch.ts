/**
 * Anneals of a vector of replicas side by side, one temperature for all of them. At the end of an anneal the best end state takes from
 * the others, and from the incumbent, every connected component that lowers its energy; then strict descent in doubles, so what is
 * kept is exact. A monitor is told of every replica after every sweep (on integer models), as of one compound move each.
 */
import { createBestState } from "../../src/kernels/best.ts";
import type { Recombiner } from "../../src/kernels/recombination/types.ts";
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import { toSpins, writeValues } from "../../src/kernels/spins.ts";
import { type SpinSystem, spinSystem } from "../../src/kernels/system.ts";
import { uphillGains } from "../../src/kernels/temperature.ts";
import type { Fields } from "../../src/kernels/types.ts";
import { couplingEntries, type EnergyModel, estimate } from "../../src/model/index.ts";
import type { Monitor, SearchContext, Step, Verdict } from "../../src/solver.ts";
import type { Schedule } from "./chain.ts";
import type { AnnealingOptions } from "./options.ts";
import { type BetaRange, chooseRange, MOST_GAINS, rangeOf } from "./range.ts";
import { inverseTemperatures, LISTED, shapeOf } from "./schedule.ts";

/**
 * Sweeps of the first anneal; every next one has twice as many. In 1 s on G55 doubling ends at 10286, growth by 1.5 or by the
 * square root of 2 at 10282 (medians of 5 seeds, first anneals of 256, 256 and 500 sweeps; a difference of about one standard error).
 */
const FIRST = 128;
/**
 * From so many sweeps on an anneal has only an eighth of them more than the last, so that lengths and numbers both grow. In 20 s
 * doubling up to 16,384 sweeps and then repeating ends at 3064 on G14 and 10292 on G55, doubling for ever at 3062 and 10291
 * (one seed each).
 */
const LONG = 16_384;
/** Proposals of the first anneal at most, for an early answer on large models, but no fewer sweeps than LEAST. */
const FIRST_WORK = 2 ** 26;
const LEAST = 8;
const MOST_SWEEPS = 1e9;

/**
 * Larger models anneal one fast chain instead of a vector: on a 3-D lattice of 1,000,000 spins the first anneal of sixteen had not ended
 * after 6 s on a busy machine. Where the border lies was not measured.
 */
const MOST_SIDE_BY_SIDE = 2 ** 17;

/** Proposals between two yields, or what flips cost in their time: about half a millisecond. */
const SLICE = 2 ** 17;
/** A flip changes this many fields in the time of a proposal. */
const FLIP_SPEED = 16;

/** Bytes that rows, kernels and recombination take, per stored coupling and per variable. */
const ENTRY_BYTES = 48;
const VARIABLE_BYTES = 240;
/** Rows may be so many times larger than the couplings' own form, beyond SMALL entries. */
const BLOW_UP = 4;
const SMALL = 2 ** 20;

/** Neighbours on average above which states that differ hang together, so that recombination finds no components. */
const RECOMBINED_DEGREE = 64;

/** Rounded gains near zero could flip for ever; the descent in doubles does the rest. */
const MOST_DESCENTS = 100;

/** Whether the couplings are few enough, and not much more than in their own form. O(terms). */
export function suitsBatch(model: EnergyModel, memoryLimit: number): boolean {
  if (model.n === 0) return false;
  const entries = couplingEntries(model.couplings);
  if (entries * ENTRY_BYTES + model.n * VARIABLE_BYTES > memoryLimit) return false;
  return entries <= SMALL || estimate(model, "csr") <= BLOW_UP * estimate(model, "model");
}

export function* annealBatch(
  model: EnergyModel,
  options: AnnealingOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { random, monitor } = context;
  const batch = createBatch(model, context);
  const incumbent = createIncumbent(model, context, batch.replicas, monitor);
  yield incumbent.view(0);
  const { from, to } = yield* chooseRange(options, () => measureRange(batch, incumbent));
  const shape = options.schedule === "auto" ? shapeOf(from, to) : options.schedule;
  const endEnergies: number[] = [];
  const anneals = options.anneals ?? Number.POSITIVE_INFINITY;
  const perSweep = batch.replicas.positions * batch.replicas.width;
  let length = Math.min(FIRST, Math.max(LEAST, Math.floor(FIRST_WORK / perSweep)));
  for (let run = 0; run < anneals; run++) {
    batch.replicas.restart(random.split(run));
    if (run === 0 && context.start !== null) batch.replicas.write(0, incumbent.spins);
    const sweeps = options.sweeps ?? length;
    length = length < LONG ? 2 * length : Math.min(MOST_SWEEPS, length + LONG / 8);
    const end = yield* anneal(batch, incumbent, { sweeps, from, to, shape });
    if (endEnergies.length < LISTED) endEnergies.push(end);
  }
  return { status: "exhausted", findings: { betaFrom: from, betaTo: to, schedule: shape, endEnergies } };
}

interface Batch {
  readonly system: SpinSystem;
  readonly replicas: Replicas;
  /** Null where it would find no components. */
  readonly recombiner: Recombiner | null;
  readonly work: number;
  /** One sweep, with a step now and then; returns the number of flips. */
  sweep(beta: number, incumbent: Incumbent): Generator<Step, number, void>;
  /** For work outside of sweeps: adds it, and a step when a slice is full. */
  spend(proposals: number, incumbent: Incumbent): Generator<Step, void, void>;
}

/**
 * Tells the monitor of every replica and the energy that the kernel gives it. Null without one, and on real models, whose kernels
 * keep energies in single precision: there the incumbents alone are checked.
 */
function watchOf(model: EnergyModel, replicas: Replicas, monitor: Monitor | null): (() => void) | null {
  if (monitor === null || !model.integer) return null;
  const spins = new Int8Array(model.n);
  const state = { kind: "plain", values: new Int8Array(model.n) } as const;
  return () => {
    const energies = replicas.energies();
    for (let replica = 0; replica < replicas.width; replica++) {
      replicas.read(replica, spins);
      writeValues(model.domain, spins, state.values);
      monitor.moved(state, energies[replica]);
    }
  };
}

function createBatch(model: EnergyModel, { random, kernels, monitor, memoryLimit }: SearchContext): Batch {
  const system = spinSystem(model, memoryLimit);
  const width = system.n > MOST_SIDE_BY_SIDE ? { width: 1 } : {};
  const [replicas] = kernels.replicas(system, { random, memoryLimit, ...width });
  const degree = system.rowStart[system.n] / system.n;
  const recombiner = degree <= RECOMBINED_DEGREE ? kernels.recombiner(system, memoryLimit) : null;
  const watch = watchOf(model, replicas, monitor);
  const { positions } = replicas;
  const stride = Math.max(16, Math.floor(SLICE / replicas.width / (1 + degree / FLIP_SPEED) / 16) * 16);
  let work = 0;
  let spent = 0;
  function* spend(proposals: number, incumbent: Incumbent): Generator<Step, void, void> {
    work += proposals;
    spent += proposals * (1 + degree / FLIP_SPEED);
    if (spent < SLICE) return;
    spent = 0;
    yield incumbent.view(work);
  }
  return {
    system,
    replicas,
    recombiner,
    get work() {
      return work;
    },
    spend,
    *sweep(beta, incumbent) {
      let flips = 0;
      for (let at = 0; at < positions; at += stride) {
        const to = Math.min(positions, at + stride);
        flips += replicas.sweep(beta, at, to);
        yield* spend((to - at) * replicas.width, incumbent);
      }
      watch?.();
      return flips;
    },
  };
}

/** The best state so far, with its exact energy. */
interface Incumbent {
  readonly spins: Int8Array;
  view(work: number): Step;
  /** Strict descent from these spins; keeps the state if it is the best. Returns its energy. */
  offer(spins: Int8Array): number;
}

function createIncumbent(
  model: EnergyModel,
  { kernels, start, random }: SearchContext,
  replicas: Replicas,
  monitor: Monitor | null,
): Incumbent {
  const incumbent = start === null ? new Int8Array(model.n) : toSpins(model, start);
  if (start === null) replicas.read(0, incumbent);
  const values = new Int8Array(model.n);
  writeValues(model.domain, incumbent, values);
  const fields: Fields = kernels.fields(model, values);
  const best = createBestState(model, incumbent, fields.energy, monitor);
  return {
    spins: incumbent,
    view: best.view,
    offer(spins) {
      writeValues(model.domain, spins, values);
      fields.assign(values);
      let before: number;
      do {
        before = fields.energy;
        if (kernels.metropolisSweep(fields, Number.POSITIVE_INFINITY, random, null) === 0) break;
        if (!model.integer) fields.refresh();
      } while (fields.energy < before);
      if (fields.energy < best.energy) {
        writeValues("spin", fields.values, incumbent);
        best.take(incumbent, fields.energy);
      }
      return fields.energy;
    },
  };
}

/** Uphill gains of the replicas before and after a descent. */
function* measureRange(batch: Batch, incumbent: Incumbent): Generator<Step, BetaRange, void> {
  const { system, replicas } = batch;
  const states = Math.ceil(MOST_GAINS / system.n);
  const stride = Math.max(1, Math.ceil(system.n / MOST_GAINS));
  const hot = uphillGains(system, replicas, states, stride);
  yield* descend(batch, incumbent);
  const spins = new Int8Array(system.n);
  replicas.read(0, spins);
  incumbent.offer(spins);
  yield incumbent.view(batch.work);
  return rangeOf(hot, uphillGains(system, replicas, states, stride));
}

/** The sweeps of the schedule, descent, recombination. Returns the energy of the best end state. */
function* anneal(
  batch: Batch,
  incumbent: Incumbent,
  { sweeps, from, to, shape }: Schedule,
): Generator<Step, number, void> {
  for (const beta of inverseTemperatures(from, to, sweeps, shape)) yield* batch.sweep(beta, incumbent);
  yield* descend(batch, incumbent);
  const { replicas, recombiner, system } = batch;
  const energies = replicas.energies();
  const first = energies.indexOf(energies.reduce((least, energy) => Math.min(least, energy)));
  const best = new Int8Array(system.n);
  replicas.read(first, best);
  if (recombiner !== null) {
    const other = new Int8Array(system.n);
    // Twice: a component taken late may set free another one of a replica seen before.
    for (let k = 0; k < 2 * replicas.width; k++) {
      replicas.read(k % replicas.width, other);
      recombiner.combine(best, other, true);
      yield* batch.spend(system.n, incumbent);
    }
    recombiner.combine(best, incumbent.spins, true);
  }
  const end = incumbent.offer(best);
  yield incumbent.view(batch.work);
  return end;
}

function* descend(batch: Batch, incumbent: Incumbent): Generator<Step, void, void> {
  for (let round = 0; round < MOST_DESCENTS; round++) {
    if ((yield* batch.sweep(Number.POSITIVE_INFINITY, incumbent)) === 0) return;
  }
}
