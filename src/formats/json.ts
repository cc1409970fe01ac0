/** JSON documents of our own, instances and solutions (RFC 8259): parsed here, validated by whoever knows the schema. */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { parseJson } from "./json-text.ts";
import { cut } from "./pieces.ts";
import type { Format, JsonRecord } from "./records.ts";
import { fail, foundAt, openCursor, skipSpace } from "./scanner.ts";

const EXTENSIONS = ["json"];

/** The `type` of a dimod BQM document, which bqm.ts reads. */
export const BQM_TYPE = "BinaryQuadraticModel";

export const json: Format<JsonRecord> = {
  id: "json",
  title: "JSON instance or solution",
  sources: ["https://www.rfc-editor.org/rfc/rfc8259"],
  kind: "json",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const opening = withoutMark(head).trimStart().charAt(0);
    if (opening === "{") return 0.6;
    if (opening === "[") return 0.3; // no document of ours, but the error will say so
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse(text) {
    const document = parseJson(text);
    const cursor = openCursor(text, "a JSON document");
    skipSpace(cursor);
    if (!isObject(document))
      fail(cursor, cursor.at, `found ${foundAt(cursor, cursor.at)}, expected a JSON object { ... }`);
    if (document.type === BQM_TYPE) {
      fail(cursor, cursor.at, `found a dimod ${BQM_TYPE}, expected an instance or a solution`, {
        hint: "Use --format bqm.",
      });
    }
    return { kind: "json", document };
  },
  *print(record) {
    yield* cut(`${JSON.stringify(record.document, null, 2)}\n`);
  },
};

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
