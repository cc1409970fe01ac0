/** Compressed rows from edges in any order: ascending columns, equal pairs summed in reading order, whatever way they are sorted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csrFromEdges } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

/** Edges over n vertices; few vertices make rows longer than those that are sorted by insertion. */
const edges = fc.integer({ min: 2, max: 40 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    list: fc.array(
      fc
        .tuple(fc.nat(n - 1), fc.integer({ min: 1, max: n - 1 }), fc.integer({ min: -9, max: 9 }))
        .map(([i, step, weight]) => [i, (i + step) % n, weight] as const),
      { maxLength: 400, size: "max" },
    ),
    sorted: fc.boolean(),
  }),
);

describe("rows from edges", () => {
  prop("hold the sums of all edges in ascending columns", [edges], ({ n, list, sorted }) => {
    const order = sorted ? [...list].sort(([a, b], [c, d]) => a - c || b - d) : list;
    const { rowStart, column, values } = csrFromEdges(
      n,
      order.map(([i]) => i),
      order.map(([, j]) => j),
      order.map(([, , weight]) => weight),
    );
    const expected = new Map<number, number>();
    const add = (i: number, j: number, weight: number) =>
      expected.set(i * n + j, (expected.get(i * n + j) ?? 0) + weight);
    for (const [i, j, weight] of order) {
      add(i, j, weight);
      add(j, i, weight);
    }
    const found: [number, number][] = [];
    for (let i = 0; i < n; i++) {
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) found.push([i * n + column[k], values[k]]);
    }
    expect(found).toEqual([...expected].sort(([a], [b]) => a - b));
  });

  it("hold long rows in ascending columns, whatever comes in between", () => {
    const random = createRandom(3);
    for (const twice of [false, true]) {
      const list = Array.from({ length: 150 * 150 }, (_, k) => [Math.floor(k / 150), k % 150] as const).filter(
        ([i, j]) => i < j && (i + j) % 3 > 0,
      );
      if (twice) list.push(list[5]);
      const order = Int32Array.from(list, (_, e) => e);
      random.shuffle(order);
      const column = (pick: (pair: readonly [number, number]) => number) => Array.from(order, (e) => pick(list[e]));
      const rows = csrFromEdges(
        150,
        column(([i]) => i),
        column(([, j]) => j),
        column(([i, j]) => i + j / 1000),
      );
      for (let i = 0; i < 150; i++) {
        for (let k = rows.rowStart[i]; k < rows.rowStart[i + 1]; k++) {
          const [a, b] = [Math.min(i, rows.column[k]), Math.max(i, rows.column[k])];
          if (k > rows.rowStart[i]) expect(rows.column[k]).toBeGreaterThan(rows.column[k - 1]);
          expect(rows.values[k]).toBe((twice && a === list[5][0] && b === list[5][1] ? 2 : 1) * (a + b / 1000));
        }
      }
      expect(rows.column.length).toBe(2 * list.length - (twice ? 2 : 0));
    }
  });
});
