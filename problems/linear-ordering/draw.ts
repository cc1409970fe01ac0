/** The weights with rows and columns in order: a good order is dark above the diagonal. */
import { reordered } from "../../src/modelling/matrix.ts";
import type { OrderSolution } from "../../src/modelling/order.ts";
import type { Drawing } from "../../src/problem.ts";
import { itemName, type OrderingInstance } from "./schema.ts";

/** Rows of a matrix that is still drawn. */
const MOST_CELLS = 1000;

/** Null for large instances. */
export function drawOrdering(instance: OrderingInstance, solution: OrderSolution | null): Drawing | null {
  const { weights, name } = instance;
  const n = weights.length;
  if (n > MOST_CELLS) return null;
  const order = solution?.order ?? weights.map((_row, item) => item);
  const labels = order.map((item) => itemName(instance, item));
  const title = solution === null ? "Weights" : "Weights in order: those above the diagonal count";
  const matrix = { title, rows: n, columns: n, values: reordered(weights, order) };
  return {
    title: name ?? `${n} items`,
    points: [],
    lines: [],
    matrices: [{ ...matrix, rowLabels: labels, columnLabels: labels }],
  };
}
