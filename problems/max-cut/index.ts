/**
 * Max-cut: split the vertices into two sides so that the weight of the edges between them is largest.
 * Spins, s_v = -1 on side 0 and +1 on side 1; E = -(total - sum_edges w s_i s_j) / 2 = -(weight of the cut).
 * Every state is a cut, so there is no penalty. O(n + m). Barahona, Groetschel, Juenger & Reinelt 1988.
 */
import { csrFromEdges, type EnergyModel, isIntegerModel, noBiases } from "../../src/model/index.ts";
import { checkAssignment, listFormat } from "../../src/modelling/document.ts";
import {
  checkPairs,
  graphRecord,
  pairColumns,
  randomPairs,
  requireGraphMemory,
  totalWeight,
} from "../../src/modelling/graph.ts";
import { checkCoordinates, drawGraph } from "../../src/modelling/graph-drawing.ts";
import { graphFrom } from "../../src/modelling/graph-files.ts";
import { freeEncoding, sidesOf, spinsOf } from "../../src/modelling/parts.ts";
import { defineProblem, type Encoding, type FormatAdapter } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { kinds } from "./generate.ts";
import { instanceSchema, type MaxCutInstance, type MaxCutSolution, optionsSchema, solutionSchema } from "./schema.ts";

const BYTES_PER_VERTEX = 12; // row starts, their copy while sorting, state

function maxCutModel({ vertices: n, edges }: MaxCutInstance): EnergyModel {
  requireGraphMemory(n, edges.length, BYTES_PER_VERTEX);
  const { from, to, weight } = pairColumns(edges);
  const total = totalWeight({ from, to, weight });
  const energy = {
    couplings: csrFromEdges(
      n,
      from,
      to,
      weight.map((w) => 0 - w / 2),
    ),
    biases: noBiases(n),
    offset: 0 - total / 2,
  };
  return { n, domain: "spin", ...energy, structure: [], integer: isIntegerModel(energy) };
}

const encode = (instance: MaxCutInstance): Encoding<MaxCutSolution> =>
  freeEncoding(
    maxCutModel(instance),
    "a cut needs one spin a vertex",
    (values) => ({ side: sidesOf(values) }),
    ({ side }) => spinsOf(side),
  );

function sample(random: Random, size: number): MaxCutInstance {
  const n = Math.max(2, size);
  const weights = random.below(4);
  const weight = [() => 1, () => 2 * random.below(2) - 1, () => random.below(21) - 10, () => 4 * random.uniform() - 2][
    weights
  ];
  const density = [0.15, 0.5, 1, Math.min(1, 3 / n)][random.below(4)];
  // The last vertices stay isolated in a quarter of the samples.
  const touched = random.below(4) === 0 ? Math.max(1, n - 2) : n;
  const edges = randomPairs(touched, density, () => random.uniform()).map(([i, j]): [number, number, number] =>
    random.below(2) === 0 ? [i, j, weight()] : [j, i, weight()],
  );
  return { problem: "max-cut", vertices: n, edges };
}

const formats: readonly FormatAdapter<MaxCutInstance, MaxCutSolution>[] = [
  {
    kind: "graph",
    primary: true,
    primaryFor: ["rudy"],
    refuses: (record) =>
      record.kind === "graph" && record.vertexWeight?.some((weight) => weight !== 1)
        ? "max-cut has no vertex weights. Use problem graph-partitioning, or leave them out of the file."
        : null,
    toInstance: (record, { name }) => ({ problem: "max-cut", ...graphFrom(record, name) }),
    fromInstance: (instance) => graphRecord(instance.name, instance.vertices, instance.edges, undefined),
  },
  listFormat("side"),
];

export const maxCut = defineProblem<MaxCutInstance, MaxCutSolution, Record<string, never>>({
  id: "max-cut",
  title: "Maximum cut",
  summary:
    "Split the vertices of a weighted graph into two sides so that the edges between the sides weigh as much as possible. One spin a vertex; the energy is minus the weight of the cut.",
  sources: [
    "Barahona, Groetschel, Juenger, Reinelt 1988, An application of combinatorial optimization to statistical physics and circuit layout design",
    "Lucas 2014, Ising formulations of many NP problems",
  ],
  sense: "max",
  objective: "weight of the cut",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults: {},
  check: ({ vertices, edges, coordinates }) => [
    ...checkPairs(vertices, edges, "edges"),
    ...checkCoordinates(vertices, coordinates),
  ],
  describe: ({ vertices, edges }) => `${vertices} vertices, ${edges.length} edges`,
  encode,
  cost({ edges }, { side }) {
    let cut = 0;
    for (const [i, j, weight = 1] of edges) if (side[i] !== side[j]) cut += weight;
    return cut;
  },
  verify: ({ vertices }, { side }) => checkAssignment(side, vertices, [0, 1], "side"),
  bound({ edges }) {
    let value = 0;
    for (const [, , weight = 1] of edges) if (weight > 0) value += weight;
    return { value, proof: "sum of the positive edge weights" };
  },
  sample,
  generate: kinds[0].generate,
  kinds,
  tell(instance, { side }) {
    const right = side.reduce((sum, value) => sum + value, 0);
    return `${instance.vertices - right} vertices on side 0, ${right} on side 1`;
  },
  formats,
  draw(instance, solution) {
    const drawing = drawGraph(instance.vertices, instance.edges, instance.coordinates, solution?.side ?? null);
    return drawing === null ? null : { title: instance.name ?? "max-cut", ...drawing };
  },
});
