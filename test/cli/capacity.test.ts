/** `capacity` and `basins` as a user meets them: tables, documents, pictures, refusals, and what is kept when the time is over. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseSeries } from "../../src/cli/series.ts";
import { groundstate, scratch } from "../support/command.ts";

const folder = scratch({ "words.pat": "a:\n11110000\n\nb:\n11001100\n\nc:\n10101010\n" });
const run = (...args: string[]) => groundstate(args, { cwd: folder });

describe("series of numbers", () => {
  const parse = parseSeries("loads", "0.1,0.2");
  it("are lists and steps, the end included", () => {
    expect(parse("0.1:0.3:0.1,0.5")).toEqual([0.1, 0.2, 0.3, 0.5]);
    expect(parse("0.02:0.2:0.02")).toHaveLength(10);
    expect(parse("1:4:2")).toEqual([1, 3]);
    expect(parse("2:2:1")).toEqual([2]);
  });
  it("are refused when nothing can be made of them", () => {
    for (const text of ["", "a", "0.1,", "1:2", "1:2:0", "-1", "0:1:1e-9", "1:2:1:1"])
      expect(() => parse(text), text).toThrow(/--loads is .*expected numbers such as 0\.1,0\.2/);
    expect(() => parse("0.5,2:1:1")).toThrow("--loads 2:1:1 descends from 2 to 1");
  });
});

describe("capacity", () => {
  it("prints a table a rule, the same for the same seed", async () => {
    const args = ["capacity", "--size", "120", "--rule", "hebb,pseudo-inverse", "--loads", "0.05,0.3", "--seed", "4"];
    const [first, second] = await Promise.all([run(...args), run(...args)]);
    expect(first.code).toBe(0);
    expect(first.stdout).toBe(second.stdout);
    expect(first.stdout).toMatch(/^random patterns of 120 spins, cues with 10 % of their spins flipped$/m);
    expect(first.stdout).toMatch(/^dynamics cyclic, seed 4, 3 trials a load, up to 100 cues each$/m);
    expect(first.stdout).toMatch(/^hebb\n.*\n +0\.05 +6 +1\.000 \(1\.000\.\.1\.000\)/m);
    expect(first.stdout).toMatch(/^ +0\.3 +36 +0\.[3-6]\d\d /m);
    expect(first.stdout).toMatch(/^pseudo-inverse$/m);
    expect(first.stdout).toMatch(/half of the cues lost at 0\.\d+/);
  });
  it("takes subsets of a file, and gives a document and a page", async () => {
    const plot = join(folder, "capacity.html");
    const args = ["capacity", "words.pat", "--noise", "0", "--learn", "normalised=false", "--json", "--plot", plot];
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    const { source, spins, complete, curves } = JSON.parse(stdout);
    expect({ source, spins, complete }).toEqual({ source: "words.pat", spins: 8, complete: true });
    expect(curves[0].points.map((point: { patterns: number }) => point.patterns)).toEqual([1, 2, 3]);
    expect(readFileSync(plot, "utf8")).toContain("mean overlap at the end of recall");
  });
  it("keeps the loads that are done when the time is over", async () => {
    const { code, stdout } = await run(
      "capacity",
      "--size",
      "400",
      "--loads",
      "0.01,100",
      "--trials",
      "30",
      "--time",
      "5s",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/time is over: 1 load is done/);
    expect(stdout).toMatch(/^ +0\.01 +4 +1\.000/m);
  });
  it("refuses what does not fit", async () => {
    const wrong = [
      [/--size does not apply/, "words.pat", "--size", "10"],
      [/--rule does not apply to the dynamics modern/, "--dynamics", "modern", "--rule", "hebb"],
      [/expected options of one of hebb, storkey/, "--rule", "hebb,storkey", "--learn", "loops=3"],
      [/a load is 2, expected at most 0\.375/, "words.pat", "--loads", "2"],
      [/no learning rule is called "heb"/, "--rule", "heb"],
      [/ending in \.svg or \.html/, "--plot", "capacity.png"],
    ] as const;
    const check = async ([message, ...args]: (typeof wrong)[number]) => {
      const { code, stderr } = await run("capacity", ...args);
      expect(stderr).toMatch(message);
      expect(code, stderr).toBe(2);
    };
    await Promise.all(wrong.map(check));
  });
});

describe("basins", () => {
  it("tell radius and volume of each pattern", async () => {
    const { code, stdout } = await run(
      "basins",
      "words.pat",
      "--exact",
      "--json",
      "--plot",
      join(folder, "basins.svg"),
    );
    expect(code).toBe(0);
    const { curves, complete, rule } = JSON.parse(stdout);
    expect(complete).toBe(true);
    expect(rule.id).toBe("hebb");
    for (const { points, volume, radius } of curves) {
      expect(points).toHaveLength(9);
      expect(points[0].returned.mean).toBe(1);
      expect(volume).toBeGreaterThan(0);
      expect(radius).toBeGreaterThan(0);
    }
    expect(readFileSync(join(folder, "basins.svg"), "utf8")).toContain("probability of return");
    const text = await run("basins", "words.pat", "--distances", "0,0.25", "--limit", "2");
    expect(text.stdout).toMatch(/^pattern +radius +volume +d 0 +d 2$/m);
    expect(text.stdout).toMatch(/^a .* 100 % /m);
    expect(text.stdout).toMatch(/1 more: --limit N or --json/);
  });
  it("refuse what does not fit", async () => {
    const { code, stderr } = await run("basins", "words.pat", "--exact", "--distances", "0.1");
    expect(code).toBe(2);
    expect(stderr).toMatch(/--exact asks all distances/);
  });
  it("name the option that was given", async () => {
    const long = `${"#.".repeat(11)}\n\n${".#".repeat(11)}\n`;
    writeFileSync(join(folder, "long.pat"), long);
    const cases = [
      [["basins", "long.pat", "--exact"], /--exact asks all 2\^22 states, expected .* at most 20 spins/],
      [["capacity", "--size", "1"], /--size is 1, expected at least 2 spins/],
      [["capacity", "--noise", "1.5"], /--noise is 1.5, expected a share/],
      [["capacity", "--threshold", "2"], /--threshold is 2, expected an overlap/],
    ] as const;
    for (const [args, expected] of cases) {
      const { code, stderr } = await run(...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(expected);
    }
  });
});
