/** QAPLIB instances and solutions as they are found: line ends, blank lines, numbers in any layout, files that look alike. */
import { describe, expect, it } from "vitest";
import { detectFormat, formatById } from "../../src/formats/index.ts";
import type { QuadraticAssignmentRecord, ValuedPermutationRecord } from "../../src/formats/records.ts";
import { samples } from "./samples.ts";

const parse = (text: string) => formatById("qaplib").parse(text) as QuadraticAssignmentRecord;
const solution = (text: string) => formatById("qaplib-solution").parse(text) as ValuedPermutationRecord;

/** A file of the library's layout with `width` numbers a line. */
function layout(n: number, width: number): string {
  const numbers = Array.from({ length: n * n }, (_, k) => (k * 7) % 11);
  const rows = (values: number[]) =>
    Array.from({ length: Math.ceil(values.length / width) }, (_, r) =>
      values.slice(r * width, (r + 1) * width).join("  "),
    ).join("\r\n");
  return ` ${n}\r\n\r\n${rows(numbers)}\r\n\r\n${rows(numbers.map((v) => v + 1))}\r\n`;
}

describe("qaplib", () => {
  it("keeps the rows of both matrices, whatever the line breaks", () => {
    const expected = { n: 2, first: Float64Array.of(1, 2, 3, 4), second: Float64Array.of(5, 6, 7, 8) };
    for (const text of [
      "2\n1 2\n3 4\n\n5 6\n7 8\n",
      "2 1 2 3 4 5 6 7 8",
      "\n\n 2\r\n\r\n1 2 3\r\n4 5 6 7\r\n8\r\n\r\n",
    ])
      expect(parse(text)).toEqual({ kind: "quadratic-assignment", ...expected });
  });
  it("is recognised in every layout of its rows", () => {
    for (const n of [2, 3, 5, 12, 40])
      for (const width of [2, n, 3, 17]) expect(detectFormat(layout(n, width), null).id).toBe("qaplib");
  });
  it("is recognised by n where the head does not hold all of the file", () => {
    const text = layout(180, 180);
    expect(text.length).toBeGreaterThan(65_536);
    expect(detectFormat(text, null).id).toBe("qaplib");
  });
  it("leaves lists, graphs and couplings to their own formats", () => {
    for (const id of ["partition", "rudy", "metis", "qubo-coo", "ising-coo", "biqmac-sparse"])
      for (const text of samples[id]) expect(detectFormat(text, null).id).not.toMatch(/qaplib/);
    expect(detectFormat("1\n0\n1\n", null).id).toBe("partition"); // two 1 x 1 matrices as well
    expect(detectFormat("1\n\n4\n\n5\n", null).id).toBe("qaplib");
    expect(detectFormat("1\n4\n5\n", "one.dat").id).toBe("qaplib");
  });
  it("says how many numbers it misses", () => {
    expect(() => parse("2\n1 2\n3 4\n5 6\n7 ")).toThrow(/row 2, column 2 of the second matrix/);
    expect(() => parse("50\n1 2\n3 4\n")).toThrow(/two 50 x 50 matrices/);
  });
});

describe("qaplib-solution", () => {
  it("takes blanks, commas and line breaks between numbers", () => {
    const expected = { kind: "valued-permutation", value: 578, order: [2, 0, 1] };
    for (const text of ["3 578\n3 1 2\n", "  3   578\n3,1,2", "3, 578\n3, 1,\n2\n"])
      expect(solution(text)).toEqual(expected);
  });
  it("is recognised by its commas or its ending, and gives way to a graph", () => {
    expect(detectFormat("3 578\n3,1,2\n", null).id).toBe("qaplib-solution");
    expect(detectFormat("4 578\n3 1 2 4\n", null).id).toBe("qaplib-solution");
    expect(detectFormat("3 1\n1 2 3\n", null).id).toBe("rudy");
    expect(detectFormat("3 1\n1 2 3\n", "x.sln").id).toBe("qaplib-solution");
    expect(detectFormat("3 1\n1 2 2\n", "x.sln").id).not.toBe("qaplib-solution");
  });
});
