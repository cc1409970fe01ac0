/** All file formats, one line each, and the choice between them: by name, or by what a text looks like. */
import { closest } from "fastest-levenshtein";
import { GroundstateError } from "../errors.ts";
import { biqmacSparse } from "./biqmac-sparse.ts";
import { bqm } from "./bqm.ts";
import { isingCoo } from "./ising-coo.ts";
import { json } from "./json.ts";
import { metis } from "./metis.ts";
import { opb } from "./opb.ts";
import { partition } from "./partition.ts";
import { qbsolv } from "./qbsolv.ts";
import { quboCoo } from "./qubo-coo.ts";
import type { Format } from "./records.ts";
import { rudy } from "./rudy.ts";
import { openCursor, quoted, skipSpace } from "./scanner.ts";
import { tsplib } from "./tsplib.ts";
import { tsplibTour } from "./tsplib-tour.ts";

/** In order of preference when two are equally sure. */
export const formats: readonly Format[] = [
  tsplib,
  tsplibTour,
  rudy,
  metis,
  partition,
  qbsolv,
  quboCoo,
  isingCoo,
  biqmacSparse,
  opb,
  bqm,
  json,
] as readonly Format[];

const HEAD = 65_536; // enough for the mutual neighbours of a mesh numbered badly, quick to split
const LEAST_CONFIDENCE = 0.1;

/** The format of that id. @throws {GroundstateError} "unknown-name" with the list and the nearest id */
export function formatById(id: string): Format {
  const format = formats.find((candidate) => candidate.id === id);
  if (format !== undefined) return format;
  const ids = formats.map((candidate) => candidate.id);
  throw new GroundstateError("unknown-name", `there is no format ${quoted(id)}, expected one of ${ids.join(", ")}`, {
    hint: `Did you mean ${closest(id, ids)}?`,
  });
}

/**
 * The format that fits a text best.
 * @throws {GroundstateError} "format" when none fits; {FormatError} for blank or binary text
 */
export function detectFormat(text: string, fileName: string | null): Format {
  const cursor = openCursor(text, "one of the known formats");
  const head = text.slice(0, HEAD);
  let best: Format | null = null;
  let confidence = LEAST_CONFIDENCE;
  for (const format of formats) {
    const own = format.detect(head, fileName);
    if (own > confidence || (best === null && own >= LEAST_CONFIDENCE)) {
      best = format;
      confidence = own;
    }
  }
  if (best !== null) return best;
  skipSpace(cursor);
  const firstLine = text.slice(cursor.at, cursor.at + 200).split(/[\r\n]/, 1)[0];
  const where = fileName === null ? "the text" : quoted(fileName);
  throw new GroundstateError("format", `${where} opens with ${quoted(firstLine)}, which fits no known format`, {
    hint: `Name the format with --format, one of ${formats.map((format) => format.id).join(", ")}.`,
  });
}
