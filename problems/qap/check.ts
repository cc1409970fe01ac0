/** What a schema cannot say about an instance: square matrices of one size, names and positions for all, ranges. O(n^2). */
import { checkLabels } from "../../src/modelling/document.ts";
import { type Allowed, checkNumbers, checkSquare } from "../../src/modelling/matrix.ts";
import type { Complaint } from "../../src/problem.ts";
import type { QapInstance } from "./schema.ts";

const MOST_COMPLAINTS = 20;

/** Products of numbers beyond these could overflow when added up. */
const ALLOWED: Allowed = { least: -1e100, most: 1e100, expected: "a number from -1e100 to 1e100" };

export function checkInstance(instance: QapInstance): readonly Complaint[] {
  const { flows, distances, costs, facilities, locations, display } = instance;
  const n = flows.length;
  const complaints: Complaint[] = [...checkSquare(flows, "flows", ALLOWED)];
  for (const [path, rows] of Object.entries({ distances, ...(costs === undefined ? {} : { costs }) })) {
    if (rows.length === n) complaints.push(...checkSquare(rows, path, ALLOWED));
    else complaints.push({ path, found: `${rows.length} rows`, expected: `${n}, as many as flows has`, hint: PADDING });
  }
  complaints.push(...checkLabels(n, facilities, "facilities"), ...checkLabels(n, locations, "locations"));
  if (display !== undefined && display.length !== n) {
    complaints.push({ path: "display", found: `${display.length} positions`, expected: `${n}, one for each location` });
  }
  for (const [k, position] of (display ?? []).entries())
    complaints.push(...checkNumbers(position, 2, `display[${k}]`, ALLOWED));
  return complaints.slice(0, MOST_COMPLAINTS);
}

const PADDING = "Rows and columns of zeros stand for no facility where locations stay empty.";
