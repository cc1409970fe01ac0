/**
 * Penalties that adapt: after a search ended in a state, the weights of what it breaks rise, and those of what holds fall, as in
 * subgradient methods for Lagrangian multipliers. Above its proven threshold no weight needs to rise.
 */
import type { State } from "../../model/index.ts";
import { isRejected } from "../../problem.ts";
import { evaluate } from "./evaluate.ts";
import { OBJECTIVE, ownerOf } from "./indicators.ts";
import type { Reading } from "./reading.ts";
import type { Assignment, Program, Value } from "./types.ts";
import type { Weighted } from "./weights.ts";

const RAISE = 1.5; // from 0.5 beyond the threshold in two steps
const LOWER = 0.95;
const LEAST = 0.02;
const PROVEN = 1.000001; // above 1: the proven weight

/** Of each weight, over its threshold. @param fractions those of the search that ended */
export function adapted(
  program: Program,
  { decode, weights }: Reading & { readonly weights: readonly Weighted[] },
  fractions: ReadonlyMap<string, number>,
  state: State,
  tightness: number,
): ReadonlyMap<string, number> {
  const { broken, unknown } = findings(program, decode(state));
  const next = new Map<string, number>();
  for (const name of new Set(weights.map((weight) => familyOf(weight)))) {
    const now = fractions.get(name) ?? tightness;
    // A wrong indicator shows in what it belongs to; in the objective it does not show at all.
    const owner = ownerOf(name);
    if (owner !== name && owner === OBJECTIVE) next.set(name, PROVEN);
    else if (broken.has(owner)) next.set(name, Math.min(PROVEN, now * RAISE));
    else next.set(name, unknown ? now : Math.max(LEAST, Math.min(1, now) * LOWER));
  }
  return next;
}

/** Rewards and pair penalties of groups go together. */
const familyOf = ({ name, rule }: Weighted): string => (rule === "groups" ? name.replace(/^.* of /, "") : name);

/** Names of what a state breaks. `unknown`: codes that cannot be read leave the constraints without a verdict. */
function findings(program: Program, decoded: ReturnType<Reading["decode"]>) {
  const broken = new Set<string>();
  if (!isRejected(decoded)) return { broken, unknown: false };
  const values = decoded.partial as readonly (Value | null)[] | null;
  const unread = program.variables.filter((_, v) => values?.[v] === null);
  for (const variable of unread) {
    if (variable.kind === "order") broken.add("orders");
    else if (variable.kind === "integer" && variable.code === "domain-wall") broken.add(`code of ${variable.name}`);
    else broken.add("choices");
  }
  const unknown = values === null || unread.length > 0;
  if (!unknown) for (const { constraint } of evaluate(program, values as Assignment).violations) broken.add(constraint);
  return { broken, unknown };
}
