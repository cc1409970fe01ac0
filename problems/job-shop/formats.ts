/** Job-shop files. They state no deadline and no names of jobs and machines: the names are lost in them. */
import { GroundstateError } from "../../src/errors.ts";
import { asRecord } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { JobShopInstance, JobShopSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<JobShopInstance, JobShopSolution>[] = [
  {
    kind: "job-shop",
    primary: true,
    toInstance(record, { name }) {
      const { jobs, name: own } = asRecord(record, "job-shop");
      const called = name ?? own;
      return {
        problem: "job-shop",
        ...(called === null ? {} : { name: called }),
        jobs: jobs.map((job) => job.map(([machine, duration]): [number, number] => [machine, duration])),
      };
    },
    fromInstance({ name, jobs, deadline }) {
      if (deadline !== undefined) {
        const hint = "Write it as JSON, or leave the deadline out.";
        throw new GroundstateError("format", `job-shop files state no deadline, found ${deadline}`, { hint });
      }
      return { kind: "job-shop", name: name ?? null, jobs };
    },
  },
];
