/** A process that makes runs of a comparison, one at a time: instances are read once, solvers are warm before they are timed. */
import { cpus } from "node:os";
import { worker } from "workerpool";
import { executeRun, failed } from "../compare/execute.ts";
import type { Budget, RunRecord } from "../compare/record.ts";
import { runsOf } from "../compare/study.ts";
import { type InputArguments, type LoadedInstance, loadInstance } from "./input.ts";

/** What a run needs; JSON-ready. */
export interface RunOrder {
  readonly file: string;
  readonly input: InputArguments;
  readonly name: string;
  readonly solver: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly encoding: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly budget: Budget;
  readonly prove: boolean;
  readonly stopAt: number | null;
  readonly memoryLimit: number | null;
  /** Of the run as it was planned: the file may have changed since. */
  readonly key: string;
}

/** Seconds of the run that warms a solver up: code is compiled, memory is there. */
const WARM_UP = 0.05;

const instances = new Map<string, Promise<LoadedInstance>>();
const warm = new Set<string>();

async function make(order: RunOrder): Promise<RunRecord> {
  const place = JSON.stringify([order.file, order.input]);
  const loading = instances.get(place) ?? loadInstance(order.file, order.input);
  instances.set(place, loading);
  const { problem, instance } = await loading;
  const { name, solver, options, encoding, seed, budget, prove, stopAt, memoryLimit, key } = order;
  const subject = { problem, instance, name, ...(stopAt === null ? {} : { stopAt }) };
  const study = { entrants: [{ solver, options }], subjects: [subject], seeds: [seed], budget, encoding, prove };
  const [request] = runsOf(study);
  if (request.key !== key)
    return { ...failed(request, `file: ${order.file} has changed since the runs were planned`), key };
  const limits = memoryLimit === null ? {} : { memoryLimit };
  const temperature = `${problem.id} ${request.entrant}`;
  if (budget.kind === "time" && !warm.has(temperature)) {
    await executeRun({ ...request, budget: { kind: "time", amount: WARM_UP } }, limits);
    warm.add(temperature);
  }
  const [{ model }] = cpus();
  const machine = `${model.trim()}, ${cpus().length} cores, Node ${process.versions.node}`;
  const before = process.cpuUsage();
  const record = (await executeRun(request, { ...limits, machine })) as RunRecord; // no signal, so never null
  const { user, system } = process.cpuUsage(before);
  return budget.kind === "time" ? { ...record, processor: (user + system) / 1e6 } : record;
}

worker({ make });
