/** QAPLIB instances and solutions to ours and back: its first matrix holds the flows, its second the distances. */
import { GroundstateError } from "../../src/errors.ts";
import type { QuadraticAssignmentRecord } from "../../src/formats/records.ts";
import { asRecord } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { assignmentCost } from "./referee.ts";
import type { QapInstance, QapSolution } from "./schema.ts";

/** Two costs this close, relative to the larger, are the same number written with fewer digits. */
const SAME = 1e-9;

export const formats: readonly FormatAdapter<QapInstance, QapSolution>[] = [
  {
    kind: "quadratic-assignment",
    primary: true,
    toInstance: (record, { name }) => fromRecord(asRecord(record, "quadratic-assignment"), name),
    fromInstance: toRecord,
  },
  {
    kind: "valued-permutation",
    primary: false,
    toSolution: (record, instance) => fromPermutation(instance, asRecord(record, "valued-permutation")),
    fromSolution: (instance, solution) => ({
      kind: "valued-permutation",
      value: assignmentCost(instance, solution),
      order: solution.location,
    }),
  },
];

function fromRecord({ n, first, second }: QuadraticAssignmentRecord, name: string | undefined): QapInstance {
  const rows = (values: Float64Array) => Array.from({ length: n }, (_, i) => [...values.subarray(i * n, i * n + n)]);
  return { problem: "qap", ...(name === undefined ? {} : { name }), flows: rows(first), distances: rows(second) };
}

/** @throws {GroundstateError} "format" for an instance with costs, which QAPLIB has no place for */
function toRecord({ flows, distances, costs }: QapInstance): QuadraticAssignmentRecord {
  if (costs?.some((row) => row.some((cost) => cost !== 0))) {
    throw new GroundstateError("format", "a QAPLIB file has two matrices and no place for `costs`", {
      hint: "Write JSON.",
    });
  }
  const flat = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());
  return { kind: "quadratic-assignment", n: flows.length, first: flat(flows), second: flat(distances) };
}

/** Some files list the inverse: the value tells, where it can. */
function fromPermutation(
  instance: QapInstance,
  { order, value }: { readonly order: readonly number[]; readonly value: number },
): QapSolution {
  const location = [...order];
  if (location.length !== instance.flows.length) return { location };
  const inverse = new Array<number>(location.length).fill(0);
  for (const [i, k] of location.entries()) inverse[k] = i;
  const fits = (candidate: number[]) => {
    const cost = assignmentCost(instance, { location: candidate });
    return Math.abs(cost - value) <= SAME * Math.max(Math.abs(cost), Math.abs(value));
  };
  return { location: !fits(location) && fits(inverse) ? inverse : location };
}
