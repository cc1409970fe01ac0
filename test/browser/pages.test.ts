/** Pages as a reader's browser takes them: no errors, no barriers that axe-core knows, light and dark. Skipped where there is no Chromium. */
import axe from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartToSvg } from "../../src/report/charts.ts";
import { gridsToSvg } from "../../src/report/grids.ts";
import { heatMapsToSvg } from "../../src/report/heat-maps.ts";
import { mergeTreeToSvg, transitionsToSvg } from "../../src/report/landscape.ts";
import { figuresToHtml } from "../../src/report/page.ts";
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

  it.each(["light", "dark"] as const)("has no errors and no barriers, %s", async (colorScheme) => {
    const page = await browser.newPage({ colorScheme });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!/^(data|about):/.test(request.url())) complaints.push(request.url());
    });
    await page.setContent(PAGE);
    expect(await page.evaluate(() => document.title)).toBe("Recall of </title><b>digits</b>");
    const ground = await page.evaluate(() => getComputedStyle(document.querySelector("rect.paper")!).fill);
    expect(ground).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(22, 24, 29)");
    await page.addScriptTag({ content: axe.source });
    const { violations, passes } = await page.evaluate(() => (globalThis as never as { axe: Axe }).axe.run());
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(5); // it did look
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("has pictures that a narrow window does not cut", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
    await page.setContent(PAGE);
    const widths = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(widths[0]).toBe(widths[1]);
    await page.close();
  });
});
