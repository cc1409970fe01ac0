/**
 * A newcomer's path, literally: the package is packed, installed into an empty folder as npm does it, and the guide is followed there.
 * In the long suite: packing and installing take half a minute, and npm may ask the registry for the dependencies.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, matches, ROOT } from "./support/documents.ts";
import { closeHost, isForTest, runBlock } from "./support/run-documents.ts";

const run = promisify(execFile);
const long = process.env["GROUNDSTATE_LONG"] !== undefined;
const pages = ["README.md", "docs/guide.md", "docs/models.md", "docs/extending.md"];

describe.skipIf(!long)("the packed package in an empty folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "groundstate-newcomer-"));
  beforeAll(async () => {
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: ROOT });
    const [tarball] = readdirSync(folder);
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`], { cwd: folder });
  }, 300_000);
  afterAll(() => {
    closeHost();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
  for (const page of pages) {
    // The examples are in the repository, not in the package, as the guide says.
    const blocks = blocksOf(page).filter((block) => isForTest(block) && !block.code.includes("examples/"));
    for (const block of blocks) {
      it(`${page}, line ${block.line}`, async () => {
        const printed = await runBlock(block, folder);
        if (printed !== null && block.prints !== null && !matches(printed, block.prints))
          expect(printed).toBe(block.prints);
      });
    }
  }
});
