/**
 * Energies belong to symmetric couplings. On asymmetric ones, which no checked model has, the dynamics of the real solvers climb, and
 * the laws and the monitor say so: what they find on symmetric models is no matter of course.
 */
import { describe, expect, it } from "vitest";
import { hopfield } from "../../solvers/hopfield/index.ts";
import { createActivation } from "../../solvers/hopfield-ode/activation.ts";
import { createFlow, type Flow, type Point } from "../../solvers/hopfield-ode/flow.ts";
import { createIntegrator } from "../../solvers/hopfield-ode/integrators.ts";
import { follow } from "../../solvers/hopfield-ode/trajectory.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { createResponses } from "../../src/kernels/responses/reference.ts";
import { checkModel, createProduct, type EnergyModel, noBiases } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { createMonitor, type MonitorReport } from "../../src/run/monitor.ts";
import type { FlowLaw } from "../../src/solver.ts";
import { type AnySolver, drive, monitorLaw, reportLaw } from "./solver.ts";

const SIZE = 12;
const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Real weights in [-1, 1), the two of a pair equal or independent of each other. */
function network(symmetric: boolean, seed: number): EnergyModel {
  const random = createRandom(seed);
  const values = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++) {
    for (let j = 0; j < i; j++) {
      values[i * SIZE + j] = 2 * random.uniform() - 1;
      const other = 2 * random.uniform() - 1;
      values[j * SIZE + i] = symmetric ? values[i * SIZE + j] : other;
    }
  }
  const couplings = { kind: "dense", n: SIZE, values } as const;
  return { n: SIZE, domain: "spin", couplings, biases: noBiases(SIZE), offset: 0, structure: [], integer: false };
}

describe("asynchronous updates", () => {
  const setting = (model: EnergyModel, seed: number) => ({
    solver: hopfield as AnySolver,
    model,
    options: { ...hopfield.defaults, starts: 2 },
    kernels: referenceKernels,
    seed,
  });
  const verified = (model: EnergyModel, seed: number): MonitorReport => {
    const { monitor, report } = createMonitor(model, true);
    drive(setting(model, seed), { steps: 3 }, monitor); // without an energy they never come to rest
    return report();
  };

  it("never raise the energy of symmetric couplings", () => {
    for (const seed of SEEDS) {
      const model = network(true, seed);
      expect(verified(model, seed)).toMatchObject({ rises: 0, mismatches: 0, first: null });
      monitorLaw(setting(model, seed), reportLaw(setting(model, seed), { steps: 20 }));
    }
  });

  it("raise that of asymmetric ones: the monitor says so, and the law is broken", () => {
    for (const seed of SEEDS) {
      const model = network(false, seed);
      const { rises, mismatches, firstRise, first } = verified(model, seed);
      expect(rises).toBeGreaterThan(0);
      expect(mismatches).toBeGreaterThan(0);
      expect(firstRise?.size).toBeGreaterThan(0);
      expect(first).not.toBeNull();
      const trace = drive(setting(model, seed), { steps: 3 });
      expect(() => monitorLaw(setting(model, seed), trace)).toThrow(/claims energy|raises the energy/);
      expect(() => checkModel(model)).toThrow(expect.objectContaining({ code: "model" }));
    }
  });
});

describe("flows", () => {
  function flowOf(model: EnergyModel, seed: number): { flow: Flow; start: Point } {
    const activation = createActivation("tanh", 8, "spin");
    const responses = createResponses(SIZE);
    const settings = { form: "lecture", resistance: 1, fieldScale: 1, responses } as const;
    const flow = createFlow(model, createProduct(model.couplings), activation, settings);
    const random = createRandom(seed);
    const start = flow.newPoint();
    flow.place(
      start,
      Float64Array.from({ length: SIZE }, () => 2 * random.uniform() - 1),
    );
    return { flow, start };
  }

  /** The flow itself, by short steps of Euler's method, which nobody takes back. */
  function followed(model: EnergyModel, seed: number): MonitorReport {
    const { flow, start } = flowOf(model, seed);
    const integrator = createIntegrator("euler", flow, 1e-4);
    const { monitor, report } = createMonitor(model, true);
    const law: FlowLaw = { activation: "tanh", gain: 8, resistance: 1, continues: true };
    let [now, next] = [start, flow.newPoint()];
    flow.evaluate(now);
    monitor.flowed(now.activity, now.lyapunov, { ...law, continues: false });
    for (let step = 0; step < 400; step++) {
      integrator.attempt(now, next, 0.02);
      [now, next] = [next, now];
      monitor.flowed(now.activity, now.lyapunov, law);
    }
    return report();
  }

  it("never raise the Lyapunov function of symmetric couplings", () => {
    for (const seed of SEEDS) expect(followed(network(true, seed), seed)).toMatchObject({ flowRises: 0, first: null });
  });

  it("raise that of asymmetric ones, and the monitor says so", () => {
    for (const seed of SEEDS) {
      const { flowRises, firstRise, first } = followed(network(false, seed), seed);
      expect(flowRises).toBeGreaterThan(0);
      expect(firstRise).toMatchObject({ kind: "flow" });
      expect(first).toMatch(/Lyapunov function rose/);
    }
  });

  it("are taken back by the solver wherever they rise: never on symmetric couplings with its safe step", () => {
    const uphill = (symmetric: boolean): number => {
      const tally = { work: 0, steps: 0, rejectedSteps: 0, uphillSteps: 0, time: 0 };
      for (const seed of SEEDS) {
        const { flow, start } = flowOf(network(symmetric, seed), seed);
        const stop = { maxTime: 50, convergence: 1e-5, tolerance: 1e-4, timeStep: null };
        const trajectory = follow(flow, start, "lyapunov-step", stop, null, tally);
        for (let step = 0; step < 200 && trajectory.next().done !== true; step++);
      }
      return tally.uphillSteps;
    };
    expect(uphill(true)).toBe(0);
    expect(uphill(false)).toBeGreaterThan(0);
  });
});
