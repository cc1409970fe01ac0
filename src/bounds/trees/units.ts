/**
 * Costs of edges as whole multiples of a power of two, rounded downward where they are no such multiples: sums and differences are exact in
 * doubles, and what they prove of the rounded costs holds for the true ones, which are no less.
 */
import { type LinkedNetwork, linked, type Network } from "../../networks/network.ts";

/** Sums of all costs stay below this, in units: 10 bits are left for multipliers. */
const LARGEST_LOG2 = 42;

/** A network in whole units, and the way back. */
export interface InUnits {
  readonly network: LinkedNetwork;
  /** The cost that a sum of units proves, for all trees. */
  costOf(units: number): number;
  /** The least number of units that proves that a tree is no better than this cost. */
  unitsNoBetter(cost: number): number;
}

/** The unit is the finest power of two at which all costs add up exactly. Costs are 0 or more. O(m). */
export function inUnits(network: Network): InUnits {
  const total = network.cost.reduce((sum, cost) => sum + cost, 0);
  const scale = 2 ** Math.min(1000, Math.floor(LARGEST_LOG2 - Math.log2(total > 0 ? total : 1)));
  const integral = network.cost.every(Number.isInteger) && scale >= 1;
  const cost = network.cost.map((each) => Math.floor(each * scale));
  return {
    network: linked({ ...network, cost }),
    costOf: (units) => (integral ? Math.ceil(units / scale) : units / scale),
    // Whole costs below c are c - 1 or less.
    unitsNoBetter: (c) => (integral ? (c - 1) * scale + 1 : Math.ceil(c * scale)),
  };
}
