/** Every script and instance under examples/ runs. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { solve } from "../src/index.ts";
import { groundstate } from "./support/command.ts";

const ROOT = join(import.meta.dirname, "..");
const run = promisify(execFile);
const files = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort();

const isLecture = (name: string) => name.startsWith("lecture-notes");
const isPatternSet = (name: string) => name.startsWith("patterns");

describe("examples", () => {
  for (const name of files(join("examples", "patterns"), "")) {
    it(`patterns/${name} is stored, and recalled from noise`, async () => {
      const path = join(ROOT, "examples", "patterns", name);
      const stored = await groundstate(["store", path, "--rule", "pseudo-inverse", "--json"]);
      expect(stored.code, stored.stderr).toBe(0);
      const { fixedPoints, patterns } = JSON.parse(stored.stdout) as { fixedPoints: number; patterns: number };
      expect(fixedPoints).toBe(patterns);
      const recalled = await groundstate(["recall", path, "--rule", "pseudo-inverse", "--noise", "0.05"]);
      expect(recalled.code, recalled.stderr).toBe(0);
    });
  }
  // In one process: a start of the command takes longer than most of these instances.
  for (const name of files("examples", ".json").filter((file) => !isPatternSet(file))) {
    it(`${name} is solved`, async () => {
      const instance = JSON.parse(readFileSync(join(ROOT, "examples", name), "utf8")) as { readonly problem: string };
      expect(await solve(instance.problem, instance, { time: 0.5 })).toMatchObject({ valid: true, violations: [] });
    });
  }
  for (const name of files("examples", ".ts").filter((file) => !isLecture(file))) {
    it(`${name} runs and its own checks hold`, async () => {
      const { stdout } = await run(process.execPath, [join(ROOT, "dist", "examples", name.replace(/\.ts$/, ".js"))], {
        cwd: ROOT,
      });
      expect(stdout.length).toBeGreaterThan(0);
    });
  }
});

/** All in one process, which loads the library once: what each prints, or what it threw. They draw into `folder`. */
async function runLecture(names: readonly string[], folder: string): Promise<Map<string, string>> {
  const page = "\f";
  const script = `for (const name of ${JSON.stringify(names)}) {
    await import(${JSON.stringify(`${ROOT}/dist/examples/lecture-notes/`)} + name + ".js").catch((error) => console.log(error));
    process.stdout.write(${JSON.stringify(page)});
  }`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script, "--", "lecture-notes", folder]);
  const pages = stdout.split(page);
  return new Map(names.map((name, k) => [name, pages[k]]));
}

describe("lecture notes", () => {
  const names = files(join("examples", "lecture-notes"), ".ts").map((name) => name.replace(/\.ts$/, ""));
  const folder = mkdtempSync(join(tmpdir(), "groundstate-lecture-"));
  let printed: Map<string, string>;
  beforeAll(async () => {
    printed = await runLecture(names, folder);
  }, 120_000);
  for (const name of names) {
    it(`${name} prints what it is expected to, and its own checks hold`, () => {
      const expected = readFileSync(join(ROOT, "examples", "lecture-notes", "expected", `${name}.txt`), "utf8");
      expect(printed.get(name)).toBe(expected);
    });
  }
  it("has no expected output without its example", () => {
    const expected = files(join("examples", "lecture-notes", "expected"), ".txt");
    expect(expected).toEqual(names.map((name) => `${name}.txt`));
  });
  it("draws pictures when it is given a folder", () => {
    const drawn = readdirSync(folder).sort();
    expect(drawn).toEqual([
      "capacity.svg",
      "recall.svg",
      "three-neurons-landscape.svg",
      "three-neurons-transitions.svg",
      "trajectories.svg",
    ]);
    for (const picture of drawn)
      expect(readFileSync(join(folder, picture), "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
  });
});
