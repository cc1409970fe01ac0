/** Which elements no chosen set holds, straight from the instance: no encoding, no model. */
import type { Violation } from "../../src/problem.ts";
import type { SetCoverInstance } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Each uncovered element, at most 20. @param choose one 0 or 1 a set */
export function uncovered({ elements, sets }: SetCoverInstance, choose: readonly number[]): Violation[] {
  const covered = new Uint8Array(elements);
  for (const [s, set] of sets.entries()) if (choose[s] === 1) for (const element of set) covered[element] = 1;
  const violations: Violation[] = [];
  for (let element = 0; element < elements && violations.length < MOST_VIOLATIONS; element++) {
    if (covered[element] === 1) continue;
    violations.push({ code: "uncovered-element", message: `element ${element} is in no chosen set`, amount: 1 });
  }
  return violations;
}
