/** Good schedules, and schedules between them. */
import type { Random } from "../../src/random.ts";
import type { Shop } from "./shop.ts";

export interface Member {
  /** Start times. */
  readonly head: Int32Array;
  readonly makespan: number;
}

/** Keys of a random order of all operations that keeps the jobs' own: jobs drawn with the operations that they have left as weights. */
export function randomKeys({ operations, job, jobs }: Shop, random: Random): Int32Array {
  const turns = job.slice();
  random.shuffle(turns);
  const next = new Int32Array(jobs + 1);
  for (const j of job) next[j + 1]++;
  for (let j = 0; j < jobs; j++) next[j + 1] += next[j];
  const keys = new Int32Array(operations);
  for (const [turn, j] of turns.entries()) keys[next[j]++] = turn;
  return keys;
}

/** The share of the way from one parent to the other: neither end is near. */
const NEAREST = 0.3;

/** Averages of the start times of two different members: the schedules on the straight way between them. */
export function between(population: readonly Member[], random: Random): Float64Array {
  const one = random.below(population.length);
  const other = (one + 1 + random.below(population.length - 1)) % population.length;
  const [a, b] = [population[one].head, population[other].head];
  const share = NEAREST + (1 - 2 * NEAREST) * random.uniform();
  return Float64Array.from(a, (time, o) => time + share * (b[o] - time));
}

/** Takes a member in unless it is no better than the worst of a full population, or there already. In order of makespan. */
export function admit(population: Member[], member: Member, most: number): void {
  const same = ({ head, makespan }: Member) =>
    makespan === member.makespan && head.every((time, o) => time === member.head[o]);
  if (population.some(same)) return;
  const at = population.findIndex(({ makespan }) => makespan > member.makespan);
  population.splice(at < 0 ? population.length : at, 0, member);
  if (population.length > most) population.pop();
}
