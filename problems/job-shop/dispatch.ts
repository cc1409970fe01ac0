/**
 * A schedule by priority rules (Giffler & Thompson 1960): the machine on which some operation could be done first gives the next
 * operation the turn that matters most, either of all that could begin before that one is done (active schedules) or of those that can begin first
 * (schedules without delay). The best of several rules. O(operations x jobs).
 */
import { type JobShopInstance, lengthOf, machineCount } from "./schema.ts";

/** What of a job makes it urgent: the larger, the sooner. */
type Priority = (left: { readonly work: number; readonly operations: number; readonly duration: number }) => number;

/** Most work left, most operations left, shortest operation: the three that are best most often (Haupt 1989). */
const RULES: readonly Priority[] = [
  ({ work }) => work,
  ({ operations, work }) => operations + work * 2 ** -40,
  ({ duration }) => -duration,
];

export interface Dispatched {
  readonly start: number[][];
  readonly makespan: number;
}

/** The best schedule of all rules. */
export function dispatch(instance: JobShopInstance): Dispatched {
  const all = RULES.flatMap((rule) => [true, false].map((active) => dispatchBy(instance, rule, active)));
  return all.reduce((best, next) => (next.makespan < best.makespan ? next : best));
}

function dispatchBy(instance: JobShopInstance, priority: Priority, active: boolean): Dispatched {
  const { jobs } = instance;
  const start = jobs.map((job) => new Array<number>(job.length).fill(0));
  const next = new Int32Array(jobs.length);
  const left = jobs.map(lengthOf);
  const jobFree = new Float64Array(jobs.length);
  const machineFree = new Float64Array(machineCount(instance));
  const begin = (j: number): number => {
    const [machine, duration] = jobs[j][next[j]];
    return duration === 0 ? jobFree[j] : Math.max(jobFree[j], machineFree[machine]);
  };
  let open = Array.from(jobs.keys());
  while (open.length > 0) {
    let [first, until] = [open[0], Number.POSITIVE_INFINITY];
    for (const j of open) {
      const end = begin(j) + (active ? jobs[j][next[j]][1] : 0);
      if (end < until) [first, until] = [j, end];
    }
    const machine = jobs[first][next[first]][0];
    const rank = (j: number) =>
      priority({ work: left[j], operations: jobs[j].length - next[j], duration: jobs[j][next[j]][1] });
    let chosen = first;
    for (const j of open) {
      const rival = jobs[j][next[j]][0] === machine && (active ? begin(j) < until : begin(j) <= until);
      if (rival && rank(j) > rank(chosen)) chosen = j;
    }
    const duration = jobs[chosen][next[chosen]][1];
    const from = begin(chosen);
    start[chosen][next[chosen]++] = from;
    left[chosen] -= duration;
    jobFree[chosen] = from + duration;
    if (duration > 0) machineFree[jobs[chosen][next[chosen] - 1][0]] = from + duration;
    if (next[chosen] === jobs[chosen].length) open = open.filter((j) => j !== chosen);
  }
  return { start, makespan: jobFree.reduce((end, time) => Math.max(end, time), 0) };
}
