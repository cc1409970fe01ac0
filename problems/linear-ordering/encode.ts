/**
 * Linear ordering as an arrangement of items at places: what an order gains is sum over pairs of max(w_ij, w_ji) less its losses,
 * c_ij = max(0, w_ji - w_ij) for each item i that stands before an item j. Losses are one Kronecker product, C (x) upper triangle:
 * never negative, and half of them zero. An item at place p loses most with all that should stand before it behind it and all that
 * should stand behind it before it: M = max_i sum_j |w_ij - w_ji|. O(n^2) memory.
 */
import { type ArrangementOptions, arrangementConstraint, type DearestBit } from "../../src/modelling/arrangement.ts";
import { matrixFactor } from "../../src/modelling/matrix.ts";
import { encodeOrders, type OrderSolution, placeNames } from "../../src/modelling/order.ts";
import type { Encoding } from "../../src/problem.ts";
import { itemName, type OrderingInstance } from "./schema.ts";

const ROUNDING = 2 ** -40; // of sums of at most 2^12 differences

export function encodeOrdering(instance: OrderingInstance, options: ArrangementOptions): Encoding<OrderSolution> {
  const { weights } = instance;
  const size = weights.length;
  const loss = (i: number, j: number) => (i === j ? 0 : Math.max(0, weights[j][i] - weights[i][j]));
  const integral = weights.every((row) => row.every((value) => Number.isInteger(value)));
  let most = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) most += Math.max(weights[i][j], weights[j][i]);
  const objective = {
    size,
    products: [{ scale: 1, left: matrixFactor(size, loss), right: matrixFactor(size, (p, q) => (p < q ? 1 : 0)) }],
    costs: null,
    offset: 0 - most,
    items: Array.from({ length: size }, (_, item) => itemName(instance, item)),
    places: placeNames(size),
  };
  const constraint = arrangementConstraint(size, () => dearestItem(instance), integral, options);
  return encodeOrders(objective, constraint, { item: "item", items: "items" });
}

function dearestItem(instance: OrderingInstance): DearestBit {
  const { weights } = instance;
  let cost = 0;
  let item = 0;
  for (let i = 0; i < weights.length; i++) {
    let sum = 0;
    for (let j = 0; j < weights.length; j++) if (j !== i) sum += Math.abs(weights[i][j] - weights[j][i]);
    if (sum > cost) [cost, item] = [sum, i];
  }
  const witness = `${itemName(instance, item)} loses M = ${cost} with all items on the wrong side`;
  return { cost: Number.isInteger(cost) ? cost : cost * (1 + ROUNDING), witness };
}
