/** Landscapes that are known by hand or from the papers, and how long large ones take. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { landscape, plainLabel, surveying, valuesAt } from "../../src/landscape/index.ts";
import { isIntegerModel, noBiases } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { problemById } from "../../src/registry.ts";
import { finish } from "../../src/run/slices.ts";

function encoded(file: string, options: object = {}) {
  const instance = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "examples", file), "utf8"));
  const problem = problemById(instance.problem);
  return { problem, instance, encoding: problem.encode(instance, { ...problem.defaults, ...options }) };
}

/** Couplings drawn from a normal distribution, as of Sherrington & Kirkpatrick (1975). */
function glass(n: number, seed: number): EnergyModel {
  const random = createRandom(seed);
  const values = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = random.normal();
  const parts = { couplings: { kind: "dense" as const, n, values }, biases: noBiases(n), offset: 0 };
  return { n, domain: "spin", ...parts, structure: [], integer: isIntegerModel(parts) };
}

describe("three neurons", () => {
  const { model } = encoded("ising/three-neurons.json").encoding;
  const found = finish(surveying(model, { transitions: 8, from: { kind: "plain", values: Int8Array.of(1, -1, 1) } }));

  it("have the minima of the lecture, each with a neighbour of the same energy", () => {
    expect(found).toMatchObject({ n: 3, levels: 3, lowest: -2, highest: 4, tolerance: 0 });
    expect(found).toMatchObject({
      basinCount: 2,
      groundBasinCount: 2,
      saddleCount: 1,
      deepest: null,
      groundBarrier: 2,
    });
    const labels = found.basins.map(({ states }) => states.map((state) => plainLabel("spin", valuesAt(model, state))));
    expect(labels).toEqual([
      ["---", "--+"],
      ["++-", "+++"],
    ]);
    expect(found.tree.saddles).toEqual([{ energy: 0, state: 1, children: [0, 1] }]);
  });

  it("end in either with the same probability, after 7/12 of a flip", () => {
    expect(found.basins.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
    expect(found.statistics.expectedFlips).toBeCloseTo(7 / 12, 14);
    // From +-+ each of three flips may come first: 1 leads to --+, 2 to +++, 3 to +-- and on to either.
    expect(found.basins[0].probabilityFrom).toBeCloseTo(1 / 2, 14);
    expect(found.statistics.from).toEqual({ state: 5, elsewhere: 0, expectedFlips: expect.closeTo(4 / 3, 14) });
  });

  it("have the arrows of the lecture's state transitions", () => {
    const { nodes } = finish(surveying(model, { transitions: 8 })).transitions ?? { nodes: [] };
    expect(nodes.map(({ label, attractor }) => `${label}${attractor ? "!" : ""}`)).toEqual([
      "---!",
      "++-!",
      "--+!",
      "+++!",
      "+--",
      "-++",
      "-+-",
      "+-+",
    ]);
    const { edges } = finish(surveying(model, { transitions: 8 })).transitions ?? { edges: [] };
    const arrows = edges.map(({ from, to }) => `${nodes[from].label} ${nodes[to].label}`).sort();
    expect(arrows).toEqual(
      [
        "+-- ---",
        "+-- ++-",
        "-++ +++",
        "-++ --+",
        "-+- ++-",
        "-+- ---",
        "-+- -++",
        "+-+ --+",
        "+-+ +++",
        "+-+ +--",
      ].sort(),
    );
  });
});

describe("four cities", () => {
  it("have a basin for each tour and no other, whatever is fixed", () => {
    for (const [options, tours, groundBarrier] of [
      [{}, 24, 7],
      [{ fixFirst: true }, 6, 6],
    ] as const) {
      const { problem, instance, encoding } = encoded("tsp/mackay-four.json", options);
      const found = finish(surveying(encoding.model));
      expect(found).toMatchObject({ basinCount: tours, deepest: 5, groundBarrier });
      expect(found.statistics.elsewhere).toBe(0);
      const told = found.tree.basins.map(({ state, energy, size }) => {
        const { solution } = encoding.decode({ kind: "plain", values: valuesAt(encoding.model, state) });
        expect(size).toBe(1);
        expect(energy).toBe(problem.cost(instance, solution));
        return JSON.stringify(solution);
      });
      expect(new Set(told).size).toBe(tours);
      expect(found.tree.basins.map(({ energy }) => energy)).toEqual(
        [14, 16, 18].flatMap((length) => new Array<number>(tours / 3).fill(length)),
      );
    }
  });

  it("have basins that are no tours where penalties are too small", () => {
    const { encoding } = encoded("tsp/mackay-four.json", { penalty: "tight", tightness: 0.3 });
    const found = finish(surveying(encoding.model));
    const invalid = found.tree.basins.filter(
      ({ state }) => encoding.decode({ kind: "plain", values: valuesAt(encoding.model, state) }).solution === null,
    );
    expect(invalid.length).toBeGreaterThan(0);
  });
});

describe("larger landscapes", () => {
  const sums = (found: ReturnType<typeof finish<Awaited<ReturnType<typeof landscape>>>>) =>
    found.basins.reduce((sum, { probability }) => sum + probability, found.statistics.elsewhere);

  it("of a spin glass come in mirror pairs: 18 spins", async () => {
    const model = glass(18, 3);
    const found = await landscape(model);
    expect(found.levels).toBe(2 ** 17);
    expect(found.tolerance).toBeLessThan(1e-9);
    expect(found.basinCount % 2).toBe(0);
    expect(found.groundBasinCount).toBe(2);
    expect(sums(found)).toBeCloseTo(1, 12);
    const mirror = (state: number) => 2 ** 18 - 1 - state;
    const byState = new Map(found.tree.basins.map(({ state }, k) => [state, found.basins[k]]));
    for (const [state, { probability, escapeBarrier, surely }] of byState) {
      const image = byState.get(mirror(state));
      expect(image?.probability).toBeCloseTo(probability, 12);
      expect(image?.surely).toBe(surely);
      expect(image?.escapeBarrier ?? 0).toBeCloseTo(escapeBarrier ?? 0, 9);
    }
  });

  it("stop when the signal says so", async () => {
    const reason = new Error("enough");
    await expect(landscape(glass(16, 1), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("yield often, with the share that is done", () => {
    const shares: number[] = [];
    const phases = new Set<string>();
    const work = surveying(glass(16, 2));
    for (let next = work.next(); next.done !== true; next = work.next()) {
      shares.push(next.value.share);
      phases.add(next.value.phase);
    }
    expect([...phases]).toEqual(["energies", "sorting", "basins", "attractors"]);
    expect(shares.length).toBeGreaterThan(30);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it.runIf(process.env["GROUNDSTATE_LONG"] === "1")(
    "of 24 variables take less than a minute and a gigabyte",
    async () => {
      const before = process.cpuUsage().user;
      const found = await landscape(glass(24, 4));
      expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(60);
      expect(process.resourceUsage().maxRSS).toBeLessThan(1e6); // KiB
      expect(found.basinCount % 2).toBe(0);
      expect(sums(found)).toBeCloseTo(1, 12);
    },
    300_000,
  );
});
