/** Documentation runs: every block of README and docs/, in order, in a folder where the package is a dependency. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, FLAGS } from "./browser/page.ts";
import { groundstate } from "./support/command.ts";
import { blocksOf, matches, ROOT } from "./support/documents.ts";
import { closeHost, environment, isForTest, runBlock, workplace } from "./support/run-documents.ts";

const run = promisify(execFile);
const browserChapter = "docs/browser.md";
const chapters = readdirSync(join(ROOT, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

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
  const binpack = ["3", ...["a", "b", "c"].flatMap((name) => [name, "10 4 2", "5", "6", "3", "7"])];
  writeFileSync(join(folder, "binpack1.txt"), binpack.join("\n"));
  writeFileSync(join(folder, "g22.gz"), gzipSync(readFileSync(join(folder, "g22"))));
}

const long = process.env["GROUNDSTATE_LONG"] !== undefined;
const gallery = "docs/gallery.md";
/** Tested further below, by other means. */
const APART = [gallery, browserChapter, "docs/api.md"];

for (const document of ["README.md", ...chapters.filter((chapter) => !APART.includes(chapter))]) {
  describe(document, () => {
    const folder = workplace();
    for (const block of blocksOf(document).filter(isForTest)) {
      const first = block.code.split("\n")[0];
      it(`line ${block.line}: ${block.file ?? first}`, async () => {
        const printed = await runBlock(block, folder);
        if (printed === null) return;
        if (block.language === "sh") expect(printed.length).toBeGreaterThan(0);
        if (block.prints !== null && !matches(printed, block.prints)) expect(printed).toBe(block.prints);
      });
    }
    const commands = sentenceCommands(document);
    if (commands.length > 0) {
      describe("in its sentences", () => {
        beforeAll(() => writeNamedFiles(folder));
        it.each(commands)("%s", async (command) => {
          const { stdout } = await run("sh", ["-c", command], { cwd: folder, env: environment(folder) });
          expect(stdout).toMatch(/valid +yes/);
        });
      });
    }
  });
}

afterAll(closeHost);

describe(gallery, () => {
  const pictures = readdirSync(join(ROOT, "docs", "gallery"));
  it("shows every picture that there is", () => {
    const shown = [...readFileSync(join(ROOT, gallery), "utf8").matchAll(/\]\(gallery\/(\S+)\)/g)].map(
      (match) => match[1],
    );
    expect(shown.sort()).toEqual([...pictures].sort());
  });
  // A quarter of a minute of processor time: in the long suite.
  it.skipIf(!long)("shows what its commands draw: npm run gallery draws them again", async () => {
    const folder = workplace();
    mkdirSync(join(folder, "docs", "gallery"), { recursive: true });
    for (const block of blocksOf(gallery)) await runBlock(block, folder);
    const differ = pictures.filter(
      (name) =>
        readFileSync(join(folder, "docs", "gallery", name), "utf8") !==
        readFileSync(join(ROOT, "docs", "gallery", name), "utf8"),
    );
    expect(differ).toEqual([]);
  });
});

describe("TypeScript in the documents", () => {
  it("has the types that it says", async () => {
    const folder = workplace();
    for (const [d, document] of chapters.entries())
      for (const { language, file, line, code } of blocksOf(document))
        if (language === "ts") writeFileSync(join(folder, file ?? `chapter-${d}-${line}.ts`), code);
    const options = {
      ...{ target: "es2023", lib: ["es2023", "dom", "dom.iterable"], module: "nodenext", strict: true, noEmit: true },
      ...{ skipLibCheck: true, allowImportingTsExtensions: true, preserveSymlinks: false, types: ["node"] },
    };
    const configuration = JSON.stringify({ compilerOptions: options, include: ["*.ts"] });
    writeFileSync(join(folder, "tsconfig.json"), configuration);
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const outcome = await run(process.execPath, [compiler, "-p", "tsconfig.json"], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(outcome.stdout).toBe("");
  });
});

describe("the API reference", () => {
  it("says what the docstrings say, and every export has one: npm run docs writes it again", async () => {
    const checked = run(process.execPath, [join(ROOT, "scripts", "api.mjs"), "--check"], { cwd: ROOT });
    const { stdout } = await checked.catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
  });
});

describe(browserChapter, () => {
  it.skipIf(chromiumPath() === null)("finds a tour in Chromium", async () => {
    const folder = workplace();
    const blocks = blocksOf(browserChapter);
    for (const block of blocks.filter(isForTest)) await runBlock(block, folder);
    const files = new Map([
      ["/", "index.html"],
      ["/page.js", "page.js"],
    ]);
    const server = createServer((request, response) => {
      const file = files.get(request.url ?? "");
      response.writeHead(file === undefined ? 404 : 200, {
        "content-type": file?.endsWith(".js") === true ? "text/javascript" : "text/html",
      });
      response.end(file === undefined ? "" : readFileSync(join(folder, file)));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const browser = await chromium.launch({ executablePath: chromiumPath()!, args: [...FLAGS] });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForSelector("output[data-done]", { timeout: 60_000 });
      expect(Number(await page.textContent("output"))).toBeGreaterThan(0);
    } finally {
      await browser.close();
      server.close();
    }
  });
});

describe("README", () => {
  it("names the two commands for a fresh machine as package.json and CI have them", () => {
    const text = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(text).toContain("npm ci && npm run -s groundstate -- solve examples/tsp/european-capitals.json");
    expect(text).toContain("npm ci && npm test");
    expect(readFileSync(join(ROOT, ".ci", "run"), "utf8")).toMatch(/npm ci[\s\S]*npm test/);
  });
});

describe("links", () => {
  const documents = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "DECISIONS.md", ...chapters];
  it.each(documents)("of %s point only to files that exist", (document) => {
    const text = readFileSync(join(ROOT, document), "utf8").replace(/^```[\s\S]*?^```/gm, "");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1].replace(/#.*$/, ""));
    const relative = targets.filter((target) => target !== "" && !/^[a-z]+:/i.test(target));
    expect(relative.filter((target) => !existsSync(join(ROOT, document, "..", target)))).toEqual([]);
  });
});
