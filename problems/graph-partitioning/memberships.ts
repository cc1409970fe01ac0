/** From bits or labels to a partition: every vertex in exactly one part, then the referee's word on the loads. O(n parts). */
import type { State } from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import type { Decoded } from "../../src/problem.ts";
import { membershipViolations, verifyPartition } from "./referee.ts";
import type { PartitioningInstance, PartitioningSolution } from "./schema.ts";

/** Total. `partial` gives the first part of each vertex, null where it has none. */
export function decodeMemberships(instance: PartitioningInstance, state: State): Decoded<PartitioningSolution> {
  if (state.kind === "permutation") return wrongState("parts need bits or labels, found a permutation state");
  if (state.kind === "labels") return judge(instance, Array.from(state.label));
  const { vertices: n, parts = 2 } = instance;
  const memberships = new Int32Array(n);
  const part = new Array<number | null>(n).fill(null);
  for (let v = 0; v < n; v++) {
    for (let p = 0; p < parts; p++) {
      if (state.values[v * parts + p] !== 1) continue;
      memberships[v]++;
      part[v] ??= p;
    }
  }
  const violations = membershipViolations(memberships);
  return violations.length > 0 ? judged({ part: part as number[] }, violations) : judge(instance, part as number[]);
}

function judge(instance: PartitioningInstance, part: number[]): Decoded<PartitioningSolution> {
  return judged({ part }, verifyPartition(instance, { part }));
}
