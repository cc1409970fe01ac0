/**
 * MPS files (IBM 1960s; free form: words between blanks): ROWS with N, L, G or E; COLUMNS, integers between MARKER lines; RHS; RANGES;
 * BOUNDS; QUADOBJ or QMATRIX for x'Qx / 2; OBJSENSE. Names have no blanks. The first N row is the objective, a right side of it its
 * constant with the other sign, other N rows are left out. Variables must be integers with bounds. O(words).
 */
import { GroundstateError } from "../errors.ts";
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { type MpsReader, type Row, readSection } from "./mps-sections.ts";
import { inPieces } from "./pieces.ts";
import { addedUp, addedUpProducts, openDraft } from "./program-draft.ts";
import type { Format, IntegerProgramRecord } from "./records.ts";
import { fail, openCursor, quoted } from "./scanner.ts";

const EXTENSIONS = ["mps"];
const OPENING = /^(?:\s|\*[^\n]*\n)*(?:NAME|OBJSENSE|ROWS)\b/;
const ROWS = /^[ \t]*ROWS[ \t\r]*$/m;
const SECTION = /^[A-Z]+$/;
const WORD = /^[^\s*$'][^\s']*$/;

export const mps: Format<IntegerProgramRecord> = {
  id: "mps",
  title: "MPS file of an integer program",
  sources: ["Murtagh 1981, Advanced linear programming", "IBM ILOG CPLEX, MPS file format"],
  kind: "integer-program",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const text = withoutMark(head);
    if (OPENING.test(text) && ROWS.test(text)) return 0.97;
    return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
  },
  parse,
  print: (record) => inPieces(lines(record)),
};

function parse(text: string): IntegerProgramRecord {
  const cursor = openCursor(text, "an MPS file: NAME, ROWS, COLUMNS ...");
  const draft = openDraft(cursor);
  const reader: MpsReader = {
    cursor,
    draft,
    name: null,
    sense: "min",
    rows: [],
    byName: new Map(),
    quadratic: [],
    integer: false,
  };
  let section: string | null = null;
  for (let start = cursor.at; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    const words = wordsOf(line, start);
    const opens = words.length > 0 && (section === null || !/^\s/.test(line)) && SECTION.test(words[0].text);
    if (opens) section = words[0].text;
    if (section === "ENDATA") break;
    if (words.length > 0) {
      if (section === null) fail(cursor, words[0].at, `found ${quoted(words[0].text)}, expected NAME or ROWS`);
      readSection(reader, section, words, opens);
    }
    start = end < 0 ? text.length : end + 1;
  }
  if (section !== "ENDATA") fail(cursor, text.length, "found the end of the file, expected ENDATA");
  return recordOf(reader);
}

/** Words with their places; a line that opens with `*` is a comment. */
function wordsOf(line: string, start: number) {
  if (line.startsWith("*")) return [];
  return Array.from(line.matchAll(/\S+/g), (match) => ({ text: match[0], at: start + match.index }));
}

function recordOf({ cursor, draft, name, sense, rows, quadratic }: MpsReader): IntegerProgramRecord {
  const variables = draft.finish();
  if (variables.length === 0) fail(cursor, 0, "the program has no variable, expected at least one");
  const objective = rows.find(({ type }) => type === "N");
  return {
    kind: "integer-program",
    name,
    sense,
    variables,
    objective: {
      constant: 0 - (objective?.right ?? 0),
      linear: addedUp(objective?.terms ?? []),
      quadratic: addedUpProducts(quadratic),
    },
    constraints: rows
      .filter(({ type }) => type !== "N")
      .map((row) => ({ name: row.name, linear: addedUp(row.terms), ...endsOf(row) })),
  };
}

function endsOf({ type, right, range }: Row): { from: number | null; to: number | null } {
  if (type === "E") return { from: right + Math.min(0, range ?? 0), to: right + Math.max(0, range ?? 0) };
  if (type === "L") return { from: range === null ? null : right - Math.abs(range), to: right };
  return { from: right, to: range === null ? null : right + Math.abs(range) };
}

const OBJECTIVE = "OBJ";

function* lines({
  name,
  sense,
  variables,
  objective,
  constraints,
}: IntegerProgramRecord): Generator<string, void, void> {
  requireWords([...variables, ...constraints].map((named) => named.name));
  const rules = constraints.filter(({ from, to }) => from !== null || to !== null);
  const goal = freeName(
    OBJECTIVE,
    rules.map((rule) => rule.name),
  );
  yield `NAME${name !== null && WORD.test(name) ? ` ${name}` : ""}\n`;
  if (sense === "max") yield "OBJSENSE\n MAX\n";
  yield `ROWS\n N ${goal}\n`;
  for (const { name: rule, from, to } of rules) yield ` ${from === to ? "E" : from === null ? "L" : "G"} ${rule}\n`;
  yield "COLUMNS\n MARKER 'MARKER' 'INTORG'\n";
  const entries: [row: string, value: number][][] = variables.map(() => []);
  const costs = new Map(addedUp(objective.linear));
  entries.forEach((list, v) => {
    list.push([goal, costs.get(v) ?? 0]);
  });
  for (const { name: rule, linear } of rules) for (const [v, a] of addedUp(linear)) entries[v].push([rule, a]);
  for (const [v, list] of entries.entries()) for (const [row, a] of list) yield ` ${variables[v].name} ${row} ${a}\n`;
  yield " MARKER 'MARKER' 'INTEND'\nRHS\n";
  if (objective.constant !== 0) yield ` RHS ${goal} ${-objective.constant}\n`;
  for (const { name: rule, from, to } of rules) if ((from ?? to) !== 0) yield ` RHS ${rule} ${from ?? to}\n`;
  const ranges = rules.filter(({ from, to }) => from !== null && to !== null && from !== to);
  if (ranges.length > 0) yield "RANGES\n";
  for (const { name: rule, from, to } of ranges) yield ` RNG ${rule} ${to! - from!}\n`;
  yield "BOUNDS\n";
  for (const { name: own, from, to } of variables) yield ` LO BND ${own} ${from}\n UP BND ${own} ${to}\n`;
  const products = addedUpProducts(objective.quadratic);
  if (products.length > 0) yield "QUADOBJ\n";
  for (const [i, j, q] of products) yield ` ${variables[i].name} ${variables[j].name} ${i === j ? 2 * q : q}\n`;
  yield "ENDATA\n";
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  while (taken.includes(name)) name += "_";
  return name;
}

function requireWords(names: readonly string[]): void {
  const wrong = names.find((name) => !WORD.test(name));
  if (wrong === undefined) return;
  throw new GroundstateError("format", `the name ${quoted(wrong)} has no place in an MPS file`, {
    hint: "Rename it without blanks and quotes. Or write JSON.",
  });
}
