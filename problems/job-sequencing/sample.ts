/** Random job sequencings: jobs that take no time, one machine, more machines than jobs, deadlines that cannot be kept; and uniform lengths. */
import type { Random } from "../../src/random.ts";
import type { JobSequencingInstance } from "./schema.ts";

export function sampleJobSequencing(random: Random, size: number): JobSequencingInstance {
  const n = Math.max(1, Math.floor(size));
  const machines = n > 4 ? 1 : 1 + random.below(n > 3 ? 2 : 3);
  const most = n > 2 ? 1 : 3;
  const lengths = Array.from({ length: n }, () => random.below(most + 1));
  const names = random.below(4) === 0 ? { names: lengths.map((_, job) => `task ${job + 1}`) } : {};
  const mean = Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / machines);
  const deadline = random.below(3) === 0 ? { deadline: mean + random.below(2) } : {};
  return { problem: "job-sequencing", ...names, lengths, machines, ...deadline };
}

const JOBS_A_MACHINE = 4;
const LONGEST = 100;

/** Lengths from 1 to 100, about four jobs a machine. */
export function generateJobSequencing(random: Random, size: number): JobSequencingInstance {
  const lengths = Array.from({ length: size }, () => 1 + random.below(LONGEST));
  const machines = Math.max(1, Math.round(size / JOBS_A_MACHINE));
  return { problem: "job-sequencing", name: `uniform-${size}`, lengths, machines };
}
