/**
 * Continuous Hebbian learning: while a pattern x is shown, the couplings follow its correlations,
 *
 *     tau dW/dt = x x' - W   (with decay: a moving average of what was seen, the latest counting most),
 *     tau dW/dt = x x'       (without: Hebb's rule when every pattern is shown for the same time),
 *
 * with zero diagonal. Integrated exactly over each presentation: W <- x x' + (W - x x') exp(-t / tau), or W + (t / tau) x x'. A
 * presentation costs O(n^2); nothing else is kept, so streams may be endless.
 */
import { GroundstateError } from "../../errors.ts";
import { exponential } from "../../kernels/exponential.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../model/index.ts";
import { requireMatrices } from "./matrix.ts";

/** Weights that follow the patterns that are shown. @see createStream */
export interface HebbianStream {
  readonly size: number;
  /** Time shown so far, in the unit of `tau`. */
  readonly time: number;
  /** Shows x (spins, or activities from -1 to 1) for a duration. @throws {GroundstateError} "invalid-instance", "invalid-options" */
  present(x: ArrayLike<number>, duration: number): void;
  /** A copy of W, row-major size x size, symmetric, zero diagonal. */
  weights(): Float64Array;
}

/** Pace and forgetting of a stream. */
export interface StreamOptions {
  /** Time constant of the learning; default 1. */
  readonly tau?: number;
  /** Whether what is not shown is forgotten; default true. */
  readonly decay?: boolean;
  /** Bytes. */
  readonly memoryLimit?: number;
}

/** W = 0 to begin with. @throws {GroundstateError} "invalid-options"; {MemoryError} */
export function createStream(
  size: number,
  { tau = 1, decay = true, memoryLimit = DEFAULT_MEMORY_LIMIT }: StreamOptions = {},
): HebbianStream {
  if (!(Number.isInteger(size) && size >= 1)) refuseOption("size", size, "a positive integer");
  if (!(Number.isFinite(tau) && tau > 0)) refuseOption("tau", tau, "a positive time");
  requireMatrices(size, 1, memoryLimit, "a stream of patterns");
  const weights = new Float64Array(size * size);
  let time = 0;
  return {
    size,
    get time() {
      return time;
    },
    present(x, duration) {
      if (!(Number.isFinite(duration) && duration >= 0)) refuseOption("duration", duration, "a time from 0 upwards");
      checkActivities(x, size);
      const kept = decay ? exponential(-duration / tau) : 1;
      const added = decay ? 1 - kept : duration / tau;
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < i; j++) {
          const weight = kept * weights[i * size + j] + added * x[i] * x[j];
          weights[i * size + j] = weight;
          weights[j * size + i] = weight;
        }
      }
      time += duration;
    },
    weights: () => weights.slice(),
  };
}

function refuseOption(name: string, found: unknown, expected: string): never {
  throw new GroundstateError("invalid-options", `${name} is ${String(found)}, expected ${expected}`);
}

function checkActivities(x: ArrayLike<number>, size: number): void {
  const refuse = (place: string, found: unknown, expected: string): never => {
    throw new GroundstateError("invalid-instance", `${place} is ${String(found)}, expected ${expected}`);
  };
  if (x.length !== size) refuse("the length of the pattern", x.length, `${size}, one a spin`);
  for (let i = 0; i < size; i++) {
    if (!(x[i] >= -1 && x[i] <= 1)) refuse(`pattern[${i}]`, x[i], "a number from -1 to 1");
  }
}
