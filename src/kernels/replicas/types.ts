/**
 * Replicas: several states of one spin system that are swept together, one a lane of the vector unit, so that a row of couplings
 * is read once for all of them. A batch is what shares one temperature; the batches of a request share the rows and one memory.
 */
import type { Random } from "../../random.ts";

/** A batch of `width` states with their local fields. Energies in the model's units, offset included. */
export interface Replicas {
  readonly n: number;
  /** States in this batch. */
  readonly width: number;
  /** Which kernel it is: "sparse-bytes", "coloured-bytes", "dense-short" ... For reports. */
  readonly form: string;
  /** Positions of a sweep: n, or more where the order of the variables has gaps. */
  readonly positions: number;
  /** New uniformly random states in all replicas, and a newly seeded generator. Called once by the maker. */
  restart(random: Random): void;
  /**
   * Metropolis proposals at inverse temperature beta (1 / energy): every replica proposes the variables at positions `from` (default 0)
   * to `to` - 1 (default `positions`) once, in an order that the form fixes. A flip that lowers the energy is made, a level one with
   * probability 15/16, an uphill one with probability exp(-beta gain), to 2^-22 at least. beta = Infinity: strict descent, no draws.
   * Returns the number of flips of all replicas. Forms may round `from` and `to` down to multiples of 16, dense ones of up to 128, `positions` apart:
   * slices that end where the next begins make up a sweep.
   */
  sweep(beta: number, from?: number, to?: number): number;
  /** One number a replica: exact on integer systems, else within about 1e-5 of the energy. O(n width), much less than a sweep. Overwritten by the next call. */
  energies(): Float64Array;
  /** Copies the spins (-1, +1) of a replica. O(n). */
  read(replica: number, spins: Int8Array): void;
  /** Replaces the spins of a replica. O(n); the fields of the batch follow once, O(couplings), before they are next used. */
  write(replica: number, spins: ArrayLike<number>): void;
  /** Swaps replica r with replica r of another batch of the same request wherever bit r of `mask` is set. O(n width). */
  exchange(other: Replicas, mask: number): void;
}

export interface ReplicasRequest {
  /** Seeds states and generators. */
  readonly random: Random;
  /** Bytes that may be allocated. */
  readonly memoryLimit: number;
  /** Replicas wanted a batch: 1 asks for one fast chain; the default is what the form does best, and a form may make more than asked for. */
  readonly width?: number;
  /** Number of batches, default 1. */
  readonly batches?: number;
}
