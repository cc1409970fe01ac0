/**
 * In which directions the truth of a comparison inside a program matters. In a hard implies(x, a + b >= 1) the bit that stands for the
 * comparison must not be 1 where that fails, and may be 0 where it holds: logic that only asks for truth does not profit from less of
 * it. Plaisted & Greenbaum 1986, for formulas. O(size of the program), without recursion.
 */
import type { Constraint, Expression, Program } from "./types.ts";
import { partsOf } from "./walk.ts";

export type Comparison = Extract<Expression, { op: "holds" }>;

/** What a bit that stands for a comparison must do: be 0 where that fails, and be 1 where it holds. */
export interface Directions {
  readonly refuses: boolean;
  readonly admits: boolean;
}

/** More of it helps (1), harms (-1), or either (0). */
type Sign = 1 | -1 | 0;

/** Every comparison inside an expression, those inside others too; sides of rules are no such comparisons. */
export function directionsOf({ objective, constraints }: Program): ReadonlyMap<Comparison, Directions> {
  const found = new Map<Comparison, Directions>();
  const open: (readonly [Expression, Sign])[] = [];
  const see = (e: Expression, sign: Sign) => {
    if (holdsComparison(e)) open.push([e, sign]);
  };
  see(objective, 0);
  for (const constraint of constraints) for (const [e, sign] of signed(constraint)) see(e, sign);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [e, sign] = next;
    if (e.op === "holds") {
      const before = found.get(e) ?? { refuses: false, admits: false };
      found.set(e, { refuses: before.refuses || sign >= 0, admits: before.admits || sign <= 0 });
    }
    const inside = signInside(e, sign);
    for (const part of partsOf(e)) open.push([part, inside]);
  }
  return found;
}

/** Whether there is one at all: for most expressions there is none, and sums of 10^5 terms are common. */
function holdsComparison(root: Expression): boolean {
  const open = [root];
  for (let e = open.pop(); e !== undefined; e = open.pop()) {
    if (e.op === "holds") return true;
    for (const part of partsOf(e)) if (part.op !== "variable" && part.op !== "number") open.push(part);
  }
  return false;
}

function signInside(e: Expression, sign: Sign): Sign {
  switch (e.op) {
    case "and":
    case "or":
    case "product": // of what is 0 or 1 where the sign is not 0
      return sign;
    case "not":
      return sign === 1 ? -1 : sign === -1 ? 1 : 0;
    default:
      return 0;
  }
}

function signed({ rule, price }: Constraint): readonly (readonly [Expression, Sign])[] {
  const sign = (own: Sign): Sign => (price === null ? own : 0);
  switch (rule.kind) {
    case "compare":
      return [
        [rule.left, 0],
        [rule.right, 0],
      ];
    case "range":
      return [[rule.of, 0]];
    case "true":
      return [[rule.of, sign(1)]];
    case "implies":
      return [
        [rule.when, sign(-1)],
        [rule.implied, sign(1)],
      ];
    case "all-different":
      return [];
    default:
      return rule.of.map((e) => [e, rule.kind === "at-most-one" ? sign(-1) : 0] as const);
  }
}
