/** `recall`, `correct` and `dynamics` as a user meets them: answers, documents, pictures, refusals, exit codes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type RecallArguments, recall } from "../../src/cli/recall.ts";
import { groundstate, scratch } from "../support/command.ts";

const LETTERS = `A:
..#..
.#.#.
#...#
#####
#...#
#...#
#...#

C:
.###.
#...#
#....
#....
#....
#...#
.###.

T:
#####
..#..
..#..
..#..
..#..
..#..
..#..

L:
#....
#....
#....
#....
#....
#....
#####
`;
const CODE = "a:\n0000000\n\nb:\n1111111\n\nc:\n1110000\n\nd:\n0001111\n";
const folder = scratch({
  "letters.pat": LETTERS,
  "cue.pat": LETTERS.split("\n\n")[0].replace("#####", "??.##"),
  "code.pat": CODE,
  "labels.pat": "all:\n##..\n\nsome:\n.##.\n",
  "good.pat": "w:\n1010000\n\nv:\n1?11111\n",
  "bad.pat": "w:\n1010000\n\nv:\n???0000\n",
});
const run = (...args: string[]) => groundstate(args, { cwd: folder });

describe("recall", () => {
  it("takes a label for what it says, all for all", async () => {
    const labels = async (...args: string[]) => {
      const { stdout } = await run("recall", "labels.pat", "--json", ...args);
      return JSON.parse(stdout).recalled.map(({ cue }: { cue: string }) => cue);
    };
    expect(await labels("--cue", "all")).toEqual(["all"]);
    expect(await labels()).toEqual(["all", "some"]);
  });
  it("says which memory each cue led to", async () => {
    const { code, stdout } = await run("recall", "letters.pat", "--seed", "3");
    expect(code).toBe(0);
    expect(stdout).toMatch(/4 patterns of 35 spins \(7 x 5\), rule hebb/);
    expect(stdout).toMatch(/dynamics cyclic .*seed 3/);
    expect(stdout).toMatch(/^A +A +0\.77 -> 1\.00 exact +\d+ +fixed point$/m);
    expect(stdout).toMatch(/exactly recalled 4 of 4/);
  });
  it("repeats with the same seed, and gives a document with energies that fall", async () => {
    const args = ["recall", "letters.pat", "--noise", "0.2", "--dynamics", "random", "--json"];
    const [first, second, other] = await Promise.all([run(...args), run(...args), run(...args, "--seed", "2")]);
    expect(second.stdout).toBe(first.stdout);
    expect(other.stdout).not.toBe(first.stdout);
    const { recalled, totals, dynamics, seed, rule } = JSON.parse(first.stdout);
    expect({ dynamics, seed, rule: rule.id }).toEqual({ dynamics: "random", seed: 1, rule: "hebb" });
    expect(totals.cues).toBe(4);
    for (const { before, energies, state } of recalled) {
      expect(before).toBeCloseTo(0.6);
      expect(state).toHaveLength(35);
      expect(energies.every((e: number, t: number) => t === 0 || e <= energies[t - 1])).toBe(true);
    }
  });
  it("takes cues with gaps from a file, and checks every move", async () => {
    const { code, stdout } = await run("recall", "letters.pat", "cue.pat", "--dynamics", "dense", "--verify", "--json");
    const { recalled, verification } = JSON.parse(stdout);
    expect(recalled[0]).toMatchObject({ kind: "memory", memory: "A", exact: true });
    expect(verification).toMatchObject({ rises: 0, mismatches: 0, first: null });
    expect(verification.moves).toBeGreaterThan(0);
    expect(code).toBe(0);
  });
  it("draws cue, result and memory, and the energies", async () => {
    const svg = await run("recall", "letters.pat", "--erase", "0.4", "--dynamics", "graded", "--plot", "r.svg");
    expect(svg.code).toBe(0);
    expect(svg.stdout).toMatch(/40 % of their spins erased/);
    expect(readFileSync(join(folder, "r.svg"), "utf8")).toMatch(/^<svg[\s\S]*memory A[\s\S]*<\/svg>\s*$/);
    await run("recall", "letters.pat", "--cue", "T", "--plot", "r.html");
    const page = readFileSync(join(folder, "r.html"), "utf8");
    expect(page).toMatch(/cue T/);
    expect(page).not.toMatch(/cue A/);
  });
  it("refuses what does not fit, before it works", async () => {
    const usual = { patterns: join(folder, "letters.pat"), dynamics: "cyclic", seed: 1, limit: 20 };
    const cases: [Partial<RecallArguments>, RegExp][] = [
      [{ dynamics: "cyklic" }, /no recall dynamics is called "cyklic"/],
      [{ dynamics: "modern", rule: "hebb" }, /--rule does not apply/],
      [{ rule: "heb" }, /no learning rule is called "heb"/],
      [{ cues: join(folder, "cue.pat"), noise: 0.1 }, /--noise does not apply/],
      [{ erase: 1.5 }, /share from 0 to 1/],
      [{ cue: "Q" }, /no cue is called "Q"/],
      [{ set: { beta: 2 } }, /unknown field/],
      [{ dynamics: "ode", steps: 3 }, /--steps does not apply/],
      [{ plot: "x.png" }, /\.svg or \.html/],
      [{ cues: join(folder, "code.pat") }, /35, as the stored patterns have/],
      [{ patterns: "-", cues: "-" }, /only one of/],
    ];
    for (const [args, message] of cases) await expect(recall({ ...usual, ...args })).rejects.toThrow(message);
    const { code, stdout, stderr } = await run("recall", "letters.pat", "--nois", "0.1");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/Did you mean --noise\?/);
  });
});

describe("correct", () => {
  it("corrects words, and writes them", async () => {
    const { code, stdout } = await run("correct", "code.pat", "good.pat", "--out", "out.pat");
    expect(code).toBe(0);
    expect(stdout).toMatch(/minimum distance 3: up to 1 error/);
    expect(stdout).toMatch(/^w +-> c: 1 error corrected$/m);
    expect(stdout).toMatch(/^v +-> b: 0 errors corrected, 1 erasure filled$/m);
    expect(readFileSync(join(folder, "out.pat"), "utf8")).toBe("w:\n###....\n\nv:\n#######\n");
  });
  it("exits 1 at an ambiguous word and names both codewords", async () => {
    const { code, stdout } = await run("correct", "code.pat", "bad.pat", "--json", "--out", "out.json");
    expect(code).toBe(1);
    const { words, corrected } = JSON.parse(stdout);
    expect(corrected).toBe(1);
    expect(words[1]).toMatchObject({ kind: "ambiguous", nearest: ["a", "c"], errors: 0, erasures: 3 });
    const { patterns } = JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
    expect(patterns.map(({ pixels }: { pixels: string[] }) => pixels[0])).toEqual(["###....", "???...."]);
    const again = await run("correct", "code.pat", "out.json", "--dynamics", "cyclic", "--rule", "pseudo-inverse");
    expect(again.code).toBe(1);
  });
});

describe("dynamics", () => {
  it("are listed and explained", async () => {
    const [list, one, json] = await Promise.all([run("dynamics"), run("dynamics", "dense"), run("dynamics", "--json")]);
    expect(list.stdout).toMatch(/modern +Modern Hopfield/);
    expect(one.stdout).toMatch(/interaction .*exponential/);
    expect(JSON.parse(json.stdout)).toHaveLength(7);
  });
});
