/**
 * Trees as programs (after Lucas 2014, sections 8.1 and 9, with orders in place of depths): minimise sum_e c_e (x_e,down + x_e,up), where a
 * bit says that one end of an edge hangs below the other. Bits of a network with m edges, deg(r) of them at the root:
 *
 *     2 m - deg(r)              ways to hang, exactly one a vertex
 *     + n - k                   vertices that may lie outside
 *     + pairs in a triangle     of the triangulated network without its root: at most n^2 / 2, few in networks that are nearly plane
 *     + log2 of the room        of bounded vertices that may have more neighbours than their bound
 *
 * Lucas needs n/2 times as many for depths. All penalties are pairs, and squares of degrees; a directed triangle (a, b, c) costs
 * o_ab o_bc (1 - o_ac) + (1 - o_ab) (1 - o_bc) o_ac, whose cubic terms cancel.
 */
import { vertexName } from "../graph.ts";
import { type ProgramBuilder, program } from "../program/builder.ts";
import { and, type Choice, is, lessOrEqual, not, or, sum, times } from "../program/expressions.ts";
import type { Assignment, Expression, Program } from "../program/types.ts";
import type { TreePlan } from "./plan.ts";
import type { NetworkFields } from "./schema.ts";

const OUTSIDE = "outside";

/** The constraint that bounds the edges at a vertex. */
export const degreeRule = (name: string): string => `degree[${name}]`;

/** What constraints speak of. */
interface Stated {
  readonly builder: ProgramBuilder;
  readonly plan: TreePlan;
  readonly name: (vertex: number) => string;
  /** Whether the vertex hangs below the other end of the edge. */
  readonly hangs: (vertex: number, edge: number) => Expression;
  /** Whether the tree does not hold the vertex, which is not required. */
  readonly isOutside: (vertex: number) => Expression;
  /** By pair of the triangulation: whether its first vertex comes first. */
  readonly order: readonly Expression[];
}

/** @param bounds most edges at each vertex, or null */
export function treeProgram(instance: NetworkFields, plan: TreePlan, bounds: ArrayLike<number> | null): Program {
  const { network, ways, required, root, triangulation } = plan;
  const builder = program();
  const name = (v: number) => vertexName(instance, v);
  const place = ways.map((own, v): Choice | null => {
    if (v === root) return null;
    const below = own.map(({ parent }) => `below ${name(parent)}`);
    return builder.choice(`place[${name(v)}]`, required[v] === 1 ? below : [...below, OUTSIDE]);
  });
  const wayOf = ways.map((own) => new Map(own.map(({ edge }, way) => [edge, way])));
  const stated: Stated = {
    builder,
    plan,
    name,
    hangs: (v, edge) => is(place[v]!, wayOf[v].get(edge)!),
    isOutside: (v) => is(place[v]!, ways[v].length),
    order: triangulation.pairs.map(([a, b]) => builder.bit(`first[${name(a)}, ${name(b)}]`)),
  };
  const costs = ways.flatMap((own, v) => own.map(({ edge }) => times(network.cost[edge], stated.hangs(v, edge))));
  builder.minimise(sum(costs));
  holdWhatHangs(stated);
  comeBehind(stated);
  neverGoRound(stated);
  if (bounds !== null) keepBounds(stated, bounds);
  return builder.build();
}

/** Nothing hangs below a vertex that lies outside. */
function holdWhatHangs({ builder, plan: { ways, required }, name, hangs, isOutside }: Stated): void {
  ways.forEach((own, v) => {
    for (const { parent, edge } of own) {
      if (required[parent] === 1) continue;
      builder.subjectTo(`held[${name(v)}, ${name(parent)}]`, not(and(hangs(v, edge), isOutside(parent))));
    }
  });
}

/** What hangs below a vertex comes behind it; where the two have no order, one hangs below the other at most. */
function comeBehind({ builder, plan: { network, ways, triangulation, bridges }, name, hangs, order }: Stated): void {
  const { n, from, to } = network;
  const pairs = new Map(triangulation.pairs.map(([a, b], p) => [a * n + b, p]));
  ways.forEach((own, v) => {
    for (const { parent, edge } of own) {
      const [ahead, behind] = [pairs.get(parent * n + v), pairs.get(v * n + parent)];
      const rule = `behind[${name(v)}, ${name(parent)}]`;
      if (ahead !== undefined) builder.subjectTo(rule, or(not(hangs(v, edge)), order[ahead]));
      if (behind !== undefined) builder.subjectTo(rule, not(and(hangs(v, edge), order[behind])));
    }
  });
  for (const e of bridges) {
    const ends = `${name(from[e])}, ${name(to[e])}`;
    builder.subjectTo(`once[${ends}]`, not(and(hangs(from[e], e), hangs(to[e], e))));
  }
}

/** No triangle goes round: one constraint for all triangles of which a vertex is taken first. */
function neverGoRound({ builder, plan: { triangulation }, name, order }: Stated): void {
  const { pairs, triangles } = triangulation;
  const open = new Map<number, Expression[]>();
  for (const [ab, bc, ac] of triangles) {
    const [x, y, z] = [order[ab], order[bc], order[ac]];
    const own = open.get(pairs[ab][0]) ?? [];
    open.set(pairs[ab][0], own);
    own.push(or(not(x), not(y), z), or(x, y, not(z)));
  }
  for (const [v, own] of open) builder.subjectTo(`round[${name(v)}]`, and(...own));
}

/** At most so many vertices hang below one, which has an edge upwards unless it is the root. */
function keepBounds({ builder, plan: { network, ways, root }, name, hangs }: Stated, bounds: ArrayLike<number>): void {
  const below: Expression[][] = Array.from({ length: network.n }, () => []);
  ways.forEach((own, v) => {
    for (const { parent, edge } of own) below[parent].push(hangs(v, edge));
  });
  below.forEach((list, v) => {
    const most = bounds[v] - (v === root ? 0 : 1);
    if (list.length > most) builder.subjectTo(degreeRule(name(v)), lessOrEqual(sum(list), most));
  });
}

/** The edges below which vertices hang. */
export function chosenEdges({ network, ways, root }: TreePlan, assignment: Assignment): number[] {
  const choose = new Array<number>(network.from.length).fill(0);
  let variable = 0;
  ways.forEach((own, v) => {
    if (v === root) return;
    const way = own[assignment[variable++] as number];
    if (way !== undefined) choose[way.edge] = 1;
  });
  return choose;
}

/** Where vertices hang when the tree is looked at from its root, those outside coming last. O(n + m). */
export function assignmentOf({ network, ways, root, triangulation }: TreePlan, choose: ArrayLike<number>): Assignment {
  const { n, from, to } = network;
  const around: number[][] = Array.from({ length: n }, () => []);
  for (let e = 0; e < from.length; e++) {
    if (choose[e] !== 1) continue;
    around[from[e]].push(e);
    around[to[e]].push(e);
  }
  const above = new Int32Array(n).fill(-1);
  const turn = new Int32Array(n).fill(n);
  turn[root] = 0;
  const seen = [root];
  for (const v of seen) {
    for (const e of around[v]) {
      const other = from[e] ^ to[e] ^ v;
      if (turn[other] < n) continue;
      turn[other] = seen.length;
      above[other] = e;
      seen.push(other);
    }
  }
  const places = ways.flatMap((own, v) => {
    if (v === root) return [];
    const at = own.findIndex(({ edge }) => edge === above[v]);
    return [at < 0 ? own.length : at];
  });
  const rank = (v: number) => (turn[v] < n ? turn[v] : n + v);
  return [...places, ...triangulation.pairs.map(([a, b]) => (rank(a) < rank(b) ? 1 : 0))];
}
