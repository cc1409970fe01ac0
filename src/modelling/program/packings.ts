/**
 * The hint that a program asks for nothing but a packing: every variable is a choice among the same K options, nothing is minimised, and for each
 * option the sizes of the variables that take it stay at or below one capacity, the same for all. O(literals).
 */
import type { Structure } from "../../model/index.ts";
import type { Layout } from "./codes.ts";
import type { Form } from "./lower.ts";
import type { Penalty } from "./penalties.ts";

type Packing = Extract<Structure, { kind: "packing" }>;

/** Null for any other program. @param objective to be minimised, prices included */
export function packingOf({ groups, bits }: Layout, objective: Form, hard: readonly Penalty[]): Packing | null {
  const size = groups[0]?.size ?? 0;
  const alike = groups.every((group, g) => group.size === size && group.first === g * size);
  if (size < 2 || !alike || bits !== groups.length * size || hard.length !== size) return null;
  if (objective.squares.length > 0 || objective.polynomial.terms.size > 0) return null;
  const rows = hard.map((penalty) => rowOf(penalty, groups.length, size));
  const first = rows[0];
  if (first === null || first.capacity < 0) return null;
  const options = new Set<number>();
  for (const [k, row] of rows.entries()) {
    if (row === null || row.capacity !== first.capacity) return null;
    if (row.sizes.some((value, g) => value !== first.sizes[g])) return null;
    if (row.slack?.first !== inTurn(first.slack?.first, k * (first.slack?.coefficients.length ?? 0))) return null;
    options.add(row.option);
  }
  // Slack bits stand in the order of the options.
  if (options.size < size || rows.some((row, k) => row?.option !== k)) return null;
  const { sizes, capacity, slack } = first;
  return { kind: "packing", groups: groups.length, size, sizes, capacity, slack, penalised: true };
}

const inTurn = (first: number | undefined, step: number) => (first === undefined ? undefined : first + step);

/** What one constraint says of one option; null where it says anything else. */
function rowOf({ packing, slack }: Penalty, groups: number, size: number) {
  if (packing === null || slack.length > 1 || packing.bits.length === 0 || !packing.positive.every(Boolean))
    return null;
  const option = packing.bits[0] % size;
  if (packing.bits.some((bit) => bit % size !== option)) return null;
  if (!Number.isSafeInteger(packing.bound) || !packing.sizes.every(Number.isSafeInteger)) return null;
  const sizes = new Float64Array(groups);
  packing.bits.forEach((bit, k) => {
    sizes[Math.floor(bit / size)] += packing.sizes[k];
  });
  const [own = null] = slack;
  const bits = own === null ? null : { first: own.first, coefficients: own.coefficients };
  return { option, sizes, capacity: packing.bound, slack: bits };
}
