/** Sets of elements, as instances of packings, covers and exact covers state them, and choices of sets. */
import { type Static, Type } from "typebox";
import type { Complaint } from "../../problem.ts";
import { checkLabels, closed } from "../document.ts";
import { checkTotal } from "../graph.ts";

/** Properties of instances beside what the sets cost or are worth. */
export const setSystemProperties = {
  elements: Type.Integer({ minimum: 1, maximum: 1e7, description: "Number of elements. They are numbered from 0." }),
  sets: Type.Array(Type.Array(Type.Integer({ minimum: 0 })), {
    minItems: 1,
    description: "The elements of each set, counted from 0, each at most once in a set.",
  }),
  names: Type.Optional(
    Type.Array(Type.String(), { description: "Names of the sets, all different. Default: set 0, set 1, ..." }),
  ),
};

/** One number of 0 or more a set. */
export const setNumbers = (description: string) =>
  Type.Optional(Type.Array(Type.Number({ minimum: 0, maximum: 1e15 }), { description }));

/** Sets as lists of elements 0 .. elements - 1. */
export interface SetSystem {
  readonly elements: number;
  readonly sets: readonly (readonly number[])[];
  readonly names?: readonly string[];
}

export const setChoiceSchema = Type.Object(
  {
    choose: Type.Array(Type.Integer({ minimum: 0, maximum: 1 }), {
      description: "One number a set: 1 if it is chosen, else 0.",
    }),
  },
  { ...closed, description: "Which sets are chosen." },
);
export type SetChoice = Static<typeof setChoiceSchema>;

export const setName = ({ names }: SetSystem, set: number): string => names?.[set] ?? `set ${set}`;

/** The sets that hold each element, ascending. O(elements + members). */
export function setsOfElements({ elements, sets }: SetSystem): number[][] {
  const own: number[][] = Array.from({ length: elements }, () => []);
  for (const [s, set] of sets.entries()) for (const element of set) own[element].push(s);
  return own;
}

const MOST_COMPLAINTS = 20;

/** What the schema cannot say. @param numbers one a set, the property `path` */
export function checkSets(
  { elements, sets, names }: SetSystem,
  numbers: readonly number[] | undefined,
  path: string,
): readonly Complaint[] {
  const complaints: Complaint[] = [...checkLabels(sets.length, names === undefined ? undefined : [...names], "names")];
  if (numbers !== undefined && numbers.length !== sets.length) {
    complaints.push({ path, found: `${numbers.length} numbers`, expected: `${sets.length}, one a set` });
  }
  complaints.push(...checkTotal(numbers?.reduce((total, number) => total + number, 0) ?? 0, path));
  for (const [s, set] of sets.entries()) {
    const seen = new Set<number>();
    const at = set.findIndex((element) => element >= elements || seen.size === seen.add(element).size);
    if (at < 0) continue;
    const expected =
      set[at] >= elements ? `an element from 0 to ${elements - 1}` : "each element at most once in a set";
    complaints.push({ path: `sets[${s}][${at}]`, found: String(set[at]), expected });
    if (complaints.length >= MOST_COMPLAINTS) break;
  }
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** The first element that no set holds, where all have to be covered. */
export function checkCoverable(system: SetSystem): readonly Complaint[] {
  const alone = setsOfElements(system).findIndex((own) => own.length === 0);
  if (alone < 0) return [];
  const hint = "No choice of sets can cover it: add a set, or leave it out.";
  return [{ path: "sets", found: `no set with element ${alone}`, expected: "every element in some set", hint }];
}
