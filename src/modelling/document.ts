/** What every instance document opens with, and the rules that lists with one value or one name a variable obey. */
import { Type } from "typebox";
import { GroundstateError } from "../errors.ts";
import type { FileRecord } from "../formats/records.ts";

/** No property beyond those named: a misspelt one is an error, never ignored. */
export const closed = { additionalProperties: false } as const;

/** `$schema`, `problem`, `name`, `comment`: the properties that instances of all problems share. */
export const documentHeader = <Id extends string>(id: Id) => ({
  $schema: Type.Optional(Type.String({ description: "Where this schema is published; for editors." })),
  problem: Type.Literal(id, { description: "Which problem this document is an instance of." }),
  name: Type.Optional(Type.String({ description: "Name of the instance." })),
  comment: Type.Optional(Type.String({ description: "Where the instance comes from, and other remarks." })),
});

/** A list that should hold one of the `allowed` values for each of n variables; the first difference, in words. */
export function checkAssignment(
  values: readonly number[],
  n: number,
  allowed: readonly number[],
  what: string,
): readonly { readonly code: string; readonly message: string; readonly amount?: number }[] {
  if (values.length !== n) {
    return [
      {
        code: "wrong-length",
        message: `${what} has ${values.length} values, expected ${n}`,
        amount: Math.abs(values.length - n),
      },
    ];
  }
  const at = values.findIndex((value) => !allowed.includes(value));
  if (at < 0) return [];
  return [{ code: "wrong-value", message: `${what}[${at}] is ${values[at]}, expected ${allowed.join(" or ")}` }];
}

/** Complaints about the optional names of n variables or items, the property `path`: their number, and the first name used twice. */
export function checkLabels(
  n: number,
  labels: readonly string[] | undefined,
  path = "labels",
): { path: string; found: string; expected: string }[] {
  if (labels === undefined) return [];
  if (labels.length !== n) return [{ path, found: `${labels.length} ${path}`, expected: `${n}, one each` }];
  const earlier = new Map<string, number>();
  for (const [i, label] of labels.entries()) {
    const twin = earlier.get(label);
    if (twin !== undefined) {
      return [
        { path: `${path}[${i}]`, found: `"${label}" again, as in ${path}[${twin}]`, expected: "different names" },
      ];
    }
    earlier.set(label, i);
  }
  return [];
}

/** The record, known to be of that kind. @throws {GroundstateError} "format" when it is of another */
export function asRecord<K extends FileRecord["kind"]>(record: FileRecord, kind: K): Extract<FileRecord, { kind: K }> {
  if (record.kind === kind) return record as Extract<FileRecord, { kind: K }>;
  throw new GroundstateError("format", `the file holds a ${record.kind} record, expected ${kind}`);
}

/** Solutions that are a list of numbers, the property `key`, as files that hold such lists. */
export const listFormat = <K extends string>(key: K) =>
  ({
    kind: "assignment",
    primary: false,
    toSolution: (record: FileRecord) =>
      ({ [key]: [...asRecord(record, "assignment").values] }) as { readonly [property in K]: number[] },
    fromSolution: (_instance: unknown, solution: { readonly [property in K]: readonly number[] }) => ({
      kind: "assignment" as const,
      values: solution[key],
    }),
  }) as const;

/** The same for `spins`, which such files may give as 0 and 1 too. */
export const spinsFormat = {
  ...listFormat("spins"),
  toSolution: (record: FileRecord) => ({
    spins: asRecord(record, "assignment").values.map((value) => (value === 0 ? -1 : value)),
  }),
} as const;
