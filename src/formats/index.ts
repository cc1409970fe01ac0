/** All file formats, one line each, and the choice between them: by name, or by what a text looks like. */
import { closest } from "fastest-levenshtein";
import { GroundstateError } from "../errors.ts";
import { binpack, bpplib } from "./bin-packing.ts";
import { biqmacSparse } from "./biqmac-sparse.ts";
import { bqm } from "./bqm.ts";
import { cvrplib } from "./cvrplib.ts";
import { cvrplibSolution } from "./cvrplib-solution.ts";
import { BY_ENDING } from "./detection.ts";
import { dimacsClq } from "./dimacs-clq.ts";
import { dimacsCnf } from "./dimacs-cnf.ts";
import { dimacsCol } from "./dimacs-col.ts";
import { isingCoo } from "./ising-coo.ts";
import { itcSolution } from "./itc-solution.ts";
import { itcTimetable } from "./itc-timetable.ts";
import { json } from "./json.ts";
import { jsplib } from "./jsplib.ts";
import { knapsack } from "./knapsack.ts";
import { lolib } from "./lolib.ts";
import { lp } from "./lp.ts";
import { metis } from "./metis.ts";
import { mknap } from "./mknap.ts";
import { mps } from "./mps.ts";
import { numberList } from "./number-list.ts";
import { opb } from "./opb.ts";
import { optdigits } from "./optdigits.ts";
import { orlibAssign } from "./orlib-assign.ts";
import { rail, scp } from "./orlib-cover.ts";
import { orlibPortfolio } from "./orlib-portfolio.ts";
import { partition } from "./partition.ts";
import { patternGrids } from "./pattern-grids.ts";
import { pseudoBoolean } from "./pseudo-boolean.ts";
import { qaplib } from "./qaplib.ts";
import { qaplibSolution } from "./qaplib-solution.ts";
import { qbsolv } from "./qbsolv.ts";
import { quadraticKnapsack } from "./quadratic-knapsack.ts";
import { quboCoo } from "./qubo-coo.ts";
import type { Format } from "./records.ts";
import { rudy } from "./rudy.ts";
import { openCursor, placeOf, quoted, skipSpace } from "./scanner.ts";
import { stp } from "./stp.ts";
import { tsplib } from "./tsplib.ts";
import { tsplibHcp } from "./tsplib-hcp.ts";
import { tsplibTour } from "./tsplib-tour.ts";

/** In order of preference when two are equally sure. */
export const formats: readonly Format[] = [
  tsplib,
  tsplibTour,
  tsplibHcp,
  cvrplib,
  cvrplibSolution,
  rudy,
  metis,
  dimacsCol,
  dimacsClq,
  partition,
  qbsolv,
  quboCoo,
  isingCoo,
  biqmacSparse,
  pseudoBoolean,
  opb,
  qaplib,
  qaplibSolution,
  lolib,
  orlibAssign,
  jsplib,
  knapsack,
  mknap,
  quadraticKnapsack,
  binpack,
  bpplib,
  scp,
  rail,
  dimacsCnf,
  numberList,
  lp,
  mps,
  orlibPortfolio,
  itcTimetable,
  itcSolution,
  stp,
  patternGrids,
  optdigits,
  bqm,
  json,
] as readonly Format[];

/** A first look takes a tenth of the time, and decides where one format alone fits well. */
const GLANCE = 8192;
const HEAD = 65_536; // enough for the mutual neighbours of a mesh numbered badly, quick to split
const LEAST_CONFIDENCE = 0.1;
const SURE = 0.7;

/** The format of that id. @throws {GroundstateError} "unknown-name" with the list and the nearest id */
export function formatById(id: string): Format {
  const format = formats.find((candidate) => candidate.id === id);
  if (format !== undefined) return format;
  const ids = formats.map((candidate) => candidate.id);
  throw new GroundstateError("unknown-name", `there is no format ${quoted(id)}, expected one of ${ids.join(", ")}`, {
    hint: `Did you mean ${closest(id, ids)}?`,
  });
}

/** The formats that may fit, the surest first; of equals the one listed first. */
function opinions(head: string, fileName: string | null): { readonly format: Format; readonly confidence: number }[] {
  return formats
    .map((format) => ({ format, confidence: format.detect(head, fileName) }))
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
    .sort((a, b) => b.confidence - a.confidence);
}

/** Formats that a first line makes likely, though the rest does not fit. */
const LIKELY: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:NAME|TYPE|COMMENT|DIMENSION|EDGE_[A-Z_]+|NODE_[A-Z_]+)\b/i, ["tsplib"]],
  [/^p\s+cnf\b/, ["dimacs-cnf"]],
  [/^p\b/, ["qbsolv"]],
  [/^[\d.+-]+(?:\s+[\d.+-]+){1,2}\s*$/, ["rudy", "metis"]],
];

/** What the likely formats complain about, ready to be appended. */
function nearMiss(text: string, firstLine: string): string {
  const ids = LIKELY.find(([opening]) => opening.test(firstLine))?.[1] ?? [];
  return ids.map((id) => complaintOf(id, text)).join("");
}

function complaintOf(id: string, text: string): string {
  try {
    formatById(id).parse(text);
    return `\nas ${id} it can be read: give --format ${id}`;
  } catch (error) {
    return `\nas ${id}: ${(error as Error).message}`;
  }
}

/**
 * The format that fits a text best.
 * @throws {GroundstateError} "format" when none fits; {FormatError} for blank or binary text
 */
export function detectFormat(text: string, fileName: string | null): Format {
  const cursor = openCursor(text, "one of the known formats");
  const glance = opinions(text.slice(0, GLANCE), fileName);
  const clear = glance.length > 0 && glance[0].confidence >= SURE && !(glance[1]?.confidence > BY_ENDING);
  const ranked = clear || text.length <= GLANCE ? glance : opinions(text.slice(0, HEAD), fileName);
  if (ranked.length > 0) return ranked[0].format;
  skipSpace(cursor);
  const firstLine = text.slice(cursor.at, cursor.at + 200).split(/[\r\n]/, 1)[0];
  const where = fileName === null ? "" : `${quoted(fileName)}, `;
  const { line, column } = placeOf(text, cursor.at);
  const opening = `${where}line ${line}, column ${column}: opens with ${quoted(firstLine)}, which fits no known format`;
  const ids = formats.map((format) => format.id).join(", ");
  throw new GroundstateError("format", `${opening}${nearMiss(text, firstLine)}`, {
    hint: `Name the format with --format, one of ${ids}.`,
  });
}
