/**
 * Facilities as items at locations as places: the sum over i, j of f_ij d_p(i)p(j) is one Kronecker product F (x) D without the
 * diagonals, and f_ii d_kk is part of what facility i costs at location k. F and D stay matrices: O(n^2) memory, never n^4.
 *
 * Penalties are proven for numbers that are not negative. Adding a to every off-diagonal flow and b to every such distance changes
 * all assignments by the same amount, b sum f + a sum d + a b n (n - 1), which the offset takes back; costs of single bits likewise.
 */
import { GroundstateError } from "../../src/errors.ts";
import type { Biases, State } from "../../src/model/index.ts";
import { arrangementConstraint, arrangementEnergy, readArrangement } from "../../src/modelling/arrangement.ts";
import { dearestPlacement } from "../../src/modelling/dearest-placement.ts";
import { judged } from "../../src/modelling/decoding.ts";
import { matrixFactor, type Rows } from "../../src/modelling/matrix.ts";
import type { Decoded, Encoding } from "../../src/problem.ts";
import { verifyAssignment } from "./referee.ts";
import { facilityName, locationName, type QapInstance, type QapOptions, type QapSolution } from "./schema.ts";

/** Of the constant that the shifts leave, as a share: what M must reach, or rounding could hide the penalties beside it. */
const ROUNDING = 2 ** -20;

/** @throws {GroundstateError} "invalid-options" */
export function encodeAssignments(instance: QapInstance, options: QapOptions): Encoding<QapSolution> {
  const size = instance.flows.length;
  const shifted = options.penalty !== "structural";
  const flows = pairFactor(instance.flows, shifted);
  const distances = pairFactor(instance.distances, shifted);
  const single = singleCosts(instance, shifted);
  const products = [{ scale: 1, left: flows.factor, right: distances.factor }];
  const pairs = size * (size - 1);
  const shift =
    distances.shift * flows.total +
    flows.shift * distances.total +
    flows.shift * distances.shift * pairs +
    size * single.shift;
  const integral = isIntegral(instance);
  const dearest = () => {
    const found = dearestPlacement(size, products, (i, k) => single.values[i * size + k]);
    const floor = integral ? 0 : ROUNDING * Math.abs(shift);
    const cost = Math.max(found.cost, floor) || 1; // where nothing costs anything, any weight will do
    const which = `${facilityName(instance, found.item)} at ${locationName(instance, found.place)}`;
    return { cost, witness: `${which} costs at most M = ${cost}, the most of all` };
  };
  const constraint = arrangementConstraint(size, dearest, integral, options);
  const costs: Biases | null = single.values.every((value) => value === 0)
    ? null
    : { kind: "dense", n: size * size, values: single.values };
  const items = Array.from({ length: size }, (_, i) => facilityName(instance, i));
  const places = Array.from({ length: size }, (_, k) => locationName(instance, k));
  return {
    ...arrangementEnergy({ size, products, costs, offset: 0 - shift, items, places }, constraint),
    decode: (state) => decodeState(instance, state),
    embed: (solution) => embedAssignment(instance, solution),
  };
}

/** The entries off the diagonal, and what was added to each so that none is negative. */
function pairFactor(rows: Rows, shifted: boolean) {
  const n = rows.length;
  let least = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      least = Math.min(least, rows[i][j]);
      total += rows[i][j];
    }
  }
  const shift = shifted ? 0 - least : 0;
  return { factor: matrixFactor(n, (i, j) => (i === j ? 0 : rows[i][j] + shift)), shift, total };
}

/** What each facility costs at each location by itself, row-major, and what was added to every entry. */
function singleCosts({ flows, distances, costs }: QapInstance, shifted: boolean) {
  const n = flows.length;
  const values = new Float64Array(n * n);
  let least = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const own = flows[i][i] * distances[k][k] + (costs?.[i][k] ?? 0);
      values[i * n + k] = own;
      least = Math.min(least, own);
    }
  }
  const shift = shifted ? 0 - least : 0;
  for (let v = 0; v < values.length; v++) values[v] += shift;
  return { values, shift };
}

function isIntegral({ flows, distances, costs = [] }: QapInstance): boolean {
  return [flows, distances, costs].every((rows) => rows.every((row) => row.every(Number.isInteger)));
}

/** Total, repairs nothing. O(variables), or O(n) for permutations. */
function decodeState(instance: QapInstance, state: State): Decoded<QapSolution> {
  const size = instance.flows.length;
  const { itemAt, violations } = readArrangement(state, size, {
    item: "facility",
    items: "facilities",
    nameOfItem: (item) => facilityName(instance, item),
    nameOfPlace: (place) => locationName(instance, place),
  });
  const location = new Array<number | null>(size).fill(null);
  for (const [place, item] of itemAt.entries()) if (item !== null) location[item] = place;
  return judged({ location: location as number[] }, violations, itemAt.length === 0 ? null : { location });
}

/** @throws {GroundstateError} "invalid-solution" */
function embedAssignment(instance: QapInstance, solution: QapSolution): State {
  const [violation] = verifyAssignment(instance, solution);
  if (violation !== undefined) throw new GroundstateError("invalid-solution", violation.message);
  const order = new Int32Array(solution.location.length);
  for (const [facility, place] of solution.location.entries()) order[place] = facility;
  return { kind: "permutation", order };
}
