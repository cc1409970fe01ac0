/**
 * Sequences as an arrangement of jobs at places: setup times are one Kronecker product, S (x) path, the initial setup is a cost of
 * single bits at the first place, processing times a constant. O(n^2) memory. A shortest path through all jobs, with one-way costs.
 */
import { type ArrangementOptions, arrangementConstraint, type DearestBit } from "../../src/modelling/arrangement.ts";
import { dearestPlacement } from "../../src/modelling/dearest-placement.ts";
import { endCosts, matrixFactor } from "../../src/modelling/matrix.ts";
import { encodeOrders, type OrderSolution, placeNames } from "../../src/modelling/order.ts";
import type { Encoding } from "../../src/problem.ts";
import { jobName, type SequencingInstance } from "./schema.ts";

export function encodeSequence(instance: SequencingInstance, options: ArrangementOptions): Encoding<OrderSolution> {
  const { setups, initial = [], processing = [] } = instance;
  const size = setups.length;
  const products = [
    {
      scale: 1,
      left: matrixFactor(size, (i, j) => (i === j ? 0 : setups[i][j])),
      right: { kind: "path", n: size } as const,
    },
  ];
  const objective = {
    size,
    products,
    costs: initial.length === 0 ? null : endCosts(Float64Array.from(initial), new Float64Array(size)),
    offset: processing.reduce((sum, time) => sum + time, 0),
    items: Array.from({ length: size }, (_, job) => jobName(instance, job)),
    places: placeNames(size),
  };
  const dearest = (): DearestBit => {
    const firstCost = (job: number, place: number) => (place === 0 ? initial[job] : 0);
    const { cost, item, attained } = dearestPlacement(size, products, initial.length === 0 ? null : firstCost);
    const which = attained
      ? `${jobName(instance, item)} between its dearest neighbours`
      : "any job, bounded from above";
    return { cost, witness: `setups around one job take at most M = ${cost}: ${which}` };
  };
  const whole = [...setups, initial, processing].every((row) => row.every((value) => Number.isInteger(value)));
  return encodeOrders(objective, arrangementConstraint(size, dearest, whole, options), { item: "job", items: "jobs" });
}
