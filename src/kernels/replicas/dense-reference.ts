/**
 * Dense replicas in plain TypeScript: the oracle of the dense kernels, draw by draw, on whole systems. Every replica has its own
 * generator and proposes the spins in index order; eight draws at a time, also for the places beyond n. O(1) a proposal, O(n) a flip.
 */
import { MemoryError } from "../../errors.ts";
import type { SpinSystem } from "../system.ts";
import { type DenseForm, denseForm, densePositions, roundPositions } from "./dense.ts";
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
      const [from, to] = roundPositions(n, start, end);
      proposed += to - from;
      if (!system.integer && proposed >= REFRESH * n) {
        replicas.forEach(refresh);
        proposed = 0;
      }
      const rule = thresholdRule(form, beta);
      let flips = 0;
      for (const replica of replicas) {
        for (let i = from; i < to; i++) {
          const chosen = rule(replica.generator, i);
          if (i >= n || !chosen((replica.fields[i] * replica.spins[i]) / (system.integer ? 1 : form.unit))) continue;
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

/** For each proposal in turn: draws when the place asks for it, and gives the test of x = s h in the kernel's numbers. */
function thresholdRule(form: DenseForm, beta: number) {
  if (beta === Number.POSITIVE_INFINITY) return () => (x: number) => x <= form.descent;
  const { scale } = thresholds(beta, form.unit, false);
  return (generator: LaneGenerator, place: number) => {
    if (place % 4 === 0) generator.next();
    const halfWord = half(generator.words[place % 4]);
    const threshold = Math.min(Math.fround(form.highest), Math.fround(minusLog(halfWord) * scale));
    const bound = form.kind === "short" ? floor(threshold) : threshold;
    return (x: number) => (x === 0 ? halfWord < LEVEL : Math.fround(x) <= bound);
  };
}

/** As the kernel rounds down: by a constant that leaves no place for a fraction. */
function floor(threshold: number): number {
  return Math.fround(Math.fround(threshold - Math.fround(0.49999)) + 12_582_912) - 12_582_912;
}
