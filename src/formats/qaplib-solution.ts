/**
 * QAPLIB solutions (Burkard, Karisch & Rendl 1997): `n value`, then a permutation of 1..n, with blanks or commas between and line
 * breaks anywhere. Some files of the library list p and some its inverse: the value tells which. O(n).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, withoutMark } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, ValuedPermutationRecord } from "./records.ts";
import { atEnd, fail, openCursor, placeOf, readInteger, readNumber, skipSpace, unexpected } from "./scanner.ts";

const EXTENSIONS = ["sln"];
const NUMBERS_A_LINE = 20;
const OPENING = /^\s*([1-9]\d{0,8})\s+[+-]?[\d.][\d.eE+-]*[\s,]/;

export const qaplibSolution: Format<ValuedPermutationRecord> = {
  id: "qaplib-solution",
  title: "QAPLIB solution",
  sources: ["Burkard, Karisch & Rendl 1997, QAPLIB - a quadratic assignment problem library"],
  kind: "valued-permutation",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

/** Two numbers and all of 1..n: so much a short graph may be too, where no comma or ending tells. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const text = withoutMark(head);
  const opening = OPENING.exec(text);
  if (opening === null || !/^[\s\d.eE+,-]*$/.test(text)) return byEnding ? BY_ENDING : 0;
  const n = Number(opening[1]);
  const numbers = text.slice(opening[0].length - 1).match(/[^\s,]+/g) ?? [];
  const complete = head.length < 4096;
  if (!complete) numbers.pop();
  const distinct = new Set(numbers.filter((word) => /^\d+$/.test(word) && Number(word) >= 1 && Number(word) <= n));
  if (distinct.size !== numbers.length || (complete && numbers.length !== n)) return byEnding ? BY_ENDING : 0;
  return byEnding || text.includes(",") ? BY_ENDING_AND_CONTENT : 0.6;
}

function parse(text: string): ValuedPermutationRecord {
  const cursor = openCursor(text.replaceAll(",", " "), "a QAPLIB solution: n, its value, and a permutation");
  skipSpace(cursor);
  // A permutation of n numbers takes two characters each.
  const n = readInteger(cursor, "n, the length of the permutation,", 1, Math.ceil(text.length / 2));
  skipSpace(cursor);
  const value = readNumber(cursor, "the value of the permutation (a number)");
  const order: number[] = [];
  const firstAt = new Map<number, number>();
  for (let k = 0; k < n; k++) {
    skipSpace(cursor);
    const at = cursor.at;
    const own = readInteger(cursor, `number ${k + 1} of the permutation`, 1, n);
    const earlier = firstAt.get(own);
    if (earlier !== undefined) {
      fail(cursor, at, `found ${own} again, first in line ${placeOf(cursor.text, earlier).line}, expected each once`);
    }
    firstAt.set(own, at);
    order.push(own - 1);
  }
  skipSpace(cursor);
  if (!atEnd(cursor)) unexpected(cursor, cursor.at, `the end of the file after a permutation of ${n} numbers`);
  return { kind: "valued-permutation", value, order };
}

function* lines({ value, order }: ValuedPermutationRecord): Generator<string, void, void> {
  yield `${order.length} ${value}\n`;
  for (let k = 0; k < order.length; k++) {
    yield `${order[k] + 1}${(k + 1) % NUMBERS_A_LINE === 0 || k + 1 === order.length ? "\n" : " "}`;
  }
}
