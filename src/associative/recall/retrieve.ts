/**
 * Softmax retrieval (Ramsauer et al. 2020): xi <- X' softmax(beta X xi), patterns as rows of X; attention with the patterns as keys and values.
 * One step costs O(P n) a query.
 */
import { GroundstateError } from "../../errors.ts";
import type { AttentionRun, AttentionSession } from "../../kernels/attention/types.ts";
import { loadKernels } from "../../kernels/load.ts";
import type { Kernels } from "../../kernels/types.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../model/index.ts";
import { finish } from "../../run/slices.ts";

/** Nanoseconds of work between two yields. */
const SLICE = 1e6;

/** Size and temperature of softmax attention. @see retrieve */
export interface Retrieval {
  /** Numbers in a pattern and in a query. */
  readonly size: number;
  /** Inverse temperature, above 0: attention's 1 / sqrt(size), or large for the nearest pattern. */
  readonly beta: number;
  /** Updates; default 1. */
  readonly steps?: number;
  readonly kernels?: Kernels;
  /** Bytes. */
  readonly memoryLimit?: number;
}

/**
 * What `steps` updates make of real queries (row-major count x size) on real patterns (row-major count x size): a new array as long as `queries`.
 * @throws {GroundstateError} "invalid-options" when lengths or options do not fit; {MemoryError}
 */
export function retrieve(
  patterns: Float64Array,
  queries: Float64Array,
  { size, beta, steps = 1, kernels = loadKernels(), memoryLimit = DEFAULT_MEMORY_LIMIT }: Retrieval,
): Float64Array {
  requireThat(Number.isInteger(size) && size >= 1, `size is ${size}`, "a whole number from 1 on");
  requireThat(Number.isFinite(beta) && beta > 0, `beta is ${beta}`, "a number above 0");
  requireThat(Number.isInteger(steps) && steps >= 0, `steps is ${steps}`, "a whole number from 0 on");
  for (const [name, { length }] of Object.entries({ patterns, queries }))
    requireThat(length % size === 0, `${name} holds ${length} numbers`, `a multiple of size, ${size}`);
  requireThat(patterns.length > 0, "patterns is empty", "at least one pattern");
  requireThat(
    patterns.every(Number.isFinite) && queries.every(Number.isFinite),
    "a number is infinite or NaN",
    "finite ones",
  );
  const made = queries.slice();
  const count = queries.length / size;
  if (count === 0 || steps === 0) return made;
  const session = kernels.attention({ count: patterns.length / size, size, patterns, memoryLimit });
  const lse = new Float64Array(count);
  for (let t = 0; t < steps; t++) finish(attend(session, { count, queries: made, beta, out: made, lse }));
  return made;
}

/** Runs one batch in slices. */
export function* attend(session: AttentionSession, run: AttentionRun): Generator<void, void, void> {
  session.begin(run);
  while (!session.advance(SLICE)) yield;
}

function requireThat(holds: boolean, found: string, expected: string): void {
  if (!holds) throw new GroundstateError("invalid-options", `${found}, expected ${expected}`);
}
