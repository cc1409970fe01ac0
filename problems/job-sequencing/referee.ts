/** When each machine is done, straight from the instance: no encoding, no model. */
import type { Violation } from "../../src/problem.ts";
import type { JobSequencingInstance, JobSequencingSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function verifySequencing(
  instance: JobSequencingInstance,
  solution: JobSequencingSolution,
): readonly Violation[] {
  const { lengths, machines, deadline } = instance;
  const { machine } = solution;
  if (machine.length !== lengths.length) {
    const message = `machine has ${machine.length} values, expected ${lengths.length}, one a job`;
    return [{ code: "wrong-length", message, amount: Math.abs(machine.length - lengths.length) }];
  }
  const unknown = machine.findIndex((own) => own >= machines);
  if (unknown >= 0) {
    const message = `machine[${unknown}] is ${machine[unknown]}, expected a machine from 0 to ${machines - 1}`;
    return [{ code: "unknown-machine", message }];
  }
  if (deadline === undefined) return [];
  return machineLoads(instance, solution)
    .flatMap((load, k) => {
      if (load <= deadline) return [];
      const message = `machine ${k} is done at ${load}, ${load - deadline} after the deadline ${deadline}`;
      return [{ code: "late-machine", message, amount: load - deadline }];
    })
    .slice(0, MOST_VIOLATIONS);
}

/** When each machine is done. */
export function machineLoads(
  { lengths, machines }: JobSequencingInstance,
  { machine }: JobSequencingSolution,
): readonly number[] {
  const loads = new Array<number>(machines).fill(0);
  for (const [job, own] of machine.entries()) loads[own] += lengths[job];
  return loads;
}

/** When the last machine is done. */
export const makespan = (instance: JobSequencingInstance, solution: JobSequencingSolution): number =>
  machineLoads(instance, solution).reduce((latest, load) => Math.max(latest, load), 0);
