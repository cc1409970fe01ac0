/** Comparisons on the command line: resumed after a kill, merged from several machines, written in every form. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Analysis, RunRecord } from "../../src/compare/index.ts";
import { groundstate, scratch, startGroundstate } from "../support/command.ts";

const ring = (weights: readonly number[]) =>
  JSON.stringify({
    problem: "max-cut",
    vertices: weights.length,
    edges: weights.map((w, k) => [k, (k + 1) % weights.length, w]),
  });
const FILES = { "one.json": ring([1, 2, 3, 4, 5]), "two.json": ring([3, 1, 4, 1, 5, 9, 2]) };
const FIVE = ["one.json", "two.json", "--solver", "annealing", "--solver", "tabu tenure=1,2", "--seeds", "4"];
const WORK = [...FIVE, "--work", "3000", "--jobs", "2"];

const linesOf = (path: string): string[] =>
  existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
const keysOf = (path: string): string[] => linesOf(path).map((line) => (JSON.parse(line) as { key: string }).key);

describe("compare", () => {
  it("makes every run once although it is killed in the middle, and merges to the bytes of a single run", async () => {
    const folder = scratch(FILES);
    const runs = join(folder, "runs.ndjson");
    const child = startGroundstate(["compare", ...WORK, "--runs", "runs.ndjson"], folder);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    while (linesOf(runs).length < 5 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill("SIGKILL");
    await gone;
    const before = linesOf(runs);
    expect(before.length).toBeGreaterThanOrEqual(5);
    appendFileSync(runs, '{"format":"groundstate-run","formatVersion":1,"key":"sha25'); // as a kill in the middle of a line would
    const again = await groundstate(["compare", ...WORK, "--runs", "runs.ndjson", "--out", "all.ndjson"], {
      cwd: folder,
    });
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toMatch(/1 broken line\(s\) left out, the first is line \d+: no whole JSON document/);
    const good = linesOf(runs).filter((line) => line.endsWith("}"));
    expect(good.slice(0, before.length)).toEqual(before);
    const keys = good.map((line) => (JSON.parse(line) as { key: string }).key);
    expect(keys).toHaveLength(24);
    expect(new Set(keys).size).toBe(24);
    const whole = await groundstate(["compare", ...WORK, "--out", "whole.ndjson", "--json"], { cwd: folder });
    expect(whole.code).toBe(0);
    expect(readFileSync(join(folder, "all.ndjson"), "utf8")).toBe(readFileSync(join(folder, "whole.ndjson"), "utf8"));
  }, 60_000);

  it("takes the runs of two machines together, in every form", async () => {
    const folder = scratch({ ...FILES, "known.json": '{ "cuts": { "one": { "value": 14 }, "two": 24 } }' });
    const common = ["one.json", "two.json", "--solver", "annealing", "--solver", "potts", "--work", "3000"];
    for (const [seed, file] of [
      ["1", "a.ndjson"],
      ["3", "b.ndjson"],
    ]) {
      const { code } = await groundstate(["compare", ...common, "--seed", seed, "--seeds", "2", "--runs", file], {
        cwd: folder,
      });
      expect(code).toBe(0);
    }
    const outputs = ["--csv", "c.csv", "--md", "c.md", "--plot", "c.html", "--json"];
    const merged = await groundstate(
      ["compare", "--from", "a.ndjson", "--from", "b.ndjson", "--target", "known.json", ...outputs],
      { cwd: folder },
    );
    expect(merged).toMatchObject({ code: 0, stderr: "" });
    const analysis = JSON.parse(merged.stdout) as Analysis;
    expect(analysis).toMatchObject({ runs: 16, missing: 0, seeds: [1, 2, 3, 4], reference: "known" });
    expect(analysis.instances.map(({ name, reference }) => [name, reference])).toEqual([
      ["one", 14],
      ["two", 24],
    ]);
    const [annealing, potts] = analysis.entrants;
    expect(annealing).toMatchObject({ entrant: "annealing", hits: 8, failed: 0 });
    expect(potts).toMatchObject({ entrant: "potts", failed: 8, hits: 0 }); // a cut has no groups: it refuses, and that counts
    const csv = readFileSync(join(folder, "c.csv"), "utf8").split("\r\n");
    expect(csv).toHaveLength(6);
    expect(csv[1]).toMatch(/^max-cut,one,14,known,14,annealing,4,0,0,4,1,/);
    expect(readFileSync(join(folder, "c.md"), "utf8")).toMatch(
      /annealing against potts: annealing reaches the target sooner/,
    );
    expect(readFileSync(join(folder, "c.html"), "utf8")).toMatch(/<figure>[\s\S]*<svg[\s\S]*Performance profile/);
  }, 60_000);

  it("prints every run as it is made, and the analysis last, with --ndjson", async () => {
    const args = ["compare", "one.json", "--solver", "tabu", "--seeds", "3", "--work", "1000", "--ndjson"];
    const { code, stdout } = await groundstate(args, { cwd: scratch(FILES) });
    expect(code).toBe(0);
    const lines = stdout.split("\n").slice(0, -1);
    const found = lines.map((line) => JSON.parse(line) as { type: string; run?: RunRecord; analysis?: Analysis });
    expect(found.map(({ type }) => type)).toEqual(["run", "run", "run", "analysis"]);
    expect(
      found
        .slice(0, 3)
        .map(({ run }) => run?.seed)
        .sort(),
    ).toEqual([1, 2, 3]);
    expect(found[3].analysis?.runs).toBe(3);
  }, 30_000);

  it.each([
    [[], /compare needs instance files, or --from/],
    [["one.json"], /compare needs solvers: --solver annealing/],
    [["one.json", "--solver", "anealing"], /anealing[\s\S]*annealing/],
    [["one.json", "--solver", "tabu tenure"], /tenure is no option, expected name=value/],
    [["one.json", "--solver", "tabu tenor=5"], /tenor/],
    [["one.json", "--solver", "tabu", "--solver", "tabu"], /solvers\[1\] \(tabu\) is the same as solvers\[0\]/],
    [["one.json", "--solver", "tabu", "--work", "1e5", "--time", "1s"], /--time and --work are both given/],
    [["one.json", "--solver", "tabu", "--stop-at-target"], /no value is known of one before the runs/],
    [["one.json", "--solver", "tabu", "--within", "3"], /--within is "3", expected a share below 1/],
    [["one.json", "--solver", "tabu", "--target", "missing.json"], /cannot read missing.json: no such file/],
    [["one.json", "--solver", "tabu", "--target", "one.json", "--work", "10"], /one.json holds no values|gives/],
    [["--from", "one.json"], /one.json holds no runs: line 1/],
    [["one.json", "--solver", "tabu", "--runs", "no/folder/runs.ndjson"], /folder/],
    [["one.json", "--solver", "tabu", "--md", "one.json"], /it is the input/],
  ] as const)("refuses %j with exit code 2 before any run", async (args, message) => {
    const folder = scratch(FILES);
    const { code, stdout, stderr } = await groundstate(["compare", ...args], { cwd: folder });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("keeps what is done when it is interrupted", async () => {
    const folder = scratch(FILES);
    const runs = join(folder, "runs.ndjson");
    const child = startGroundstate(["compare", ...FIVE, "--time", "300ms", "--runs", "runs.ndjson"], folder);
    let stdout = "";
    let stderr = "";
    child.stdout?.on("data", (data) => (stdout += String(data)));
    child.stderr?.on("data", (data) => (stderr += String(data)));
    const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
    while (linesOf(runs).length < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    expect(await gone).toBe(130);
    const done = keysOf(runs).length;
    expect(stderr).toMatch(new RegExp(`${24 - done} of 24 runs are left; the same command makes them`));
    expect(stdout).toMatch(new RegExp(`${done} runs? of 0.3 s`));
  }, 60_000);
});
