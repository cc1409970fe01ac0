/**
 * Tasks as places, agents as items, and as many nobodies as tasks are left over: x_ik = 1 when agent i has task k, m^2 bits for m tasks.
 *
 *     E = sum_ik (c_ik - u_i) x_ik + sum_i u_i + F sum_forbidden x_ik + [permutation: R', P]
 *
 * u_i the least that agent i costs anywhere, so that no bit costs less than nothing; costs have the other sign where the largest
 * total is wanted. F > sum_i (c_ip(i) - u_i) of an optimal p: an arrangement with a forbidden pair costs more than that one. The bits
 * with M = the most of all, F included, give R' > M and P > R' as for every arrangement.
 */
import { GroundstateError } from "../../src/errors.ts";
import type { Biases, State } from "../../src/model/index.ts";
import {
  arrangementConstraint,
  arrangementEnergy,
  type Constraint,
  type DearestBit,
  type Objective,
  readArrangement,
  STRUCTURAL,
} from "../../src/modelling/arrangement.ts";
import { judged } from "../../src/modelling/decoding.ts";
import { weightsAbove } from "../../src/modelling/penalty-options.ts";
import type { Decoded, Encoding } from "../../src/problem.ts";
import { optimum, signOf } from "./optimum.ts";
import { totalOf, verifyAssignment } from "./referee.ts";
import {
  type AssignmentInstance,
  type AssignmentOptions,
  type AssignmentSolution,
  agentName,
  taskName,
} from "./schema.ts";

/** Of the constant that the shifts leave, as a share: what M must reach, or rounding could hide the penalties beside it. */
const ROUNDING = 2 ** -20;

/** @throws {GroundstateError} "invalid-options" */
export function encodeAssignment(
  instance: AssignmentInstance,
  options: AssignmentOptions,
): Encoding<AssignmentSolution> {
  const { costs } = instance;
  const size = costs[0].length;
  const shifted = shiftedCosts(instance);
  const integral = costs.every((row) => row.every((cost) => cost === null || Number.isInteger(cost)));
  const wall = wallOf(instance, shifted, integral, options);
  const cells =
    wall === null ? shifted.values : Float64Array.from(shifted.values, (v) => (Number.isNaN(v) ? wall.weight : v));
  const floor = integral ? 0 : ROUNDING * Math.abs(shifted.total);
  const placed = arrangementConstraint(size, () => dearest(instance, cells, floor), integral, options);
  const constraint: Constraint = wall === null ? placed : withWall(placed, wall);
  const single = (values: Float64Array): Biases => ({ kind: "dense", n: size * size, values });
  const objective = (values: Float64Array, offset: number): Objective => ({
    ...{ size, products: [], offset, costs: single(values) },
    items: Array.from({ length: size }, (_, i) =>
      i < costs.length ? agentName(instance, i) : `nobody ${i - costs.length}`,
    ),
    places: Array.from({ length: size }, (_, k) => taskName(instance, k)),
  });
  const whole = arrangementEnergy(objective(cells, shifted.total), constraint);
  const allowed = () => shifted.values.map((v) => (Number.isNaN(v) ? 0 : v));
  const walls = () => shifted.values.map((v) => (Number.isNaN(v) ? (wall?.weight ?? 0) : 0));
  return {
    ...whole,
    parts: () => ({
      objective: arrangementEnergy(objective(allowed(), shifted.total), STRUCTURAL).model,
      constraints: arrangementEnergy(objective(walls(), 0), constraint).model,
    }),
    decode: (state) => decodeState(instance, state),
    embed: (solution) => embedAssignment(instance, solution),
  };
}

interface Shifted {
  /** m x m, row-major, 0 or more; NaN for forbidden pairs, 0 for nobodies. */
  readonly values: Float64Array;
  /** Sum of what was taken from the agents' rows. */
  readonly total: number;
}

function shiftedCosts(instance: AssignmentInstance): Shifted {
  const { costs } = instance;
  const sign = signOf(instance);
  const size = costs[0].length;
  const values = new Float64Array(size * size);
  let total = 0;
  for (let i = 0; i < costs.length; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (const cost of costs[i]) if (cost !== null) least = Math.min(least, sign * cost);
    for (let k = 0; k < size; k++) {
      const cost = costs[i][k];
      values[i * size + k] = cost === null ? Number.NaN : sign * cost - least;
    }
    total += least;
  }
  return { values, total };
}

interface Wall {
  readonly weight: number;
  readonly threshold: number;
}

/** The weight of a forbidden pair, null where none is forbidden. */
function wallOf(
  instance: AssignmentInstance,
  { values, total }: Shifted,
  integral: boolean,
  { penalty, margin, tightness }: AssignmentOptions,
): Wall | null {
  if (!values.some(Number.isNaN)) return null;
  const { solution } = optimum(instance);
  const threshold = Math.max(0, signOf(instance) * totalOf(instance, solution) - total);
  const mode = penalty === "tight" ? "tight" : "exact";
  const above = weightsAbove(threshold, integral, { penalty: mode, margin, tightness });
  return { weight: above(threshold), threshold };
}

function withWall(constraint: Constraint, { weight, threshold }: Wall): Constraint {
  const { proof } = constraint;
  const says = `F = ${weight} ${weight > threshold ? ">" : "<="} ${threshold}, what an optimal assignment costs above the least of each agent`;
  const entry = { name: "forbidden pair, F", weight, threshold };
  return {
    ...constraint,
    proof: { ...proof, weights: [...proof.weights, entry], inequality: `${proof.inequality}; ${says}` },
  };
}

function dearest(instance: AssignmentInstance, cells: Float64Array, floor: number): DearestBit {
  let at = 0;
  for (let v = 1; v < cells.length; v++) if (cells[v] > cells[at]) at = v;
  const size = instance.costs[0].length;
  const cost = Math.max(cells[at], floor) || 1; // where nothing costs anything, any weight will do
  const which = `${agentName(instance, Math.floor(at / size))} at ${taskName(instance, at % size)}`;
  return { cost, witness: `${which} costs at most M = ${cost} above the least of the agent, the most of all` };
}

/** Total, repairs nothing. O(variables), or O(m) for permutations. */
function decodeState(instance: AssignmentInstance, state: State): Decoded<AssignmentSolution> {
  const agents = instance.costs.length;
  const size = instance.costs[0].length;
  const { itemAt, violations } = readArrangement(state, size, {
    item: "agent",
    items: "agents",
    nameOfItem: (item) => (item < agents ? agentName(instance, item) : `nobody ${item - agents}`),
    nameOfPlace: (place) => taskName(instance, place),
  });
  const task = new Array<number | null>(agents).fill(null);
  for (const [place, item] of itemAt.entries()) if (item !== null && item < agents) task[item] = place;
  const solution = { task: task as number[] };
  const wrong = violations.length > 0 ? violations : verifyAssignment(instance, solution);
  return judged(solution, wrong, itemAt.length === 0 ? null : solution);
}

/** Nobodies take the tasks left over, in order. @throws {GroundstateError} "invalid-solution" */
function embedAssignment(instance: AssignmentInstance, solution: AssignmentSolution): State {
  const [violation] = verifyAssignment(instance, solution);
  if (violation !== undefined) throw new GroundstateError("invalid-solution", violation.message);
  const order = new Int32Array(instance.costs[0].length).fill(-1);
  for (const [agent, k] of solution.task.entries()) order[k] = agent;
  let nobody = solution.task.length;
  for (let k = 0; k < order.length; k++) if (order[k] < 0) order[k] = nobody++;
  return { kind: "permutation", order };
}
