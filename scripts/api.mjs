/**
 * Writes docs/api.md, the reference of all public exports, from the built declarations and their docstrings; with --check only compares.
 * It asks the compiler's own interface, which TypeScript 7 calls unstable: the version is pinned, and generators made for older
 * versions would bring a second compiler of 24 MB. Exits 1 when the page is stale or an export says nothing about itself.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { API } from "typescript/unstable/sync";

const root = fileURLToPath(new URL("..", import.meta.url));
const PAGE = `${root}docs/api.md`;
const ENTRIES = [
  ["groundstate", "dist/src/index.d.ts"],
  ["groundstate/report", "dist/src/report/index.d.ts"],
];
/** Folders of src in the order of the page, with their headings; files on top of src come first. */
const ROOMS = [
  ["", "Problems, solvers, errors, randomness"],
  ["run", "Solving"],
  ["model", "Energy models"],
  ["formats", "Formats"],
  ["compare", "Comparing"],
  ["associative", "Associative memories"],
  ["landscape", "Landscapes"],
  ["kernels", "Kernels"],
  ["report", "Pictures and pages"],
];
const ALIAS = 1 << 21; // SymbolFlags.Alias
const LONGEST = 60; // lines of a declaration; longer ones lose what lies deeper than their members

const clean = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[<>*_]/g, "\\$&")))
    .join("");

function declarationText(node) {
  const text = node
    .getText()
    .replace(/^export (?:declare )?/, "")
    .replace(/import\("[^"]*"\)\./g, "");
  const named = /^(?:function|class|interface|type|abstract|const|enum)\b/.test(text) ? text : `const ${text};`;
  const lines = named.split("\n");
  if (lines.length <= LONGEST || !named.startsWith("const ")) return named;
  const shallow = lines.filter((line) => /^ {0,4}\S/.test(line)).join("\n");
  return shallow.replace(/\{\n\s+\}/g, "{ ... }");
}

/** Exports of an entry: name, room, docstring and declarations. */
function exportsOf(api, entry) {
  const path = `${root}${entry}`;
  const project = api.updateSnapshot({ openFiles: [path] }).getDefaultProjectForFile(path);
  const { checker, program } = project;
  const module = checker.getSymbolAtLocation(program.getSourceFile(path));
  return checker.getExportsOfModule(module).map((symbol) => {
    const target = (symbol.flags & ALIAS) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const nodes = target.declarations.map((handle) => handle.resolve(project));
    const file = nodes[0].getSourceFile().fileName;
    const [, room = ""] = /dist\/src\/([^/]+)\//.exec(file) ?? [];
    const thrown = target
      .getJsDocTags(checker)
      .filter(({ name }) => name === "throws")
      .map(({ text }) => `Throws ${typeof text === "string" ? text : text.map((part) => part.text).join("")}`);
    const said = target.getDocumentationComment(checker);
    return { name: symbol.name, room, said, thrown, code: [...new Set(nodes.map(declarationText))].join("\n") };
  });
}

function section({ name, said, thrown, code }) {
  const prose = [said, ...thrown].filter((text) => text !== "").map(clean);
  return [`#### ${name}`, ...prose, `\`\`\`typescript\n${code}\n\`\`\``].join("\n\n");
}

function page(entries) {
  const parts = [
    "# API reference",
    "[Guide](guide.md) | Made from the docstrings of the sources by `npm run docs`. What is not listed here is not public and may change.",
  ];
  for (const [name, found] of entries) {
    parts.push(`## ${name}`);
    const rooms = [...ROOMS, ["problems", "Problems"], ["solvers", "Solvers"]];
    const unknown = found.filter(({ room }) => !rooms.some(([id]) => id === room));
    if (unknown.length > 0)
      throw new Error(`add to ROOMS: ${[...new Set(unknown.map(({ room }) => room))].join(", ")}`);
    for (const [id, heading] of rooms) {
      const inside = found.filter(({ room }) => room === id).sort((a, b) => (a.name < b.name ? -1 : 1));
      if (inside.length > 0) parts.push(`### ${heading}`, ...inside.map(section));
    }
  }
  return `${parts.join("\n\n")}\n`;
}

const api = new API({ cwd: root });
const entries = ENTRIES.map(([name, entry]) => [name, exportsOf(api, entry)]);
api.close();
const silent = entries.flatMap(([, found]) => found).filter(({ said }) => said === "");
if (silent.length > 0) console.log(`no docstring: ${silent.map(({ name }) => name).join(", ")}`);
const text = page(entries);
const check = process.argv.includes("--check");
const stale = check && text !== readFileSync(PAGE, "utf8");
if (stale) console.log("docs/api.md is stale: npm run docs writes it again");
if (!check) writeFileSync(PAGE, text);
if (stale || silent.length > 0) process.exitCode = 1;
