/** Results as pages: small, escaped, the same each time, and nothing of what is known left out. */
import { describe, expect, it } from "vitest";
import { colouring } from "../../problems/colouring/index.ts";
import { graphPartitioning } from "../../problems/graph-partitioning/index.ts";
import { qap } from "../../problems/qap/index.ts";
import { tsp } from "../../problems/tsp/index.ts";
import type { Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { figuresOf, pageToHtml } from "../../src/report/page.ts";
import { solutionPage } from "../../src/report/solution-page.ts";
import { solveSync } from "../../src/run/solve.ts";
import { inspect, words } from "./inspect.ts";

const plain = (problem: unknown) => problem as Problem;
const coordinates = (n: number) => {
  const random = createRandom(5);
  return Array.from({ length: n }, (): [number, number] => [1000 * random.uniform(), 1000 * random.uniform()]);
};
const headings = (html: string) => [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, text]) => text);

describe("the page of a result", () => {
  it("is far below 1 MB for 1,000 cities, and says what it leaves out", () => {
    const instance = { problem: "tsp", metric: "EUC_2D", coordinates: coordinates(1000) };
    const result = solveSync(plain(tsp), instance, { work: 1e5 });
    const html = pageToHtml(solutionPage(plain(tsp), instance, result, "groundstate solve big.tsp"));
    expect(html.length).toBeLessThan(300_000);
    expect(html).toContain("1000000 variables: too many for a picture of all weights.");
    expect(html).toContain("<pre><code>groundstate solve big.tsp</code></pre>");
  });
  it("has drawing, state, search, bound, penalties with their proof, and both parts of the weights", () => {
    const instance = { problem: "tsp", metric: "EUC_2D", coordinates: coordinates(6) };
    const result = solveSync(plain(tsp), instance, { work: 5000 });
    const page = solutionPage(plain(tsp), instance, result);
    for (const { svg } of figuresOf(page)) inspect(svg);
    const html = pageToHtml(page);
    expect(headings(html)).toEqual(["Solution", "Search", "Rules", "Penalties", "Weights", "How it was made"]);
    expect(html).toContain("bound: nothing better exists");
    expect(html).toContain("Proved: every ground state is valid and optimal.");
    for (const { threshold } of result.penalty!.weights)
      expect(html).toContain(`<td>${threshold.toFixed(0)}`.slice(0, 6));
    expect(html).toMatch(/>constraints<[\s\S]*>objective</);
    expect(html).toContain("none is broken");
    expect(html).toContain('<th scope="row">penalty</th><td class="words">&quot;exact&quot;</td>');
  });
  it("escapes names from the instance", () => {
    const nasty = `</title><script>alert("1")</script>`;
    const cities = ["a", nasty, "b'\"<i>", "c"];
    const instance = { problem: "tsp", name: nasty, metric: "EUC_2D", cities, coordinates: coordinates(4) };
    expect(tsp.check(instance as never)).toEqual([]);
    const result = solveSync(plain(tsp), instance, { work: 2000 });
    expect(pageToHtml(solutionPage(plain(tsp), instance, result, nasty))).not.toMatch(/<script|<i>/);
  });
  it("draws the same pictures on every run of the same work, and over time without a limit of work", () => {
    const instance = graphPartitioning.sample(createRandom(3), 20);
    const pictures = (limit: object) =>
      figuresOf(
        solutionPage(plain(graphPartitioning), instance, solveSync(plain(graphPartitioning), instance, limit)),
      ).map(({ svg }) => svg);
    expect(pictures({ work: 5000 })).toEqual(pictures({ work: 5000 }));
    expect(pictures({ work: 5000 }).join()).toContain("Best valid solution over work");
    expect(pictures({ time: 0.05 }).join()).toContain("Best valid solution over time");
  });
  it("gives the same bytes for the same result", () => {
    const instance = graphPartitioning.sample(createRandom(3), 30);
    const result = solveSync(plain(graphPartitioning), instance, { work: 5000 });
    const make = () => pageToHtml(solutionPage(plain(graphPartitioning), instance, result));
    expect(make()).toBe(make());
  });
  it("shows flows in the order of the places", () => {
    const matrix = (entries: number[]) => [entries.slice(0, 2), entries.slice(2)];
    const instance = { problem: "qap" as const, flows: matrix([0, 5, 1, 0]), distances: matrix([0, 2, 3, 0]) };
    const drawing = qap.draw(instance, { location: [1, 0] })!;
    expect(Array.from(drawing.matrices![0].values)).toEqual([0, 1, 5, 0]);
    const result = solveSync(plain(qap), instance, { work: 1000 });
    const drawn = figuresOf(solutionPage(plain(qap), instance, result))[0];
    expect(words(inspect(drawn.svg))).toContain("black is 5");
  });
  it("counts broken rules by constraint when nothing valid was found", () => {
    const instance = { problem: "colouring" as const, vertices: 3, edges: [[0, 1], [1, 2], [0, 2]], colours: 3 }; // biome-ignore format: short
    const result = solveSync(plain(colouring), instance, { work: 1000 });
    const invalid = {
      ...result,
      valid: false,
      objective: null,
      solution: null,
      violations: [
        { code: "same-colour", message: "vertices 0 and 1", amount: 2 },
        { code: "same-colour", message: "vertices 1 and 2", amount: 7 },
        { code: "wrong-length", message: "2 colours" },
      ],
    };
    const html = pageToHtml(solutionPage(plain(colouring), instance, invalid));
    expect(html).toContain(
      '<th scope="row">same-colour</th><td>2</td><td>7</td><td class="words">vertices 0 and 1</td>',
    );
    expect(html).toContain('<th scope="row">wrong-length</th><td>1</td><td>-</td>');
    // It asks yes or no: nothing is counted, and the answer says what is known.
    expect(html).toContain("<dt>answer</dt><dd>none found</dd>");
    expect(html).not.toContain("<dt>number of colours</dt>");
  });
});
