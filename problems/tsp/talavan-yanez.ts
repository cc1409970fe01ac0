/**
 * Weights of Talavan & Yanez (2002), "Parameter setting of the Hopfield network applied to TSP", for continuous networks:
 * E = A/2 (pairs of places of one city) + B/2 (pairs of cities at one place) + C/2 (sum x - N')^2 + length / U, ordered pairs,
 * U >= max d, rho = min d / U, any C > 0, B = 3 + C, A = B - rho, N' = n + 3/C; here times U, so that energies are lengths.
 * The self-coupling of the square is folded into the biases (x^2 = x), as couplings here have no diagonal.
 *
 * Every 1-flip local minimum is a tour. In units of U, with S bits set:
 * S > n: some place holds two cities, and one of them gains B + C (S - N' - 1/2) >= 3C/2 by leaving.
 * S = n: a city at a shared place gains B - 3 - C/2 = C/2 by leaving. Without shared places an invalid state has a city at two
 *   places: the last of a run has a neighbour at least rho away and gains A - 3 - C/2 + rho = C/2 by leaving (a city at every
 *   place has none, but leaves two pairs: 2A - 3 - C/2 > C/2).
 * S < n: some free place has at most three cities at its two neighbours, else the e free places would need e surplus cities at
 *   others, and S >= n. A free city joins there at a change of at most 3 - 3 - C (n - S) + C/2 <= -C/2.
 * So ground states are shortest tours, and as the energy is linear in each activity, only vertices, hence tours, are stable.
 */
import { GroundstateError } from "../../src/errors.ts";
import { type Factor, factorOperator, kronecker } from "../../src/model/index.ts";
import type { Constraint } from "../../src/modelling/arrangement.ts";
import { gridFor } from "../../src/modelling/penalty-grid.ts";
import { type DistanceFactor, isIntegral } from "./distances.ts";
import { cityName, type TspInstance, type TspOptions } from "./schema.ts";

/** The count term couples all n^2 bits: 4 million ones, and as many pairs of cities to add up for one tour's energy. */
const MOST_CITIES = 2000;

/** The distances are not among the terms. @throws {GroundstateError} "invalid-options" for one-way distances, a fixed city, or too many cities */
export function countedTours(instance: TspInstance, distances: DistanceFactor, options: TspOptions): Constraint {
  const { n } = distances;
  refuseUnsuitable(distances, options);
  const range = distanceRange(distances);
  const wholeCount = isIntegral(distances) && Number.isInteger((options.countWeight * range.largest) / 2);
  const grid = gridFor(options.countWeight * range.largest, wholeCount);
  const unit = Math.max(1, Math.ceil(range.largest / grid)) * grid; // U, of which n^2 multiples add up without rounding
  const count = 2 * Math.max(1, Math.round((options.countWeight * unit) / (2 * grid))) * grid; // C U, even so that C U / 2 stays on the grid
  const place = 3 * unit + count;
  const city = place - range.smallest;
  const bias = count * (n - 0.5) + 3 * unit; // C (N' - 1/2)
  const identity: Factor = { kind: "identity", n };
  const others: Factor = { kind: "all-but-diagonal", n };
  const ones = new Int8Array(n * n).fill(1);
  return {
    terms: [
      { scale: -city / 2, start: 0, couplings: kronecker(identity, others) },
      { scale: -place / 2, start: 0, couplings: kronecker(others, identity) },
      { scale: -count, start: 0, couplings: { kind: "rank-one", n: n * n, vector: ones } },
    ],
    bias,
    offset: n * bias - count * ((n * (n - 1)) / 2),
    proof: {
      mode: "exact",
      weights: [
        { name: "A, one city at two places", weight: city, threshold: 3 * unit + count / 2 - range.smallest },
        { name: "B, two cities at one place", weight: place, threshold: 3 * unit + count / 2 },
        { name: "C (N' - n + 1/2), pull of a missing bit", weight: 3 * unit + count / 2, threshold: 3 * unit },
      ],
      inequality: `C = ${count} > 0, B = 3 U + C = ${place}, A = B - min d = ${city}, C (N' - n) = 3 U = ${3 * unit}, U = ${unit} >= max d = ${range.largest}: each 1-flip local minimum, and so each stable equilibrium of the continuous network, is a tour`,
      witness: `max d = ${range.largest} between ${cityName(instance, range.between[0])} and ${cityName(instance, range.between[1])}, min d = ${range.smallest}`,
      guaranteed: true,
    },
  };
}

function refuseUnsuitable(distances: DistanceFactor, { fixFirst }: TspOptions): void {
  const refuse = (found: string, expected: string, hint: string): never => {
    throw new GroundstateError("invalid-options", `penalty "talavan-yanez" with ${found}, expected ${expected}`, {
      hint,
    });
  };
  const exact = 'Use penalty "exact".';
  if (fixFirst) refuse("fixFirst", "all n^2 variables", `Leave fixFirst out, or: ${exact}`);
  if (distances.kind === "dense" && !distances.symmetric) refuse("one-way distances", "symmetric distances", exact);
  if (distances.n > MOST_CITIES)
    refuse(`${distances.n} cities, whose count term couples all pairs of bits`, `at most ${MOST_CITIES} cities`, exact);
}

interface Range {
  readonly smallest: number;
  readonly largest: number;
  readonly between: readonly [number, number];
}

/** Smallest and largest distance of two different cities. O(n^2). */
function distanceRange(distances: DistanceFactor): Range {
  const { entry } = factorOperator(distances);
  let smallest = Number.POSITIVE_INFINITY;
  let largest = -1;
  let between: [number, number] = [0, 1];
  for (let i = 0; i < distances.n; i++) {
    for (let j = 0; j < i; j++) {
      const distance = entry(i, j);
      smallest = Math.min(smallest, distance);
      if (distance > largest) {
        largest = distance;
        between = [j, i];
      }
    }
  }
  return { smallest, largest, between };
}
