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

/** Room of a file: the longest name in the table that its path starts with. */
const ROOMS = [
  "src/model",
  "src/kernels",
  "src/formats",
  "src/networks",
  "src/modelling",
  "src/bounds",
  "src/associative",
  "src/landscape",
  "src/run",
  "src/compare",
  "src/report",
  "src/cli",
  "src",
  "problems",
  "solvers",
  "examples",
] as const;
type Room = (typeof ROOMS)[number];

const roomOf = (file: string): Room => ROOMS.find((room) => file.startsWith(`${room}/`)) ?? "src";

const ERRORS = "src/errors.ts";
const RANDOM = "src/random.ts";
const SCHEMA = "src/schema.ts";
const INTERFACES = ["src/problem.ts", "src/solver.ts", "src/episodes.ts"];

/** Who may import whom: rooms and single files. A room may always import itself. */
const MAY: Readonly<Record<Room, readonly string[]>> = {
  "src/model": [ERRORS],
  "src/formats": [ERRORS],
  "src/kernels": [ERRORS, RANDOM, "src/model"],
  "src/networks": ["src/kernels/incidences.ts", "src/kernels/union-find.ts"],
  "src/modelling": [ERRORS, RANDOM, "src/model", "src/formats", "src/networks", "src/problem.ts"],
  "src/bounds": [ERRORS, RANDOM, ...INTERFACES, "src/model", "src/kernels", "src/networks"],
  "src/run": [
    ERRORS,
    RANDOM,
    ...INTERFACES,
    "src/model",
    "src/kernels",
    "src/bounds",
    "src",
    "src/formats/records.ts",
    "src/associative/schema.ts",
  ],
  "src/associative": [
    ERRORS,
    RANDOM,
    SCHEMA,
    ...INTERFACES,
    "src/model",
    "src/kernels",
    "src/formats",
    "src/run",
    "src",
  ],
  "src/landscape": [ERRORS, RANDOM, "src/model", "src/kernels", "src/run/slices.ts"],
  "src/compare": [ERRORS, RANDOM, ...INTERFACES, "src/model", "src/kernels", "src/run", "src"],
  "src/report": [
    "src",
    "src/model",
    "src/kernels",
    "src/formats",
    "src/run",
    "src/compare",
    "src/bounds",
    "src/associative",
    "src/landscape",
  ],
  "src/cli": [
    "src",
    "src/model",
    "src/kernels",
    "src/formats",
    "src/run",
    "src/compare",
    "src/bounds",
    "src/associative",
    "src/landscape",
    "src/report",
  ],
  // The files on top of src: the two interfaces see types only, the register and the public index see everything.
  src: [
    "src/model",
    "src/kernels",
    "src/formats",
    "src/modelling",
    "src/bounds",
    "src/associative",
    "src/landscape",
    "src/run",
    "src/compare",
    "src/report",
    "problems",
    "solvers",
  ],
  problems: [
    ERRORS,
    RANDOM,
    SCHEMA,
    "src/problem.ts",
    "src/model",
    "src/modelling",
    "src/formats",
    "src/networks",
    "src/bounds",
  ],
  solvers: [ERRORS, RANDOM, SCHEMA, "src/solver.ts", "src/episodes.ts", "src/model", "src/networks", "src/kernels"],
  examples: [],
};

const allowed = (from: Room, to: string): boolean =>
  roomOf(to) === from || MAY[from].some((target) => to === target || roomOf(to) === target);

const said = (list: readonly Import[]) => list.map(({ from, to }) => `${from} imports ${to}`);

describe("the import table", () => {
  it("is obeyed by every file", () => {
    expect(said(imports.filter(({ from, to, inside }) => inside && !allowed(roomOf(from), to)))).toEqual([]);
  });

  it("sees the imports: there are many, and every one leads to a file", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(said(imports.filter(({ to, inside }) => inside && !existsSync(join(root, to))))).toEqual([]);
    expect(imports.filter(({ to, inside }) => inside && !to.endsWith(".ts"))).toEqual([]);
  });

  it("keeps the interfaces, errors and random numbers below everything", () => {
    const low: Record<string, readonly string[]> = {
      [ERRORS]: [],
      [RANDOM]: [],
      "src/problem.ts": ["src/model/", "src/formats/", "src/kernels/types.ts", RANDOM],
      "src/solver.ts": ["src/model/", "src/kernels/", RANDOM],
      "src/episodes.ts": ["src/model/", "src/solver.ts", RANDOM],
    };
    for (const [file, targets] of Object.entries(low)) {
      const bad = importsOf(file).filter(
        ({ to, inside }) => inside && !targets.some((target) => to.startsWith(target)),
      );
      expect(said(bad)).toEqual([]);
    }
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
