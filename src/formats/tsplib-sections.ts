/**
 * Data sections of TSPLIB 95: rows `id x y [z]`, and distance matrices as a stream of numbers in which line breaks mean
 * nothing. Counts are held against the length of the text before anything is allocated. O(n) and O(n^2).
 */
import {
  type Cursor,
  endLine,
  fail,
  placeOf,
  readInteger,
  readNumber,
  roomFor,
  skipSpace,
  unexpected,
} from "./scanner.ts";

/** Which part of the matrix a stream holds, row by row. A triangle by columns is the other triangle by rows. */
const SHAPES = {
  FULL_MATRIX: "full",
  UPPER_ROW: "upper",
  LOWER_COL: "upper",
  LOWER_ROW: "lower",
  UPPER_COL: "lower",
  UPPER_DIAG_ROW: "upper-diagonal",
  LOWER_DIAG_COL: "upper-diagonal",
  LOWER_DIAG_ROW: "lower-diagonal",
  UPPER_DIAG_COL: "lower-diagonal",
} as const;

export const EDGE_WEIGHT_FORMATS = Object.keys(SHAPES) as readonly (keyof typeof SHAPES)[];
export type EdgeWeightFormat = keyof typeof SHAPES;
type Shape = (typeof SHAPES)[EdgeWeightFormat];

const SIGN_OR_DIGIT = /[\d.+-]/;
const ALLOCATED_UNCHECKED = 65_536; // rows or numbers; below, an error at the first missing one says more

/** Columns of row i in the stream: from the first, up to but without the second. */
function columns(shape: Shape, i: number, n: number): readonly [number, number] {
  switch (shape) {
    case "full":
      return [0, n];
    case "upper":
      return [i + 1, n];
    case "lower":
      return [0, i];
    case "upper-diagonal":
      return [i, n];
    case "lower-diagonal":
      return [0, i + 1];
  }
}

function countOf(shape: Shape, n: number): number {
  switch (shape) {
    case "full":
      return n * n;
    case "upper":
    case "lower":
      return (n * (n - 1)) / 2;
    case "upper-diagonal":
    case "lower-diagonal":
      return (n * (n + 1)) / 2;
  }
}

/** n rows `id x y` (or `id x y z`), ids 1..n each once in any order; row id - 1 of the result. */
export function readCoordinates(cursor: Cursor, n: number, dimensions: 2 | 3, section: string): number[][] {
  const room = roomFor(cursor, n, 2 + 2 * dimensions); // one character a field, each with a separator
  if (n > ALLOCATED_UNCHECKED && room < n) {
    fail(cursor, cursor.at, `DIMENSION is ${n}, but the text has room for at most ${room} rows of ${section}`);
  }
  const rows = new Array<number[] | null>(n).fill(null);
  const places = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    skipSpace(cursor);
    if (!SIGN_OR_DIGIT.test(cursor.text.charAt(cursor.at))) {
      unexpected(cursor, cursor.at, `row ${k + 1} of the ${n} rows of ${section} (DIMENSION is ${n})`);
    }
    const at = cursor.at;
    const id = readInteger(cursor, "the number of a city", 1, n);
    if (rows[id - 1] !== null) {
      fail(
        cursor,
        at,
        `city ${id} stands already on line ${placeOf(cursor.text, places[id - 1]).line}, expected each once`,
      );
    }
    places[id - 1] = at;
    const row = [
      readNumber(cursor, "the first coordinate (a number)"),
      readNumber(cursor, "the second coordinate (a number)"),
    ];
    if (dimensions === 3) row.push(readNumber(cursor, "the third coordinate (a number)"));
    endLine(cursor, `the end of the line after ${dimensions} coordinates`);
    rows[id - 1] = row;
  }
  refuseMore(cursor, `${n} rows of ${section}`);
  return rows as number[][];
}

/** The n x n matrix of EDGE_WEIGHT_SECTION, a triangle mirrored, the diagonal set to 0. */
export function readMatrix(cursor: Cursor, n: number, format: EdgeWeightFormat, asymmetric: boolean): number[][] {
  const shape = SHAPES[format];
  const count = countOf(shape, n);
  if (count > ALLOCATED_UNCHECKED && roomFor(cursor, count, 2) < count) {
    fail(
      cursor,
      cursor.at,
      `${format} with DIMENSION ${n} has ${count} numbers, but only ${cursor.text.length - cursor.at} characters follow`,
    );
  }
  const rows = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    const [first, end] = columns(shape, i, n);
    for (let j = first; j < end; j++) {
      const distance = readDistance(cursor, i, j, count);
      if (i === j) continue;
      if (shape !== "full") rows[j][i] = distance;
      else if (!asymmetric && j < i && rows[j][i] !== distance) refuseAsymmetric(cursor, i, j, distance, rows[j][i]);
      rows[i][j] = distance;
    }
  }
  refuseMore(cursor, `${count} numbers of EDGE_WEIGHT_SECTION`);
  return rows;
}

function readDistance(cursor: Cursor, i: number, j: number, count: number): number {
  skipSpace(cursor);
  const at = cursor.at;
  const code = cursor.text.charCodeAt(at);
  if (!(code >= 43 && code <= 57)) {
    unexpected(cursor, at, `the distance of row ${i + 1}, column ${j + 1} (${count} numbers in all)`);
  }
  const distance = readNumber(cursor, "a distance (a number)");
  if (distance < 0 && i !== j) {
    fail(cursor, at, `the distance of row ${i + 1}, column ${j + 1} is ${distance}, expected 0 or more`, {
      hint: "Adding one constant to all distances changes every tour by the same length.",
    });
  }
  return distance;
}

function refuseAsymmetric(cursor: Cursor, i: number, j: number, distance: number, mirrored: number): never {
  let at = cursor.at;
  while (cursor.text.charCodeAt(at - 1) > 32) at--;
  return fail(
    cursor,
    at,
    `row ${i + 1}, column ${j + 1} is ${distance}, expected ${mirrored} as in row ${j + 1}, column ${i + 1} (TYPE: TSP is symmetric)`,
    {
      hint: "Write TYPE: ATSP if the ways differ by direction.",
    },
  );
}

/** A keyword, EOF or the end of the text must follow. */
function refuseMore(cursor: Cursor, what: string): void {
  skipSpace(cursor);
  if (!SIGN_OR_DIGIT.test(cursor.text.charAt(cursor.at))) return;
  unexpected(cursor, cursor.at, `a keyword or EOF after the ${what}`, "DIMENSION may be too small.");
}
