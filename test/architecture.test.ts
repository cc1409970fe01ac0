/** The import table of ARCHITECTURE.md, the house rules that a reader of one file cannot check, and the registers. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { problems } from "../problems/index.ts";
import { composites, solvers } from "../solvers/index.ts";

const root = join(import.meta.dirname, "..");

function filesUnder(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/node_modules|assembly\/|generated\//.test(file.split(sep).join("/")))
    .map((file) => join(folder, file).split(sep).join("/"))
    .sort();
}

const read = (file: string) => readFileSync(join(root, file), "utf8");
const product = ["src", "problems", "solvers"].flatMap(filesUnder);
const everything = [...product, ...filesUnder("examples")];

/** Text without comments and without the contents of strings: what the compiler sees. */
function code(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g,
    (part) => (part.startsWith("/") ? " " : '""'),
  );
}

interface Import {
  readonly from: string;
  /** Path in the repository, or the name of a package. */
  readonly to: string;
  readonly inside: boolean;
}

function importsOf(file: string): Import[] {
  const text = read(file).replace(/\/\*[\s\S]*?\*\//g, " ");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;"']*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map(([, a, b, c]) => {
    const name = a ?? b ?? c;
    const inside = name.startsWith(".");
    const to = inside
      ? normalize(join(dirname(file), name))
          .split(sep)
          .join("/")
      : name;
    return { from: file, to, inside };
  });
}

const imports = everything.flatMap(importsOf);

/** Rows of the table of ARCHITECTURE.md: what may be imported, by room: a folder or, with `.ts`, a file. */
function tableOf(text: string): Map<string, readonly string[]> {
  const rows = text.matchAll(/^\| ((?:src|problems|solvers)\/[^|]*) \| [^|]* \| ([^|]*) \|$/gm);
  const table = new Map<string, readonly string[]>();
  for (const [, rooms, targets] of rows) {
    const may = targets === "nothing" ? [] : targets.split(", ").map(pathOf);
    for (const room of rooms.split(", ")) table.set(pathOf(room), may);
  }
  return table;
}

/** "errors", "src/errors", "kernels/types", "problems", "problems/*": the file or folder that is meant. */
function pathOf(name: string): string {
  const plain = name.replace(/^src\/|\/\*$/g, "");
  const inside = /^(problems|solvers)$/.test(plain) ? plain : `src/${plain}`;
  return existsSync(join(root, `${inside}.ts`)) ? `${inside}.ts` : inside;
}

/** Who may import whom. A room may always import itself; `examples` stands outside and sees only the package. */
const MAY: ReadonlyMap<string, readonly string[]> = tableOf(read("ARCHITECTURE.md")).set("examples", []);

const lies = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);

/** Room of a file: the longest name in the table that its path starts with. */
const ROOMS = [...MAY.keys()].sort((a, b) => b.length - a.length);
const roomOf = (file: string): string | undefined => ROOMS.find((room) => lies(file, room));

const allowed = (from: string, to: string): boolean =>
  roomOf(to) === from || (MAY.get(from) ?? []).some((place) => lies(to, place));

const said = (list: readonly Import[]) => list.map(({ from, to }) => `${from} imports ${to}`);

describe("the import table", () => {
  it("is obeyed by every file", () => {
    expect(said(imports.filter(({ from, to, inside }) => inside && !allowed(roomOf(from)!, to)))).toEqual([]);
  });

  it("has a row for every file, and every row and target is there", () => {
    expect(everything.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect([...MAY.keys(), ...MAY.values()].flat().filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });

  it("allows nothing that no file makes use of", () => {
    const unused = [...MAY].flatMap(([room, places]) =>
      places
        .filter((place) => !imports.some(({ from, to }) => roomOf(from) === room && lies(to, place)))
        .map((place) => `${room} never imports ${place}`),
    );
    expect(unused).toEqual([]);
  });

  it("sees the imports: there are many, and every one leads to a file", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(said(imports.filter(({ to, inside }) => inside && !existsSync(join(root, to))))).toEqual([]);
    expect(imports.filter(({ to, inside }) => inside && !to.endsWith(".ts"))).toEqual([]);
  });

  it("keeps problems and solvers apart, and problems from each other", () => {
    const folder = (file: string) => file.split("/").slice(0, 2).join("/");
    const bad = imports.filter(({ from, to, inside }) => {
      if (!inside || /^(problems|solvers)\/index\.ts$/.test(from)) return false;
      if (from.startsWith("problems/"))
        return to.startsWith("solvers/") || (to.startsWith("problems/") && folder(to) !== folder(from));
      if (from.startsWith("solvers/composites/"))
        return to.startsWith("solvers/") && folder(to) !== "solvers/composites";
      return from.startsWith("solvers/") && to.startsWith("problems/");
    });
    expect(said(bad)).toEqual([]);
  });

  it("lets only the register and the public index know all problems and solvers", () => {
    const bad = imports.filter(
      ({ from, to }) =>
        from.startsWith("src/") && /^(problems|solvers)\//.test(to) && !/^src\/(registry|index)\.ts$/.test(from),
    );
    expect(said(bad)).toEqual([]);
  });

  it("keeps what runs in a browser free of Node modules", () => {
    const bad = imports.filter(({ from, to }) => to.startsWith("node:") && !/^(src\/cli|examples)\//.test(from));
    expect(said(bad)).toEqual([]);
  });

  it("uses only packages that are dependencies", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    const name = (to: string) =>
      to
        .split("/")
        .slice(0, to.startsWith("@") ? 2 : 1)
        .join("/");
    const known = (to: string) => to.startsWith("node:") || name(to) in dependencies;
    expect(
      said(imports.filter(({ from, to, inside }) => !inside && !from.startsWith("examples/") && !known(to))),
    ).toEqual([]);
  });

  it("gives the examples the package by its name only", () => {
    expect(
      said(
        imports.filter(({ from, inside, to }) => from.startsWith("examples/") && inside && !to.startsWith("examples/")),
      ),
    ).toEqual([]);
  });
});

describe("the house rules", () => {
  const offenders = (pattern: RegExp, files: readonly string[]) =>
    files.filter((file) => pattern.test(code(read(file))));
  const timeless = product.filter((file) => !/^src\/(run|cli)\//.test(file));

  it("chance and time come only from the run and cli rooms", () => {
    expect(
      offenders(/\bMath\s*\.\s*random\b|\bDate\s*\.\s*now\b|\bnew\s+Date\b|\bperformance\s*\.\s*now\b/, timeless),
    ).toEqual([]);
  });

  it("the console belongs to the command line", () => {
    expect(
      offenders(
        /\bconsole\s*\./,
        product.filter((file) => !file.startsWith("src/cli/")),
      ),
    ).toEqual([]);
  });

  it("no type is given up", () => {
    expect(offenders(/(?::|\bas|<|,)\s*any\b(?!\s*[(=:])/, everything)).toEqual([]);
    const ignored = everything.filter((file) => /@ts-(ignore|nocheck|expect-error)/.test(read(file)));
    expect(ignored).toEqual([]);
  });

  it("nothing is left for later", () => {
    expect(everything.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(read(file)))).toEqual([]);
  });

  it("a file above 400 lines says why at the top", () => {
    const long = everything.filter((file) => {
      const text = read(file);
      return text.split("\n").length > 400 && !/\b400\b|one file because|long because/i.test(text.slice(0, 1500));
    });
    expect(long).toEqual([]);
  });

  it("every file opens by saying what it is", () => {
    expect(product.filter((file) => !read(file).startsWith("/**") && !read(file).startsWith("#!"))).toEqual([]);
  });

  it("the rules can see: planted offences are found", () => {
    expect(/\bMath\s*\.\s*random\b/.test(code("const x = Math.random();"))).toBe(true);
    expect(/\bMath\s*\.\s*random\b/.test(code('// Math.random\nconst x = "Math.random";'))).toBe(false);
    expect(/(?::|\bas|<|,)\s*any\b(?!\s*[(=:])/.test(code("let x: any;"))).toBe(true);
    expect(allowed("src/model", "src/kernels/types.ts")).toBe(false);
    expect(allowed("solvers", "problems/tsp/index.ts")).toBe(false);
    expect(allowed("problems", "src/model/index.ts")).toBe(true);
    const planted = tableOf(
      "| src/model, src/random | words, and more | errors, kernels/types |\n| problems/* | words | nothing |",
    );
    expect([...planted]).toEqual([
      ["src/model", ["src/errors.ts", "src/kernels/types.ts"]],
      ["src/random.ts", ["src/errors.ts", "src/kernels/types.ts"]],
      ["problems", []],
    ]);
  });
});

describe("the registers", () => {
  const folders = (room: string) =>
    readdirSync(join(root, room)).filter((name) => statSync(join(root, room, name)).isDirectory());
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).sort();

  it("hold every problem folder, by its name", () => {
    expect(ids(problems)).toEqual(folders("problems").sort());
  });

  it("hold every solver folder and file, by its name", () => {
    const files = readdirSync(join(root, "solvers")).filter((file) => file.endsWith(".ts") && file !== "index.ts");
    const names = [
      ...folders("solvers").filter((name) => name !== "composites"),
      ...files.map((file) => file.slice(0, -3)),
    ];
    expect(ids(solvers)).toEqual(names.sort());
  });

  it("hold every composite, by its name", () => {
    const files = filesUnder("solvers/composites").map((file) => relative("solvers/composites", file).split(sep)[0]);
    const names = [...new Set(files.map((file) => file.replace(/\.ts$/, "")))];
    expect(ids(composites)).toEqual(names.sort());
  });

  it("use every id once", () => {
    const all = [...ids(problems)];
    expect(new Set(all).size).toBe(all.length);
    const makers = [...ids(solvers), ...ids(composites)];
    expect(new Set(makers).size).toBe(makers.length);
  });
});
