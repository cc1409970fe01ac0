/** Where the vectors of a relaxation begin: anywhere, or near a state. Square roots instead of sines, so that every engine gives the same bits. */
import type { Random } from "../../src/random.ts";

/** (x_i, y_i) at 2i and 2i + 1: unit length within rounding. */
export type Vectors = Float64Array;

/** Uniformly random directions: points of the disc, by rejection from the square. */
export function randomise(v: Vectors, random: Random): void {
  for (let i = 0; i < v.length; i += 2) {
    let x = 0;
    let y = 0;
    let square = 0;
    do {
      x = 2 * random.uniform() - 1;
      y = 2 * random.uniform() - 1;
      square = x * x + y * y;
    } while (square > 1 || square < 1e-6);
    const inverse = 1 / Math.sqrt(square);
    v[i] = x * inverse;
    v[i + 1] = y * inverse;
  }
}

/** Each vector along its spin, turned by an angle whose tangent is uniform in (-perturbation, perturbation). */
export function perturb(v: Vectors, spins: Int8Array, perturbation: number, random: Random): void {
  for (let i = 0; i < spins.length; i++) {
    const tangent = perturbation * (2 * random.uniform() - 1);
    const along = spins[i] / Math.sqrt(1 + tangent * tangent);
    v[2 * i] = along;
    v[2 * i + 1] = tangent * along;
  }
}
