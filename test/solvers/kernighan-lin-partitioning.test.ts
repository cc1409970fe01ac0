import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphPartitioning } from "../../problems/graph-partitioning/index.ts";
import { kernighanLin } from "../../solvers/kernighan-lin/index.ts";
import { metis } from "../../src/formats/metis.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { copyState, type State } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";
import { prop } from "../support/prop.ts";

const context = (seed: number) => ({
  random: createRandom(seed),
  kernels: loadKernels(),
  monitor: null,
  start: null,
  memoryLimit: 2e9,
});

describe("kernighan-lin on graph partitioning", () => {
  prop(
    "decodes to a partition whose cut is the energy, penalties or not",
    [fc.nat(1e6), fc.integer({ min: 2, max: 16 }), fc.constantFrom("exact", "structural"), fc.constantFrom(0, 0.1)],
    (seed, size, penalty, imbalance) => {
      const drawn = graphPartitioning.sample(createRandom(seed), size);
      const instance = { ...drawn, imbalance };
      const encoding = graphPartitioning.encode(instance, { ...graphPartitioning.defaults, penalty });
      const options = { ...kernighanLin.defaults, starts: 2, cycles: 10 };
      expect(kernighanLin.refuses(encoding.model, options)).toBeNull();
      let last: { energy: number; state: State } | null = null;
      for (const step of kernighanLin.search(encoding.model, options, context(seed))) {
        last = { energy: step.energy, state: copyState(step.state) };
      }
      const decoded = encoding.decode(last!.state);
      // Weighted vertices may leave no balanced partition within the capacity.
      if (decoded.solution === null) {
        expect(instance.vertexWeights).toBeDefined();
        return;
      }
      expect(last!.energy).toBeCloseTo(graphPartitioning.cost(instance, decoded.solution), 6);
    },
  );

  const folder = dataFolder();
  it.skipIf(folder === null)("comes within a tenth of the best known cut of a mesh (needs the benchmark data)", () => {
    const known = bestKnown(folder!, "partition-walshaw")["3elt/k2/e0"];
    const { n, from, to } = metis.parse(readData(folder!, known.file));
    const edges = Array.from(from, (u, e) => [u, to[e]] as [number, number]);
    const instance = { problem: "graph-partitioning" as const, vertices: n, edges };
    const encoding = graphPartitioning.encode(instance, graphPartitioning.defaults);
    const options = { ...kernighanLin.defaults, starts: 3, cycles: 6 };
    let last: { energy: number; state: State } | null = null;
    for (const step of kernighanLin.search(encoding.model, options, context(1))) last = step;
    const { solution } = encoding.decode(last!.state);
    expect(graphPartitioning.cost(instance, solution!)).toBe(last!.energy);
    expect(last!.energy).toBeLessThanOrEqual(1.1 * known.value!);
  });
});
