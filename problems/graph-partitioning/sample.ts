/** Random partitioning instances: sparse, dense, in pieces, weighted, unevenly divisible; always with a balanced partition. */
import { csrFromEdges } from "../../src/model/index.ts";
import { type Edge, pairColumns, randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import { balanceOf } from "./balance.ts";
import { referencePartition } from "./reference.ts";
import type { PartitioningInstance } from "./schema.ts";

export function samplePartitioning(random: Random, size: number): PartitioningInstance {
  const n = Math.max(2, size);
  const parts = 2 + random.below(n > 3 ? 2 : 1);
  const imbalance = [0, 0, 0.03, 0.3][random.below(4)];
  const instance: PartitioningInstance = {
    problem: "graph-partitioning",
    vertices: n,
    edges: sampleEdges(random, n),
    ...(random.below(3) === 0 ? { vertexWeights: Array.from({ length: n }, () => random.below(4)) } : {}),
    ...(parts === 2 && random.below(2) === 0 ? {} : { parts }),
    ...(imbalance === 0 ? {} : { imbalance }),
    ...(random.below(4) === 0
      ? { coordinates: Array.from({ length: n }, () => [random.uniform(), random.uniform()]) }
      : {}),
  };
  return loosen(instance);
}

function sampleEdges(random: Random, n: number): Edge[] {
  const density = [Math.min(1, 3 / n), 0.2, 0.6, 1][random.below(4)];
  const kind = random.below(3);
  const weight = () => (kind === 1 ? random.below(10) : 5 * random.uniform());
  // The last vertices stay isolated in a quarter of the samples.
  const touched = random.below(4) === 0 ? Math.max(1, n - 2) : n;
  return randomPairs(touched, density, () => random.uniform()).map(([i, j]) => {
    const [from, to] = random.below(2) === 0 ? [i, j] : [j, i];
    return kind === 0 ? [from, to] : [from, to, weight()];
  });
}

/** The instance with the imbalance raised until a balanced partition is found. */
function loosen(instance: PartitioningInstance): PartitioningInstance {
  const { from, to, weight } = pairColumns(instance.edges);
  const graph = csrFromEdges(instance.vertices, from, to, weight);
  let current = instance;
  while (referencePartition(graph, { from, to, weight }, balanceOf(current)) === null) {
    current = { ...current, imbalance: (current.imbalance ?? 0) + 0.5 };
  }
  return current;
}
