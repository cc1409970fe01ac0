/**
 * Temperatures of the anneal before tabu search, in units: multiples of the root of the mean over items of the squared coefficients of their
 * terms, which is how much a flip changes among random states, about. They follow any scaling of the coefficients.
 */
import type { TermSystem } from "../../src/kernels/polynomials/system.ts";

const HOT = 1;
const COLD = 0.05;

/** O(literals). */
export function temperatures({ items, terms, termStart, coefficient, factors }: TermSystem): {
  readonly hot: number;
  readonly cold: number;
} {
  let squares = 0;
  for (let t = 0; t < terms; t++) {
    const size = termStart[t + 1] - termStart[t];
    // A product of k bits turns with one of them in 2^(1 - k) of the states, and by 1; one of signs always does, and by 2.
    squares += size * coefficient[t] ** 2 * (factors === "sign" ? 4 : 2 ** (1 - size));
  }
  const scale = Math.sqrt(squares / Math.max(1, items)) || 1;
  return { hot: HOT * scale, cold: COLD * scale };
}
