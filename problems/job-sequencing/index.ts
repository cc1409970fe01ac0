/**
 * Job sequencing with integer lengths (Lucas 2014, section 6.3): jobs on machines that are alike, the last of which is to be done as early as
 * possible. Found by one question after the other whether an earlier deadline can be kept, each a model of its own (`tighten`).
 *
 *     minimise T    subject to    load_k <= T for every machine k,    T from the mean to the sum of all lengths
 *
 * n m bits, about log2 T for T, and as many of slack a machine. With a deadline D, load_k <= D and nothing is minimised.
 */
import { checkLabels, listFormat } from "../../src/modelling/document.ts";
import { drawLoads } from "../../src/modelling/loads-drawing.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { is, lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Program } from "../../src/modelling/program/types.ts";
import type { Bound, Complaint } from "../../src/problem.ts";
import { deadlineBound, earliestEnd, endBounds } from "./bounds.ts";
import { quickSequencing } from "./construct.ts";
import { machineLoads, makespan, verifySequencing } from "./referee.ts";
import { generateJobSequencing, sampleJobSequencing } from "./sample.ts";
import {
  instanceSchema,
  type JobSequencingInstance,
  type JobSequencingSolution,
  jobName,
  solutionSchema,
} from "./schema.ts";

const SHOWN = 20;
const MOST_LENGTH = 2 ** 50;

const totalOf = ({ lengths }: JobSequencingInstance): number => lengths.reduce((sum, length) => sum + length, 0);

/** All jobs shared evenly. */
const meanEnd = (instance: JobSequencingInstance): number => Math.ceil(totalOf(instance) / instance.machines);

function check(instance: JobSequencingInstance): readonly Complaint[] {
  const { lengths, names, deadline } = instance;
  const complaints: Complaint[] = [...checkLabels(lengths.length, names, "names")];
  if (totalOf(instance) > MOST_LENGTH) {
    complaints.push({
      path: "lengths",
      found: `a sum of ${totalOf(instance)}`,
      expected: `at most ${MOST_LENGTH}, so that sums are exact`,
    });
  }
  const mean = meanEnd(instance);
  if (deadline !== undefined && deadline < mean) {
    const hint = "So early not all jobs can be done, however they are shared: set a later one, or leave it out.";
    complaints.push({ path: "deadline", found: String(deadline), expected: `at least ${mean}`, hint });
  }
  return complaints;
}

function longest({ lengths }: JobSequencingInstance): Bound {
  return { value: lengths.reduce((most, length) => Math.max(most, length), 0), proof: "the longest job" };
}

function sequencingProgram(instance: JobSequencingInstance): Program {
  const { lengths, machines, deadline } = instance;
  const model = program();
  const names = lengths.map((_, job) => jobName(instance, job));
  const machine = model.choices("machine", names, machines);
  const end = deadline ?? model.integer("end", meanEnd(instance), totalOf(instance));
  if (deadline === undefined) model.minimise(end);
  for (let k = 0; k < machines; k++) {
    const load = sum(machine.map((choice, job) => times(lengths[job], is(choice, k))));
    model.subjectTo(`machine[${k}]`, lessOrEqual(load, end));
  }
  return model.build();
}

export const jobSequencing = programProblem<JobSequencingInstance, JobSequencingSolution>({
  id: "job-sequencing",
  title: "Job sequencing on machines that are alike",
  summary:
    "Share jobs of whole lengths among machines that are alike so that the last machine is done as early as possible, or by a deadline. One bit a job and machine, one machine a job; the end is a whole number, and slack in a clipped binary code keeps every machine at or below it. After each schedule found one with an earlier end is sought.",
  sources: [
    "Graham 1969, Bounds on multiprocessing timing anomalies",
    "Coffman, Garey, Johnson 1978, An application of bin-packing to multiprocessor scheduling",
    "Dell'Amico, Martello 1995, Optimal scheduling of tasks on identical parallel processors",
    "Lucas 2014, Ising formulations of many NP problems, section 6.3",
  ],
  sense: "min",
  objective: "end of the last machine",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ lengths, machines, deadline }) =>
    `${lengths.length} jobs, ${machines} machines${deadline === undefined ? "" : `, deadline ${deadline}`}`,
  program: sequencingProgram,
  toSolution: ({ lengths }, assignment) => ({ machine: (assignment as readonly number[]).slice(0, lengths.length) }),
  toAssignment: (instance, solution) => [
    ...solution.machine,
    ...(instance.deadline === undefined ? [makespan(instance, solution)] : []),
  ],
  cost: (instance, solution) => (instance.deadline === undefined ? makespan(instance, solution) : 0),
  verify: verifySequencing,
  construct: quickSequencing,
  tighten(instance, solution) {
    const end = makespan(instance, solution);
    const open = instance.deadline === undefined && instance.machines > 1 && end > longest(instance).value;
    return open ? { ...instance, deadline: end - 1 } : null;
  },
  approach: (_tightened, solution) => solution,
  bound(instance) {
    // No more than that: a first schedule that met its bound would be searched for in the large model, with bits for the end.
    return instance.deadline === undefined
      ? longest(instance)
      : deadlineBound(instance.deadline, earliestEnd(instance));
  },
  bounds: endBounds,
  sample: sampleJobSequencing,
  generate: generateJobSequencing,
  decides: ({ deadline }) => deadline !== undefined,
  answer({ deadline }, objective, bound) {
    if (deadline === undefined) return objective === null ? "no schedule found" : `done at ${objective}`;
    if (objective !== null) return `yes: all machines can be done by ${deadline}`;
    return bound !== null && bound.value > 0 ? `no: ${deadline} is too early, ${bound.proof}` : "none found";
  },
  tell(instance, solution) {
    const lists = machineLoads(instance, solution).map((load) => ({ load, jobs: [] as string[] }));
    for (const [job, own] of solution.machine.entries()) lists[own].jobs.push(jobName(instance, job));
    const text = lists.slice(0, SHOWN).map(({ load, jobs }, k) => {
      const shown = jobs.slice(0, SHOWN).join(", ") + (jobs.length > SHOWN ? ", ..." : "");
      return `${k}: ${shown === "" ? "idle" : shown} (${load})`;
    });
    return text.join("; ") + (lists.length > SHOWN ? `; and ${lists.length - SHOWN} more` : "");
  },
  formats: [listFormat("machine")],
  draw(instance, solution) {
    const { name, lengths, machines, deadline } = instance;
    const loads = {
      title: name ?? `${lengths.length} jobs`,
      axis: "time",
      ...(deadline !== undefined && { limit: { at: deadline, label: "deadline" } }),
      sizes: lengths,
      itemName: (job: number) => jobName(instance, job),
      rows: Array.from({ length: machines }, (_, k) => `machine ${k}`),
    };
    return drawLoads(loads, solution?.machine ?? null);
  },
});
