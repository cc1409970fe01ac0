// Compiles src/kernels/assembly/<kernel>.ts (AssemblyScript) to WebAssembly with SIMD and embeds each module as base64 in a
// generated, git-ignored TypeScript module: the same text runs in Node and browsers, bundled or not. Kernels whose sources are
// unchanged are left alone. Usage: node scripts/build-kernels.mjs [--debug] [kernel ...]
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const sources = join(root, "src/kernels/assembly");
const generated = join(root, "src/kernels/generated");
const debug = process.argv.includes("--debug");
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

const kernels = readdirSync(sources)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3))
  .sort();
for (const name of wanted) {
  if (!kernels.includes(name))
    throw new Error(`no kernel ${name} in src/kernels/assembly; there are ${kernels.join(", ")}`);
}

/** The first 64 KiB stay free for the module's own constants; callers place their arrays behind. */
const options = ["--runtime", "stub", "--importMemory", "--enable", "simd", "--use", "abort="];
const release = ["-O3", "--noAssert", "--converge"];
const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies.assemblyscript;

const shared = join(sources, "shared");
const sharedFiles = existsSync(shared)
  ? readdirSync(shared)
      .sort()
      .map((file) => join(shared, file))
  : [];

/** Changes whenever the output could: with the compiler, its options, this script and the sources. */
function digest(kernel) {
  const hash = createHash("sha256").update(`${version} ${debug}`);
  for (const file of [fileURLToPath(import.meta.url), ...sharedFiles, join(sources, `${kernel}.ts`)])
    hash.update(readFileSync(file));
  return hash.digest("hex");
}

mkdirSync(generated, { recursive: true });
for (const file of readdirSync(generated)) {
  if (!kernels.includes(file.replace(/\.ts$/, ""))) rmSync(join(generated, file));
}
let compiler = null;
for (const kernel of wanted.length > 0 ? wanted : kernels) {
  const target = join(generated, `${kernel}.ts`);
  const mark = `// ${digest(kernel)}\n`;
  if (existsSync(target) && readFileSync(target, "utf8").startsWith(mark)) continue;
  compiler ??= (await import("assemblyscript/asc")).default;
  let binary = null;
  const { error, stderr } = await compiler.main(
    [`${kernel}.ts`, "--outFile", "out.wasm", "--baseDir", sources, ...options, ...(debug ? [] : release)],
    {
      readFile: (name, base) => {
        const path = join(base, name);
        return existsSync(path) ? readFileSync(path, "utf8") : null;
      },
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || !(binary instanceof Uint8Array)) {
    process.stderr.write(stderr.toString());
    throw new Error(`${kernel}.ts does not compile: ${error?.message ?? "no module was written"}`);
  }
  const text = Buffer.from(binary).toString("base64");
  const name = `${kernel.replace(/-(.)/g, (_, c) => c.toUpperCase())}Module`;
  const title = `/** ${binary.length} bytes of WebAssembly from assembly/${kernel}.ts. */`;
  // The type is written out, or the declarations of the package would hold every module once more.
  writeFileSync(target, `${mark}${title}\nexport const ${name}: string =\n  "${text}";\n`);
  process.stderr.write(`${kernel}: ${binary.length} bytes${debug ? " (debug)" : ""}\n`);
}
