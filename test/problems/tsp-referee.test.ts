/** The referee against published optima (TSPLIB) and against dynamic programming that only knows its distances. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { cityCount, defaults, type TspInstance, type TspSolution } from "../../problems/tsp/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { energy, METRICS } from "../../src/model/index.ts";
import { distanceRule } from "../../src/modelling/distance-rules.ts";
import { createRandom } from "../../src/random.ts";
import { bestKnown, dataFolder, readData } from "../support/data.ts";
import { distanceBetween } from "../support/oracle.ts";

const folder = dataFolder();
if (folder === null) console.warn("No benchmark data: TSPLIB golden tests are skipped. Set GROUNDSTATE_DATA.");

function adapter(kind: "cities" | "tour") {
  const found = tsp.formats.find((format) => format.kind === kind);
  if (found === undefined) throw new Error(`no adapter for ${kind}`);
  return found;
}

function readInstance(file: string): TspInstance {
  const record = formatById("tsplib").parse(readData(folder!, file));
  expect(adapter("cities").refuses?.(record)).toBeNull();
  return adapter("cities").toInstance!(record, {});
}

/** Length of a shortest round trip by dynamic programming over subsets (Bellman 1962, Held & Karp 1962). */
function shortestByProgramming(instance: TspInstance): number {
  const m = cityCount(instance) - 1; // the last city is the start
  const rule = distanceRule(instance);
  const distance = Array.from({ length: m + 1 }, (_, i) =>
    Float64Array.from({ length: m + 1 }, (_, j) => (i === j ? 0 : rule(i, j))),
  );
  const best = new Float64Array(2 ** m * m).fill(Number.POSITIVE_INFINITY);
  for (let c = 0; c < m; c++) best[(1 << c) * m + c] = distance[m][c];
  for (let set = 1; set < 2 ** m; set++) {
    for (let last = 0; last < m; last++) {
      const length = best[set * m + last];
      if (length === Number.POSITIVE_INFINITY) continue;
      for (let next = 0; next < m; next++) {
        if ((set >> next) & 1) continue;
        const at = (set | (1 << next)) * m + next;
        best[at] = Math.min(best[at], length + distance[last][next]);
      }
    }
  }
  return Math.min(...Array.from({ length: m }, (_, last) => best[(2 ** m - 1) * m + last] + distance[last][m]));
}

describe.skipIf(folder === null)("TSPLIB", () => {
  const tours = folder === null ? [] : readdirSync(join(folder, "tsp")).filter((file) => file.endsWith(".opt.tour"));
  const known = folder === null ? {} : { ...bestKnown(folder, "tsp"), ...bestKnown(folder, "atsp") };

  it.each(tours)("%s is a valid tour of the published optimal length, and its energy is that length", (file) => {
    const { file: instanceFile, value } = known[file.replace(".opt.tour", "")];
    const instance = readInstance(instanceFile);
    expect(tsp.check(instance)).toEqual([]);
    const record = formatById("tsplib-tour").parse(readData(folder!, `tsp/${file}`));
    const solution = adapter("tour").toSolution!(record, instance) as TspSolution;
    expect(tsp.verify(instance, solution)).toEqual([]);
    expect(tsp.cost(instance, solution)).toBe(value);
    const { model, embed } = tsp.encode(instance, defaults);
    expect(energy(model, embed(solution))).toBe(value);
  });

  it.each(["burma14", "ulysses16", "br17"])(
    "the shortest tour of %s by dynamic programming has the published length",
    (name) => {
      expect(shortestByProgramming(readInstance(known[name].file))).toBe(known[name].value);
    },
  );
});

describe("distances", () => {
  const random = createRandom(11);
  it.each(METRICS)("%s agrees with a second implementation", (metric) => {
    const sphere = metric === "GEO" || metric === "great-circle";
    const dimensions = metric.endsWith("_3D") ? 3 : 2;
    const value = () => (sphere ? Math.floor(16000 * random.uniform() - 8000) / 100 : random.below(20000) / 100 - 100);
    const coordinates = Array.from({ length: 30 }, () => Array.from({ length: dimensions }, value));
    const distance = distanceRule({ metric, coordinates });
    for (let i = 0; i < 30; i++) {
      for (let j = 0; j < i; j++) {
        expect(distance(i, j)).toBe(distance(j, i));
        const other = distanceBetween(metric, coordinates[i], coordinates[j]);
        expect(Math.abs(distance(i, j) - other)).toBeLessThanOrEqual(metric === "great-circle" ? 1e-6 : 0);
      }
    }
  });

  it("halves round up, exact squares are not raised by CEIL_2D, and antipodes are half a circumference apart", () => {
    const between = (metric: TspInstance["metric"], a: number[], b: number[]): number =>
      distanceRule({ problem: "tsp", metric, coordinates: [a, b, a] } as TspInstance)(0, 1);
    expect(between("EUC_2D", [0, 0], [0, 2.5])).toBe(3);
    expect(between("CEIL_2D", [0, 0], [3, 4])).toBe(5);
    expect(between("CEIL_2D", [0, 0], [3, 4.01])).toBe(6);
    expect(between("ATT", [0, 0], [10, 0])).toBe(4); // sqrt(10) = 3.16 goes up
    expect(between("MAX_2D", [0, 0], [1.4, 2.5])).toBe(3);
    expect(between("GEO", [0, 0], [0, 180])).toBe(20039);
    expect(between("great-circle", [0, 0], [0, 180])).toBeCloseTo(Math.PI * 6371.0088, 9);
  });

  it("a one-way street changes the tour length", () => {
    const distances = [
      [0, 1, 5],
      [5, 0, 1],
      [1, 5, 0],
    ];
    const instance: TspInstance = { problem: "tsp", symmetric: false, distances };
    expect(tsp.cost(instance, { tour: [0, 1, 2] })).toBe(3);
    expect(tsp.cost(instance, { tour: [2, 1, 0] })).toBe(15);
  });
});
