/**
 * Lower bounds of makespans: no job is done sooner than in its length, and no machine sooner than Jackson's preemptive schedule with the heads and tails of
 * its operations (Carlier 1982; Carlier & Pinson 1989): the ready operation of longest tail goes first, and gives way to a longer one. O(n log n) a machine.
 */
import type { Bound } from "../../src/problem.ts";
import { type JobShopInstance, jobName, lengthOf, machineCount, machineName } from "./schema.ts";

/** An operation seen from its machine: what comes before and after it in its job. */
interface Task {
  readonly head: number;
  readonly duration: number;
  readonly tail: number;
}

export function makespanBound(instance: JobShopInstance): Bound {
  const { jobs } = instance;
  const tasks: Task[][] = Array.from({ length: machineCount(instance) }, () => []);
  let best: Bound = { value: 0, proof: "nothing is done before time 0" };
  for (const [j, job] of jobs.entries()) {
    const length = lengthOf(job);
    if (length > best.value) best = { value: length, proof: `length of ${jobName(instance, j)}` };
    let head = 0;
    for (const [machine, duration] of job) {
      if (duration > 0) tasks[machine].push({ head, duration, tail: length - head - duration });
      head += duration;
    }
  }
  for (const [machine, own] of tasks.entries()) {
    const value = preemptiveMakespan(own);
    if (value > best.value) {
      best = {
        value,
        proof: `preemptive schedule of ${machineName(instance, machine)} with heads and tails (Jackson)`,
      };
    }
  }
  return best;
}

/** When the last tail is over. */
function preemptiveMakespan(tasks: readonly Task[]): number {
  const byHead = tasks.toSorted((a, b) => a.head - b.head);
  /** Ready, with the time left, the longest tail last. */
  const ready: { left: number; readonly tail: number }[] = [];
  let [time, end, next] = [0, 0, 0];
  while (next < byHead.length || ready.length > 0) {
    if (ready.length === 0) time = Math.max(time, byHead[next].head);
    for (; next < byHead.length && byHead[next].head <= time; next++) {
      const { duration, tail } = byHead[next];
      const at = ready.findIndex((task) => task.tail > tail);
      ready.splice(at < 0 ? ready.length : at, 0, { left: duration, tail });
    }
    const task = ready[ready.length - 1];
    const until = next < byHead.length ? Math.min(time + task.left, byHead[next].head) : time + task.left;
    task.left -= until - time;
    time = until;
    if (task.left > 0) continue;
    ready.pop();
    end = Math.max(end, time + task.tail);
  }
  return end;
}
