/** The referee: orders, overlaps and ends straight from the instance, shared with nothing of the energy model. O(n log n) for n operations. */
import type { Violation } from "../../src/problem.ts";
import { horizonOf, type JobShopInstance, type JobShopSolution, jobName, machineName } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** When the last operation is done. */
export function makespan({ jobs }: JobShopInstance, { start }: JobShopSolution): number {
  let end = 0;
  for (const [j, job] of jobs.entries()) {
    for (const [k, [, duration]] of job.entries()) end = Math.max(end, start[j][k] + duration);
  }
  return end;
}

/** An operation that takes a machine for some time. */
interface Stretch {
  readonly job: number;
  readonly operation: number;
  readonly from: number;
  readonly to: number;
}

/** Every broken rule, at most 20; [] for a schedule. Never throws. */
export function verifySchedule(instance: JobShopInstance, { start }: JobShopSolution): readonly Violation[] {
  const { jobs } = instance;
  if (start.length !== jobs.length) {
    const message = `start has ${start.length} lists, expected ${jobs.length}, one a job`;
    return [{ code: "wrong-length", message, amount: Math.abs(start.length - jobs.length) }];
  }
  const unlike = jobs.findIndex((job, j) => start[j].length !== job.length);
  if (unlike >= 0) {
    const [found, expected] = [start[unlike].length, jobs[unlike].length];
    const message = `start[${unlike}] has ${found} times, expected ${expected}, one an operation of ${jobName(instance, unlike)}`;
    return [{ code: "wrong-length", message, amount: Math.abs(found - expected) }];
  }
  const violations: Violation[] = [];
  for (const violation of [...brokenOrders(instance, start), ...overlaps(instance, start)]) {
    if (violations.length === MOST_VIOLATIONS) break;
    violations.push(violation);
  }
  return violations;
}

function* brokenOrders(instance: JobShopInstance, start: JobShopSolution["start"]): Generator<Violation, void, void> {
  const horizon = horizonOf(instance);
  for (const [j, job] of instance.jobs.entries()) {
    let [free, before] = [0, "time 0"];
    for (const [k, [, duration]] of job.entries()) {
      const place = `operation ${k} of ${jobName(instance, j)}`;
      const from = start[j][k];
      if (from < free) {
        const message = `${place} begins at ${from}, expected ${free} or later, after ${before}`;
        yield { code: "out-of-order", message, amount: free - from };
      }
      free = from + duration;
      before = `operation ${k} ends`;
      if (free <= horizon) continue;
      yield {
        code: "too-late",
        message: `${place} ends at ${free}, after ${horizon}, when all must be done`,
        amount: free - horizon,
      };
    }
  }
}

function* overlaps(instance: JobShopInstance, start: JobShopSolution["start"]): Generator<Violation, void, void> {
  const stretches = new Map<number, Stretch[]>();
  for (const [j, job] of instance.jobs.entries()) {
    for (const [k, [machine, duration]] of job.entries()) {
      if (duration === 0) continue;
      const row = stretches.get(machine) ?? [];
      row.push({ job: j, operation: k, from: start[j][k], to: start[j][k] + duration });
      stretches.set(machine, row);
    }
  }
  for (const [machine, row] of stretches) {
    row.sort((a, b) => a.from - b.from);
    /** The one that ends last of those seen. */
    let busy = row[0];
    for (const next of row.slice(1)) {
      if (next.from < busy.to) {
        const name = ({ job, operation }: Stretch) => `operation ${operation} of ${jobName(instance, job)}`;
        const message = `${name(next)} begins on ${machineName(instance, machine)} at ${next.from}, while ${name(busy)} is on it until ${busy.to}`;
        yield { code: "overlap", message, amount: Math.min(busy.to, next.to) - next.from };
      }
      if (next.to > busy.to) busy = next;
    }
  }
}
