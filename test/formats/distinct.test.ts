/** Repeated pairs in edge lists: the first that repeats is refused, with both lines, in whatever order and direction they stand. */
import fc from "fast-check";
import { describe, expect } from "vitest";
import { formatById } from "../../src/formats/index.ts";
import type { GraphRecord } from "../../src/formats/records.ts";
import { prop } from "../support/prop.ts";

const pairs = fc.integer({ min: 2, max: 200 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    list: fc.array(
      fc
        .tuple(fc.nat(n - 1), fc.integer({ min: 1, max: n - 1 }))
        .map(([i, step]) => [i + 1, ((i + step) % n) + 1] as const),
      { minLength: 1, maxLength: 30 },
    ),
    gap: fc.constantFrom(" ", "  ", "\t"),
    end: fc.constantFrom("\n", "\r\n", " \n"),
    weight: fc.constantFrom("1", "-3", "+2", "0.5", "1e2"),
  }),
);

describe("an edge list", () => {
  prop("is read as it stands, or refused at the first repeated pair", [pairs], ({ n, list, gap, end, weight }) => {
    const text = [`${n} ${list.length}`, ...list.map(([i, j]) => [i, j, weight].join(gap))].join(end) + end;
    const keys = list.map(([i, j]) => `${Math.min(i, j)} ${Math.max(i, j)}`);
    const repeated = keys.findIndex((key, e) => keys.indexOf(key) < e);
    if (repeated < 0) {
      const { from, to, weight: weights } = formatById("rudy").parse(text) as GraphRecord;
      expect([...from].map((i, e) => [i + 1, to[e] + 1, weights[e]])).toEqual(
        list.map((pair) => [...pair, Number(weight)]),
      );
      return;
    }
    const earlier = keys.indexOf(keys[repeated]);
    expect(() => formatById("rudy").parse(text)).toThrow(
      new RegExp(`^line ${repeated + 2}, column 1: .* on line ${earlier + 2},`),
    );
  });
});
