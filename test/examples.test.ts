/** Documentation runs: every shell and TypeScript snippet of README, and every script and instance under examples/. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { groundstate } from "./support/command.ts";

const ROOT = join(import.meta.dirname, "..");
const run = promisify(execFile);
const files = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort();

/** Fenced blocks of a language, with the line each starts on. */
function blocks(document: string, language: string): { code: string; line: number }[] {
  const text = readFileSync(join(ROOT, document), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => ({
    code: match[1],
    line: text.slice(0, match.index).split("\n").length,
  }));
}

/** A folder where `groundstate` is installed as a dependency (linked) and the examples lie, as a user has them. */
function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), "groundstate-examples-"));
  mkdirSync(join(folder, "node_modules", ".bin"), { recursive: true });
  symlinkSync(ROOT, join(folder, "node_modules", "groundstate"));
  const command = `#!/bin/sh\nexec node "${join(ROOT, "dist", "cli", "main.js")}" "$@"\n`;
  writeFileSync(join(folder, "node_modules", ".bin", "groundstate"), command, { mode: 0o755 });
  cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return folder;
}

/** Commands within sentences: `... groundstate COMMAND ...` that names a file in small letters. */
function sentenceCommands(document: string): string[] {
  const prose = readFileSync(join(ROOT, document), "utf8").replace(/^```[\s\S]*?^```/gm, "");
  const quoted = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]);
  return quoted.filter((code) => /(?:^|\| )groundstate (?:solve|check|encode|minima|recall|store) [-a-z]/.test(code));
}

/** Files of the names that sentences use, each in the format that its name promises. */
async function writeNamedFiles(folder: string): Promise<void> {
  const make = (...args: string[]) => groundstate(["generate", ...args], { cwd: folder });
  await Promise.all([
    make("tsp", "--size", "12", "--to", "tsplib", "--out", "berlin52.tsp"),
    make("graph-partitioning", "--size", "40", "--to", "metis", "--out", "mesh.graph"),
    make("max-cut", "--size", "20", "--to", "rudy", "--out", "g22"),
  ]);
  writeFileSync(join(folder, "g22.gz"), gzipSync(readFileSync(join(folder, "g22"))));
}

describe("README", () => {
  const folder = workplace();
  const env = { ...process.env, PATH: `${join(folder, "node_modules", ".bin")}:${process.env["PATH"]}` };
  const shell = (command: string) => run("sh", ["-c", command], { cwd: folder, env });
  describe("in its sentences", () => {
    const commands = sentenceCommands("README.md");
    beforeAll(() => writeNamedFiles(folder));
    it("has commands", () => {
      expect(commands.length).toBeGreaterThanOrEqual(3);
    });
    it.each(commands)("%s", async (command) => {
      const { stdout } = await shell(command);
      expect(stdout).toMatch(/valid +yes/);
    });
  });
  for (const { code, line } of blocks("README.md", "sh")) {
    for (const command of code.split("\n").filter((text) => text.startsWith("groundstate "))) {
      it(`line ${line}: ${command}`, async () => {
        const { stdout } = await shell(command.replace(/\s+#.*$/, ""));
        expect(stdout.length).toBeGreaterThan(0);
      });
    }
  }
  for (const [k, { code, line }] of blocks("README.md", "js").entries()) {
    it(`line ${line}: the library example runs`, async () => {
      writeFileSync(join(folder, `snippet${k}.js`), code);
      const { stdout } = await run(process.execPath, [`snippet${k}.js`], { cwd: folder });
      expect(stdout.length).toBeGreaterThan(0);
    });
  }
  it("names the two commands for a fresh machine as package.json and CI have them", () => {
    const text = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(text).toContain("npm ci && npm run -s groundstate -- solve examples/tsp/european-capitals.json");
    expect(text).toContain("npm ci && npm test");
    expect(readFileSync(join(ROOT, ".ci", "run"), "utf8")).toMatch(/npm ci[\s\S]*npm test/);
  });
});

describe("links", () => {
  for (const document of ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "DECISIONS.md"]) {
    it(`${document} points only to files that exist`, () => {
      const text = readFileSync(join(ROOT, document), "utf8").replace(/^```[\s\S]*?^```/gm, "");
      const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1].replace(/#.*$/, ""));
      const relative = targets.filter((target) => target !== "" && !/^[a-z]+:/i.test(target));
      expect(relative.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
    });
  }
});

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
  for (const name of files("examples", ".json").filter((file) => !isPatternSet(file))) {
    it(`${name} is solved`, async () => {
      const { code, stdout, stderr } = await groundstate([
        "solve",
        join(ROOT, "examples", name),
        "--time",
        "500ms",
        "--json",
      ]);
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout).valid).toBe(true);
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
