/**
 * Disagreements of two graphs as a program over a permutation x, x_ui = 1 where vertex u of the first stands for i of the second:
 *
 *     m_1 + m_2 - 2 sum over edges uv of the first and edges ij of the second of x_ui x_vj + x_uj x_vi
 *     m_2 - m_1 + 2 sum over edges uv of the first and other pairs ij of the second of the same
 *
 * whichever has fewer terms; 0 for an isomorphism. O(n^3 + terms) time and memory.
 */
import { requireGraphMemory } from "../../src/modelling/graph.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { at, sum, times } from "../../src/modelling/program/expressions.ts";
import type { Program } from "../../src/modelling/program/types.ts";
import type { IsomorphismInstance } from "./schema.ts";

const BYTES_PER_BIT = 100; // name, bias, row start
const PAIRS_PER_PRODUCT = 8; // products are objects before they are couplings

/** @throws {MemoryError} before anything large is made */
export function isomorphismProgram({ vertices: n, first, second }: IsomorphismInstance): Program {
  const others = (n * (n - 1)) / 2 - second.length;
  const terms = 2 * first.length * Math.min(second.length, others);
  requireGraphMemory(n * n, n ** 3 + PAIRS_PER_PRODUCT * terms, BYTES_PER_BIT);
  const model = program();
  const order = model.order("original", n);
  const common = second.length <= others;
  const targets = common ? second : otherPairs(n, second);
  const scale = common ? -2 : 2;
  const products = first.flatMap(([u, v]) =>
    targets.flatMap(([i, j]) => [
      times(scale, at(order, u, i), at(order, v, j)),
      times(scale, at(order, u, j), at(order, v, i)),
    ]),
  );
  model.minimise(sum(common ? first.length + second.length : second.length - first.length, sum(products)));
  return model.build();
}

/** The pairs that are no edges. O(n^2). */
function otherPairs(n: number, edges: readonly [number, number][]): [number, number][] {
  const joined = new Set(edges.map(([i, j]) => Math.min(i, j) * n + Math.max(i, j)));
  const pairs: [number, number][] = [];
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) if (!joined.has(i * n + j)) pairs.push([i, j]);
  return pairs;
}
