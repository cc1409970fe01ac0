/** Comparisons as pages: the verdict first, one colour an entrant, no run left out, all words escaped, the same bytes each time. */
import { describe, expect, it } from "vitest";
import { analyse, profileCurves, targetsOf } from "../../src/compare/index.ts";
import { createRandom } from "../../src/random.ts";
import { PALETTE } from "../../src/report/canvas.ts";
import { comparisonPage } from "../../src/report/comparison-page.ts";
import { figuresOf, pageToHtml } from "../../src/report/page.ts";
import { madeUpRuns, recordOf } from "../compare/support.ts";
import { inspect } from "./inspect.ts";

const ENTRANTS = [
  { entrant: "slow", slowness: 8 },
  { entrant: "fast tenure=5", slowness: 1 },
];
const records = madeUpRuns(createRandom(1), ENTRANTS, 6, 8);
const page = comparisonPage(analyse(records), records, "groundstate compare 'a b.tsp'");
const html = pageToHtml(page);

describe("the page of a comparison", () => {
  it("says who is better before all else", () => {
    expect(page.opening[0]).toMatchObject({ kind: "list" });
    expect(html).toMatch(
      /<h1>[^<]*<\/h1>\n<ul>\n<li>slow against fast tenure=5: fast tenure=5 reaches the target sooner/,
    );
  });
  it("has standings best first, every instance, every option and the command", () => {
    const rows = [...html.matchAll(/<tr><th scope="row">([^<]*)<\/th>/g)].map(([, name]) => name);
    expect(rows.slice(0, 2)).toEqual(["fast tenure=5", "slow"]);
    expect(rows.filter((name) => name === "instance-3")).toHaveLength(2);
    expect(html).toContain("<pre><code>groundstate compare 'a b.tsp'</code></pre>");
    expect(html).toContain("<dt>seeds</dt><dd>1 to 8</dd>");
  });
  it("draws five figures, sound ones, and an entrant in one colour in all of them, whatever comes first", () => {
    const turned = comparisonPage(analyse(records), [...records].reverse());
    for (const figures of [figuresOf(page), figuresOf(turned)]) {
      expect(figures).toHaveLength(5);
      for (const { svg } of figures) {
        inspect(svg);
        const used = [...svg.matchAll(/(?:stroke|fill)="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour);
        const known = used.filter((colour) => PALETTE.slice(0, 2).includes(colour));
        expect(known[0]).toBe(PALETTE[0]);
        expect(new Set(known).size).toBe(2);
      }
    }
    expect(figuresOf(turned)).toEqual(figuresOf(page));
  });
  it("lists every run that failed or ended invalid, with the reason and the seeds", () => {
    const lost = [
      recordOf("slow", 1, 90, [], { status: "failed", error: 'memory: <b>"too" large</b>' }),
      recordOf("slow", 1, 91, [], { status: "failed", error: 'memory: <b>"too" large</b>' }),
      recordOf("slow", 2, 92, [], { violations: ["city-missing"] }),
    ];
    const all = [...records, ...lost];
    const text = pageToHtml(comparisonPage(analyse(all), all));
    expect(text).toContain("3 runs that failed or ended invalid");
    expect(text).toMatch(
      />failed<\/td><td>2<\/td><td class="words">90, 91<\/td>.*memory: &lt;b&gt;&quot;too&quot; large/,
    );
    expect(text).toMatch(/>invalid<\/td><td>1<\/td><td class="words">92<\/td>.*broken rules: city-missing/);
    expect(html).toContain("Every run ended with a valid solution.");
  });
  it("profiles who is fastest also beside a solver that never hits", () => {
    const pair = [1, 2].flatMap((seed) => [
      recordOf("hits", 1, seed, [[2, 100]]),
      recordOf("fails", 1, seed, [], { status: "failed" }),
    ]);
    const [hits, fails] = profileCurves(pair, targetsOf(pair, { kind: "best" }, 0));
    expect(hits.points[0]).toEqual({ x: 1, y: 1 });
    expect(fails.points.every(({ y }) => y === 0)).toBe(true);
  });
  it("escapes names of solvers and instances", () => {
    const nasty = `<script>alert("1")</script>`;
    const runs = [1, 2].map((seed) => recordOf(nasty, 1, seed, [[1, 5]], { instance: { name: nasty, digest: "d" } }));
    expect(pageToHtml(comparisonPage(analyse(runs), runs, nasty))).not.toContain("<script");
  });
  it("is the same each time", () => {
    expect(pageToHtml(comparisonPage(analyse(records), records, "groundstate compare 'a b.tsp'"))).toBe(html);
  });
  it("stays small and is made soon for 10,000 runs", () => {
    const many = Array.from({ length: 5 }, (_, k) => ({ entrant: `solver ${k}`, slowness: k + 1 }));
    const runs = madeUpRuns(createRandom(2), many, 100, 20);
    const analysis = analyse(runs);
    const start = process.cpuUsage();
    const text = pageToHtml(comparisonPage(analysis, runs));
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
    expect(text.length).toBeLessThan(500_000);
  });
});
