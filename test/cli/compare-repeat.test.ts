/** The command that a comparison's page names: what it says is what was asked for. */
import { describe, expect, it } from "vitest";
import type { CompareArguments } from "../../src/cli/compare.ts";
import { compareCommandLine } from "../../src/cli/compare-repeat.ts";

const asked: CompareArguments = {
  files: ["a b.tsp", "c.tsp"],
  solver: [
    { solver: "tabu", options: { tenure: 10 } },
    { solver: "annealing", options: {} },
  ],
  seeds: 4,
  seed: 7,
  target: "best",
  within: 0,
} as CompareArguments;
const time = { kind: "time", amount: 0.5 } as const;

describe("the command of a comparison", () => {
  it("names files, entrants, seeds and the budget, quoted for a shell", () => {
    expect(compareCommandLine(asked, time)).toBe(
      "groundstate compare 'a b.tsp' c.tsp --solver 'tabu tenure=10' --solver annealing --seeds 4 --seed 7 --time 0.5s --target best",
    );
  });
  it("repeats what decides about success, and what was written", () => {
    const command = compareCommandLine(
      { ...asked, within: 0.01, prove: true, plot: "it's.html" },
      { kind: "work", amount: 1e7 },
    );
    expect(command).toContain("--work 10000000 --target best --within 0.01 --prove --plot 'it'\\''s.html'");
  });
  it("only looks at files of runs where none were made", () => {
    const looked = compareCommandLine({ ...asked, files: [], from: ["r.ndjson"] }, time);
    expect(looked).toBe("groundstate compare --from r.ndjson --target best");
  });
});
