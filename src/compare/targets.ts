/** What counts as success on each instance: a value known beforehand, what the runs proved, or the best that any of them found. */
import { GroundstateError } from "../errors.ts";
import { groupBy } from "./lists.ts";
import type { RunRecord } from "./record.ts";

/** Where reference values come from; what is missing there is taken from the best of the experiment. */
export type Reference =
  | { readonly kind: "best" }
  | { readonly kind: "bound" }
  /** By instance name. */
  | { readonly kind: "known"; readonly values: ReadonlyMap<string, number> };

export interface InstanceTarget {
  /** Problem, and digest of the instance. */
  readonly problem: string;
  readonly digest: string;
  readonly name: string;
  readonly sense: "min" | "max";
  /** Gaps are measured from here; null when nothing is known of the instance. */
  readonly reference: number | null;
  readonly from: Reference["kind"];
  /** A run succeeds with this objective or better. */
  readonly target: number | null;
}

export const instanceKey = ({ problem, instance }: Pick<RunRecord, "problem" | "instance">): string =>
  `${problem} ${instance.digest}`;

/** One an instance, by problem and name. `within` is a relative distance: 0.01 takes what is 1 % worse for a success. */
export function targetsOf(
  records: readonly RunRecord[],
  reference: Reference,
  within: number,
): ReadonlyMap<string, InstanceTarget> {
  const groups = groupBy(records, instanceKey);
  const targets = [...groups].map(([key, runs]): [string, InstanceTarget] => {
    const [{ problem, instance, sense }] = runs;
    const sign = sense === "min" ? 1 : -1;
    const { value, from } = referenceOf(runs, reference, sign);
    const target = value === null ? null : value + sign * within * scaleOf(value);
    return [key, { problem, digest: instance.digest, name: instance.name, sense, reference: value, from, target }];
  });
  const rank = ({ problem, name }: InstanceTarget) => `${problem}\u0000${name}`;
  return new Map(targets.sort(([, a], [, b]) => (rank(a) < rank(b) ? -1 : 1)));
}

function referenceOf(
  runs: readonly RunRecord[],
  reference: Reference,
  sign: number,
): { readonly value: number | null; readonly from: Reference["kind"] } {
  const best = least(
    runs.map(({ objective }) => objective),
    sign,
  );
  if (reference.kind === "known") {
    const value = reference.values.get(runs[0].instance.name);
    if (value !== undefined) return { value, from: "known" };
  }
  if (reference.kind === "bound") {
    const bound = least(
      runs.map(({ bound }) => bound),
      -sign,
    );
    if (bound !== null) return { value: bound, from: "bound" };
  }
  return { value: best, from: "best" };
}

/** The least by `sign` (-1: the greatest) of what is not null. */
function least(values: readonly (number | null)[], sign: number): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => (sign * b < sign * a ? b : a));
}

/** What gaps are relative to: 1 where the reference is 0. */
export const scaleOf = (reference: number): number => (reference === 0 ? 1 : Math.abs(reference));

/** How much worse than the reference, relative to it; below 0 when better, Infinity without a valid solution. */
export function gapOf(objective: number | null, { reference, sense }: InstanceTarget): number {
  if (objective === null || reference === null) return Number.POSITIVE_INFINITY;
  return ((sense === "min" ? 1 : -1) * (objective - reference)) / scaleOf(reference) + 0;
}

/** Relative: sums of reals in another order differ by less. */
const ROUNDING = 1e-9;

/** Whether an objective is as good as the target, up to rounding. */
export function hits(objective: number, { target, sense }: InstanceTarget): boolean {
  if (target === null) return false;
  const allowance = Number.isInteger(target) && Number.isInteger(objective) ? 0 : ROUNDING * Math.abs(target);
  return sense === "min" ? objective <= target + allowance : objective >= target - allowance;
}

/** Seconds or work after which a run had reached the target; Infinity when it never did. */
export function reachOf({ trace }: Pick<RunRecord, "trace">, target: InstanceTarget): number {
  return trace.find(([, objective]) => hits(objective, target))?.[0] ?? Number.POSITIVE_INFINITY;
}

/**
 * Best-known values from JSON: numbers, or objects with a number `value`, under the names of instances, at any depth.
 * @throws {GroundstateError} "invalid-options" where one name has two values, or no value is found at all
 */
export function knownValues(document: unknown, source: string): Map<string, number> {
  const values = new Map<string, number>();
  const add = (name: string, value: number): void => {
    const known = values.get(name);
    if (known !== undefined && known !== value) {
      throw new GroundstateError("invalid-options", `${source} gives ${name} the values ${known} and ${value}`, {
        hint: "Give a file with one value for each instance name.",
      });
    }
    values.set(name, value);
  };
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [name, child] of Object.entries(node)) {
      const value = (child as { readonly value?: unknown } | null)?.value;
      if (typeof value === "number") add(name, value);
      else if (typeof child === "number") add(name, child);
      else visit(child);
    }
  };
  visit(document);
  if (values.size > 0) return values;
  throw new GroundstateError("invalid-options", `${source} holds no values`, {
    hint: 'Expected JSON such as { "berlin52": 7542 } or { "berlin52": { "value": 7542 } }.',
  });
}
