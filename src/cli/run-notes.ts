/** What a line of progress says of the run that was just made: where it ended, the best on its instance so far, and how many have failed. */
import type { RunRecord } from "../compare/record.ts";
import { formatNumber } from "./numbers.ts";

/** Takes records as they come. */
export function runNotes(): (record: RunRecord) => string {
  const bests = new Map<string, number>();
  let failed = 0;
  let invalid = 0;
  return ({ entrant, instance, objective, status, sense }) => {
    if (status === "failed") failed++;
    else if (objective === null) invalid++;
    const before = bests.get(instance.digest);
    const sign = sense === "min" ? 1 : -1;
    if (objective !== null && (before === undefined || sign * objective < sign * before))
      bests.set(instance.digest, objective);
    const best = bests.get(instance.digest);
    return [
      `${instance.name}${best === undefined ? "" : ` best ${formatNumber(best)}`}`,
      `${entrant} ${status === "failed" ? "failed" : objective === null ? "invalid" : formatNumber(objective)}`,
      ...(failed + invalid > 0 ? [`${failed} failed, ${invalid} invalid`] : []),
    ].join(" | ");
  };
}
