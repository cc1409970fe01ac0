/** How often each element is covered, straight from the instance: no encoding, no model. O(members). */
import type { SetChoice } from "../../src/modelling/set-system/schema.ts";
import type { Violation } from "../../src/problem.ts";
import { costOf, type ExactCoverInstance } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export const coverCost = (instance: ExactCoverInstance, { choose }: SetChoice): number =>
  choose.reduce((total, x, set) => (x === 1 ? total + costOf(instance, set) : total), 0);

/** Elements in no chosen set, or in several; at most 20. @param choose one 0 or 1 a set */
export function miscovered({ elements, sets }: ExactCoverInstance, { choose }: SetChoice): Violation[] {
  const times = new Int32Array(elements);
  for (const [s, set] of sets.entries()) if (choose[s] === 1) for (const element of set) times[element]++;
  const violations: Violation[] = [];
  for (let element = 0; element < elements && violations.length < MOST_VIOLATIONS; element++) {
    const count = times[element];
    if (count === 1) continue;
    const code = count === 0 ? "uncovered-element" : "shared-element";
    const message = `element ${element} is in ${count === 0 ? "no chosen set" : `${count} chosen sets`}, expected one`;
    violations.push({ code, message, amount: Math.abs(count - 1) });
  }
  return violations;
}
