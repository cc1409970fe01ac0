/**
 * Assignment files of the OR-Library (Beasley 1990): n, then the n x n costs, row by row. Nothing but its name tells such a file from one
 * of LOLIB. O(n^2).
 */
import { BY_ENDING, BY_ENDING_AND_CONTENT } from "./detection.ts";
import { lolib, parseMatrix, printMatrix } from "./lolib.ts";
import type { Format, MatrixRecord } from "./records.ts";

const NAMES = /(?:^|[\\/])assign[^\\/]*$|\.(?:assign|lap)(?:\.gz)?$/i;

export const orlibAssign: Format<MatrixRecord> = {
  id: "orlib-assign",
  title: "OR-Library assignment costs",
  sources: ["Beasley 1990, OR-Library: distributing test problems by electronic mail"],
  kind: "matrix",
  extensions: ["assign", "lap"],
  detect(head, fileName) {
    if (fileName === null || !NAMES.test(fileName)) return 0;
    return lolib.detect(head, null) > 0 ? BY_ENDING_AND_CONTENT : BY_ENDING;
  },
  parse: (text) => parseMatrix(text, "an assignment file"),
  print: printMatrix,
};
