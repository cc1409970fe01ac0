/** What the referee says of a result, rule by rule, and what a repair changed. */
import type { Result } from "../run/result.ts";
import { type Block, paragraph, tableBlock } from "./page.ts";
import { formatValue } from "./words.ts";

/** Changes of a repair that are shown. */
const MOST_CHANGES = 100;

export function ruleBlocks(result: Result): Block[] {
  const { valid, violations, repaired } = result;
  const verdict = valid
    ? "Valid: every rule was checked from the instance alone, none is broken."
    : "No valid solution was found. The best state breaks these rules.";
  return [
    paragraph(verdict),
    ...(violations.length === 0 ? [] : [tableBlock(violationTable(violations))]),
    ...(repaired === undefined ? [] : repairBlocks(repaired, result.objective)),
  ];
}

/** One row a rule: how often it is broken, by how much at most, and where first. */
function violationTable(violations: Result["violations"]) {
  const groups = new Map<string, Result["violations"]>();
  for (const violation of violations) {
    const group = groups.get(violation.code) ?? [];
    groups.set(violation.code, [...group, violation]);
  }
  const rows = [...groups].map(([code, broken]) => {
    const amounts = broken.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
    const most = amounts.length === 0 ? "-" : formatValue(Math.max(...amounts), 8);
    return [code, String(broken.length), most, broken[0].message];
  });
  const head = ["rule", "places", "by at most", "first"];
  return { caption: "Broken rules, by constraint", head, rows, words: [3] };
}

function repairBlocks(
  { changes, violations, objectiveBefore }: NonNullable<Result["repaired"]>,
  objective: number | null,
): Block[] {
  const price = (value: number | null) => (value === null ? "none" : formatValue(value, 8));
  const rules = `${violations} broken rule${violations === 1 ? "" : "s"}`;
  const said = `Repaired from ${rules}: objective ${price(objectiveBefore)} before, ${price(objective)} after.`;
  const rows = changes
    .slice(0, MOST_CHANGES)
    .map(({ variable, from, to }) => [
      variable,
      from === null ? "nothing" : JSON.stringify(from),
      JSON.stringify(to) ?? "nothing",
    ]);
  const left = changes.length - rows.length;
  const caption = `What was changed${left > 0 ? `; ${left} more are left out` : ""}`;
  return [paragraph(said), tableBlock({ caption, head: ["variable", "from", "to"], rows, words: [1, 2] })];
}
