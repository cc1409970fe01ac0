/** Options from files and variables: which goes before which, and what is refused. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configurable } from "../../src/cli/commands/index.ts";
import { configSchema } from "../../src/cli/config.ts";
import { settingsOf, withSettings } from "../../src/cli/settings.ts";
import { groundstate, scratch } from "../support/command.ts";

const modules = configurable({ exitCode: 0 });
const inFolder = (document: unknown, environment: Record<string, string> = {}) => {
  const folder = scratch({ "groundstate.config.json": JSON.stringify(document), "deep/er/x": "" });
  return settingsOf(modules, { folder: join(folder, "deep", "er"), environment });
};

describe("settings", () => {
  it("come from the nearest file upwards, and from variables, which go before it", () => {
    const found = inFolder(
      { solve: { time: "3s", seed: 4 } },
      { GROUNDSTATE_SEED: "9", GROUNDSTATE_STOP_AT_TARGET: "1" },
    );
    const ofSolve = found.filter(({ command }) => command === "solve");
    expect(ofSolve.map(({ option, values, from }) => [option, values, from.replace(/.*\//, "")])).toEqual([
      ["seed", ["9"], "GROUNDSTATE_SEED"],
      ["time", ["3s"], "groundstate.config.json"],
    ]);
    expect(found).toContainEqual({
      command: "compare",
      option: "stop-at-target",
      values: ["true"],
      from: "GROUNDSTATE_STOP_AT_TARGET",
    });
  });
  it("become words behind the command line, which goes before them", () => {
    const found = inFolder({
      solve: { time: "3s", quiet: true, set: { sweeps: 5, order: "a" } },
      compare: { seeds: 3 },
    });
    expect(withSettings(["solve", "x"], found)).toEqual([
      "solve",
      "x",
      "--time=3s",
      "--quiet=true",
      "--set=sweeps=5",
      "--set=order=a",
    ]);
    expect(withSettings(["solve", "x", "--time", "1s", "--", "y"], found)).not.toContain("--time=3s");
    expect(withSettings(["check", "x", "y"], found)).toEqual(["check", "x", "y"]);
  });
  it("give way to an alternative that is nearer the command line", () => {
    const found = inFolder({ solve: { time: "3s" } });
    expect(withSettings(["solve", "x", "--work", "10"], found)).toEqual(["solve", "x", "--work", "10"]);
    expect(inFolder({ compare: { time: "3s" } }, { GROUNDSTATE_WORK: "10" }).map(({ option }) => option)).not.toContain(
      "time",
    );
  });
  it.each([
    [{ solv: {} }, /solv is no command, expected "solve" perhaps/],
    [{ solve: { tme: 3 } }, /solve\.tme is no option, expected "time" perhaps/],
    [{ solve: { time: [3] } }, /solve\.time is \[3\], expected a text or a number/],
    [{ solve: { quiet: "yes" } }, /solve\.quiet is "yes", expected true or false/],
    [{ solve: 3 }, /solve is 3, expected an object of options/],
    [[], /the document is \[\], expected an object/],
  ])("%j are refused with their place", (document, message) => {
    expect(() => inFolder(document)).toThrow(message);
  });
  it("have a schema with every option of every command", () => {
    const { properties } = configSchema(modules) as { properties: Record<string, { properties: object }> };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(["$schema", "solve", "compare", "tune"]));
    expect(properties["solve"].properties).toMatchObject({
      quiet: { type: "boolean" },
      time: { description: expect.stringMatching(/./) },
    });
    expect(properties["solve"].properties).not.toHaveProperty("file");
  });
  it("are what the command runs with, and bad ones are refused with where they stand", async () => {
    const ring = JSON.stringify({
      problem: "max-cut",
      vertices: 3,
      edges: [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
    });
    const config = '{ "solve": { "work": 500, "solver": "tabu", "json": true } }';
    const folder = scratch({
      "ring.json": ring,
      "groundstate.config.json": config,
      "bad.json": '{ "solve": { "seed": "x" } }',
    });
    const { code, stdout } = await groundstate(["solve", "ring.json"], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ solver: "tabu" });
    const bad = await groundstate(["solve", "ring.json", "--config", "bad.json"], { cwd: folder });
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(/--seed is "x", expected an integer \(set in bad\.json\)/);
    const shown = await groundstate(["config", "solve"], { cwd: folder });
    expect(shown.stdout).toMatch(/solve +--solver +tabu +.*groundstate\.config\.json/);
  }, 30_000);
});
