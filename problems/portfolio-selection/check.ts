/** What a schema cannot say about an instance: sizes, a symmetric matrix, limits that leave room for the budget. O(assets^2). */
import { checkLabels } from "../../src/modelling/document.ts";
import { type Allowed, checkNumbers, checkSquare } from "../../src/modelling/matrix.ts";
import type { Complaint } from "../../src/problem.ts";
import { leastOf, mostOf, type PortfolioInstance } from "./schema.ts";

const MOST_COMPLAINTS = 20;
const ALLOWED: Allowed = { least: -1e100, most: 1e100, expected: "a number from -1e100 to 1e100" };

export function checkInstance(instance: PortfolioInstance): readonly Complaint[] {
  const { expected, covariance, assets, least, most, sectors = [] } = instance;
  const n = expected.length;
  const complaints: Complaint[] = [
    ...checkLabels(n, assets, "assets"),
    ...checkNumbers(expected, n, "expected", ALLOWED),
  ];
  const expectedSize = `${n}, one an asset`;
  if (covariance.length !== n) {
    complaints.push({ path: "covariance", found: `${covariance.length} rows`, expected: expectedSize });
  } else complaints.push(...checkSquare(covariance, "covariance", ALLOWED));
  for (const [path, list] of Object.entries({ least, most })) {
    if (list === undefined || list.length === n) continue;
    complaints.push({ path, found: `${list.length} numbers`, expected: expectedSize });
  }
  for (const [s, sector] of sectors.entries())
    complaints.push(...checkSector(sector.assets, `sectors[${s}].assets`, n));
  if (complaints.length > 0) return complaints.slice(0, MOST_COMPLAINTS);
  return [...checkSymmetry(covariance), ...checkRoom(instance)].slice(0, MOST_COMPLAINTS);
}

function checkSector(list: readonly number[], path: string, n: number): Complaint[] {
  const high = list.findIndex((asset) => asset >= n);
  if (high >= 0) {
    return [{ path: `${path}[${high}]`, found: String(list[high]), expected: `an asset from 0 to ${n - 1}` }];
  }
  const twice = list.findIndex((asset, k) => list.indexOf(asset) < k);
  return twice < 0
    ? []
    : [{ path: `${path}[${twice}]`, found: `asset ${list[twice]} again`, expected: "different assets" }];
}

function checkSymmetry(covariance: PortfolioInstance["covariance"]): Complaint[] {
  for (const [i, row] of covariance.entries()) {
    if (row[i] < 0) {
      return [{ path: `covariance[${i}][${i}]`, found: String(row[i]), expected: "0 or more: it is a variance" }];
    }
    const j = row.findIndex((value, k) => value !== covariance[k][i]);
    if (j < 0) continue;
    const expected = `${covariance[j][i]}, as in [${j}][${i}]`;
    return [{ path: `covariance[${i}][${j}]`, found: String(row[j]), expected }];
  }
  return [];
}

/** The least and the most that so many assets can hold, sectors left aside. */
function checkRoom(instance: PortfolioInstance): Complaint[] {
  const { expected, units, holdings } = instance;
  const n = expected.length;
  const complaints: Complaint[] = [];
  const all = expected.map((_, i) => i);
  const crossed = all.find((i) => leastOf(instance, i) > mostOf(instance, i));
  if (crossed !== undefined) {
    const found = `${leastOf(instance, crossed)}, above the most of ${mostOf(instance, crossed)}`;
    complaints.push({ path: `least[${crossed}]`, found, expected: "no more than the most units of the asset" });
  }
  const { from = 0, to = n } = holdings ?? {};
  if (from > Math.min(to, n)) {
    const expectedCount = `at most ${Math.min(to, n)}, by the other limit or the number of assets`;
    complaints.push({ path: "holdings.from", found: String(from), expected: expectedCount });
  }
  if (complaints.length > 0) return complaints;
  const sum = (list: readonly number[], first: number) => list.slice(0, first).reduce((total, own) => total + own, 0);
  const room = sum(
    all.map((i) => mostOf(instance, i)).sort((a, b) => b - a),
    to,
  );
  const need = sum(
    all.map((i) => leastOf(instance, i)).sort((a, b) => a - b),
    from,
  );
  const hint = "No portfolio exists: change the budget or the limits.";
  if (room < units)
    complaints.push({
      path: "units",
      found: String(units),
      expected: `at most ${room}, which the assets can hold`,
      hint,
    });
  if (need > units)
    complaints.push({ path: "units", found: String(units), expected: `at least ${need}, for ${from} assets`, hint });
  return complaints;
}
