/** `groundstate weights` as a user meets it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { groundstate, scratch } from "../support/command.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const MACKAY = join(EXAMPLES, "tsp", "mackay-four.json");

describe.concurrent("weights", () => {
  it("tells constraints from objective, why they suffice, and a unit's weights as figure 42.10 has them", async () => {
    const { code, stdout } = await groundstate(["weights", MACKAY, "--unit", "B,place 1"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^constraints +48 of 120 pairs coupled, w = -11; 16 biases, b = 10; c = 40$/m);
    expect(stdout).toMatch(/^objective +48 of 120 pairs coupled, w from -5 to -3; 0 biases; c = 0$/m);
    expect(stdout).toMatch(/^penalty +exact, .*R' = 10 > M = 9/m);
    expect(stdout).toMatch(/^ {2}B +-11 +\. +-11 +-11$/m);
    expect(stdout).toMatch(/^ {2}A +-5 +0 +-5 +0$/m);
  });
  it("gives one part, all as one, and JSON", async () => {
    const one = await groundstate(["weights", MACKAY, "--part", "objective"]);
    expect(one.stdout).not.toMatch(/^constraints/m);
    const { stdout } = await groundstate(["weights", MACKAY, "--part", "all", "--unit", "5", "--json"]);
    const { parts, unit, penalty } = JSON.parse(stdout);
    expect(parts).toEqual([
      {
        name: "all",
        couplings: { count: 96, least: -11, most: -3 },
        biases: { count: 16, least: 10, most: 10 },
        offset: 40,
      },
    ]);
    expect(unit).toMatchObject({ index: 5, label: "B,place 1" });
    expect(unit.parts[0].weights).toEqual([-5, -11, -5, 0, -11, 0, -11, -11, -4, -11, -4, 0, -3, -11, -3, 0]);
    expect(penalty.guaranteed).toBe(true);
  });
  it("draws heat maps as a picture and as a page", async () => {
    const folder = scratch();
    for (const file of ["w.svg", "w.html"]) {
      const { code, stderr } = await groundstate(["weights", MACKAY, "--unit", "0", "--plot", file], { cwd: folder });
      expect(code, stderr).toBe(0);
    }
    expect(readFileSync(join(folder, "w.svg"), "utf8")).toMatch(/^<svg [\s\S]*constraints[\s\S]*objective/);
    expect(readFileSync(join(folder, "w.html"), "utf8")).toMatch(/<title>[\s\S]*every ground state is valid/);
    expect(readdirSync(folder).sort()).toEqual(["w.html", "w.svg"]);
  });
  it("reads a unit of a model whose matrix is too large, and says so", async () => {
    const big = await groundstate(["generate", "tsp", "--size", "500"]);
    const folder = scratch({ "big.json": big.stdout });
    const whole = await groundstate(["weights", "big.json"], { cwd: folder });
    expect(whole.code).toBe(2);
    expect(whole.stderr).toMatch(/250000 variables, expected at most 20000[\s\S]*--unit/);
    const unit = await groundstate(["weights", "big.json", "--unit", "249999"], { cwd: folder });
    expect(unit.code, unit.stderr).toBe(0);
    expect(unit.stdout).toMatch(/too many variables to read all weights[\s\S]*\.\.\. \d+ more|more: --json/);
  });
  it("names a unit that does not exist, and a file name that is no picture, before any work", async () => {
    const unit = await groundstate(["weights", MACKAY, "--unit", "Z9"]);
    expect(unit.code).toBe(2);
    expect(unit.stderr).toMatch(/--unit is "Z9", expected an index from 0 to 15, or a label such as "A,place 0"/);
    const plot = await groundstate(["weights", MACKAY, "--plot", "w.png"]);
    expect(plot.code).toBe(2);
    expect(plot.stderr).toMatch(/w\.png.*\.svg or \.html/);
    const width = await groundstate(["weights", MACKAY, "--width", "0"]);
    expect(width.stderr).toMatch(/--width is "0"/);
  });
});
