import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroundstateError } from "../../src/errors.ts";
import { detectFormat, formatById, formats } from "../../src/formats/index.ts";
import type { FileRecord, QuadraticRecord } from "../../src/formats/records.ts";
import {
  assignments,
  binPackings,
  cities,
  formulas,
  graphs,
  images,
  integerPrograms,
  knapsacks,
  labelled,
  matrices,
  metisGraphs,
  multidimensionalKnapsacks,
  networks,
  numberLists,
  patternSets,
  placements,
  plainGraphs,
  pseudoBooleans,
  quadraticAssignments,
  quadraticKnapsacks,
  quadratics,
  returns,
  routeLists,
  routings,
  setSystems,
  shops,
  timetables,
  tours,
  valuedPermutations,
} from "./arbitraries.ts";

const RUNS = fc.readConfigureGlobal()?.numRuns ?? 100;

const textOf = (id: string, record: FileRecord): string => [...formatById(id).print(record)].join("");

const records: Record<string, fc.Arbitrary<FileRecord>> = {
  tsplib: cities,
  "tsplib-tour": tours,
  "tsplib-hcp": plainGraphs,
  cvrplib: routings,
  "cvrplib-solution": routeLists,
  rudy: graphs,
  metis: metisGraphs,
  "dimacs-col": plainGraphs.map((graph) => ({ ...graph, name: null })),
  "dimacs-clq": plainGraphs.map((graph) => {
    return { ...graph, name: null, vertexWeight: Float64Array.from({ length: graph.n }, (_, v) => 1 + v / 4) };
  }),
  partition: assignments,
  qbsolv: quadratics({ domain: "bit", sense: "max", offset: true, ordered: true }),
  "qubo-coo": quadratics({ domain: "bit", sense: "min", offset: true }),
  "ising-coo": quadratics({ domain: "spin", sense: "min", offset: true }),
  "biqmac-sparse": quadratics({ domain: "bit", sense: "min", offset: false }),
  "pseudo-boolean": pseudoBooleans,
  opb: quadratics({ domain: "bit", sense: "min", offset: true }),
  qaplib: quadraticAssignments,
  "qaplib-solution": valuedPermutations,
  lolib: matrices,
  "orlib-assign": matrices,
  jsplib: shops,
  knapsack: knapsacks,
  mknap: multidimensionalKnapsacks,
  "quadratic-knapsack": quadraticKnapsacks,
  binpack: binPackings,
  bpplib: binPackings.map(({ kind, instances: [first] }) => ({
    kind,
    instances: [{ ...first, name: null, best: null }],
  })),
  scp: setSystems,
  rail: setSystems,
  "dimacs-cnf": formulas,
  "number-list": numberLists,
  lp: integerPrograms,
  mps: integerPrograms,
  "orlib-portfolio": returns,
  itc2002: timetables,
  "itc2002-solution": placements,
  stp: networks,
  "pattern-grids": patternSets,
  optdigits: images,
  bqm: labelled,
  json: fc
    .dictionary(fc.string(), fc.jsonValue())
    .map((document) => ({ kind: "json", document: JSON.parse(JSON.stringify(document)) as unknown })),
};

/** Value of a quadratic function at variables z, by the definition in records.ts. */
function valueAt(record: QuadraticRecord, z: readonly number[]): number {
  let value = record.offset;
  record.linear.forEach((a, i) => {
    value += a * z[i];
  });
  record.value.forEach((b, e) => {
    value += b * z[record.from[e]] * z[record.to[e]];
  });
  return value;
}

describe("every format", () => {
  it("has an entry in the law of printing", () => {
    expect(Object.keys(records)).toEqual(formats.map((format) => format.id));
  });

  it.each(Object.keys(records))("%s reads back exactly what it prints", (id) => {
    fc.assert(
      fc.property(records[id], (record) => {
        expect(formatById(id).parse(textOf(id, record))).toEqual(record);
      }),
      { numRuns: 3 * RUNS },
    );
  });

  it.each(Object.keys(records))("%s does not mind CRLF, a byte order mark, blanks or a missing last newline", (id) => {
    fc.assert(
      fc.property(records[id], (record) => {
        const text = textOf(id, record);
        const format = formatById(id);
        expect(format.parse(`\ufeff${text.replaceAll("\n", " \r\n")}`)).toEqual(record);
        if (id !== "metis") expect(format.parse(`\n ${text.replace(/\n$/, "")}`)).toEqual(record);
      }),
    );
  });

  it.each(Object.keys(records))("%s recognises what it prints", (id) => {
    fc.assert(
      fc.property(records[id], (record) => {
        const text = textOf(id, record);
        // An edge list and a Biq Mac list look alike, and so do graphs without edges and permutations, small set systems by rows and by columns: then the name decides.
        const fileName = [
          "biqmac-sparse",
          "metis",
          "qaplib-solution",
          "scp",
          "rail",
          "number-list",
          "dimacs-clq",
          "orlib-assign",
          "itc2002-solution",
        ].includes(id)
          ? `x.${formatById(id).extensions[0]}`
          : null;
        if (record.kind === "graph" && record.from.length === 0) return;
        expect(detectFormat(text, fileName).id).toBe(id);
      }),
    );
  });

  it("prints in pieces of bounded size", () => {
    const n = 40_000;
    const from = Int32Array.from({ length: n - 1 }, (_, i) => i);
    const weight = new Float64Array(n - 1).fill(0.1);
    const record: FileRecord = {
      kind: "graph",
      name: null,
      n,
      from,
      to: from.map((i) => i + 1),
      weight,
      vertexWeight: null,
    };
    for (const id of ["rudy", "metis"]) {
      const pieces = [...formatById(id).print(record)];
      expect(pieces.length).toBeGreaterThan(5);
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(66_000);
      expect(isDeepStrictEqual(formatById(id).parse(pieces.join("")), record)).toBe(true);
    }
  });
});

describe("a format that knows one sense", () => {
  it.each([
    ["qbsolv", "min"],
    ["qubo-coo", "max"],
    ["biqmac-sparse", "max"],
    ["opb", "max"],
    ["bqm", "max"],
  ] as const)("%s negates a record of sense %s, so that it means the same", (id, sense) => {
    const record = quadratics({ domain: "bit", sense, offset: id !== "biqmac-sparse" });
    fc.assert(
      fc.property(record, fc.array(fc.nat(1), { minLength: 12, maxLength: 12 }), (original, z) => {
        const read = formatById(id).parse(textOf(id, original)) as QuadraticRecord;
        expect(read.sense).not.toBe(original.sense);
        const expected = -valueAt(original, z);
        if (Number.isFinite(expected)) expect(valueAt(read, z)).toBeCloseTo(expected, 6);
      }),
    );
  });

  it("refuses a record that it cannot hold", () => {
    const spins = fc.sample(quadratics({ domain: "spin", sense: "min", offset: true }), { numRuns: 1, seed: 1 })[0];
    for (const id of ["qbsolv", "qubo-coo", "biqmac-sparse", "opb"]) {
      expect(() => textOf(id, spins)).toThrow(expect.objectContaining({ code: "format" }) as GroundstateError);
    }
    const bits = { ...spins, domain: "bit" as const, offset: 1 };
    expect(() => textOf("ising-coo", bits)).toThrow(GroundstateError);
    expect(() => textOf("biqmac-sparse", bits)).toThrow(GroundstateError);
    const [graph] = fc.sample(graphs, { numRuns: 1, seed: 1 });
    expect(() => textOf("rudy", { ...graph, vertexWeight: new Float64Array(graph.n).fill(2) })).toThrow(
      GroundstateError,
    );
  });
});
