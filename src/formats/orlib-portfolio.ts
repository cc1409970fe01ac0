/**
 * Portfolio files of the OR-Library (port1 to port5): n, for each of n assets its mean return and standard deviation, then lines `i j correlation` for
 * all pairs i <= j from 1, each once, in either order. O(n^2).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, ReturnsRecord } from "./records.ts";
import { atEnd, fail, openCursor, readInteger, readNumber, roomFor, skipSpace } from "./scanner.ts";

const EXTENSIONS = ["port", "portfolio"];
const LARGEST = 10_000;
const SHORTEST_PAIR = 6; // three digits, three blanks
const CERTAIN = 0.95;
const LIKELY = 0.75; // the text goes on
const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const ASSET = new RegExp(`^${NUMBER}\\s+${NUMBER}$`);
const PAIR = new RegExp(`^[1-9]\\d*\\s+[1-9]\\d*\\s+${NUMBER}$`);

export const orlibPortfolio: Format<ReturnsRecord> = {
  id: "orlib-portfolio",
  title: "OR-Library portfolio returns",
  sources: ["Chang, Meade, Beasley & Sharaiha 2000, Heuristics for cardinality constrained portfolio optimisation"],
  kind: "returns",
  extensions: EXTENSIONS,
  detect,
  parse,
  *print(record) {
    yield* inPieces(lines(record));
  },
};

/** One number, as many lines of two as it says, then lines of three. */
function detect(head: string, fileName: string | null): number {
  const byEnding = endsWithOneOf(fileName, EXTENSIONS);
  const unsure = byEnding ? BY_ENDING : 0;
  const { lines: all, complete } = headLines(head);
  const [header, ...rest] = all.filter((line) => line !== "");
  if (header === undefined || !/^[1-9]\d*$/.test(header)) return unsure;
  const n = Number(header);
  const assets = rest.slice(0, n);
  const pairs = rest.slice(n);
  if (assets.length === 0 || !assets.every((line) => ASSET.test(line)) || !pairs.every((line) => PAIR.test(line)))
    return unsure;
  if (complete ? pairs.length !== (n * (n + 1)) / 2 : pairs.length === 0) return unsure;
  return byEnding ? BY_ENDING_AND_CONTENT : complete ? CERTAIN : LIKELY;
}

function parse(text: string): ReturnsRecord {
  const cursor = openCursor(text, "a portfolio file: n, means and deviations, correlations");
  skipSpace(cursor);
  const start = cursor.at;
  const n = readInteger(cursor, "n, the number of assets,", 1, LARGEST);
  const pairs = (n * (n + 1)) / 2;
  if (roomFor(cursor, pairs, SHORTEST_PAIR) < pairs) {
    const hint = "The file may be cut off, or of another format.";
    fail(cursor, start, `found n = ${n}, but the file is too short for ${pairs} correlations`, { hint });
  }
  const next = (what: string) => {
    skipSpace(cursor);
    return readNumber(cursor, what);
  };
  const mean: number[] = [];
  const deviation: number[] = [];
  for (let i = 1; i <= n; i++) {
    mean.push(next(`the mean return of asset ${i}`));
    skipSpace(cursor);
    const at = cursor.at;
    deviation.push(readNumber(cursor, `the standard deviation of asset ${i}`));
    if (deviation[i - 1] < 0) fail(cursor, at, `found the standard deviation ${deviation[i - 1]}, expected 0 or more`);
  }
  const correlation = new Float64Array(n * n).fill(Number.NaN);
  for (let count = 0; count < pairs; count++) {
    skipSpace(cursor);
    const at = cursor.at;
    const i = readInteger(cursor, "the first asset of a correlation", 1, n) - 1;
    skipSpace(cursor);
    const j = readInteger(cursor, "the second asset of a correlation", 1, n) - 1;
    if (!Number.isNaN(correlation[i * n + j]))
      fail(cursor, at, `assets ${i + 1} and ${j + 1} have a correlation already, expected each pair once`);
    correlation[i * n + j] = correlation[j * n + i] = next(`the correlation of assets ${i + 1} and ${j + 1}`);
  }
  skipSpace(cursor);
  if (!atEnd(cursor))
    fail(cursor, cursor.at, `the file goes on after ${pairs} correlations of ${n} assets, expected its end`);
  return { kind: "returns", mean, deviation, correlation };
}

function* lines({ mean, deviation, correlation }: ReturnsRecord): Generator<string, void, void> {
  const n = mean.length;
  yield `${n}\n`;
  for (let i = 0; i < n; i++) yield `${mean[i]} ${deviation[i]}\n`;
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) yield `${i + 1} ${j + 1} ${correlation[i * n + j]}\n`;
}
