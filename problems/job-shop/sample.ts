/** Random shops: unit and real-life durations, zeros, ties, jobs of any length, machines visited twice, deadlines; and typical ones for users. */
import type { Random } from "../../src/random.ts";
import { dispatch } from "./dispatch.ts";
import type { JobShopInstance } from "./schema.ts";

/** `size` operations in all, dealt to a few jobs. Deadlines can be met. */
export function sampleJobShop(random: Random, size: number): JobShopInstance {
  const operations = Math.max(1, Math.floor(size));
  const count = Math.min(operations, 1 + random.below(3));
  const machines = 1 + random.below(3);
  const longest = [1, 2, 2, 9][random.below(4)];
  const jobs: [number, number][][] = Array.from({ length: count }, () => []);
  for (let o = 0; o < operations; o++) {
    const job = o < count ? o : random.below(count);
    const duration = random.below(8) === 0 ? 0 : 1 + random.below(longest);
    jobs[job].push([random.below(machines), duration]);
  }
  const free: JobShopInstance = { problem: "job-shop", jobs };
  const named =
    random.below(4) > 0
      ? free
      : {
          ...free,
          names: jobs.map((_, j) => `part ${j + 1}`),
          machines: Array.from({ length: machines }, (_, m) => `station ${m + 1}`),
        };
  return random.below(4) === 0 ? named : { ...named, deadline: dispatch(free).makespan + random.below(2) };
}

const MOST_MACHINES = 10;

/** Jobs that each take every machine once, in random order, for 1 to 99 (Taillard 1993): as many machines as jobs, at most ten. */
export function generateJobShop(random: Random, size: number): JobShopInstance {
  const machines = Int32Array.from({ length: Math.min(size, MOST_MACHINES) }, (_, m) => m);
  const jobs = Array.from({ length: size }, () => {
    random.shuffle(machines);
    return Array.from(machines, (machine): [number, number] => [machine, 1 + random.below(99)]);
  });
  return { problem: "job-shop", name: `uniform-${size}x${machines.length}`, jobs };
}
