/** A vector kernel over lanes, and the replicas made of it: what sparse forms have in common. */
import type { Random } from "../../random.ts";
import type { SpinSystem } from "../system.ts";
import { LANES, randomLanes } from "./form.ts";
import { createLaneGenerator } from "./generator.ts";
import type { Replicas } from "./types.ts";

/** Variables of one call into WebAssembly: about a millisecond at most. */
const SLICE = 8192;

/** One batch in the memory of a kernel. */
export interface LaneBatch {
  /** Addresses of its arrays that hold states. */
  readonly address: { readonly spins: number; readonly fields: number; readonly hubs: number };
  /** Masks of 16 lanes a variable, 0 for +1 and -1 for -1; filled up to whole blocks of 64 bytes. */
  readonly spins: Int8Array | Int32Array;
  /** The generator as the kernel keeps it. */
  readonly generator: Int32Array;
  /** Proposes variables from .. to - 1 and returns the number of flips. */
  sweep(beta: number, from: number, to: number): number;
  /** Recomputes the fields of variables from .. to - 1. */
  refresh(from: number, to: number): void;
  /** Adds s (h + b) of the variables from .. to - 1 to `into`, a sum a lane. */
  addEnergies(into: Float64Array, from: number, to: number): void;
  /** Swaps lanes with another batch of the same memory. */
  exchange(other: LaneBatch, mask: number): void;
}

/** A batch, and what brings its fields up to date after replicas were written. */
const batchOf = new WeakMap<Replicas, { readonly batch: LaneBatch; settle(): void }>();

/** @param unit energy of 1 in the kernel's numbers. @param order position -> variable */
export function laneReplicas(
  system: SpinSystem,
  { form, unit, order }: { readonly form: string; readonly unit: number; readonly order: Int32Array },
  batch: LaneBatch,
  random: Random,
): Replicas {
  const { n, offset } = system;
  const { spins } = batch;
  /** Whether replicas were written since the fields were computed: all lanes are refreshed at once, before they are used. */
  let stale = false;
  const sums = new Float64Array(LANES);

  function slices(from: number, to: number, act: (from: number, to: number) => void): void {
    for (let at = from; at < to; at += SLICE) act(at, Math.min(to, at + SLICE));
  }
  function settle(): void {
    if (stale) slices(0, n, batch.refresh);
    stale = false;
  }
  const replicas: Replicas = {
    n,
    width: LANES,
    form,
    positions: n,
    restart(source) {
      randomLanes(n, source, (i, bits) => {
        for (let lane = 0; lane < LANES; lane++) spins[i * LANES + lane] = ((bits >> lane) & 1) - 1;
      });
      batch.generator.set(createLaneGenerator(source).state);
      stale = true;
      settle();
    },
    sweep(beta, from = 0, to = n) {
      settle();
      let flips = 0;
      slices(from, to, (first, last) => {
        flips += batch.sweep(beta, first, last);
      });
      return flips;
    },
    energies() {
      settle();
      sums.fill(0);
      slices(0, n, (first, last) => batch.addEnergies(sums, first, last));
      for (let lane = 0; lane < LANES; lane++) sums[lane] = offset - (unit * sums[lane]) / 2;
      return sums;
    },
    read(replica, into) {
      for (let position = 0; position < n; position++)
        into[order[position]] = 1 + 2 * spins[position * LANES + replica];
    },
    write(replica, from) {
      for (let position = 0; position < n; position++) {
        spins[position * LANES + replica] = from[order[position]] === 1 ? 0 : -1;
      }
      stale = true;
    },
    exchange(other, mask) {
      const theirs = batchOf.get(other);
      if (theirs === undefined) throw new TypeError("exchange takes a batch of the same request");
      settle();
      theirs.settle();
      batch.exchange(theirs.batch, mask);
    },
  };
  batchOf.set(replicas, { batch, settle });
  replicas.restart(random);
  return replicas;
}

/** A mask of lanes as a pattern of 64 bytes: as many bytes a lane as the kernel has, repeated. */
export function lanePattern(mask: number, bytesPerLane: number): Int8Array {
  return Int8Array.from({ length: 64 }, (_, k) => -((mask >> (Math.floor(k / bytesPerLane) % LANES)) & 1));
}
