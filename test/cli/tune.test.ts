/** Tuning on the command line: resumed after a kill, honest about its test, strict about ranges. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Tuning } from "../../src/compare/index.ts";
import { groundstate, scratch, startGroundstate } from "../support/command.ts";

const ring = (weights: readonly number[]) =>
  JSON.stringify({
    problem: "max-cut",
    vertices: weights.length,
    edges: weights.map((w, k) => [k, (k + 1) % weights.length, w]),
  });
const FILES = { "one.json": ring([1, 2, 3, 4, 5]), "two.json": ring([3, 1, 4, 1, 5, 9, 2]) };
const RACE = ["--solver", "tabu", "--param", "tenure=1:3", "--work", "2000", "--budget", "40", "--seeds", "3"];

const linesOf = (path: string): string[] =>
  existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];

describe("tune", () => {
  it("goes on after a kill where it was stopped, and ends as if it had not been", async () => {
    const folder = scratch(FILES);
    const args = ["tune", "one.json", "--test", "two.json", ...RACE];
    const runs = join(folder, "runs.ndjson");
    const child = startGroundstate([...args, "--runs", "runs.ndjson"], folder);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    while (linesOf(runs).length < 8 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill("SIGKILL");
    await gone;
    const before = linesOf(runs);
    const again = await groundstate([...args, "--runs", "runs.ndjson", "--out", "again.json"], { cwd: folder });
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/tested on 1 other instance: two/);
    expect(again.stdout).toMatch(/groundstate solve one.json --solver tabu/);
    const lines = linesOf(runs);
    expect(lines.slice(0, before.length)).toEqual(before);
    expect(new Set(lines).size).toBe(lines.length);
    const whole = await groundstate([...args, "--json"], { cwd: folder });
    const result = JSON.parse(whole.stdout) as Tuning;
    expect(JSON.parse(readFileSync(join(folder, "again.json"), "utf8"))).toEqual(result);
    expect(result).toMatchObject({ testedOn: "other instances", training: ["one"], test: ["two"], candidates: 4 });
    expect(result.runs).toBeLessThanOrEqual(40);
  }, 60_000);

  it.each([
    [["one.json", ...RACE.slice(2)], /solver/],
    [["one.json", "--solver", "tabu", "--work", "9"], /there is nothing to tune/],
    [["one.json", "--solver", "tabu", "--param", "tenure"], /--param is "tenure": no option is named/],
    [["one.json", "--solver", "tabu", "--param", "tenure=1:9:exp"], /"exp" is none of linear, log, integer/],
    [["one.json", "--solver", "tabu", "--param", "tenor=1:9"], /tabu has no option "tenor"[\s\S]*tenure/],
    [["one.json", "--solver", "tabu tenure=1,2", "--param", "elites=2:9"], /tune takes one solver/],
    [["one.json", "--solver", "tabu", "--param", "tenure=1:9", "--budget", "4"], /has 4 runs, expected at least 36/],
    [["one.json", ...RACE, "--test", "one.json"], /both called one/],
  ] as const)("refuses %j with exit code 2 before any run", async (args, message) => {
    const folder = scratch(FILES);
    const { code, stdout, stderr } = await groundstate(["tune", ...args], { cwd: folder });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
