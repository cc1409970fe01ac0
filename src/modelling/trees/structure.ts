/** The hint that lets a solver move from tree to tree: which bits of the compiled program say what. O(edges + bits). */
import type { TreeStructure } from "../../model/index.ts";
import { vertexName } from "../graph.ts";
import type { CompiledProgram } from "../program/compile.ts";
import type { TreePlan } from "./plan.ts";
import { degreeRule } from "./program.ts";
import type { NetworkFields } from "./schema.ts";

/** @param bounds most edges at each vertex, or null */
export function treeStructure(
  instance: NetworkFields,
  { network, required, root, ways, triangulation }: TreePlan,
  bounds: Int32Array | null,
  { layout, slack, products }: CompiledProgram,
): TreeStructure {
  const { n, from, to, cost } = network;
  const below = new Int32Array(from.length).fill(-1);
  const above = new Int32Array(from.length).fill(-1);
  const outside = new Int32Array(n).fill(-1);
  let variable = 0;
  ways.forEach((own, v) => {
    if (v === root) return;
    const { first } = layout.codes[variable++];
    own.forEach(({ edge }, k) => {
      (from[edge] === v ? below : above)[edge] = first + k;
    });
    if (required[v] !== 1) outside[v] = first + own.length;
  });
  const orders = triangulation.pairs.flatMap(([a, b]) => [layout.codes[variable++].first, a, b]);
  const room = Array.from({ length: n }, (_, vertex) => vertex).flatMap((vertex) => {
    const own = slack.get(degreeRule(vertexName(instance, vertex))) ?? [];
    return own.map(({ first, coefficients }) => ({ vertex, first, coefficients }));
  });
  return {
    kind: "tree",
    vertices: n,
    from,
    to,
    cost,
    required: required.every((one) => one === 1) ? null : Int8Array.from(required),
    bounds,
    code: { root, below, above, outside, orders: Int32Array.from(orders), room, products },
    penalised: true,
  };
}
