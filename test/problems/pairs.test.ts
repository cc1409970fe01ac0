/** The check of edge lists: every repeated pair is found, in either direction, and no other is. */
import fc from "fast-check";
import { expect } from "vitest";
import { checkPairs } from "../../src/modelling/graph.ts";
import { prop } from "../support/prop.ts";

const n = 12;
const pairs = fc
  .array(fc.tuple(fc.nat({ max: n - 1 }), fc.nat({ max: n - 1 })), { maxLength: 30 })
  .map((all) => all.filter(([i, j]) => i !== j).slice(0, 18));

prop("each pair is complained of exactly when an earlier one has its ends", [pairs], (edges) => {
  const seen = new Map<string, number>();
  const expected = edges.flatMap(([i, j], e) => {
    const key = `${Math.min(i, j)} ${Math.max(i, j)}`;
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, e);
    return twin === undefined ? [] : [`the pair ${i}, ${j} again, as in edges[${twin}]`];
  });
  expect(checkPairs(n, edges, "edges").map(({ found }) => found)).toEqual(expected);
});
