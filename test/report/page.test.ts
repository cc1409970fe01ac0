/** Pages and stacks of figures: one file, all words escaped, nothing from outside; drawings of solutions with whole labels. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PALETTE } from "../../src/report/canvas.ts";
import { chartToSvg } from "../../src/report/charts.ts";
import { placeLabels } from "../../src/report/label-places.ts";
import { type Block, figuresToHtml, type Page, pageToHtml } from "../../src/report/page.ts";
import { stackSvgs } from "../../src/report/stack.ts";
import { drawingToSvg } from "../../src/report/svg.ts";
import { textWidth } from "../../src/report/words.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, parseXml, words } from "./inspect.ts";

const chart = (title: string) =>
  chartToSvg({ title, x: { label: "x" }, y: { label: "y" }, curves: [{ label: title, points: [{ x: 1, y: 2 }] }] });
const NASTY = `</title></style><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;`;

describe("a page", () => {
  const html = figuresToHtml(NASTY, [{ caption: NASTY, svg: chart(NASTY) }], [[NASTY, NASTY]]);
  it("escapes whatever the words are", () => {
    expect(html).not.toMatch(/<script|<img|&amp;amp;amp;/);
    expect(html.match(/<\/style>/g)!.length).toBe(2); // the page's own and the picture's
    expect(html.match(/<\/title>/g)!.length).toBe(1);
  });
  it("has a heading, a language, figures with captions and a list of facts", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const part of ["<h1>", "<figure>", "<figcaption>", "<dl>", "<dt>", "<dd>", "<main>"])
      expect(html).toContain(part);
  });
  it("asks for nothing from outside and runs nothing", () => {
    const plain = figuresToHtml("A page", [{ caption: "A chart", svg: chart("energy") }], [["rule", "Hebb"]]);
    expect(plain.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|src=|@import|url\(|<script|javascript:/,
    );
  });
  it("does without facts and without figures", () => {
    const empty = figuresToHtml("", []);
    expect(empty).not.toMatch(/<dl>|<figure>/);
    expect(empty).toMatch(/<h1>Figures<\/h1>/);
  });
});

describe("sections of a page", () => {
  const blocks: Block[] = [
    { kind: "paragraph", text: NASTY },
    { kind: "list", items: [NASTY, "two"] },
    { kind: "facts", facts: [[NASTY, NASTY]] },
    { kind: "table", table: { caption: NASTY, head: ["name", NASTY], rows: [[NASTY, "1"]], words: [1] } },
    { kind: "figure", figure: { caption: NASTY, svg: chart("energy") } },
    { kind: "command", text: `a  b '${NASTY}'\n  c` },
  ];
  const page: Page = { title: "Any", opening: [], sections: [{ heading: NASTY, blocks }] };
  const html = pageToHtml(page);
  it("escape whatever the words are, in every kind of block", () => {
    expect(html).not.toMatch(/<script|<img/);
    expect(html.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;/g)!.length).toBe(11);
  });
  it("have headings, and tables that say what each cell belongs to", () => {
    expect(html).toMatch(/<section>\n<h2>/);
    expect(html).toMatch(/<caption>.*<\/caption>\n<thead><tr><th scope="col">name<\/th><th scope="col" class="words">/);
    expect(html).toMatch(/<tr><th scope="row">.*<\/th><td class="words">1<\/td><\/tr>/);
  });
  it("keep the blanks and lines of a command", () => {
    expect(html).toContain("<pre><code>a  b '");
    expect(html).toContain("\n  c</code></pre>");
  });
  it("are left out when they hold nothing", () => {
    expect(pageToHtml({ title: "x", opening: [], sections: [{ heading: "Empty", blocks: [] }] })).not.toContain("<h2>");
  });
});

describe("figures in one SVG file", () => {
  const figure = (name: string) => ({ caption: name, svg: chart(name) });
  it("stand below each other, all of them whole", () => {
    const root = parseXml(stackSvgs("both", [figure("one"), figure("two")]).trimEnd());
    const parts = all(root, "svg");
    expect(parts.map(({ attributes }) => attributes["aria-label"])).toEqual(["one", "two"]);
    const sizes = parts.map(({ attributes }) => [Number(attributes["y"]), Number(attributes["height"])]);
    expect(sizes[0][0] + sizes[0][1]).toBeLessThanOrEqual(sizes[1][0]);
    expect(Number(root.attributes["height"])).toBe(sizes[1][0] + sizes[1][1]);
    expect(words(root)).toEqual(expect.arrayContaining(["one", "two"]));
  });
  it("stay as they are when there is one", () => {
    expect(stackSvgs("any", [figure("one")])).toBe(chart("one"));
  });
});

describe("a drawing", () => {
  const coordinate = fc.integer({ min: -100, max: 100 });
  const point = fc.record({ x: coordinate, y: coordinate, label: fc.string({ maxLength: 40 }), group: fc.nat(9) });
  const drawing = fc.record({ title: fc.string(), points: fc.array(point, { maxLength: 30 }), lines: fc.constant([]) });
  prop(
    "keeps its labels inside, whatever they are and wherever",
    [drawing],
    (any) => {
      inspect(drawingToSvg(any));
    },
    { numRuns: 50 },
  );
  it("has room for a long name at each edge", () => {
    const points = [0, 1].map((x) => ({ x, y: x, label: "Internal Medicine and Cardiology" }));
    const texts = words(inspect(drawingToSvg({ title: "Hospital", points, lines: [] })));
    expect(texts).toEqual(points.map(({ label }) => label));
  });
  it("keeps short names of many points where there is room, and drops them where there is none", () => {
    const points = (label: (k: number) => string) =>
      Array.from({ length: 144 }, (_, k) => ({ x: k % 12, y: Math.floor(k / 12), label: label(k) }));
    const shown = (label: (k: number) => string) =>
      words(inspect(drawingToSvg({ title: "many", points: points(label), lines: [] })));
    expect(shown(String)).toHaveLength(144);
    expect(shown((k) => `the vertex of number ${k}`)).toEqual([]);
  });
  it("names its axes", () => {
    const drawing = { title: "x", points: [{ x: 1, y: 2 }], lines: [], axes: { x: "risk", y: "gain" } };
    expect(words(inspect(drawingToSvg(drawing)))).toEqual(["risk →", "gain →"]);
  });
  it("moves names apart that would cover each other", () => {
    const labels = Array.from({ length: 4 }, (_, i) => ({ x: 200 + 6 * i, y: 200, text: `City number ${i}` }));
    const placed = placeLabels(labels, labels, 11, { width: 400, height: 400 });
    for (let i = 0; i < placed.length; i++) {
      for (let j = 0; j < i; j++) {
        const apart = Math.abs(placed[i].x - placed[j].x) >= textWidth("City number 0", 11) - 1;
        expect(apart || Math.abs(placed[i].y - placed[j].y) >= 11, `${i} and ${j}`).toBe(true);
      }
    }
  });
});

describe("the palette", () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  it.each(["#ffffff", "#16181d"])("can be seen on %s (WCAG 2.2, 1.4.11: 3 to 1)", (ground) => {
    for (const colour of PALETTE) expect(contrast(colour, ground), colour).toBeGreaterThanOrEqual(3);
  });
});
