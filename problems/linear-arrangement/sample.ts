/** Random graphs: sparse, dense, in pieces, with and without weights; and typical ones for users. */
import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import { type Edge, randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { LinearArrangementInstance } from "./schema.ts";

/** O(n^2). */
export function sampleArrangement(random: Random, size: number): LinearArrangementInstance {
  const n = Math.max(1, Math.floor(size));
  const density = [Math.min(1, 2 / n), 0.3, 0.7, 1][random.below(4)];
  const kind = random.below(3);
  const edges = randomPairs(n, density, random.uniform).map(([i, j]): Edge => {
    const [from, to] = random.below(2) === 0 ? [i, j] : [j, i];
    return kind === 0 ? [from, to] : [from, to, kind === 1 ? random.below(5) : 3 * random.uniform()];
  });
  const names = random.below(3) === 0 ? { names: Array.from({ length: n }, (_, v) => `gate ${v + 1}`) } : {};
  return { problem: "linear-arrangement", vertices: n, edges, ...names };
}

export function generateArrangement(random: Random, size: number): LinearArrangementInstance {
  const { edges } = geometricGraph(random.below, size);
  return { problem: "linear-arrangement", name: `geometric-${size}`, vertices: size, edges };
}
