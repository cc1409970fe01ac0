/** Binary recall by the batched kernel: all cues at once, nothing watched. @see kernels/recall */
import type { RecallContext, Recalled, Trajectory } from "./types.ts";
import type { Network } from "./weights.ts";

/** Nanoseconds of work between two yields. */
const SLICE = 1e6;

/** `cues`: row-major, -1/+1. Yields the number of cues done. @throws {MemoryError} */
export function* recallBatch(
  { size, weights, biases }: Network,
  cues: Int8Array,
  order: "cyclic" | "synchronous",
  maxSteps: number,
  { kernels, memoryLimit }: RecallContext,
): Generator<number, Recalled, void> {
  const count = cues.length / size;
  const session = kernels.recall({ size, weights, biases: biases.some((b) => b !== 0) ? biases : null, memoryLimit });
  session.begin({ count, cues, order, steps: maxSteps, energies: true });
  while (!session.advance(SLICE)) yield session.outcomes.length;
  const trajectories = session.outcomes.map(
    ({ state, steps, ending, energies }): Trajectory => ({ state, activity: null, steps, ending, energies }),
  );
  return { trajectories, verification: null };
}
