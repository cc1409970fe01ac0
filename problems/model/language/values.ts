/** What an expression can be worth while a text is read: numbers are computed at once, elements of sets compared, the rest kept for the program. */
import type { Expression } from "../../../src/modelling/program/types.ts";
import { refuseAt, type Source } from "./complaints.ts";
import type { DeclaredVariable, IndexSet } from "./declarations.ts";

/** An element of a set. */
export interface Element {
  readonly set: IndexSet;
  readonly position: number;
}

/** A name that is none of the document's: an element, where the place says of which set. */
export interface Label {
  readonly label: string;
}

/** A choice without a question. */
export interface ChosenVariable {
  readonly chosen: number;
  readonly options: IndexSet;
}

export type Value = number | Element | Label | ChosenVariable | Expression;

export const isExpression = (value: Value): value is Expression => typeof value === "object" && "op" in value;
export const isElement = (value: Value): value is Element => typeof value === "object" && "set" in value;
export const isLabel = (value: Value): value is Label => typeof value === "object" && "label" in value;
export const isChoice = (value: Value): value is ChosenVariable => typeof value === "object" && "chosen" in value;

/** A number or an expression. @throws {StatementError} for what is neither */
export function operand(value: Value, source: Source, at: number): number | Expression {
  if (typeof value === "number" || isExpression(value)) return value;
  if (isElement(value)) {
    if (value.set.numbered) return value.position;
    const name = value.set.labels[value.position];
    return refuseAt(source, at, `${JSON.stringify(name)}, an element of ${value.set.name}`, "a number");
  }
  if (isLabel(value)) {
    return refuseAt(source, at, JSON.stringify(value.label), "a variable, a parameter or an index that is declared");
  }
  return refuseAt(source, at, "a choice", "a number", `Ask for an option: colour[v] == red, or colour[v, c].`);
}

/** A number that is known now. */
export function constantOf(value: Value, source: Source, at: number, what: string): number {
  const found = operand(value, source, at);
  return typeof found === "number" ? found : refuseAt(source, at, "an expression with variables", what);
}

/** The position in a set that a value names. */
export function positionIn(set: IndexSet, value: Value, source: Source, at: number): number {
  const { name, labels, positions, numbered } = set;
  if (isElement(value) && value.set === set) return value.position;
  if (isElement(value) && !(value.set.numbered && numbered)) {
    const label = value.set.labels[value.position];
    return (
      positions.get(label) ??
      refuseAt(source, at, `${JSON.stringify(label)}, of ${value.set.name}`, `an element of ${name}`)
    );
  }
  const wanted = isLabel(value) ? value.label : constantOf(value, source, at, `an element of ${name}`);
  const found = typeof wanted === "string" || numbered ? positions.get(String(wanted)) : undefined;
  if (found !== undefined) return found;
  const shown = labels.slice(0, 8).join(", ") + (labels.length > 8 ? ", ..." : "");
  const hint =
    typeof wanted === "number" ? "Leave the place out by a condition: sum(x[i+1], i in days, i < 4)." : undefined;
  return refuseAt(source, at, JSON.stringify(wanted), `an element of ${name} (${shown || "it has none"})`, hint);
}

/** The combination of elements as a number among the variables of a declaration. */
export function placeOf(
  variable: DeclaredVariable,
  indices: readonly Value[],
  source: Source,
  at: readonly number[],
): number {
  let k = 0;
  variable.over.forEach((set, d) => {
    k = k * set.labels.length + positionIn(set, indices[d], source, at[d]);
  });
  return variable.first + k;
}
