/** Small job shops as models with the structure `schedule`. */
import { jobShop } from "../../problems/job-shop/index.ts";
import type { JobShopInstance } from "../../problems/job-shop/schema.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";

/** Every job takes all machines once, in random order, for 0 to `longest`. */
export function shop(jobs: number, machines: number, longest: number, seed: number): JobShopInstance {
  const random = createRandom(seed);
  const order = Int32Array.from({ length: machines }, (_, m) => m);
  return {
    problem: "job-shop",
    jobs: Array.from({ length: jobs }, () => {
      random.shuffle(order);
      return Array.from(order, (machine): [number, number] => [machine, random.below(longest + 1)]);
    }),
  };
}

export const shopModel = (jobs: number, machines: number, longest: number, seed: number): EnergyModel =>
  jobShop.encode(shop(jobs, machines, longest, seed), jobShop.defaults).model;
