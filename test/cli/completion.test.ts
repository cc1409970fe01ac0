/** What shells complete, and that explained solvers do what the explanation says. */
import { describe, expect, it } from "vitest";
import { completions } from "../../src/cli/completion.ts";
import { explainSolver } from "../../src/cli/solver-text.ts";
import { problemById, problems, solverById, solvers } from "../../src/registry.ts";
import { groundstate, scratch } from "../support/command.ts";

describe("completion", () => {
  it("offers the names of what is registered", () => {
    expect(completions(["solve", "x.json", "--solver", "tab"])).toEqual(["tabu"]);
    expect(completions(["solve", "x.json", "--solver", "au"])).toEqual(["auto"]);
    expect(completions(["compare", "x.json", "--solver", "au"])).toEqual([]);
    expect(completions(["problems", ""])).toEqual(problems.map(({ id }) => id));
    expect(completions(["solve", "--format", "tspli"])).toContain("tsplib");
    expect(completions(["rules", "heb"])).toContain("hebb");
  });
  it("offers the options of the solver on the line, and the kinds of the problem", () => {
    expect(completions(["solve", "x", "--solver", "tabu", "--set", "ten"])).toEqual(["tenure="]);
    expect(completions(["tune", "x", "--solver", "annealing", "--param", "sw"])).toEqual(["sweeps="]);
    expect(completions(["generate", "spin-glass", "--kind", "cubic"])).toEqual(["cubic-lattice"]);
  });
  it("leaves commands, options and files to the parser and the shell", () => {
    expect(completions(["so"])).toBe(null);
    expect(completions(["solve", "--ti"])).toBe(null);
    expect(completions(["solve", ""])).toBe(null);
  });
  it("speaks to a shell: commands, then options where one begins, then nothing, so that the shell offers files", async () => {
    const offered = async (...words: string[]) => {
      const { code, stdout, stderr } = await groundstate(["--get-yargs-completions", "groundstate", ...words]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout.split("\n").filter((line) => line !== "");
    };
    expect(await offered("")).toContain("tune");
    expect(await offered("solve", "x", "--ti")).toContain("--time");
    expect(await offered("solve", "")).toEqual([]);
    expect(await offered("encode", "x", "--to", "")).toEqual(["qubo", "ising", "bqm", "qbsolv"]);
  });
});

describe("an explained solver", () => {
  interface Data {
    readonly takes: readonly string[];
    readonly refuses: readonly { readonly problems: readonly string[]; readonly instead: string }[];
    readonly usualFor: readonly string[];
  }
  it("takes or refuses every problem, and what is named instead is a solver", async () => {
    for (const id of ["tabu", "potts", "permutation"]) {
      const [data] = await explainSolver(solverById(id));
      const { takes, refuses, usualFor } = data as Data;
      expect([...takes, ...refuses.flatMap((refused) => refused.problems)].sort()).toEqual(
        problems.map((problem) => problem.id).sort(),
      );
      for (const name of usualFor) expect(takes).toContain(name);
      for (const { instead } of refuses) expect(solvers.map((solver) => solver.id)).toContain(instead);
      for (const name of takes) expect(problemById(name).id).toBe(name);
    }
  });
  it("comes with commands that work", async () => {
    const folder = scratch();
    const { stdout } = await groundstate(["solvers", "permutation"]);
    expect(stdout).toMatch(/^References:$/m);
    const commands = [...stdout.matchAll(/^ {2}groundstate (.+)$/gm)].map(([, words]) => words.split(" "));
    expect(commands.map(([name]) => name)).toEqual(["generate", "solve"]);
    for (const words of commands) expect(await groundstate(words, { cwd: folder })).toMatchObject({ code: 0 });
  }, 30_000);
});
