import { describe, expect, it } from "vitest";
import karate from "../../examples/community-detection/karate-club.json" with { type: "json" };
import schoolYard from "../../examples/community-detection/school-yard.json" with { type: "json" };
import { communityDetection } from "../../problems/community-detection/index.ts";
import { modularity } from "../../problems/community-detection/referee.ts";
import type { CommunityInstance } from "../../problems/community-detection/schema.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";

const encode = (instance: CommunityInstance) => communityDetection.encode(instance, communityDetection.defaults);

/** Newman & Girvan's definition over ordered pairs of vertices, the pairs of a vertex with itself included. */
function byPairs({ vertices, edges, resolution = 1 }: CommunityInstance, community: readonly number[]): number {
  const adjacency = Array.from({ length: vertices }, () => new Array<number>(vertices).fill(0));
  for (const [i, j, weight = 1] of edges) adjacency[i][j] = adjacency[j][i] = weight;
  const degree = adjacency.map((row) => row.reduce((total, weight) => total + weight, 0));
  const twice = degree.reduce((total, k) => total + k, 0);
  let sum = 0;
  for (let i = 0; i < vertices; i++) {
    for (let j = 0; j < vertices; j++) {
      if (community[i] === community[j]) sum += adjacency[i][j] - (resolution * degree[i] * degree[j]) / twice;
    }
  }
  return twice === 0 ? 0 : sum / twice;
}

describe("community detection", () => {
  it("takes one spin a vertex for two communities, and one bit a vertex and community for more", () => {
    for (const communities of [2, 3, 5]) {
      const { model, penalty } = encode({ ...(karate as CommunityInstance), communities });
      expect(model.n).toBe(communities === 2 ? 34 : 34 * communities);
      expect(penalty === null).toBe(communities === 2);
    }
  });

  it("is modularity as Newman and Girvan define it, over all pairs", () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = createRandom(seed);
      const instance = communityDetection.sample(random, 9);
      const community = Array.from({ length: instance.vertices }, () => random.below(instance.communities!));
      expect(modularity(instance, { community })).toBeCloseTo(byPairs(instance, community), 12);
    }
  });

  it("finds the best known communities of the karate club", () => {
    requireSchema(communityDetection.instanceSchema, karate, "karate-club.json", "invalid-instance");
    const { objective, solution } = solveSync(communityDetection, karate as CommunityInstance, { time: 0.8, seed: 1 });
    expect(objective).toBeCloseTo(0.41979, 5); // Brandes et al. 2008
    expect(new Set(solution!.community).size).toBe(4);
  });

  it("tells circles of friends by name, and draws edges between them as cut", () => {
    const instance = schoolYard as CommunityInstance;
    requireSchema(communityDetection.instanceSchema, instance, "school-yard.json", "invalid-instance");
    const solution = { community: [0, 0, 0, 1, 1, 1, 2, 2, 2, 2] };
    expect(communityDetection.tell!(instance, solution)).toBe(
      "3 communities: Ada, Ben, Cleo | Dan, Eva, Finn | Gus, Hana, Ivo, Jule",
    );
    const lines = communityDetection.draw(instance, solution)!.lines;
    expect(lines.filter(({ role }) => role === "cut").length).toBe(3);
  });

  it("refuses negative weights, and communities beyond the last", () => {
    const instance: CommunityInstance = { problem: "community-detection", vertices: 2, edges: [[0, 1, -1]] };
    expect(communityDetection.check(instance)[0]?.path).toBe("edges[0][2]");
    const good: CommunityInstance = { ...instance, edges: [[0, 1]], communities: 2 };
    expect(communityDetection.verify(good, { community: [0, 2] }).map(({ code }) => code)).toEqual(["wrong-value"]);
    expect(communityDetection.verify(good, { community: [0] }).map(({ code }) => code)).toEqual(["wrong-length"]);
  });

  it("encodes 1,000 vertices in memory linear in the graph", () => {
    const instance = communityDetection.generate!(createRandom(1), 1000);
    const { model } = encode({ ...instance, communities: 4 });
    expect(model.n).toBe(4000);
    expect(model.couplings.kind).toBe("sum"); // edges, and a term of rank one a community
  });
});
