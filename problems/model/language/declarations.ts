/** What a document declares: sets, parameters, and variables with their places in the program. Everything is in maps: no name means more than it says. */
import type { Variable } from "../../../src/modelling/program/types.ts";
import type { ModelInstance, Parameter, VariableDocument } from "../schema.ts";
import { refuseField } from "./complaints.ts";
import { CALLS } from "./syntax.ts";
import { isName } from "./tokens.ts";

export interface IndexSet {
  readonly name: string;
  readonly labels: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
  /** Declared as a number: its elements are numbers. */
  readonly numbered: boolean;
}

export interface DeclaredVariable {
  readonly name: string;
  readonly kind: Variable["kind"];
  readonly over: readonly IndexSet[];
  /** Options of choices, items of orders. */
  readonly values: IndexSet | null;
  /** Index of the first of its variables in the program; the others follow, the last index fastest. */
  readonly first: number;
  readonly count: number;
}

export interface Declarations {
  readonly sets: ReadonlyMap<string, IndexSet>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly variables: ReadonlyMap<string, DeclaredVariable>;
  /** Of the program. */
  readonly list: readonly Variable[];
}

const MOST_VARIABLES = 1_000_000;

/** @throws {StatementError} */
export function declarationsOf({ sets = {}, parameters = {}, variables }: ModelInstance): Declarations {
  const taken = new Map<string, string>();
  const claim = (field: string, name: string) => {
    const path = `${field}.${name}`;
    if (!isName(name) || (CALLS as readonly string[]).includes(name)) {
      refuseField(
        path,
        "a name that the language cannot use",
        "letters, digits and _, and no word such as sum, in, or",
      );
    }
    const before = taken.get(name);
    if (before !== undefined) refuseField(path, `a name that ${before} has too`, "another name");
    taken.set(name, path);
  };
  for (const [name, { over = [] }] of Object.entries(variables)) {
    const sizes = over.map((set) => (Object.hasOwn(sets, set) ? sizeOf(sets[set]) : 1)); // unknown ones are told below
    variablesOf(`variables.${name}`, 0, sizes); // before any set is written out
  }
  const known = new Map<string, IndexSet>();
  for (const [name, given] of Object.entries(sets)) {
    claim("sets", name);
    known.set(name, setOf(name, given));
  }
  for (const [name, value] of Object.entries(parameters)) {
    claim("parameters", name);
    checkParameter(`parameters.${name}`, value, 0);
  }
  const declared = new Map<string, DeclaredVariable>();
  const list: Variable[] = [];
  for (const [name, document] of Object.entries(variables)) {
    claim("variables", name);
    declared.set(name, declare(name, document, known, list));
  }
  return { sets: known, parameters: new Map(Object.entries(parameters)), variables: declared, list };
}

const sizeOf = (set: readonly string[] | number): number => (typeof set === "number" ? set : set.length);

/** The number of variables that one declaration makes, where there is room for them behind `before` others. */
function variablesOf(path: string, before: number, sizes: readonly number[]): number {
  const count = sizes.reduce((product, size) => product * size, 1);
  if (before + count > MOST_VARIABLES) {
    const product = sizes.length > 1 ? ` (${sizes.join(" * ")})` : "";
    refuseField(path, `${count} variables${product}`, `at most ${MOST_VARIABLES} in all`);
  }
  return count;
}

function setOf(name: string, given: readonly string[] | number): IndexSet {
  const numbered = typeof given === "number";
  const labels = numbered ? Array.from({ length: given }, (_, k) => String(k)) : given;
  const positions = new Map(labels.map((label, k) => [label, k]));
  if (positions.size < labels.length) {
    const twice = labels.find((label, k) => positions.get(label) !== k)!;
    refuseField(`sets.${name}`, `a list with ${JSON.stringify(twice)} twice`, "different names");
  }
  return { name, labels, positions, numbered };
}

const DEEPEST_PARAMETER = 6;

function checkParameter(path: string, value: Parameter, depth: number): void {
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (typeof value !== "object" || value === null)
    refuseField(path, JSON.stringify(value), "a number, a list or an object of numbers");
  if (depth === DEEPEST_PARAMETER) refuseField(path, "a list inside others", `at most ${DEEPEST_PARAMETER} indices`);
  if (Array.isArray(value)) {
    value.forEach((part, k) => {
      checkParameter(`${path}[${k}]`, part, depth + 1);
    });
  } else for (const [key, part] of Object.entries(value)) checkParameter(`${path}.${key}`, part, depth + 1);
}

function declare(
  name: string,
  document: VariableDocument,
  sets: ReadonlyMap<string, IndexSet>,
  list: Variable[],
): DeclaredVariable {
  const path = `variables.${name}`;
  const find = (field: string, wanted: string): IndexSet =>
    sets.get(wanted) ??
    refuseField(
      `${path}.${field}`,
      JSON.stringify(wanted),
      `the name of a set: ${[...sets.keys()].join(", ") || "none is declared"}`,
    );
  checkFields(path, document);
  const { type: kind, options, items } = document;
  const over = (document.over ?? []).map((set, k) => find(`over[${k}]`, set));
  const values = options !== undefined ? find("options", options) : items !== undefined ? find("items", items) : null;
  const first = list.length;
  const sizes = over.map(({ labels }) => labels.length);
  const count = variablesOf(path, first, sizes);
  for (let k = 0; k < count; k++) list.push(variableOf(fullName(name, over, k), document, values));
  return { name, kind, over, values, first, count };
}

/** `x`, `x[a]`, `x[a,2]`. @param k place among the variables of one declaration */
export function fullName(name: string, over: readonly IndexSet[], k: number): string {
  const labels = labelsAt(over, k);
  return labels.length === 0 ? name : `${name}[${labels.join(",")}]`;
}

/** The elements that the k-th of all combinations stands for. */
export function labelsAt(over: readonly IndexSet[], k: number): string[] {
  const labels: string[] = [];
  let rest = k;
  for (const set of [...over].reverse()) {
    labels.push(set.labels[rest % set.labels.length]);
    rest = Math.floor(rest / set.labels.length);
  }
  return labels.reverse();
}

const FIELDS: Readonly<Record<VariableDocument["type"], { needs: readonly string[]; takes: readonly string[] }>> = {
  bit: { needs: [], takes: [] },
  spin: { needs: [], takes: [] },
  integer: { needs: ["to"], takes: ["from", "to", "code"] },
  choice: { needs: ["options"], takes: ["options"] },
  order: { needs: ["items"], takes: ["items"] },
};

function checkFields(path: string, document: VariableDocument): void {
  const { type } = document;
  const { needs, takes } = FIELDS[type];
  for (const field of needs) {
    if (!(field in document)) refuseField(`${path}.${field}`, "missing", `a value, which every ${type} needs`);
  }
  for (const field of Object.keys(document)) {
    if (field === "type" || field === "over" || takes.includes(field)) continue;
    refuseField(
      `${path}.${field}`,
      "a field",
      `none: a ${type} has ${takes.join(", ") || "no more than type and over"}`,
    );
  }
}

function variableOf(name: string, document: VariableDocument, values: IndexSet | null): Variable {
  const { type, from = 0, to = 0, code = "binary" } = document;
  if (type === "integer") return { kind: type, name, from, to, code };
  if (type === "choice") return { kind: type, name, options: values!.labels };
  if (type === "order") return { kind: type, name, items: values!.labels };
  return { kind: type, name };
}
