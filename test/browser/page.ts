/** The library in a real browser: bundled as a user would, served from this process, opened in headless Chromium. */
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";

const root = join(import.meta.dirname, "..", "..");

/** Path of the browser, or null: then tests that need it are skipped and say so. */
export function chromiumPath(): string | null {
  const path = process.env["GROUNDSTATE_CHROMIUM"] ?? "/usr/bin/chromium";
  return existsSync(path) ? path : null;
}

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A bundle for browsers, and the modules from outside that it still asks for. */
export async function bundle(entry: string): Promise<{ readonly text: string; readonly outside: readonly string[] }> {
  const made = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    outdir: "out",
    logLevel: "silent",
  });
  const outputs = Object.values(made.metafile.outputs).flatMap(({ imports }) => imports);
  const inputs = Object.values(made.metafile.inputs).flatMap(({ imports }) => imports);
  const outside = [...outputs, ...inputs].filter(({ external }) => external === true).map(({ path }) => path);
  return { text: made.outputFiles[0].text, outside };
}

export interface Site {
  /** Opens a page that has the library as `groundstate`. Isolated pages may share memory between threads. */
  open(isolated: boolean): Promise<Page>;
  close(): Promise<void>;
}

export async function openSite(executablePath: string, library: string, worker: string): Promise<Site> {
  const files: Record<string, readonly [string, string]> = {
    "/": ["text/html", `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>`],
    "/page.js": ["text/javascript", `globalThis.groundstate = await import("/library.js");`],
    "/library.js": ["text/javascript", library],
    "/worker.js": ["text/javascript", worker],
  };
  const server = await listen(files);
  const { port } = server.address() as AddressInfo;
  let browser: Browser | null = null;
  return {
    async open(isolated) {
      browser ??= await chromium.launch({ executablePath, args: FLAGS });
      const page = await browser.newPage();
      await page.goto(`http://localhost:${port}/${isolated ? "?isolated" : ""}`);
      await page.waitForFunction(() => "groundstate" in globalThis);
      return page;
    },
    async close() {
      await browser?.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Pages and scripts ask to be isolated by `?isolated` in the address of the page. */
function listen(files: Readonly<Record<string, readonly [string, string]>>): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const isolated = `${request.url} ${request.headers.referer ?? ""}`.includes("?isolated");
    const found = files[pathname];
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    const alone = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    // Scripts carry the policy always: a worker of an isolated page needs it and other pages do not mind.
    const headers = isolated || pathname !== "/" ? alone : {};
    response.writeHead(200, { "Content-Type": found[0], ...headers }).end(found[1]);
  });
  return new Promise((resolve) => {
    server.listen(0, "localhost", () => resolve(server));
  });
}
