/** What users meet around sets: files, choices in files, words; and random families of sets. */
import { GroundstateError } from "../../errors.ts";
import type { FormatAdapter, Problem } from "../../problem.ts";
import { asRecord, listFormat } from "../document.ts";
import { tellChosen } from "../quadratic-form.ts";
import { type SetChoice, type SetSystem, setName } from "./schema.ts";

type Random = Parameters<Problem["sample"]>[0];

/**
 * Instance and numbers of a file: one number of 0 or more a set.
 * @param primary whether files of set systems are taken for this problem unless another is named
 */
export function setFormats<I extends SetSystem>(
  make: (system: SetSystem & { readonly name?: string }, numbers: readonly number[]) => I,
  numbersOf: (instance: I) => readonly number[],
  primary = false,
): readonly FormatAdapter<I, SetChoice>[] {
  const refuses = (numbers: readonly number[]) => {
    const negative = numbers.find((number) => number < 0);
    return negative === undefined ? null : `the numbers of sets must be 0 or more, found ${negative}.`;
  };
  return [
    {
      kind: "set-system",
      primary,
      refuses: (record) => (record.kind === "set-system" ? refuses(record.costs) : `a file of kind ${record.kind}`),
      toInstance(record, { name }) {
        const { elements, costs, sets } = asRecord(record, "set-system");
        const reason = refuses(costs);
        if (reason !== null) throw new GroundstateError("format", reason);
        const title = name === undefined ? {} : { name };
        return make({ ...title, elements, sets: sets.map((set) => [...set]) }, [...costs]);
      },
      fromInstance: (instance) => ({
        kind: "set-system",
        elements: instance.elements,
        costs: [...numbersOf(instance)],
        sets: instance.sets.map((set) => [...set].sort((a, b) => a - b)),
      }),
    },
    listFormat("choose"),
  ];
}

export function tellSets(system: SetSystem, { choose }: SetChoice): string {
  if (!choose.includes(1)) return "chosen: none";
  const names = system.sets.map((_, s) => setName(system, s));
  return `chosen: ${tellChosen(choose, names).replace(/^1: /, "")}`;
}

/** Each element in a set with that probability; sets may be empty or alike. */
export function randomSets(random: Random, count: number, elements: number, share: number): number[][] {
  const all = Array.from({ length: elements }, (_, element) => element);
  return Array.from({ length: count }, () => all.filter(() => random.uniform() < share));
}

/** `count` sets of `width` different elements each, ascending. */
export function uniformSets(random: Random, count: number, elements: number, width: number): number[][] {
  return Array.from({ length: count }, () => {
    const members = new Set<number>();
    while (members.size < Math.min(width, elements)) members.add(random.below(elements));
    return [...members].sort((a, b) => a - b);
  });
}

/** Puts each element that is in no set into some set. */
export function coverRest(random: Random, sets: readonly number[][], elements: number): void {
  const covered = new Uint8Array(elements);
  for (const set of sets) for (const element of set) covered[element] = 1;
  for (let element = 0; element < elements; element++) {
    if (covered[element] === 1) continue;
    const set = sets[random.below(sets.length)];
    set.push(element);
    set.sort((a, b) => a - b);
  }
}
