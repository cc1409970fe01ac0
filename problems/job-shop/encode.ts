/**
 * Job-shop scheduling with time as index (Venturelli, Marchand & Rojo 2015): one bit an operation and start time, and one group more for the end
 * of all. Operation o of job j can begin at h_o + k, h_o being what comes before it in its job; the end is S + k. With the deadline T, the
 * lengths L_j of the jobs, the shortest being S, and N operations all groups have m = T - S + 1 choices: (N + 1) m bits, variable group * m + k.
 *
 *     E = S + sum_k k x_end,k + sum_groups [R (1 - sum_k x_k) + P sum_{k<l} x_k x_l]
 *       + sum_(o, next of o) order(j) [next begins before o is done] + sum_j order(j) [j ends after the end told]
 *       + sum_(o, o' on one machine, of different jobs) overlap(o, o') [they overlap]
 *
 * Each bracket looks at the difference of two choices only: a band. Memory is O(groups + bands), whatever the deadline. The weights: weights.ts.
 */
import { MemoryError } from "../../src/errors.ts";
import {
  type Couplings,
  DEFAULT_MEMORY_LIMIT,
  type EnergyModel,
  expandState,
  isIntegerModel,
  kronecker,
  type State,
} from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import { nothingLike } from "../../src/modelling/parts.ts";
import type { PenaltyOptions } from "../../src/modelling/penalty-options.ts";
import type { Decoded, Encoding, Violation } from "../../src/problem.ts";
import { explainJobShop } from "./explain.ts";
import { type Operations, operationsOf } from "./operations.ts";
import { makespan, verifySchedule } from "./referee.ts";
import { type JobShopInstance, type JobShopSolution, jobName, machineCount } from "./schema.ts";
import { type JobShopWeights, jobShopWeights } from "./weights.ts";

const MOST_VIOLATIONS = 20;
const BAND_BYTES = 24;

export function encodeJobShop(instance: JobShopInstance, options: PenaltyOptions): Encoding<JobShopSolution> {
  const operations = operationsOf(instance);
  const weights = jobShopWeights(instance, options);
  const model = modelOf(operations, bandsOf(operations, machineCount(instance), weights), weights);
  return {
    model,
    parts: () => ({ objective: objectiveOf(model, operations), constraints: constraintsOf(model, operations) }),
    penalty: weights.proof,
    explain: () => explainJobShop(weights.proof, operations.count, operations.choices),
    decode: (state) => decode(instance, operations, model, state),
    embed: (solution) => embed(instance, operations, solution),
  };
}

/** @throws {MemoryError} when the pairs of operations that share a machine are too many */
function bandsOf(operations: Operations, machines: number, weights: JobShopWeights): Couplings {
  const { count, jobStart, machine, duration, head, job, lengths, shortest, choices } = operations;
  const users: number[][] = Array.from({ length: machines }, () => []);
  for (let o = 0; o < count; o++) if (duration[o] > 0) users[machine[o]].push(o);
  const most = users.reduce((sum, row) => sum + (row.length * (row.length - 1)) / 2, count);
  if (BAND_BYTES * most > DEFAULT_MEMORY_LIMIT) {
    const what = `${most} pairs of operations that share a machine`;
    throw new MemoryError(what, BAND_BYTES * most, DEFAULT_MEMORY_LIMIT, "Schedule part of the jobs at a time.");
  }
  const bands = {
    from: new Int32Array(most),
    to: new Int32Array(most),
    low: new Int32Array(most),
    high: new Int32Array(most),
  };
  const weight = new Float64Array(most);
  let used = 0;
  const push = (from: number, to: number, low: number, high: number, cost: number): void => {
    bands.from[used] = from;
    bands.to[used] = to;
    bands.low[used] = low;
    bands.high[used] = high;
    weight[used++] = cost;
  };
  for (let j = 0; j < lengths.length; j++) {
    // With what comes before taken off, the next operation must not have a lower choice.
    for (let o = jobStart[j]; o + 1 < jobStart[j + 1]; o++) push(o, o + 1, 1 - choices, -1, weights.order(j));
    push(jobStart[j + 1] - 1, count, 1 - choices, lengths[j] - shortest - 1, weights.order(j));
  }
  for (const row of users) {
    for (const [k, b] of row.entries()) {
      for (const a of row.slice(0, k)) {
        if (job[a] === job[b]) continue; // kept apart by their order
        const shift = head[a] - head[b];
        const cost = weights.overlap([job[a], duration[a]], [job[b], duration[b]]);
        push(a, b, shift - duration[b] + 1, shift + duration[a] - 1, cost);
      }
    }
  }
  const { from, to, low, high } = bands;
  const cut = (values: Int32Array) => values.slice(0, used);
  const n = (count + 1) * choices;
  return {
    kind: "bands",
    n,
    size: choices,
    from: cut(from),
    to: cut(to),
    low: cut(low),
    high: cut(high),
    weight: weight.slice(0, used),
  };
}

function modelOf(
  { count, jobStart, machine, duration, shortest, choices }: Operations,
  bands: Couplings,
  { reward, pair }: JobShopWeights,
): EnergyModel {
  const groups = count + 1;
  const n = groups * choices;
  const inside = kronecker({ kind: "identity", n: groups }, { kind: "all-but-diagonal", n: choices });
  const terms = [
    { scale: -1, start: 0, couplings: bands },
    { scale: -pair / 2, start: 0, couplings: inside }, // a symmetric product counts twice
  ];
  const [ending, times] = endTimes(groups, choices);
  const rewards = new Float64Array(groups).fill(reward);
  const core = {
    couplings: { kind: "sum", n, terms } as const,
    biases: {
      kind: "outer",
      ...{ n, rows: groups, columns: choices },
      left: [rewards, ending],
      right: [new Float64Array(choices).fill(1), times],
    } as const,
    offset: groups * reward + shortest,
  };
  const structure = [
    { kind: "one-hot", groups, size: choices, penalised: true },
    { kind: "schedule", jobStart, machine, duration, penalised: true },
  ] as const;
  return { n, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
}

/** Biases of the end as an outer product: -k for choice k of the last group. */
function endTimes(groups: number, choices: number): [Float64Array, Float64Array] {
  const ending = new Float64Array(groups);
  ending[groups - 1] = 1;
  return [ending, Float64Array.from({ length: choices }, (_, k) => -k)];
}

function objectiveOf(model: EnergyModel, { count, shortest, choices }: Operations): EnergyModel {
  const [ending, times] = endTimes(count + 1, choices);
  const structure = model.structure.map((part) => ({ ...part, penalised: false }));
  const biases = {
    kind: "outer",
    n: model.n,
    rows: count + 1,
    columns: choices,
    left: [ending],
    right: [times],
  } as const;
  return { ...nothingLike(model), structure, biases, offset: shortest };
}

function constraintsOf(model: EnergyModel, { count, shortest, choices }: Operations): EnergyModel {
  const [ending, times] = endTimes(count + 1, choices);
  const taken = {
    kind: "outer",
    n: model.n,
    rows: count + 1,
    columns: choices,
    left: [ending],
    right: [times],
  } as const;
  const parts = [
    { scale: 1, start: 0, biases: model.biases },
    { scale: -1, start: 0, biases: taken },
  ];
  return { ...model, biases: { kind: "sum", n: model.n, parts }, offset: model.offset - shortest };
}

function embed(instance: JobShopInstance, { count, head, shortest }: Operations, solution: JobShopSolution): State {
  const label = new Int32Array(count + 1);
  for (const [o, time] of solution.start.flat().entries()) label[o] = time - head[o];
  label[count] = makespan(instance, solution) - shortest;
  return { kind: "labels", label };
}

/** Total. `partial` gives the first start of each operation, null where it has none. */
function decode(
  instance: JobShopInstance,
  operations: Operations,
  model: EnergyModel,
  state: State,
): Decoded<JobShopSolution> {
  if (state.kind === "permutation") return wrongState("starts need bits or labels, found a permutation state");
  const { jobStart, head, count, shortest } = operations;
  const read: { label: Int32Array; violations: Violation[] } =
    state.kind === "labels"
      ? { label: state.label, violations: [] }
      : readBits(instance, operations, expandState(model, state));
  const { label, violations } = read;
  const start = instance.jobs.map((job, j) =>
    job.map((_, k) => {
      const o = jobStart[j] + k;
      return label[o] < 0 ? null : head[o] + label[o];
    }),
  );
  const solution = { start: start as number[][] };
  if (violations.length === 0) {
    violations.push(...verifySchedule(instance, solution));
    const [end, told] = [makespan(instance, solution), shortest + label[count]];
    if (violations.length === 0 && end > told) {
      violations.push({
        code: "early-end",
        message: `the end is told as ${told}, but the last operation ends at ${end}`,
        amount: end - told,
      });
    }
  }
  return judged(solution, violations);
}

/** The first choice of each group, -1 where there is none. */
function readBits(instance: JobShopInstance, { count, job, jobStart, choices }: Operations, values: Int8Array) {
  const label = new Int32Array(count + 1).fill(-1);
  const violations: Violation[] = [];
  const complain = (group: number, code: string, problem: string): void => {
    const who =
      group === count ? "the end" : `operation ${group - jobStart[job[group]]} of ${jobName(instance, job[group])}`;
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message: `${who} has ${problem}` });
  };
  for (let group = 0; group <= count; group++) {
    let found = 0;
    for (let k = 0; k < choices; k++) {
      if (values[group * choices + k] !== 1) continue;
      if (label[group] < 0) label[group] = k;
      found++;
    }
    if (found === 0) complain(group, "no-time", "no time");
    if (found > 1) complain(group, "several-times", `${found} times, expected one`);
  }
  return { label, violations };
}
