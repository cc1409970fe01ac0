/** Penalties in words: what was added to the energy for each constraint, how strong it is, what proves that strong enough. */
import type { Encoding, ExplainedConstraint, Explanation, PenaltyProof } from "../problem.ts";
import type { Block } from "./page.ts";
import { formatValue } from "./words.ts";

/** What is known of encodings that tell no more than their proof. */
export function explanationOf({ model, penalty, explain: told }: Encoding<unknown>, problem: string): Explanation {
  if (told !== undefined) return told();
  const constraints = (penalty?.weights ?? []).map(({ name, weight, threshold }) => {
    const { inequality, witness } = penalty!;
    return {
      name,
      made: `groundstate problems ${problem} tells its form`,
      weight,
      threshold,
      rule: "",
      inequality,
      witness,
      given: false,
    };
  });
  return { size: [{ origin: "of the encoding", variables: model.n }], constraints };
}

/** What the penalties guarantee, in a sentence. */
export function assumptionOf(penalty: PenaltyProof | null, constraints: readonly ExplainedConstraint[]): string {
  if (penalty === null) return "No penalties: every state is valid, and its energy is its objective.";
  if (penalty.mode === "structural") return "No penalties: solvers keep to the valid states.";
  if (penalty.guaranteed) {
    return "Proved: every ground state is valid and optimal. It is assumed that a valid state exists, and nothing else; rounding is accounted for.";
  }
  const low = constraints.filter(({ weight, threshold }) => !(weight > threshold)).map(({ name }) => name);
  const why =
    low.length > 0
      ? `${low.length === 1 ? "a weight does" : "weights do"} not exceed the proven threshold: ${low.slice(0, 3).join(", ")}${low.length > 3 ? ", ..." : ""}`
      : penalty.inequality;
  return `Not proved: ${why}. Results are still checked from the instance.`;
}

/** A constraint without its indices. */
export const familyOf = (name: string): string => name.replace(/\[.*$/, "");

/** Constraints that differ in their indices only, the one of the largest threshold first. */
export function familiesOf(constraints: readonly ExplainedConstraint[]): ExplainedConstraint[][] {
  const found = new Map<string, ExplainedConstraint[]>();
  for (const constraint of constraints) {
    const family = familyOf(constraint.name);
    const known = found.get(family);
    if (known === undefined) found.set(family, [constraint]);
    else if (constraint.threshold > known[0].threshold) known.unshift(constraint);
    else known.push(constraint);
  }
  return [...found.values()];
}

/** Families shown: beyond them the table is left to `groundstate explain`. */
const MOST_FAMILIES = 30;

/** What the penalties guarantee, and a row for each family of constraints; one is shown of each, the one hardest to keep. */
export function penaltyBlocks(encoding: Encoding<unknown>, problem: string): Block[] {
  const { constraints } = explanationOf(encoding, problem);
  const families = familiesOf(constraints);
  const detailed = encoding.explain !== undefined;
  const rows = families
    .slice(0, MOST_FAMILIES)
    .map((family) => (detailed ? cells(family) : cells(family).toSpliced(1, 1)));
  const said: Block[] = [{ kind: "paragraph", text: assumptionOf(encoding.penalty, constraints) }];
  if (rows.length === 0 || encoding.penalty?.mode === "structural") return said;
  const columns = ["constraint", "penalty", "weight", "threshold", "inequality", "witness"];
  const head = detailed ? columns : columns.toSpliced(1, 1);
  const more = families.length - rows.length;
  const caption = `Weights, the thresholds that they must exceed, and what sets these${more > 0 ? `; ${more} more constraints are left out` : ""}`;
  return [...said, { kind: "table", table: { caption, head, rows, words: detailed ? [1, 4, 5] : [3, 4] } }];
}

const nameOf = (family: readonly ExplainedConstraint[]): string =>
  family.length === 1
    ? family[0].name
    : `${family[0].name} and ${family.length - 1} more of ${familyOf(family[0].name)}`;

function cells(family: readonly ExplainedConstraint[]): string[] {
  const [{ made, weight, threshold, inequality, rule, witness }] = family;
  const why = rule === "" ? inequality : `${inequality} (${rule})`;
  return [nameOf(family), made, formatValue(weight, 8), formatValue(threshold, 8), why, witness];
}
