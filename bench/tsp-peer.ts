/**
 * One run of one solver of tours in a process of its own: a request as JSON on standard input, `{ tour, seconds }` on standard
 * output. The seconds are those of the solver, its WebAssembly compiled and the instance in its own form.
 */
import { readFileSync } from "node:fs";
import { solve } from "groundstate";

/** Plane cities; distances rounded to integers, as TSPLIB's EUC_2D has them. */
export interface PeerRequest {
  readonly peer: "groundstate" | "or-tools-wasm" | "salesman.js";
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Seconds, for solvers that can be told. */
  readonly time: number;
}

export interface PeerAnswer {
  readonly tour: readonly number[];
  readonly seconds: number;
}

/** What is used of or-tools-wasm/routing. */
interface Routing {
  initRouting(): Promise<void>;
  RoutingIndexManager: new (
    locations: number,
    vehicles: number,
    depot: number,
  ) => { IndexToNode(index: number): number };
  RoutingModel: new (
    manager: object,
  ) => {
    RegisterTransitMatrix(matrix: readonly (readonly number[])[]): number;
    SetArcCostEvaluatorOfAllVehicles(evaluator: number): void;
    Solve(): Promise<{ Value(variable: number): number } | null>;
    Start(vehicle: number): number;
    IsEnd(index: number): boolean;
    NextVar(index: number): number;
  };
}

/** What is used of salesman.js. */
interface Salesman {
  solve(points: readonly { x: number; y: number }[]): number[];
}

const request = JSON.parse(readFileSync(0, "utf8")) as PeerRequest;
const { points, time } = request;

async function byOrTools(): Promise<number[]> {
  const name = "or-tools-wasm/routing"; // not resolved at build time: it may be absent
  const routing = (await import(name)) as Routing;
  await routing.initRouting();
  const manager = new routing.RoutingIndexManager(points.length, 1, 0);
  const model = new routing.RoutingModel(manager);
  const matrix = points.map(([x, y]) => points.map(([u, v]) => Math.round(Math.hypot(x - u, y - v))));
  model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(matrix));
  const solution = await model.Solve();
  if (solution === null) throw new Error("or-tools-wasm found no tour");
  const tour: number[] = [];
  for (let at = model.Start(0); !model.IsEnd(at); at = solution.Value(model.NextVar(at)))
    tour.push(manager.IndexToNode(at));
  return tour;
}

async function bySalesman(): Promise<number[]> {
  const name = "salesman.js";
  const { default: salesman } = (await import(name)) as { default: Salesman };
  return salesman.solve(points.map(([x, y]) => ({ x, y })));
}

async function byUs(): Promise<readonly number[]> {
  const instance = { problem: "tsp", coordinates: points, metric: "EUC_2D" };
  const { solution } = await solve("tsp", instance, { time });
  return (solution as { tour: number[] }).tour;
}

const solvers = { groundstate: byUs, "or-tools-wasm": byOrTools, "salesman.js": bySalesman };
const start = performance.now();
const tour = await solvers[request.peer]();
const answer: PeerAnswer = { tour, seconds: (performance.now() - start) / 1000 };
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0)); // some peers leave threads behind
