/** Pages as a reader's browser takes them: no errors, no barriers that axe-core knows, light and dark. Skipped where there is no Chromium. */
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { analyse } from "../../src/compare/index.ts";
import type { Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { chartToSvg } from "../../src/report/charts.ts";
import { comparisonPage } from "../../src/report/comparison-page.ts";
import { gridsToSvg } from "../../src/report/grids.ts";
import { heatMapsToSvg } from "../../src/report/heat-maps.ts";
import { mergeTreeToSvg, transitionsToSvg } from "../../src/report/landscape.ts";
import { figuresToHtml, pageToHtml } from "../../src/report/page.ts";
import { solutionPage } from "../../src/report/solution-page.ts";
import { solveSync } from "../../src/run/solve.ts";
import { madeUpRuns, recordOf } from "../compare/support.ts";
import { chromiumPath, FLAGS } from "./page.ts";

const path = chromiumPath();

const node = (state: number, energy: number, basin: number) => ({
  state,
  energy,
  basin,
  attractor: energy < 0,
  label: `<${state}>`,
});
const FIGURES = [
  gridsToSvg("Patterns", [
    { title: "Before", rows: 2, columns: 2, values: [0, 1, Number.NaN, 0.5], note: "20 % noise" },
  ]),
  heatMapsToSvg("Weights", [{ title: "W", rows: 2, columns: 2, values: [0, -1, -1, 0], marked: [[0, 1]] }]),
  chartToSvg({
    title: "Energy",
    x: { label: "steps", log: true },
    y: { label: "energy" },
    curves: [
      {
        label: "a & b",
        points: [
          { x: 1, y: 3 },
          { x: 100, y: -1 },
        ],
      },
    ],
    marks: [{ axis: "x", at: 10, label: "knee" }],
  }),
  mergeTreeToSvg("Basins", { n: 2, basins: [{ energy: -1, state: 0, size: 1 }], saddles: [] }, () => "++"),
  transitionsToSvg("Flips", {
    n: 1,
    nodes: [node(0, 1, 0), node(1, -1, 0)],
    edges: [{ from: 0, to: 1, variable: 0, probability: 1 }],
  }),
];
const PAGE = figuresToHtml(
  "Recall of </title><b>digits</b>",
  FIGURES.map((svg, i) => ({ caption: `Figure ${i} <i>`, svg })),
  [
    ["rule", "Hebb"],
    ["overlap", "0.97"],
  ],
);

function solved(problem: unknown, instance: unknown): string {
  const named = problem as Problem;
  const result = solveSync(named, instance, { work: 5000 });
  return pageToHtml(solutionPage(named, instance, result, "groundstate solve 'my file.json' --seed 1"));
}

function compared(): string {
  const entrants = [
    { entrant: "tabu <b>", slowness: 1 },
    { entrant: "annealing sweeps=200", slowness: 9 },
  ];
  const lost = recordOf("tabu <b>", 1, 99, [], { status: "failed", error: "memory: too large" });
  const runs = [...madeUpRuns(createRandom(1), entrants, 5, 6), lost];
  return pageToHtml(comparisonPage(analyse(runs), runs, "groundstate compare a.tsp"));
}

const coordinates = Array.from({ length: 7 }, (_, k) => [(k * 37) % 50, (k * 17) % 50]);
/** Names and pages: made when a test asks. */
const PAGES: Record<string, () => string> = {
  figures: () => PAGE,
  "a tour": () => solved(tsp, { problem: "tsp", name: "<i>seven</i>", metric: "EUC_2D", coordinates }),
  "a comparison": compared,
};

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
interface Axe {
  run(): Promise<{ readonly violations: readonly Violation[]; readonly passes: readonly unknown[] }>;
}

describe.skipIf(path === null)("a page (skipped where there is no /usr/bin/chromium or $GROUNDSTATE_CHROMIUM)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path!, args: FLAGS });
  }, 60_000);
  afterAll(() => browser?.close());

  /** Opens a page and gives what its reader's browser had to complain of. */
  async function complaintsOf(page: Page, html: string): Promise<string[]> {
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!/^(data|about):/.test(request.url())) complaints.push(request.url());
    });
    await page.setContent(html);
    await page.addScriptTag({ content: axe.source });
    const { violations, passes } = await page.evaluate(() => (globalThis as never as { axe: Axe }).axe.run());
    expect(passes.length).toBeGreaterThan(5); // it did look
    return [...complaints, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 300)}`)];
  }

  describe.each(Object.keys(PAGES))("%s", (name) => {
    let html = "";
    beforeAll(() => {
      html = PAGES[name]();
    });
    it.each(["light", "dark"] as const)("has no errors and no barriers, %s", async (colorScheme) => {
      const page = await browser.newPage({ colorScheme });
      expect(await complaintsOf(page, html)).toEqual([]);
      const ground = await page.evaluate(() => getComputedStyle(document.querySelector("rect.paper")!).fill);
      expect(ground).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(22, 24, 29)");
      await page.close();
    });
    it("is not cut off in a narrow window", async () => {
      const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
      await page.setContent(html);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      expect(scrollWidth).toBe(clientWidth);
      await page.close();
    });
  });

  it("keeps its title as it was given", async () => {
    const page = await browser.newPage();
    await page.setContent(PAGE);
    expect(await page.evaluate(() => document.title)).toBe("Recall of </title><b>digits</b>");
    await page.close();
  });
});
