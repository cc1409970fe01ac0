/** Inverse temperatures from sweep to sweep. */

export type Shape = "linear" | "geometric";

/** End energies reported in the findings at most. */
export const LISTED = 1000;

/**
 * Wider ranges are passed through geometrically. Whole weights of one size give ranges of about 15 and end better with linear
 * steps; real weights, whose smallest gains have no bound, give 150 and more, and linear steps waste them on frozen states.
 */
const WIDE = 30;

/** The shape that suits a range. */
export function shapeOf(from: number, to: number): Shape {
  return to > WIDE * from ? "geometric" : "linear";
}

/**
 * `sweeps` inverse temperatures from `from` to `to`; only `to` when there is one. Geometric steps multiply, as powers with
 * fractional exponents differ between engines.
 * Geometric needs from > 0, else the steps are linear.
 */
export function* inverseTemperatures(from: number, to: number, sweeps: number, shape: Shape): Generator<number, void> {
  const ratio = shape === "geometric" && from > 0 && to > 0 ? root(to / from, sweeps - 1) : null;
  let beta = from;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    if (sweep === sweeps - 1) yield to;
    else if (ratio === null) yield from + (to - from) * (sweep / (sweeps - 1));
    else {
      yield beta;
      beta *= ratio;
    }
  }
}

/** value^(1 / k) for value > 0 by bisection: only + * / and integer powers by squaring. */
function root(value: number, k: number): number {
  let low = Math.min(1, value);
  let high = Math.max(1, value);
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (power(middle, k) > value) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
