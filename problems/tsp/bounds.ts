/** Lower bounds of tour lengths: Held-Karp for distances that are the same both ways, assignments for others. */
import { directedTourBounds } from "../../src/bounds/assignment.ts";
import { DISTANCE_PACE, heldKarpBounds } from "../../src/bounds/held-karp.ts";
import { factorOperator } from "../../src/model/index.ts";
import type { Bound, BoundContext } from "../../src/problem.ts";
import { distanceFactor, isIntegral } from "./distances.ts";
import type { TspInstance } from "./schema.ts";

export function* tourBounds(instance: TspInstance, context: BoundContext): Generator<Bound | null, void, void> {
  const factor = distanceFactor(instance);
  const { entry } = factorOperator(factor);
  if (factor.n < 3) {
    yield { value: factor.n < 2 ? 0 : entry(0, 1) + entry(1, 0), proof: "the only round trip" };
    return;
  }
  const tours = { nodes: factor.n, cost: entry, integral: isIntegral(factor) };
  if (factor.kind === "dense" && !factor.symmetric) yield* directedTourBounds(tours, context);
  else {
    const points = factor.kind === "metric" && factor.dimensions === 2 ? factor : null;
    yield* heldKarpBounds({ ...tours, points, surplus: 0, pace: DISTANCE_PACE }, context);
  }
}
