/**
 * Trees in networks that go round in too many ways for orders of pairs: one bit an edge, E = sum_e c_e x_e, and the structure `tree` without any penalty. Only
 * solvers that move from tree to tree take it. O(n + m).
 */
import { type EnergyModel, isIntegerModel, type TreeStructure } from "../../model/index.ts";
import type { Encoding, Violation } from "../../problem.ts";
import { nothingLike } from "../parts.ts";
import { rootOf } from "./plan.ts";
import { edgeName, type NetworkFields, networkOf, type TreeSolution } from "./schema.ts";

/** What the trees must keep, as in the penalised encoding, and who says what is wrong with one. */
export interface Structural {
  readonly required: Uint8Array;
  readonly bounds: Int32Array | null;
  verify(solution: TreeSolution): readonly Violation[];
}

/**
 * One bit an edge, in the order of the instance. `decode` leaves the verdict to the problem's own referee; a state that is no tree has a
 * `partial` solution. Nothing is penalised, so the weights are none and the guarantee holds for solvers of the structure only.
 */
export function structuralTree(
  instance: NetworkFields,
  { required, bounds, verify }: Structural,
): Encoding<TreeSolution> {
  const { n: vertices, from, to, cost } = networkOf(instance);
  const n = from.length;
  const none = new Int32Array(n).fill(-1);
  const code = {
    root: rootOf({ n: vertices, from, to, cost }, required),
    below: Int32Array.from(from, (_, e) => e),
    above: Int32Array.from(from, (_, e) => e),
    outside: new Int32Array(vertices).fill(-1),
    orders: none.slice(0, 0),
    room: [],
    products: [],
  };
  const held = required.every((one) => one === 1) ? null : Int8Array.from(required);
  const structure: TreeStructure = {
    ...{ kind: "tree", vertices, from, to, cost, required: held, bounds, code, penalised: false },
  };
  const energy = {
    couplings: { kind: "none", n },
    biases: { kind: "dense", n, values: cost.map((each) => 0 - each) },
    offset: 0,
  } as const;
  const names = instance.edges.map((_, e) => edgeName(instance, e));
  const labels = { kind: "list", names } as const;
  const model: EnergyModel = {
    n,
    domain: "bit",
    ...energy,
    structure: [structure],
    labels,
    integer: isIntegerModel(energy),
  };
  return {
    model,
    parts: () => ({ objective: model, constraints: nothingLike(model) }),
    penalty: {
      mode: "structural",
      weights: [],
      inequality: "states that are trees cost what their edges cost; no other state is visited",
      witness: "one bit an edge",
      guaranteed: true,
    },
    decode(state) {
      if (state.kind !== "plain") {
        const message = `a tree needs one bit an edge, found a ${state.kind} state`;
        return { solution: null, violations: [{ code: "wrong-state", message }], partial: null };
      }
      const solution = { choose: Array.from(state.values) };
      const [first, ...others] = verify(solution);
      if (first === undefined) return { solution, violations: [] };
      return { solution: null, violations: [first, ...others], partial: solution };
    },
    embed: ({ choose }) => ({ kind: "plain", values: Int8Array.from(choose) }),
  };
}
