/**
 * Tours as an arrangement of cities at places: the distances are one Kronecker product, D (x) cycle, so couplings take the memory
 * of D and never n^4 entries. With city 0 fixed before the first place the cycle is a path, and costs of single bits carry the ways
 * from and to city 0.
 */
import { GroundstateError } from "../../src/errors.ts";
import type { Biases } from "../../src/model/index.ts";
import { arrangementConstraint, arrangementEnergy, type Constraint } from "../../src/modelling/arrangement.ts";
import { endCosts } from "../../src/modelling/matrix.ts";
import type { Encoding } from "../../src/problem.ts";
import { decodeState, embedTour } from "./decode.ts";
import { type DistanceFactor, distanceFactor, isIntegral, waysOfFirst, withoutFirst } from "./distances.ts";
import { cityCount, cityName, type TspInstance, type TspOptions, type TspSolution } from "./schema.ts";
import { countedTours } from "./talavan-yanez.ts";
import { dearestCity } from "./threshold.ts";

/** @throws {GroundstateError} "invalid-options" */
export function encodeTours(instance: TspInstance, options: TspOptions): Encoding<TspSolution> {
  refuseBadCount(options);
  const fixed = options.fixFirst ? 1 : 0;
  const distances = distanceFactor(instance);
  const size = distances.n - fixed;
  const constraint = constraintOf(instance, distances, options);
  const stops = Array.from({ length: cityCount(instance) - fixed }, (_, k) => k + fixed);
  const objective = {
    size,
    products: [
      fixed === 1
        ? { scale: 1, left: withoutFirst(distances), right: { kind: "path", n: size } as const }
        : { scale: 1, left: distances, right: { kind: "cycle", n: size } as const },
    ],
    costs: fixed === 1 ? waysOfCityZero(distances) : null,
    offset: 0,
    items: stops.map((city) => cityName(instance, city)),
    places: stops.map((place) => `place ${place}`),
  };
  return {
    ...arrangementEnergy(objective, constraint),
    decode: (state) => decodeState(instance, fixed, state),
    embed: (solution) => embedTour(instance, fixed, solution),
  };
}

function constraintOf(instance: TspInstance, distances: DistanceFactor, options: TspOptions): Constraint {
  const { penalty } = options;
  if (penalty === "talavan-yanez") return countedTours(instance, distances, options);
  const fixed = options.fixFirst ? 1 : 0;
  const dearest = () => dearestCity(instance, distances, fixed);
  return arrangementConstraint(distances.n - fixed, dearest, isIntegral(distances), { ...options, penalty });
}

function waysOfCityZero(distances: DistanceFactor): Biases {
  const { out, back } = waysOfFirst(distances);
  return endCosts(out, back);
}

/** Callers without the schema: a number for which no weight is proven. */
function refuseBadCount({ countWeight }: TspOptions): void {
  if (countWeight >= 1e-3 && countWeight <= 1e3) return;
  throw new GroundstateError("invalid-options", `countWeight is ${countWeight}, expected a number from 0.001 to 1000`);
}
