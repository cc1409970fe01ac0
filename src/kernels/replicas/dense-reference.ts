/**
 * Dense replicas in plain TypeScript: the oracle of the dense kernels, draw by draw, on whole systems. Every replica has its own
 * generator and proposes the spins in index order, block by block. O(1) a proposal, O(n) a flip.
 */
import { MemoryError } from "../../errors.ts";
import type { SpinSystem } from "../system.ts";
import { type DenseForm, denseForm, densePositions, roundPositions } from "./dense.ts";
import { boundOf, boundTables } from "./dense-bounds.ts";
import { LANES, REFRESH, thresholds } from "./form.ts";
import { createLaneGenerator, type LaneGenerator } from "./generator.ts";
import { half, LEVEL, minusLog } from "./logarithm.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

interface Replica {
  readonly spins: Int8Array;
  readonly fields: Float64Array;
  generator: LaneGenerator;
}

/** Spins and fields of 8 bytes. */
const BYTES_PER_SPIN = 9;

/** @throws {MemoryError} */
export function createDenseReference(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  const { width = LANES, batches = 1, memoryLimit } = request;
  const bytes = system.n * width * batches * BYTES_PER_SPIN;
  if (bytes > memoryLimit) {
    const what = `annealing ${width * batches} replicas of ${system.n} spins`;
    throw new MemoryError(what, bytes, memoryLimit, "Use fewer replicas, or raise the memory limit.");
  }
  return Array.from({ length: batches }, () => createBatch(system, width, request));
}

/** Places of every batch made here, for exchanges. */
const replicasOf = new WeakMap<Replicas, Replica[]>();

function createBatch(system: SpinSystem, width: number, request: ReplicasRequest): Replicas {
  const { n, rowStart, column, weight, bias, unit } = system;
  const form = denseForm(system);
  const energies = new Float64Array(width);
  const replicas: Replica[] = [];
  let proposed = 0;

  function refresh({ spins, fields }: Replica): void {
    for (let i = 0; i < n; i++) {
      fields[i] = bias[i];
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) fields[i] += weight[k] * spins[column[k]];
    }
  }
  function flip({ spins, fields }: Replica, i: number): void {
    spins[i] = -spins[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) fields[column[k]] += 2 * spins[i] * weight[k];
  }
  const batch: Replicas = {
    n,
    width,
    form: `reference-dense-${form.kind}`,
    positions: densePositions(n),
    restart(random) {
      for (let r = 0; r < width; r++) {
        const spins = new Int8Array(n);
        for (let i = 0; i < n; i++) spins[i] = random.uint32() >>> 31 === 1 ? 1 : -1;
        replicas[r] = { spins, fields: new Float64Array(n), generator: createLaneGenerator(random) };
        refresh(replicas[r]);
      }
    },
    sweep(beta, start = 0, end = densePositions(n)) {
      const [from, to] = roundPositions(form, n, start, end);
      proposed += to - from;
      if (!system.integer && proposed >= REFRESH * n) {
        replicas.forEach(refresh);
        proposed = 0;
      }
      const rule = ruleOf(form, beta);
      let flips = 0;
      for (const replica of replicas) {
        for (let i = from; i < to; i++) {
          if (i % form.block === 0) rule.begin(replica.generator, Math.min(to - i, form.block));
          if (i >= n) continue;
          const x = (replica.fields[i] * replica.spins[i]) / (system.integer ? 1 : form.unit);
          if (!rule.accepts(x, i % form.block)) continue;
          flip(replica, i);
          flips++;
        }
      }
      return flips;
    },
    energies() {
      replicas.forEach(({ spins, fields }, r) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += spins[i] * (fields[i] + bias[i]);
        energies[r] = system.offset - (unit * sum) / 2;
      });
      return energies;
    },
    read: (r, into) => into.set(replicas[r].spins),
    write(r, from) {
      replicas[r].spins.set(from);
      refresh(replicas[r]);
    },
    exchange(other, mask) {
      const theirs = replicasOf.get(other);
      if (theirs === undefined) throw new TypeError("exchange takes a batch of the same request");
      for (let r = 0; r < width; r++) {
        if ((mask >>> r) & 1) [replicas[r], theirs[r]] = [theirs[r], replicas[r]];
      }
    },
  };
  replicasOf.set(batch, replicas);
  batch.restart(request.random);
  return batch;
}

/** Metropolis rule, x = s h in the kernel's numbers. */
interface Rule {
  /** Before a block of `count` proposals, a multiple of 16. */
  begin(generator: LaneGenerator, count: number): void;
  accepts(x: number, place: number): boolean;
}

function ruleOf(form: DenseForm, beta: number): Rule {
  if (beta === Number.POSITIVE_INFINITY) return { begin: () => {}, accepts: (x) => x <= form.descent };
  const { scale } = thresholds(beta, form.unit, false);
  return scale < form.hot ? boundRule(form, scale) : thresholdRule(form, scale);
}

/** All numbers are drawn, whole, when the block begins. */
function thresholdRule({ block, highest, hot }: DenseForm, scale: number): Rule {
  const words = new Int32Array(block);
  return {
    begin(generator, count) {
      for (let place = 0; place < count; place += 4) {
        generator.next();
        words.set(generator.words, place);
      }
    },
    accepts: (x, place) =>
      accepts(x, half(words[place]), (log) => {
        const threshold = Math.min(Math.fround(highest), Math.fround(log * scale));
        return hot > 0 ? floor(threshold) : threshold;
      }),
  };
}

/** Leading bytes are drawn when the block begins; the others, for four spins at a time, when a bound does not decide. */
function boundRule({ block, highest }: DenseForm, scale: number): Rule {
  const tables = boundTables(scale, highest);
  const leading = new Uint8Array(block);
  const halfWords = new Int32Array(block);
  const decided = new Uint8Array(block / 4);
  let generator: LaneGenerator;
  const decide = (first: number) => {
    generator.next();
    for (let k = 0; k < 4; k++) halfWords[first + k] = half((leading[first + k] << 24) | (generator.words[k] >>> 8));
  };
  return {
    begin(from, count) {
      generator = from;
      decided.fill(0);
      for (let place = 0; place < count; place += 16) {
        generator.next();
        leading.set(generator.bytes, place);
      }
    },
    accepts(x, place) {
      if (x < 0) return true;
      if (Math.min(127, x >> tables.shift) > boundOf(tables, leading[place])) return false;
      if (decided[place >> 2] === 0) decide(place - (place % 4));
      decided[place >> 2] = 1;
      return accepts(x, halfWords[place], (log) => floor(Math.min(Math.fround(highest), Math.fround(log * scale))));
    },
  };
}

/** Level moves with probability 15/16, others up to a threshold. */
function accepts(x: number, halfWord: number, threshold: (log: number) => number): boolean {
  return x === 0 ? halfWord < LEVEL : Math.fround(x) <= threshold(minusLog(halfWord));
}

/** As the kernel rounds down: by a constant that leaves no place for a fraction. */
function floor(threshold: number): number {
  return Math.fround(Math.fround(threshold - Math.fround(0.49999)) + 12_582_912) - 12_582_912;
}
