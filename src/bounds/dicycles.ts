/**
 * Lower bounds of linear ordering by triples: an order makes no directed 3-cycle. The costs of the pairs are shared out among the
 * triples that hold them, each triple takes the best of its six orders, each pair the better of its two with what is left, and the sum
 * of all is a bound whatever the shares are. They are improved triple by triple: a triple takes all that is left of its three pairs and
 * gives back a third of what each decides (max-product linear programming; Globerson & Jaakkola 2007), which never lowers the
 * sum. The limit is at most the 3-dicycle relaxation (Groetschel, Juenger & Reinelt 1984). Arithmetic in whole numbers of a unit, hence exact.
 * 24 bytes a triple; O(n^3) a sweep.
 */

/** Triples between two pauses: about a millisecond. */
const PAUSE = 20_000;
/** Doubles are exact so far. */
const EXACT = 2 ** 53;
/** Steps to the unit for whole numbers, so that thirds are worth dividing. */
const FINEST = 2 ** -20;

/** Bytes that the inequalities over n vertices take. */
export const dicycleBytes = (n: number): number => 8 * n * n + 4 * n * (n - 1) * (n - 2);

interface Sweep {
  /** A lower bound of the sum over i < j of margin(i, j) where i is before j, in an order. */
  readonly bound: number;
  /** Numbers have grown beyond what is surely exact: the bound is not to be used. */
  readonly inexact: boolean;
}

/**
 * A bound after every sweep, undefined at pauses. Ends never.
 * @param margin what i before j costs more than j before i, i < j
 * @param integral whether all margins are whole numbers; else they are rounded to the unit and the bound allows for that
 */
export function* dicycleBounds(
  n: number,
  margin: (i: number, j: number) => number,
  integral: boolean,
): Generator<Sweep | undefined, never, void> {
  const triples = (n * (n - 1) * (n - 2)) / 6;
  const pairs = (n * (n - 1)) / 2;
  let most = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) most = Math.max(most, Math.abs(margin(i, j)));
  const unit = unitFor(most, triples, integral);
  const rest = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) rest[i * n + j] = Math.round(margin(i, j) / unit);
  const shares = new Float64Array(3 * triples);
  const rounding = integral && unit <= 1 ? 0 : pairs * unit;
  let looked = 0;
  for (;;) {
    let sum = 0;
    let largest = 0;
    for (let i = 0, t = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const reached = shareOut(n, i, j, t, rest, shares);
        t += 3 * (n - 1 - j);
        sum += reached.sum;
        largest = Math.max(largest, reached.largest);
        looked += n - 1 - j;
        if (looked > PAUSE) {
          looked = 0;
          yield undefined;
        }
      }
    }
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += Math.min(0, rest[i * n + j]);
    const inexact = 4 * (triples + pairs) * largest >= EXACT;
    yield { bound: sum * unit - rounding, inexact };
  }
}

/** A power of two of which sums over all triples stay exact with room for shares eight times the largest margin. */
function unitFor(most: number, triples: number, integral: boolean): number {
  let unit = 1;
  const fits = (candidate: number) => (32 * (triples + 1) * most) / candidate < EXACT;
  if (integral || fits(1)) while (unit > FINEST && fits(unit / 2)) unit /= 2;
  if (!integral) while (fits(unit / 2) && unit > 2 ** -900) unit /= 2;
  while (!fits(unit)) unit *= 2;
  return unit;
}

/** One step for all triples i < j < k. Returns the sum of their minima and the largest number met. */
function shareOut(
  n: number,
  i: number,
  j: number,
  first: number,
  rest: Float64Array,
  shares: Float64Array,
): { sum: number; largest: number } {
  let sum = 0;
  let largest = 0;
  let own = rest[i * n + j];
  for (let k = j + 1, t = first; k < n; k++, t += 3) {
    const at = j * n + k;
    const outer = i * n + k;
    const a = shares[t] + own;
    const b = shares[t + 1] + rest[at];
    const c = shares[t + 2] + rest[outer];
    // Orders: ijk 111, ikj 101, jik 011, jki 010, kij 100, kji 000 in (i before j, j before k, i before k).
    const [all, ac, bc] = [a + b + c, a + c, b + c];
    const da = Math.trunc((Math.min(a, ac, all) - Math.min(0, b, bc)) / 3);
    const db = Math.trunc((Math.min(b, bc, all) - Math.min(0, a, ac)) / 3);
    const dc = Math.trunc((Math.min(ac, bc, all) - Math.min(0, a, b)) / 3);
    largest = Math.max(largest, Math.abs(a), Math.abs(b), Math.abs(c));
    own = da;
    rest[at] = db;
    rest[outer] = dc;
    const [x, y, z] = [a - da, b - db, c - dc];
    shares[t] = x;
    shares[t + 1] = y;
    shares[t + 2] = z;
    sum += Math.min(0, x, y, x + z, y + z, x + y + z);
  }
  rest[i * n + j] = own;
  return { sum, largest };
}
