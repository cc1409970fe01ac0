/** Attacks and forbidden squares, straight from the instance: no encoding, no model. O(n + blocked). */
import type { Violation } from "../../src/problem.ts";
import type { QueensInstance } from "./schema.ts";

/** Pairs of queens on one diagonal, whoever stands between them. @param column a permutation */
export function attacks(column: readonly number[]): number {
  const seen = new Map<string, number>();
  let pairs = 0;
  for (const [row, c] of column.entries()) {
    for (const diagonal of [`rising ${row + c}`, `falling ${row - c}`]) {
      const before = seen.get(diagonal) ?? 0;
      pairs += before;
      seen.set(diagonal, before + 1);
    }
  }
  return pairs;
}

/** One queen a row and a column, none on a blocked square; the first of each kind of fault. */
export function verifyQueens({ size, blocked = [] }: QueensInstance, column: readonly number[]): Violation[] {
  if (column.length !== size) {
    const amount = Math.abs(column.length - size);
    return [{ code: "wrong-length", message: `${column.length} queens, expected ${size}`, amount }];
  }
  const high = column.findIndex((c) => c >= size);
  if (high >= 0) {
    const message = `the queen of row ${high} stands in column ${column[high]}, expected 0 to ${size - 1}`;
    return [{ code: "off-the-board", message }];
  }
  const violations: Violation[] = [];
  const twice = column.findIndex((c, row) => column.indexOf(c) < row);
  if (twice >= 0) {
    const message = `rows ${column.indexOf(column[twice])} and ${twice} have their queens in column ${column[twice]}`;
    violations.push({ code: "column-twice", message });
  }
  const on = blocked.find(([row, c]) => column[row] === c);
  if (on !== undefined) {
    violations.push({ code: "blocked-square", message: `a queen stands on the blocked square [${on[0]}, ${on[1]}]` });
  }
  return violations;
}
