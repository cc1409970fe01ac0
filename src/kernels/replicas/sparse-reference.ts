/**
 * Sparse replicas in plain TypeScript: the oracle of the vector kernels, draw by draw, and the fallback. Variables in index order; the 16
 * lanes of one variable decide together, as the vector does. O(width) a variable, O(width neighbours) a flip.
 */
import { MemoryError } from "../../errors.ts";
import type { Random } from "../../random.ts";
import type { SpinSystem } from "../system.ts";
import { decideBytes, decideWords, type LaneRule } from "./decide.ts";
import { formOf, kernelUnit, LANES, REFRESH, randomLanes } from "./form.ts";
import { createLaneGenerator, type LaneGenerator } from "./generator.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

/** Spins and 4-byte fields. */
const BYTES_PER_LANE = 5;

export function createSparseReference(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  const batches = request.batches ?? 1;
  const bytes = system.n * LANES * BYTES_PER_LANE * batches;
  if (bytes > request.memoryLimit) {
    const what = `annealing ${LANES * batches} replicas of ${system.n} spins`;
    throw new MemoryError(what, bytes, request.memoryLimit, "Use fewer replicas, or raise the memory limit.");
  }
  return Array.from({ length: batches }, () => createBatch(system, request.random));
}

interface Lanes {
  /** Brings the fields up to date after replicas were written. */
  settle(): void;
  readonly spins: Int8Array;
  readonly fields: Int32Array | Float32Array;
}

/** The lanes of every batch made here, for exchanges. */
const lanesOf = new WeakMap<Replicas, Lanes>();

function createBatch(system: SpinSystem, random: Random): Replicas {
  const { n, rowStart, column } = system;
  const { numbers: form, order, hubs } = formOf(system);
  const unit = kernelUnit(system);
  const whole = form !== "real";
  const spins = new Int8Array(n * LANES);
  const fields = whole ? new Int32Array(n * LANES) : new Float32Array(n * LANES);
  const scaled = (numbers: ArrayLike<number>) =>
    whole ? Int32Array.from(numbers) : Float32Array.from(numbers, (number) => number / unit);
  const [weight, bias] = [scaled(system.weight), scaled(system.bias)];
  const sums = new Float64Array(LANES);
  const change = new Float64Array(LANES);
  let generator: LaneGenerator;
  let sweeps = 0;
  let stale = false;

  function refresh(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      for (let lane = 0; lane < LANES; lane++) fields[i * LANES + lane] = fieldOf(i, (j) => spins[j * LANES + lane]);
    }
  }
  /** b_i + sum_j w_ij s_j, rounded as the fields are after every term. */
  function fieldOf(i: number, spin: (j: number) => number): number {
    let field = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      field += weight[k] * spin(column[k]);
      if (!whole) field = Math.fround(field);
    }
    return field;
  }
  function flip(i: number, rule: LaneRule): number {
    const first = i * LANES;
    if (!rule.decide(spins, fields, first, generator)) return 0;
    let flips = 0;
    for (let lane = 0; lane < LANES; lane++) {
      change[lane] = rule.flip[lane] * -2 * spins[first + lane];
      if (rule.flip[lane] === 0) continue;
      spins[first + lane] = -spins[first + lane];
      flips++;
    }
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const target = column[k] * LANES;
      for (let lane = 0; lane < LANES; lane++) fields[target + lane] += weight[k] * change[lane];
    }
    return flips;
  }
  function settle(): void {
    if (stale) refresh(0, n);
    stale = false;
  }
  const replicas: Replicas = {
    n,
    width: LANES,
    form: `reference-${form}`,
    positions: n,
    restart(source) {
      randomLanes(n, source, (position, bits) => {
        const i = order[position];
        for (let lane = 0; lane < LANES; lane++) spins[i * LANES + lane] = (bits >> lane) & 1 ? 1 : -1;
      });
      generator = createLaneGenerator(source);
      stale = true;
      settle();
    },
    sweep(beta, from = 0, to = n) {
      settle();
      if (from === 0) sweeps++;
      if (!whole && sweeps % REFRESH === 0) refresh(from, to); // real systems keep the order of the indices
      const byLogarithm = decideWords(beta * unit, whole);
      const rule = form === "bytes" ? decideBytes(beta * unit) : byLogarithm;
      let flips = 0;
      for (let position = from; position < to; position++) {
        flips += flip(order[position], position < n - hubs ? rule : byLogarithm);
      }
      return flips;
    },
    energies() {
      settle();
      sums.fill(0);
      for (let i = 0; i < n; i++) {
        for (let lane = 0; lane < LANES; lane++) {
          const twice = fields[i * LANES + lane] + bias[i];
          sums[lane] += spins[i * LANES + lane] * (whole ? twice : Math.fround(twice));
        }
      }
      for (let lane = 0; lane < LANES; lane++) sums[lane] = system.offset - (unit * sums[lane]) / 2;
      return sums;
    },
    read(replica, into) {
      for (let i = 0; i < n; i++) into[i] = spins[i * LANES + replica];
    },
    write(replica, from) {
      for (let i = 0; i < n; i++) spins[i * LANES + replica] = from[i];
      stale = true;
    },
    exchange(other, mask) {
      const theirs = lanesOf.get(other) as Lanes;
      settle();
      theirs.settle();
      for (let k = 0; k < n * LANES; k++) {
        if (((mask >> (k % LANES)) & 1) === 0) continue;
        [spins[k], theirs.spins[k]] = [theirs.spins[k], spins[k]];
        [fields[k], theirs.fields[k]] = [theirs.fields[k], fields[k]];
      }
    },
  };
  lanesOf.set(replicas, { spins, fields, settle });
  replicas.restart(random);
  return replicas;
}
