/** Which elements stand in more than one chosen set, straight from the instance: no encoding, no model. O(members). */
import { type SetChoice, setName } from "../../src/modelling/set-system/schema.ts";
import type { Violation } from "../../src/problem.ts";
import { type SetPackingInstance, worthOf } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export const packedValue = (instance: SetPackingInstance, { choose }: SetChoice): number =>
  choose.reduce((total, x, set) => (x === 1 ? total + worthOf(instance, set) : total), 0);

/** At most 20. @param choose one 0 or 1 a set */
export function overlaps(instance: SetPackingInstance, { choose }: SetChoice): Violation[] {
  const owner = new Int32Array(instance.elements).fill(-1);
  const violations: Violation[] = [];
  for (const [s, set] of instance.sets.entries()) {
    if (choose[s] !== 1) continue;
    for (const element of set) {
      if (owner[element] < 0) {
        owner[element] = s;
        continue;
      }
      const message = `element ${element} is in ${setName(instance, owner[element])} and in ${setName(instance, s)}, both chosen`;
      violations.push({ code: "shared-element", message, amount: 1 });
      if (violations.length === MOST_VIOLATIONS) return violations;
    }
  }
  return violations;
}
