/** `--threads` as a user meets it: the same answer on any number, and a process that ends when the search does. */
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { type Result, resultSchema } from "../../src/run/result.ts";
import { groundstate, startGroundstate } from "../support/command.ts";

const CAPITALS = join(import.meta.dirname, "..", "..", "examples", "tsp", "european-capitals.json");
const fitsSchema = new Ajv({ strict: true, strictTypes: false }).compile(resultSchema);

describe("solve --threads", () => {
  it("gives the same document on one thread and on two, and says how to repeat it", async () => {
    const args = ["solve", CAPITALS, "--work", "200000", "--seed", "5", "--json", "--threads"];
    const outcomes = await Promise.all(["1", "2"].map((threads) => groundstate([...args, threads])));
    const [one, two] = outcomes.map(({ code, stdout, stderr }) => {
      expect([code, stderr]).toEqual([0, ""]);
      const result = JSON.parse(stdout) as Result;
      expect(fitsSchema(result), JSON.stringify(fitsSchema.errors)).toBe(true);
      const trace = result.trace.map((point) => [point.work, point.energy]);
      return { ...result, trace, threads: null, timing: null };
    });
    expect(two).toEqual(one);
    const { stdout } = await groundstate(["solve", CAPITALS, "--work", "20000", "--threads", "2"]);
    expect(stdout).toMatch(/repeat +groundstate solve .*--threads 2/);
  });

  it("stops at the time limit and at Ctrl-C, and leaves no thread that keeps the process", async () => {
    const { code, seconds } = await groundstate(["solve", CAPITALS, "--time", "500ms", "--threads", "2"]);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10); // 0.7 on a quiet machine
    const child = startGroundstate(["solve", CAPITALS, "--time", "60s", "--threads", "2", "--ndjson"], "/");
    await new Promise((resolve) => child.stdout!.once("data", resolve));
    child.kill("SIGINT");
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(130);
  });

  it("refuses numbers that are none", async () => {
    for (const threads of ["0", "two", "1.5", "65"]) {
      const { code, stderr } = await groundstate(["solve", CAPITALS, "--threads", threads]);
      expect(code).toBe(2);
      expect(stderr).toContain("threads");
    }
  });
});
