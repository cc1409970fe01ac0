/**
 * The temperatures of a model: multiples of its field scale, the root of the mean over variables of b_i^2 + sum_j W_ij^2 (the
 * size of a local field among random spins). They follow any scaling of the weights. The multiples were chosen on Gset graphs of
 * 800 to 20,000 vertices, of degree 4 to 20, with weights of one and of both signs.
 */
import type { SpinSystem } from "../../src/kernels/system.ts";
import type { Random } from "../../src/random.ts";

/** Where anneals of random states begin and all anneals end, in field scales. */
const HOT = 1.3;
const COLD = 0.13;
/** Where anneals of good states begin, in field scales: low ones mend small regions, high ones rebuild large ones. */
const WARM = [0.25, 0.32, 0.41, 0.53];
/** How fast the memory of what helped fades. */
const FADING = 0.8;

export interface Temperatures {
  /** Inverse temperatures, 1 / energy. */
  readonly hot: number;
  readonly cold: number;
  /** Inverse temperature of the next re-anneal, those that helped before more often. */
  warm(random: Random): number;
  /** Tells how many states the last re-anneal improved. */
  learn(improved: number): void;
}

/** O(couplings). A model without couplings and biases has scale 1. */
export function createTemperatures(system: SpinSystem): Temperatures {
  const scale = fieldScale(system);
  const merit = WARM.map(() => 1);
  let last = 0;
  return {
    hot: 1 / (HOT * scale),
    cold: 1 / (COLD * scale),
    warm(random) {
      let pick = random.uniform() * merit.reduce((sum, value) => sum + value, 0);
      last = 0;
      while (last + 1 < WARM.length && pick >= merit[last]) pick -= merit[last++];
      return 1 / (WARM[last] * scale);
    },
    learn(improved) {
      merit[last] = Math.max(0.25, FADING * merit[last] + (1 - FADING) * improved);
    },
  };
}

/** In energy units. */
function fieldScale({ n, weight, bias, unit }: SpinSystem): number {
  let sum = 0;
  for (let k = 0; k < weight.length; k++) sum += weight[k] * weight[k];
  for (let i = 0; i < n; i++) sum += bias[i] * bias[i];
  return sum === 0 ? 1 : unit * Math.sqrt(sum / n);
}
