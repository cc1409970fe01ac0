/** `store`, `rules` and pattern files on the command line. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { learningRules } from "../../src/associative/learning/index.ts";
import { patternsSchema } from "../../src/associative/schema.ts";
import { groundstate, scratch, startGroundstate } from "../support/command.ts";

const LETTERS = join(import.meta.dirname, "..", "..", "examples", "patterns", "letters.json");
const TWO = "cross:\n#.#\n.#.\n#.#\n\nring:\n###\n#.#\n###\n";

describe("store", () => {
  it("says what the rule has made of the patterns", async () => {
    const { code, stdout } = await groundstate(["store", LETTERS]);
    expect(code).toBe(0);
    expect(stdout).toContain("26 patterns of 49 spins (7 x 7), load 0.5306");
    expect(stdout).toContain("0 of 26 patterns are fixed points");
    expect(stdout).toMatch(/smallest stability margin -\d/);
    expect(stdout).toMatch(/largest crosstalk \d/);
    expect(stdout).toContain('most alike: "I" and "T", overlap 0.7551');
    const better = await groundstate(["store", LETTERS, "--rule", "gradient", "--set", "loops=20", "--json"]);
    const found = JSON.parse(better.stdout) as Record<string, unknown>;
    expect(found).toMatchObject({
      rule: "gradient",
      fixedPoints: 26,
      spins: 49,
      patterns: 26,
      findings: { loops: 20 },
    });
    expect(found["stored"]).toHaveLength(26);
    expect(found["smallestMargin"]).toBeGreaterThan(0);
  });

  it("reads grids from stdin, gzip and files", async () => {
    const folder = scratch({ "two.patterns": TWO, "two.patterns.gz": gzipSync(TWO) });
    const answers = await Promise.all([
      groundstate(["store", "two.patterns"], { cwd: folder }),
      groundstate(["store", "two.patterns.gz"], { cwd: folder }),
      groundstate(["store", "-"], { cwd: folder, stdin: TWO }),
    ]);
    const [plain, zipped, piped] = answers.map(({ stdout }) => stdout.replace(/^[^:]*:/, ""));
    expect(plain).toContain("2 of 2 patterns are fixed points");
    expect([zipped, piped]).toEqual([plain, plain]);
  });

  it("counts near-duplicates, and tells patterns of one label apart", async () => {
    const { stdout } = await groundstate(["store", "-"], { stdin: "a:\n##\n.#\n\na:\n##\n.#\n\na:\n..\n#.\n" });
    expect(stdout).toContain("3 pairs are near-duplicates");
    expect(stdout).toContain('"a" (pattern 1) and "a" (pattern 3), overlap -1');
  });

  it("writes a network whose ground states are the patterns and their negatives", async () => {
    const folder = scratch({ "two.patterns": TWO });
    const args = ["store", "two.patterns", "--rule", "pseudo-inverse", "--out", "net.json", "--plot", "net.html"];
    const { code, stdout, stderr } = await groundstate(args, { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("network written to net.json");
    const page = readFileSync(join(folder, "net.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain("cross");
    const minima = await groundstate(["minima", "net.json", "--json"], { cwd: folder });
    const { groundStates } = JSON.parse(minima.stdout) as { groundStates: number[][] };
    const spins = TWO.split("\n\n").map((block) =>
      Array.from(block.replace(/^.*:|\s/gm, ""), (c) => (c === "#" ? 1 : -1)),
    );
    const all = spins.flatMap((row) => [row, row.map((spin) => -spin)]);
    expect(groundStates.map((state) => state.join()).sort()).toEqual(all.map((row) => row.join()).sort());
    expect((await groundstate(["solve", "net.json", "--time", "100ms"], { cwd: folder })).code).toBe(0);
  });

  it("refuses what is wrong, with a way out, before it writes anything", async () => {
    const folder = scratch({ "two.patterns": TWO, "ragged.patterns": "##\n#\n", "cue.patterns": "#?\n" });
    const cases: [string[], RegExp][] = [
      [["store", "two.patterns", "--rule", "hebbs"], /"hebb" perhaps/],
      [["store", "two.patterns", "--set", "eta=1"], /hebb options\.eta is an unknown field/],
      [["store", "ragged.patterns", "--out", "x.json"], /line 2, column 1: found a row of 1 pixels, expected 2/],
      [["store", "cue.patterns"], /row 1, column 2 is unknown[\s\S]*groundstate recall/],
      [["store", "two.patterns", "--out", "-"], /--out is -/],
      [["store", "two.patterns", "--out", "two.patterns"], /it is the input/],
      [["store", "two.patterns", "--plot", "x.png"], /\.svg or \.html/],
      [["store", "none.patterns"], /no such file/],
      [["store", LETTERS, "--memory", "1kB"], /above the limit/],
      [["solve", LETTERS], /holds patterns[\s\S]*groundstate recall/],
      [["solve", "two.patterns"], /holds patterns[\s\S]*groundstate store/],
    ];
    const answers = await Promise.all(cases.map(([args]) => groundstate(args, { cwd: folder })));
    answers.forEach(({ code, stderr }, k) => {
      const [args, message] = cases[k];
      expect([args, code]).toEqual([args, 2]);
      expect(stderr, args.join(" ")).toMatch(message);
    });
    expect(existsSync(join(folder, "x.json"))).toBe(false);
  });

  it("ends at Ctrl-C", async () => {
    const folder = scratch();
    const child = startGroundstate(["store", LETTERS, "--rule", "gradient", "--set", "loops=1000000"], folder);
    setTimeout(() => child.kill("SIGINT"), 1500);
    // Before the learning begins the system ends the process itself: a shell sees 130 either way.
    const ending = await new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
    expect([130, "SIGINT"]).toContain(ending);
  });
});

describe("rules and the schema of patterns", () => {
  it("lists the rules and explains each with its options", async () => {
    const { stdout } = await groundstate(["rules"]);
    for (const { id } of learningRules) expect(stdout).toContain(id);
    const explained = (await groundstate(["rules", "gradient"])).stdout;
    for (const name of ["eta", "alpha", "loops", "margin", "MacKay 2003"]) expect(explained).toContain(name);
  });

  it("prints the schema, which fits the examples", async () => {
    const { stdout } = await groundstate(["schema", "patterns"]);
    const { $id, $schema, ...schema } = JSON.parse(stdout) as Record<string, unknown>;
    expect([$id, $schema]).toEqual(["patterns.schema.json", "http://json-schema.org/draft-07/schema#"]);
    expect(schema).toEqual(JSON.parse(JSON.stringify(patternsSchema)));
    const fits = new Ajv({ strict: true, strictTypes: false }).compile(schema);
    expect(fits(JSON.parse(readFileSync(LETTERS, "utf8")))).toBe(true);
    expect(fits({ patterns: [] })).toBe(false);
  });
});
