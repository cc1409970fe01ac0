/** Random instances. Samples differ in sense, shape, sign, ties, integrality and forbidden pairs; generated ones are Beasley's: costs 1 to 100. */
import { refuseLargeMatrix, sampleMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { AssignmentInstance } from "./schema.ts";

/** max(1, size) tasks at most. Some assignment is always allowed. */
export function sampleAssignment(random: Random, size: number): AssignmentInstance {
  const agents = Math.max(1, Math.floor(size) - random.below(3));
  const tasks = Math.max(agents, Math.floor(size));
  const entry = [
    () => random.below(6),
    () => random.below(1000) - 300,
    () => (random.below(41) - 20) / 4,
    random.uniform,
  ][random.below(4)];
  const allowed = Int32Array.from({ length: tasks }, (_, k) => k);
  random.shuffle(allowed);
  const share = random.below(2) === 0 ? 0 : 0.4;
  const costs = Array.from({ length: agents }, (_, i) =>
    Array.from({ length: tasks }, (_, k) => {
      const cost = entry();
      return k !== allowed[i] && random.uniform() < share ? null : cost;
    }),
  );
  const names = (what: string, count: number) => Array.from({ length: count }, (_, k) => `${what} ${k + 1}`);
  return {
    problem: "assignment",
    ...(random.below(2) === 0 ? {} : { sense: random.below(2) === 0 ? "min" : "max" }),
    costs,
    ...(random.below(3) === 0 ? { agents: names("crew", agents), tasks: names("ride", tasks) } : {}),
  };
}

const MOST_COST = 100;

/** Exactly `size` agents and tasks, costs 1 to 100 (Beasley 1990). O(n^2). */
export function generateAssignment(random: Random, size: number): AssignmentInstance {
  refuseLargeMatrix(size);
  const costs = sampleMatrix(size, false, true, () => 1 + random.below(MOST_COST));
  return { problem: "assignment", name: `uniform-${size}`, costs };
}
