/** Bandwidth: bounds and answers against lists of all orders, known bandwidths. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandwidth } from "../../problems/bandwidth/index.ts";
import { askedBandwidth, leastExcess } from "../../problems/bandwidth/lower-bound.ts";
import type { BandwidthInstance } from "../../problems/bandwidth/schema.ts";
import type { Edge } from "../../src/modelling/graph.ts";
import { createRandom } from "../../src/random.ts";
import { allBounds, bestListed } from "../support/bounding.ts";
import { prop } from "../support/prop.ts";

const instanceOf = (vertices: number, edges: Edge[], asked?: number): BandwidthInstance => ({
  problem: "bandwidth",
  vertices,
  edges,
  ...(asked === undefined ? {} : { bandwidth: asked }),
});

const ring = (n: number): Edge[] => Array.from({ length: n }, (_, i) => [i, (i + 1) % n]);
const mesh = (k: number): Edge[] =>
  Array.from({ length: k * k }, (_, v): Edge[] => [
    ...(v % k < k - 1 ? [[v, v + 1] as Edge] : []),
    ...(v < k * (k - 1) ? [[v, v + k] as Edge] : []),
  ]).flat();

describe("bandwidth", () => {
  prop(
    "has bounds of the excess that no order beats, above 0 exactly where there is no order of that bandwidth",
    [fc.nat(1e6), fc.integer({ min: 1, max: 6 })],
    (seed, size) => {
      const instance = bandwidth.sample(createRandom(seed), size);
      const best = bestListed(bandwidth, instance);
      const bounds = allBounds(bandwidth, instance);
      for (const { value } of bounds) expect(value).toBeLessThanOrEqual(best);
      expect(bounds.some(({ value }) => value > 0)).toBe(best > 0);
    },
  );

  prop(
    "asks by default for a bandwidth that no order beats",
    [fc.nat(1e6), fc.integer({ min: 1, max: 6 })],
    (seed, size) => {
      const { vertices, edges } = bandwidth.sample(createRandom(seed), size);
      const asked = askedBandwidth(instanceOf(vertices, edges));
      if (asked > 0) expect(bestListed(bandwidth, instanceOf(vertices, edges, asked - 1))).toBeGreaterThan(0);
    },
  );

  it("knows simple bandwidths from balls: paths, stars, rings, small meshes", () => {
    expect(askedBandwidth(instanceOf(5, ring(5).slice(0, 4)))).toBe(1);
    expect(askedBandwidth(instanceOf(9, ring(9)))).toBe(2);
    expect(
      askedBandwidth(
        instanceOf(
          8,
          [1, 2, 3, 4, 5, 6, 7].map((v): Edge => [0, v]),
        ),
      ),
    ).toBe(4);
    expect(askedBandwidth(instanceOf(4, []))).toBe(0);
    expect(
      leastExcess(
        instanceOf(
          8,
          [1, 2, 3, 4, 5, 6, 7].map((v): Edge => [0, v]),
          2,
        ),
      ),
    ).toBeGreaterThan(0);
  });

  it("proves that a mesh of 5 x 5 has no bandwidth of 4, and none of 3 joints a side needs more than 3", () => {
    expect(allBounds(bandwidth, instanceOf(25, mesh(5), 4)).at(-1)?.value).toBeGreaterThan(0);
    expect(allBounds(bandwidth, instanceOf(9, mesh(3), 3)).every(({ value }) => value === 0)).toBe(true);
  });

  it("answers yes, no with a proof, or that none was found", () => {
    const instance = instanceOf(9, ring(9), 2);
    expect(bandwidth.answer!(instance, 0, null)).toBe("yes: bandwidth at most 2");
    expect(bandwidth.answer!(instance, 3, { value: 0, proof: "x" })).toContain("none found with bandwidth 2");
    expect(bandwidth.answer!(instance, 3, { value: 1, proof: "balls" })).toBe("none exists with bandwidth 2: balls");
    expect(bandwidth.answer!(instance, null, null)).toBe("none found with bandwidth 2");
    expect(bandwidth.tell!(instanceOf(3, ring(3)), { order: [2, 0, 1] })).toBe(
      "bandwidth 2: vertex 2 - vertex 0 - vertex 1",
    );
  });

  it("refuses weights", () => {
    expect(bandwidth.check(instanceOf(3, [[0, 1, 2]])).map(({ path }) => path)).toEqual(["edges[0][2]"]);
  });
});
