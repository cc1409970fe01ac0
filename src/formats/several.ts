/** Files of several instances: which of them is meant. */
import { GroundstateError } from "../errors.ts";
import { nearest } from "../names.ts";
import type { FileRecord, Several } from "./records.ts";

const SHOWN = 12;

/** The record of one instance only: the one that is named or numbered from 1; records that hold no more than one need no choice. */
export function chooseInstance(record: FileRecord, which: string | undefined, file: string): FileRecord {
  if (!("instances" in record)) {
    if (which === undefined) return record;
    throw new GroundstateError("invalid-options", `instance ${which} is asked for, but ${file} holds a single one`, {
      hint: "Leave the number out.",
    });
  }
  const { instances } = record as Several<object>;
  const at = which === undefined ? (instances.length === 1 ? 0 : -1) : placeOf(which, instances);
  if (at >= 0) return { ...record, instances: [instances[at]] } as unknown as FileRecord;
  const list = listed(instances);
  const asked = which === undefined ? "none was chosen" : `there is no ${JSON.stringify(which)}`;
  throw new GroundstateError(
    "invalid-options",
    `${file} holds ${instances.length} instances and ${asked}, expected one of ${list}`,
    {
      hint: `Give a number from 1 to ${instances.length} or a name: --instance 1, or ${file}#1.${meant(which, instances)}`,
    },
  );
}

/** The name that a slip of the keyboard missed; nothing for numbers, of which none is nearer than another. */
function meant(which: string | undefined, instances: readonly { readonly name: string | null }[]): string {
  if (which === undefined || /^\d+$/.test(which)) return "";
  const near = nearest(
    which,
    instances.flatMap(({ name }) => name ?? []),
  );
  return near === null ? "" : ` Did you mean ${near}?`;
}

/** The only instance of a record. @throws {GroundstateError} "format" when it holds several */
export function onlyInstance<T>({ instances }: Several<T>): Several<T>["instances"][number] {
  if (instances.length === 1) return instances[0];
  throw new GroundstateError("format", `the record holds ${instances.length} instances, expected one`, {
    hint: "Choose one of record.instances.",
  });
}

function placeOf(which: string, instances: readonly { readonly name: string | null }[]): number {
  const named = instances.findIndex(({ name }) => name === which);
  if (named >= 0 || !/^[1-9]\d*$/.test(which)) return named;
  return Number(which) <= instances.length ? Number(which) - 1 : -1;
}

function listed(instances: readonly { readonly name: string | null }[]): string {
  const all = instances.map(({ name }, k) => (name === null ? String(k + 1) : `${k + 1} (${name})`));
  if (all.length <= SHOWN) return all.join(", ");
  return `${all.slice(0, SHOWN - 1).join(", ")}, ... ${all[all.length - 1]}`;
}
