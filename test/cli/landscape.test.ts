/** `groundstate landscape` as a user meets it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { groundstate, scratch } from "../support/command.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const MACKAY = join(EXAMPLES, "tsp", "mackay-four.json");
const NEURONS = join(EXAMPLES, "ising", "three-neurons.json");

describe.concurrent("landscape", () => {
  it("lists the basins of three neurons, with what is known of the whole", async () => {
    const { code, stdout, stderr } = await groundstate(["landscape", NEURONS]);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^states +8 of 3 spins, 3 energies from -2 to 4$/m);
    expect(stdout).toMatch(/^basins +2, of which 2 of least energy$/m);
    expect(stdout).toMatch(/^saddles +1$/m);
    expect(stdout).toMatch(/^between ground states +2 to climb$/m);
    expect(stdout).toMatch(/^ +-2 +2 +50\.00 % +2 +- {2}--- --\+$/m);
    expect(stdout).toMatch(/^ +-2 +2 +50\.00 % +2 +- {2}\+\+- \+\+\+$/m);
    expect(stderr).toBe("");
  });
  it("follows a state, in every dynamics", async () => {
    const ends = { random: [0.5, 0.5], cyclic: [1, 0], greedy: [1, 0], synchronous: [0, 0] };
    await Promise.all(
      Object.entries(ends).map(async ([dynamics, expected]) => {
        const args = ["landscape", NEURONS, "--from", "+-+", "--dynamics", dynamics, "--json"];
        const { statistics, basins } = JSON.parse((await groundstate(args)).stdout);
        expect(statistics).toMatchObject({ dynamics, from: { state: 5, elsewhere: 0 } });
        const chances = basins.map(({ probabilityFrom }: { probabilityFrom: number }) => probabilityFrom);
        expect(chances, dynamics).toEqual(expected);
      }),
    );
    const listed = await groundstate(["landscape", NEURONS, "--from", "1,-1,1"]);
    expect(listed.stdout).toMatch(/^from the given state +1\.333333 flips expected$/m);
    const wrong = await groundstate(["landscape", NEURONS, "--from", "+-"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/--from is "\+-", expected 3 values such as \+-\+/);
  });
  it("tells tours as tours, keeps as many basins as asked, and says what is left out", async () => {
    const { stdout } = await groundstate(["landscape", MACKAY, "--limit", "2", "--keep", "3"]);
    expect(stdout).toMatch(/^basins +24, of which 8 of least energy, 3 kept$/m);
    expect(stdout).toMatch(/^ +14 +1 +\d\.\d\d % +\d+ +- {2}[01]{16} {2}[A-D]( - [A-D]){3}$/m);
    expect(stdout).toMatch(/^\.\.\. 22 more basins: --keep N/m);
    const fixed = await groundstate(["landscape", MACKAY, "--encoding", "fixFirst=true", "--json"]);
    const found = JSON.parse(fixed.stdout);
    expect(found).toMatchObject({
      problem: "tsp",
      variables: 9,
      domain: "bit",
      basinCount: 6,
      saddleCount: 4,
      deepest: 5,
    });
    expect(found.basins.map(({ energy, valid }: { energy: number; valid: boolean }) => [energy, valid])).toEqual(
      [14, 14, 16, 16, 18, 18].map((energy) => [energy, true]),
    );
    expect(found.basins[0].solution).toMatch(/^A - /);
    expect(found.transitions).toBeNull();
  });
  it("gives the transition graph where it is asked for", async () => {
    const { transitions } = JSON.parse((await groundstate(["landscape", NEURONS, "--states", "5", "--json"])).stdout);
    expect(transitions.nodes).toHaveLength(5);
    expect(transitions.edges).toEqual([
      { from: 4, to: 0, variable: 0, probability: 0.5 },
      { from: 4, to: 1, variable: 1, probability: 0.5 },
    ]);
  });
  it("reads networks that store writes, and standard input", async () => {
    const folder = scratch({
      "letters.json": JSON.stringify({
        patterns: [{ values: [1, 1, -1, -1, 1, -1] }, { values: [1, -1, 1, -1, 1, 1] }],
      }),
    });
    const stored = await groundstate(["store", "letters.json", "--out", "network.json"], { cwd: folder });
    expect(stored.code, stored.stderr).toBe(0);
    const { stdout } = await groundstate(["landscape", "network.json"], { cwd: folder });
    expect(stdout).toContain("++--+-");
    const piped = await groundstate(["landscape", "-"], { stdin: readFileSync(join(folder, "network.json"), "utf8") });
    expect(piped.stdout.split("\n").slice(1)).toEqual(stdout.split("\n").slice(1));
  });
  it("draws tree and transitions, whole or not at all", async () => {
    const folder = scratch();
    const plot = async (file: string, view: string) => {
      const args = ["landscape", MACKAY, "--encoding", "fixFirst=true", "--plot", file, "--view", view];
      const { code, stderr } = await groundstate(args, { cwd: folder });
      expect(code, stderr).toBe(0);
      return readFileSync(join(folder, file), "utf8");
    };
    const tree = await plot("tree.svg", "tree");
    expect(tree).toMatch(/^<svg [\s\S]*Basins of mackay-four\.json/);
    expect(tree).not.toContain("Transitions of");
    expect(await plot("flips.svg", "transitions")).toMatch(/^<svg [\s\S]*Transitions of mackay-four\.json/);
    expect(await plot("both.html", "both")).toMatch(/<title>[\s\S]*Basins of[\s\S]*Transitions of/);
    expect(readdirSync(folder).sort()).toEqual(["both.html", "flips.svg", "tree.svg"]);
    const wrong = await groundstate(["landscape", MACKAY, "--plot", "tree.png"], { cwd: folder });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/--plot is "tree.png", expected a file name ending in .svg or .html/);
  });
  it("refuses what is too large or leaves its structure open, and says what to do", async () => {
    const big = await groundstate(["landscape", "-"], {
      stdin: (await groundstate(["generate", "ising", "--size", "30"])).stdout,
    });
    expect(big.code).toBe(2);
    expect(big.stderr).toMatch(
      /the landscape of 30 variables has 2\^30 states, about [\d.]+ GiB; it is limited to 24[\s\S]*groundstate minima/,
    );
    const open = await groundstate(["landscape", MACKAY, "--encoding", "penalty=structural"]);
    expect(open.code).toBe(2);
    expect(open.stderr).toMatch(/permutation structure[\s\S]*encoding with penalties/);
    const tight = await groundstate(["landscape", MACKAY, "--memory", "100kB"]);
    expect(tight.code).toBe(2);
    expect(tight.stderr).toMatch(/landscape of 16 variables needs about/);
  });
});
