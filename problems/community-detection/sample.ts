/** Random graphs without edges, with all, with weights of 0; several resolutions; and graphs with planted communities for users. */
import { type Edge, randomPairs } from "../../src/modelling/graph.ts";
import type { Random } from "../../src/random.ts";
import type { CommunityInstance } from "./schema.ts";

export function sampleCommunities(random: Random, size: number): CommunityInstance {
  const communities = 2 + random.below(2);
  // Three communities and more take as many bits a vertex: few vertices keep the states few.
  const vertices = Math.max(1, Math.floor(communities === 2 || size > 7 ? size : 1 + size / 2));
  const density = [0, 0.4, 0.7, 1][random.below(4)];
  const weight = [() => 1, () => random.below(3), () => 1 + random.below(9), () => random.below(8) / 4][
    random.below(4)
  ];
  const edges = randomPairs(vertices, density, random.uniform).map(([i, j]): Edge => [j, i, weight()]);
  const resolution = random.below(2) === 0 ? {} : { resolution: [0, 0.5, 2, 4][random.below(4)] };
  const names = random.below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `guest ${v}`) } : {};
  return { problem: "community-detection", vertices, edges, communities, ...resolution, ...names };
}

const GROUP = 32;
const TRIES = 8; // a vertex: degree 16 where nothing repeats
const INSIDE = 0.7; // of the edges: communities that can be found

/** Planted communities (Girvan & Newman 2002): groups of about 32 vertices, degree about 16, seven in ten edges inside. O(n). */
export function generateCommunities(random: Random, size: number): CommunityInstance {
  const groups = Math.max(1, Math.round(size / GROUP));
  const taken = new Set<number>();
  const edges: Edge[] = [];
  const tries = Math.min(TRIES * size, Math.ceil((size * (size - 1)) / 4));
  for (let k = 0; k < tries; k++) {
    const i = random.below(size);
    const group = i % groups;
    const mates = Math.floor((size - 1 - group) / groups) + 1;
    const j = random.uniform() < INSIDE ? group + groups * random.below(mates) : random.below(size);
    const key = Math.min(i, j) * size + Math.max(i, j);
    if (i === j || taken.has(key)) continue;
    taken.add(key);
    edges.push([i, j]);
  }
  const communities = Math.min(1000, Math.max(2, groups));
  return { problem: "community-detection", name: `planted-${size}`, vertices: size, edges, communities };
}
