/**
 * Layouts of a sparse graph on a line: energy = a constant and weight * price(|p - q|) for the edges of a graph whose ends are at
 * places p and q. Recognised by a symmetric sparse left factor and a right factor that depends on |p - q| alone.
 */
import type { EnergyModel, Factor } from "../../../src/model/index.ts";
import type { AssignmentForm } from "../form.ts";

/** Fewest vertices for which moves are not the whole neighbourhood. */
const FEWEST_VERTICES = 4;

export interface LayoutForm {
  readonly size: number;
  /** Row starts and columns of the edges, both directions. */
  readonly graph: Factor & { readonly kind: "csr" };
  /** Energy of a unit of weight and length, or of price; above 0. */
  readonly scale: number;
  /** Price of each length, or null where it is the length. */
  readonly prices: Float64Array | null;
}

/** Null when the form is another. O(n), or O(n^2) for a right factor that is a matrix. */
export function layoutOf({ biases }: EnergyModel, { size, products, rest }: AssignmentForm): LayoutForm | null {
  if (size < FEWEST_VERTICES || products.length !== 1 || rest !== null || biases.kind !== "constant") return null;
  const [{ scale, left, right }] = products;
  if (left.kind !== "csr" || !left.symmetric || scale >= 0 || hasLoops(left)) return null;
  const form = { size, graph: left, scale: -2 * scale };
  if (isLine(right)) return { ...form, prices: null };
  const prices = pricesOf(right);
  return prices === null ? null : { ...form, prices };
}

function hasLoops({ n, rowStart, column }: LayoutForm["graph"]): boolean {
  for (let i = 0; i < n; i++) for (let k = rowStart[i]; k < rowStart[i + 1]; k++) if (column[k] === i) return true;
  return false;
}

/** Whether the entries are |p - q|. */
function isLine(factor: Factor): boolean {
  if (factor.kind !== "metric" || factor.dimensions !== 2 || factor.metric !== "MAN_2D") return false;
  const { n, coordinates } = factor;
  for (let p = 0; p < n; p++) if (coordinates[2 * p] !== p || coordinates[2 * p + 1] !== 0) return false;
  return true;
}

function pricesOf(factor: Factor): Float64Array | null {
  if (factor.kind !== "dense" || !factor.symmetric || factor.n === 0 || factor.values[0] !== 0) return null;
  const { n, values } = factor;
  for (let p = 0; p < n; p++) {
    for (let q = p; q < n; q++) if (values[p * n + q] !== values[q - p]) return null;
  }
  return Float64Array.from(values.subarray(0, n));
}
