/** Digits that stand twice in a row, column or box, straight from the instance: no encoding, no model. O(n^2). */
import type { Violation } from "../../src/problem.ts";
import { type SudokuInstance, unitsOf } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** The first repeated digit of each unit, at most 20; 0 stands for none. */
export function repeatedDigits(instance: SudokuInstance, grid: readonly (readonly number[])[]): Violation[] {
  const violations: Violation[] = [];
  for (const { name, cells } of unitsOf(instance)) {
    const digits = cells.map(([r, c]) => grid[r][c]);
    const at = digits.findIndex((digit, k) => digit !== 0 && digits.indexOf(digit) < k);
    if (at < 0) continue;
    const [r, c] = cells[at];
    const first = cells[digits.indexOf(digits[at])];
    const message = `${name} holds ${digits[at]} twice, at row ${first[0]}, column ${first[1]} and row ${r}, column ${c}`;
    violations.push({ code: "digit-twice", message });
    if (violations.length === MOST_VIOLATIONS) break;
  }
  return violations;
}
