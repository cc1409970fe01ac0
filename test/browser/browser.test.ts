/** The same bits in a browser as in Node, on one thread and on two, with and without shared memory. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { solvers } from "../../solvers/index.ts";
import { createRandom, type Minimum, minimise, packModel, type SearchOptions, stateDigest } from "../../src/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { glass, WORKER } from "../run/threads-support.ts";
import { packingModel, triplets } from "../support/packing.ts";
import { clauseModel } from "../support/polynomials.ts";
import { coverModel } from "../support/rows.ts";
import { shopModel } from "../support/shops.ts";
import { labelModel, splitModel } from "../support/structured.ts";
import { treeModel } from "../support/trees.ts";
import { bisectionModel, tourModel } from "../support/zoo.ts";
import { bundle, chromiumPath, openSite, type Site } from "./page.ts";

const path = chromiumPath();
const library = bundle("src/index.ts");
const worker = bundle("src/run/threads/worker-main.ts");

describe("the bundles for browsers", () => {
  it("ask for no module of Node, and for nothing else from outside", async () => {
    for (const { text, outside } of [await library, await worker]) {
      expect(outside).toEqual([]);
      expect(text).not.toMatch(/(?:from|import|require)\s*\(?\s*["']node:/);
    }
  });
});

/** Bits that are all coupled, with linear terms. */
function denseBits(n: number): EnergyModel {
  const random = createRandom(9);
  const values = new Int8Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i] = 2 * random.below(100) - 100;
  }
  const linear = Int8Array.from({ length: n }, () => 2 * random.below(100) - 100);
  return {
    n,
    domain: "bit",
    couplings: { kind: "dense", n, values },
    biases: { kind: "dense", n, values: linear },
    offset: 0,
    structure: [],
    integer: true,
  };
}

const models: readonly EnergyModel[] = [
  denseBits(70),
  glass(80, 4),
  bisectionModel(16, 3, true),
  tourModel(5, 3, true, true),
  tourModel(9, 3, false, true),
  labelModel(8, 3, 3, true),
  coverModel(8, 6, 3),
  shopModel(3, 2, 4, 3),
  treeModel(12, 3, "terminals", true),
  packingModel(triplets(6, 3), 1000, 6),
  clauseModel(6, 30, 3),
  splitModel(32, 3, 5),
];

const settings = solvers.flatMap((solver) =>
  models
    .filter((model) => model.integer && solver.refuses(model, solver.defaults) === null)
    .map((model) => ({ solver: solver.id, model })),
);

/** What must agree to the bit. */
const bits = ({ status, energy, state, work, trace }: Minimum) => ({
  status,
  energy,
  state: state === null ? null : stateDigest(state),
  work,
  trace: trace.map((point) => [point.work, point.energy]),
});

interface Library {
  readonly unpackModel: typeof import("../../src/index.ts").unpackModel;
  readonly minimise: typeof minimise;
  readonly stateDigest: typeof stateDigest;
}

/** The same search inside the page. */
function minimiseThere(page: Page, model: EnergyModel, options: SearchOptions): Promise<ReturnType<typeof bits>> {
  return page.evaluate(
    async ({ bytes, search }) => {
      const {
        unpackModel,
        minimise: run,
        stateDigest: digest,
      } = (globalThis as never as { groundstate: Library }).groundstate;
      const found = await run(unpackModel(Uint8Array.from(bytes).buffer), search);
      const { status, energy, state, work, trace } = found;
      const points = trace.map((point) => [point.work, point.energy]);
      return { status, energy, state: state === null ? null : digest(state), work, trace: points };
    },
    { bytes: Array.from(new Uint8Array(packModel(model))), search: options },
  );
}

describe.skipIf(path === null)(
  "a browser (skipped where there is no /usr/bin/chromium or $GROUNDSTATE_CHROMIUM)",
  () => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(path!, (await library).text, (await worker).text);
    }, 60_000);
    afterAll(() => site?.close());

    it("gives the bits of Node with every solver", async () => {
      const page = await site.open(false);
      const solved = new Set<string>();
      for (const { solver, model } of settings) {
        const options = { solver, seed: 5, work: 20_000 };
        const here = bits(await minimise(model, options));
        expect(await minimiseThere(page, model, options), `${solver} on ${model.n} ${model.domain}s`).toEqual(here);
        solved.add(solver);
      }
      expect(solved.size).toBe(solvers.length);
    });

    it.each([true, false])("gives the bits of Node on two threads, with shared memory: %s", async (isolated) => {
      const page = await site.open(isolated);
      expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(isolated);
      const options = { solver: "annealing", seed: 5, work: 400_000, threads: 2 };
      const here = bits(await minimise(models[0], { ...options, workerScript: WORKER }));
      expect(await minimiseThere(page, models[0], options)).toEqual(here);
    });

    it("stops two threads at the time limit, and says so when the worker script is not there", async () => {
      const page = await site.open(false);
      const options = { solver: "annealing", time: 0.3, threads: 2 };
      expect(await minimiseThere(page, glass(1000, 4), options)).toMatchObject({ status: "time-limit" });
      const lost = minimiseThere(page, models[0], { ...options, workerScript: "/nowhere.js" });
      await expect(lost).rejects.toThrow("/nowhere.js");
    });
  },
);
