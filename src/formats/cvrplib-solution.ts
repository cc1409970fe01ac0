/**
 * Vehicle routes as CVRPLIB writes them: lines `Route #1: 3 5 8`, routes and customers counted from 1, then perhaps `Cost 784`. O(n).
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, RoutesRecord } from "./records.ts";
import {
  atEnd,
  atLineEnd,
  type Cursor,
  endLine,
  fail,
  openCursor,
  readInteger,
  readNumber,
  skipBlanks,
  skipSpace,
  unexpected,
} from "./scanner.ts";

const EXTENSIONS = ["sol"];

export const cvrplibSolution: Format<RoutesRecord> = {
  id: "cvrplib-solution",
  title: "CVRPLIB solution (vehicle routes)",
  sources: ["http://vrp.galgos.inf.puc-rio.br"],
  kind: "routes",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    if (/^\s*(?:route[ \t]*#|cost[ \t:]+[\d.+-])/i.test(withoutMark(head))) return 1;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

function parse(text: string): RoutesRecord {
  const cursor = openCursor(text, "vehicle routes");
  const routes: number[][] = [];
  let cost: number | null = null;
  for (skipSpace(cursor); !atEnd(cursor); skipSpace(cursor)) {
    const at = cursor.at;
    const word = /^[A-Za-z]*/.exec(text.slice(at, at + 8))![0].toLowerCase();
    if (word === "route") routes.push(readRoute(cursor, routes.length + 1));
    else if (word !== "cost") unexpected(cursor, at, `"Route #${routes.length + 1}:" or "Cost"`);
    else if (cost !== null) fail(cursor, at, "found a second cost, expected one");
    else cost = readCost(cursor);
  }
  return { kind: "routes", routes, cost };
}

/** `Route #k: c c c` with k counting up. An empty route is one without customers. */
function readRoute(cursor: Cursor, number: number): number[] {
  cursor.at += "route".length;
  skipBlanks(cursor);
  if (cursor.text.charAt(cursor.at) !== "#") unexpected(cursor, cursor.at, `"#${number}:" after "Route"`);
  const at = ++cursor.at;
  const colon = cursor.text.indexOf(":", at);
  const label = colon < 0 ? "" : cursor.text.slice(at, Math.min(colon, at + 40)).trim();
  if (label !== String(number)) unexpected(cursor, at, `route number ${number} and a colon`);
  cursor.at = colon + 1;
  const route: number[] = [];
  while (!atLineEnd(cursor)) {
    route.push(readInteger(cursor, "the number of a customer", 1, Number.MAX_SAFE_INTEGER));
  }
  return route;
}

function readCost(cursor: Cursor): number {
  cursor.at += "cost".length;
  skipBlanks(cursor);
  if (cursor.text.charAt(cursor.at) === ":") cursor.at++;
  const cost = readNumber(cursor, "the cost (a number)");
  endLine(cursor, "the end of the line after the cost");
  return cost;
}

function* lines({ routes, cost }: RoutesRecord): Generator<string, void, void> {
  for (const [k, route] of routes.entries()) yield `Route #${k + 1}: ${route.join(" ")}\n`;
  if (cost !== null) yield `Cost ${cost}\n`;
}
