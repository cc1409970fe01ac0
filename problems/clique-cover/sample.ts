/** Graphs to cover: those of which the other pairs are graphs to colour; and geometric ones for users, full of cliques. */
import { geometricGraph } from "../../src/modelling/geometric-graph.ts";
import { otherPairs } from "../../src/modelling/vertex-subset/encode.ts";
import type { Random } from "../../src/random.ts";
import { sampleColouring } from "../colouring/sample.ts";
import type { CliqueCoverInstance } from "./schema.ts";

export function sampleCliqueCover(random: Random, size: number): CliqueCoverInstance {
  const { vertices, edges, colours, names } = sampleColouring(random, size);
  const { from, to } = otherPairs({ vertices, edges });
  return {
    problem: "clique-cover",
    vertices,
    edges: Array.from(from, (i, e): [number, number] => (random.below(2) === 0 ? [i, to[e]] : [to[e], i])),
    ...(colours === undefined ? {} : { cliques: colours }),
    ...(names === undefined ? {} : { names }),
  };
}

export function generateCliqueCover(random: Random, size: number): CliqueCoverInstance {
  const { edges, coordinates } = geometricGraph(random.below, size);
  const pairs = edges.map(([i, j]): [number, number] => [i, j]);
  return { problem: "clique-cover", name: `geometric-${size}`, vertices: size, edges: pairs, coordinates };
}
