/** The parts of the command that need no process: values, texts, exit codes. */
import { describe, expect, it } from "vitest";
import { parsePairs, single } from "../../src/cli/arguments.ts";
import { COMMANDS, explain, KNOWN_OPTIONS } from "../../src/cli/failure.ts";
import { minimaLines, requireFindings } from "../../src/cli/minima.ts";
import { optionLines } from "../../src/cli/option-text.ts";
import { progressFormat } from "../../src/cli/progress.ts";
import { repeatCommand } from "../../src/cli/repeat.ts";
import { verdict } from "../../src/cli/verdict.ts";
import { GroundstateError } from "../../src/errors.ts";
import { problems, solvers } from "../../src/registry.ts";
import { groundstate } from "../support/command.ts";

describe("option values", () => {
  it("gathers repeated pairs, the last of a name wins, dots make groups", () => {
    expect(parsePairs("set")(["a=1", "b=x", "c.d=[2]", "c.e=true", "a=3"])).toEqual({
      a: 3,
      b: "x",
      c: { d: [2], e: true },
    });
  });
  it("refuses names that mean something to every object, and values used as groups", () => {
    for (const texts of [
      ["a=1", "a.b=2"],
      ["a=[1]", "a.0=2"],
      ["hasOwnProperty.call=1"],
      ["toString.x=1"],
      ["__proto__=1"],
      ["__proto__.x=1"],
      ["a.__proto__.x=1"],
      ["constructor.prototype.x=1"],
      ["a..b=1"],
      ["=1"],
      ["a"],
    ]) {
      expect(() => parsePairs("set")(texts), texts.join(" ")).toThrow(expect.objectContaining({ name: "UsageError" }));
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
  it("takes the last of a value given twice", () => {
    expect(single(Number)(["1", "2"])).toBe(2);
    expect(single(Number)("3")).toBe(3);
    expect(single(Number)(undefined)).toBe(undefined);
  });
});

describe("failures", () => {
  it("calls only failed allocations out of memory", () => {
    for (const text of ["Invalid array length", "Array buffer allocation failed", "Invalid string length"]) {
      expect(explain(new RangeError(text), [])).toMatchObject({ exitCode: 2, message: `out of memory: ${text}` });
    }
    for (const error of [new RangeError("toFixed() digits argument must be between 0 and 100"), new TypeError("x")]) {
      expect(explain(error, [])).toMatchObject({ exitCode: 70, message: `internal: ${error.message}` });
    }
    expect(explain(new GroundstateError("file", "no"), []).exitCode).toBe(2);
  });
  it("knows every option that a help text shows, and suggests it for a slip", async () => {
    const commands = [...COMMANDS].filter((command) => command !== "completion");
    const helps = await Promise.all(commands.map((command) => groundstate([command, "--help"])));
    const shown = helps.flatMap(({ stdout }) =>
      [...stdout.matchAll(/^\s+(?:-h, )?--([a-z-]+) /gm)].map(([, name]) => name),
    );
    expect([...new Set(shown)].sort()).toEqual([...KNOWN_OPTIONS].sort());
    const { hint } = explain(Object.assign(new Error("Unknown argument: spectrm"), { name: "YError" }), ["minima"]);
    expect(hint).toBe("Did you mean --spectrum?");
  });
  it("knows every command that the help shows", async () => {
    const { stdout } = await groundstate(["--help"]);
    expect([...stdout.split("Options:")[0].matchAll(/^ {2}groundstate ([a-z]+) /gm)].map(([, name]) => name)).toEqual([
      ...COMMANDS,
    ]);
  });
});

describe("the exit code of a run", () => {
  const verification = { moves: 3, rises: 0, mismatches: 0, flowSteps: 0, flowRises: 0, unchecked: 0, first: null };
  it("is 0 for a valid result, 1 for none, and that of the signal when interrupted", () => {
    expect(verdict({ valid: true, verification }, 0)).toEqual({ exitCode: 0, complaint: null });
    expect(verdict({ valid: false, verification: null }, 0).exitCode).toBe(1);
    expect(verdict({ valid: true, verification }, 143).exitCode).toBe(143);
  });
  it("is 1 when verification found a rise against the promise or a wrong energy", () => {
    const broken = { ...verification, mismatches: 1, first: "move 1: the solver reports energy 1, recomputed 2" };
    for (const interrupted of [0, 130]) {
      const { exitCode, complaint } = verdict({ valid: true, verification: broken }, interrupted);
      expect(exitCode).toBe(1);
      expect(complaint).toContain("recomputed 2");
    }
  });
});

describe("options in words", () => {
  const all = [...solvers, ...problems].map(({ id, optionsSchema, defaults }) => ({
    id,
    lines: optionLines(optionsSchema, defaults),
  }));
  it("lists the values of a choice, the range of a number, and each default once", () => {
    const hopfield = all.find(({ id }) => id === "hopfield")?.lines.join("\n") ?? "";
    expect(hopfield).toContain("One of cyclic, random, permutation, greedy, synchronous.");
    expect(hopfield).toMatch(/starts .*An integer from 1\. Default 1\.$/m);
    for (const { id, lines } of all) {
      for (const line of lines) expect(line.match(/\bdefault:? [^)]/gi)?.length ?? 0, `${id}: ${line}`).toBeLessThan(2);
    }
  });
  it("keeps a default that says more than the value", () => {
    const schema = { properties: { gain: { type: "number", description: "Gain. Default null: 10 / R." } } };
    expect(optionLines(schema, { gain: null })[0]).toMatch(/gain {2}Gain\. Default null: 10 \/ R\. A number\.$/);
  });
  it("names the options of an inner solver as they are given", () => {
    const schema = { properties: { inner: { properties: { order: { anyOf: [{ const: "a" }, { const: "b" }] } } } } };
    expect(optionLines(schema, { inner: { order: "a" } })[0]).toMatch(/inner\.order +One of a, b\. Default "a"\./);
  });
});

describe("repeating a run", () => {
  const result = { solver: "restarts(hopfield)", seed: 4, status: "time-limit", work: 1000 } as const;
  it("is written for a shell, with everything that was given", () => {
    const set = { count: 5, inner: { order: "cyclic" }, note: "1", name: "it's" };
    expect(repeatCommand({ file: "my file.tsp", parts: 3, set }, result)).toBe(
      `groundstate solve 'my file.tsp' --parts 3 --solver 'restarts(hopfield)' --seed 4 --work 1000 --set count=5 --set 'inner={"order":"cyclic"}' --set 'note="1"' --set 'name=it'\\''s'`,
    );
  });
  it("lets a search that ended by itself end by itself again", () => {
    expect(repeatCommand({ file: "f" }, { ...result, status: "exhausted" })).toContain("--work 1001");
  });
});

describe("minima in words", () => {
  const findings = {
    groundStates: [[1]],
    groundStateCount: 1,
    groundStateEnergy: -2,
    localMinima: [
      { values: [0], energy: 1, strict: true },
      { values: [1], energy: -2, strict: true },
    ],
    localMinimaCount: 9,
  };
  it("says when the list was cut while enumerating, and why there is no spectrum", () => {
    const lines = minimaLines({ ...findings, spectrum: null, spectrumRefused: "more than 9 energy levels" }, 1);
    expect(lines.join("\n")).toMatch(
      /only the 2 lowest of them[\s\S]*1 more[\s\S]*no spectrum: more than 9 energy levels/,
    );
    expect(minimaLines({ ...findings, localMinimaCount: 2 }, 2).join("\n")).not.toMatch(/only|more/);
  });
  it("needs a complete enumeration", () => {
    expect(() => requireFindings({ findings: null, status: "time-limit" })).toThrow(/not complete within/);
    const part = { statesVisited: 2 ** 38, statesToVisit: 2 ** 40 };
    expect(() => requireFindings({ findings: part, status: "time-limit" }, 60)).toThrow(/within 60 s \(25 % of/);
  });
});

describe("progress", () => {
  it("shows a bar only where a time limit says how long it is", () => {
    expect(progressFormat(2)).toContain("{bar}");
    expect(progressFormat(null)).not.toContain("{bar}");
  });
});
