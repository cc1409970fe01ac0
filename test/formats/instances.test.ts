/** Reads the published instances, if they are there: set GROUNDSTATE_DATA, or place them in ../shared/data. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { detectFormat, formatById } from "../../src/formats/index.ts";
import type {
  BinPackingRecord,
  CitiesRecord,
  ClausesRecord,
  GraphRecord,
  JobShopRecord,
  KnapsackRecord,
  MultidimensionalKnapsackRecord,
  NumbersRecord,
  QuadraticAssignmentRecord,
  QuadraticRecord,
  SetSystemRecord,
  TourRecord,
} from "../../src/formats/records.ts";
import { type BestKnown, bestKnown, dataFolder, readData } from "../support/data.ts";

const folder = dataFolder();

/** The folder also states the tour file of an instance, and the rows of a set cover. */
type Known = BestKnown & { readonly tour?: string; readonly rows?: number };

type Read =
  | CitiesRecord
  | TourRecord
  | GraphRecord
  | QuadraticRecord
  | QuadraticAssignmentRecord
  | JobShopRecord
  | KnapsackRecord
  | MultidimensionalKnapsackRecord
  | BinPackingRecord
  | SetSystemRecord
  | ClausesRecord
  | NumbersRecord;

const families: Record<string, string> = {
  tsp: "tsplib",
  atsp: "tsplib",
  "maxcut-gset": "rudy",
  "maxcut-biqmac": "rudy",
  "maxcut-torus": "rudy",
  "maxcut-be": "rudy",
  "partition-walshaw": "metis",
  coloring: "dimacs-col",
  clique: "dimacs-clq",
  "qubo-orlib": "qbsolv",
  "qubo-qplib": "opb",
  qap: "qaplib",
  knapsack: "knapsack",
  mknap: "mknap",
  binpacking: "binpack",
  jobshop: "jsplib",
  setcover: "scp",
  sat: "dimacs-cnf",
  numpart: "number-list",
};

/** Files that only their ending tells from those of another family. */
const NAMED = ["clique"];

const title =
  folder === null ? "published instances (skipped: set GROUNDSTATE_DATA)" : `published instances in ${folder}`;

describe.skipIf(folder === null)(title, () => {
  it.each(Object.keys(families))(
    "every file of %s is recognised from its content, read whole and written",
    (family) => {
      if (folder === null) return;
      const entries: readonly Known[] = Object.values(bestKnown(folder, family));
      const files = readdirSync(join(folder, family));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files.map((name) => `${family}/${name}`)) {
        const text = readData(folder, file);
        const id = file.includes(".tour") ? "tsplib-tour" : file.includes("/rail") ? "rail" : families[family];
        const name = NAMED.includes(family) ? file : null;
        expect([file, detectFormat(text, name).id]).toEqual([file, id]);
        // A format gets at least 4096 characters to decide.
        expect(formatById(id).detect(text.slice(0, 4096), name), file).toBeGreaterThanOrEqual(0.7);
        const record = formatById(id).parse(text) as Read;
        checkAgainst(entries, file, record);
        const again = formatById(id).parse([...formatById(id).print(record)].join(""));
        expect(isDeepStrictEqual(again, record), file).toBe(true);
      }
    },
  );
});

function sizeOf(record: Exclude<Read, { instances: unknown }>): number {
  if (record.kind === "tour") return record.order.length;
  if (record.kind === "knapsack" || record.kind === "numbers") return record.values.length;
  if (record.kind === "clauses") return record.variables;
  if (record.kind === "job-shop") return record.jobs.flat().length;
  return record.kind === "set-system" ? record.sets.length : record.n;
}

function checkAgainst(entries: readonly Known[], file: string, record: Read): void {
  if ("instances" in record) {
    const known = entries.filter((entry) => entry.file === file);
    const sizes = record.instances.map((own) => ("sizes" in own ? own.sizes : own.values).length);
    expect([file, sizes]).toEqual([file, known.map(({ n }) => n)]);
    return;
  }
  const known = entries.find((entry) => entry.file === file || entry.tour === file);
  expect(known, file).toBeDefined();
  expect([file, sizeOf(record)]).toEqual([file, known?.n]);
  if (record.kind === "set-system") expect([file, record.elements]).toEqual([file, known?.rows]);
  if (record.kind === "graph") expect([file, record.from.length]).toEqual([file, known?.m]);
  if (record.kind === "cities") {
    expect([file, record.metric ?? "EXPLICIT"]).toEqual([file, known?.type?.split(" ")[0]]);
  }
}

describe("large files", () => {
  /** The best of three, so that a busy machine does not fail the test. */
  const milliseconds = (act: () => unknown): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const start = performance.now();
        act();
        return performance.now() - start;
      }),
    );

  it("11,849 cities are read without a quadratic step", () => {
    const rows = Array.from(
      { length: 11_849 },
      (_, i) => `${i + 1} ${(i * 7919) % 10_007}.${i % 10} ${(i * 104_729) % 9973}e0`,
    );
    const text = `TYPE: TSP\nDIMENSION: 11849\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n${rows.join("\n")}\nEOF\n`;
    expect(milliseconds(() => formatById("tsplib").parse(text))).toBeLessThan(3000);
  });

  it("a METIS mesh of 60,025 vertices is read without a quadratic step", () => {
    const side = 245;
    const lines = [`${side * side} ${2 * side * (side - 1)}`];
    for (let v = 0; v < side * side; v++) {
      const [x, y] = [v % side, Math.floor(v / side)];
      const own = [y > 0 && v - side, x > 0 && v - 1, x < side - 1 && v + 1, y < side - 1 && v + side];
      lines.push(own.flatMap((u) => (u === false ? [] : [u + 1])).join(" "));
    }
    const text = `${lines.join("\n")}\n`;
    expect((formatById("metis").parse(text) as GraphRecord).from.length).toBe(2 * side * (side - 1));
    expect(milliseconds(() => formatById("metis").parse(text))).toBeLessThan(3000);
  });
});
