/**
 * The form of a model of vehicle routes: a sum of costs along the ring of places, its permutation cut into stretches of bounded load, all
 * separators alike, so that they stand for one depot. O(size), for matrices O(size x separators).
 */
import { type EnergyModel, factorOperator, type Structure, structureOf } from "../../../src/model/index.ts";
import { type Cost, recogniseRing, type TourForm } from "../form.ts";

export interface RouteForm {
  readonly customers: number;
  /** Most routes. */
  readonly vehicles: number;
  /** Node 0 is the depot, node c the item c - 1. */
  readonly cost: Cost;
  readonly symmetric: boolean;
  readonly loads: Structure & { readonly kind: "loads" };
}

/** The form, or why the model has another. */
export function recogniseRoutes(model: EnergyModel, loads: RouteForm["loads"]): RouteForm | string {
  const ring = recogniseRing(model);
  if (ring === null) return "the model has loads and is no sum of costs along a ring of places";
  const { size, separators: customers } = loads;
  if (customers === size) return "no item separates the loads of this model";
  if (!separatorsAlike(ring, customers)) return "the separators of this model differ in cost";
  const { cost, symmetric } = ring;
  const item = (node: number) => (node === 0 ? customers : node - 1);
  const between: Cost = (from, to) => (from === to ? 0 : cost(item(from), item(to)));
  return { customers, vehicles: size - customers, cost: between, symmetric, loads };
}

function separatorsAlike({ points, cost, size }: TourForm, first: number): boolean {
  if (points !== null) {
    const { coordinates, dimensions } = points;
    const away = (separator: number, k: number) =>
      coordinates[separator * dimensions + k] !== coordinates[first * dimensions + k];
    for (let s = first + 1; s < size; s++) for (let k = 0; k < dimensions; k++) if (away(s, k)) return false;
    return first + 1 === size || factorOperator(points).entry(first, first + 1) === 0;
  }
  for (let s = first + 1; s < size; s++) {
    for (let i = 0; i < first; i++) if (cost(s, i) !== cost(first, i) || cost(i, s) !== cost(i, first)) return false;
    for (let t = first; t < s; t++) if (cost(s, t) !== 0 || cost(t, s) !== 0) return false;
  }
  return true;
}

/** The loads that the energy does not protect, or null. */
export function closedLoads(model: EnergyModel): RouteForm["loads"] | null {
  const loads = structureOf(model, "loads");
  return loads === null || loads.penalised ? null : loads;
}
