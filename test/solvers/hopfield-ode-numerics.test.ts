import fc from "fast-check";
import { create, all as mathjs } from "mathjs";
import { describe, expect, it } from "vitest";
import { createActivation, excite } from "../../solvers/hopfield-ode/activation.ts";
import { createFlow, type Flow, type Form, type Point } from "../../solvers/hopfield-ode/flow.ts";
import { createIntegrator } from "../../solvers/hopfield-ode/integrators.ts";
import { follow } from "../../solvers/hopfield-ode/trajectory.ts";
import { createResponses, divergence, entropyDeficit, respond } from "../../src/kernels/responses/reference.ts";
import {
  type Couplings,
  couplingOperator,
  type EnergyModel,
  type Factor,
  kronecker,
  localFields,
  toBiasArray,
  toDense,
} from "../../src/model/index.ts";
import { createProduct } from "../../src/model/product.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { randomModel } from "./hopfield-support.ts";

type Solution = { readonly t: readonly number[]; readonly y: readonly number[][] };
type Change = (t: number, y: number[]) => number[];
/** The part of mathjs that its type declarations leave out. */
const math = create(mathjs) as unknown as {
  solveODE(change: Change, span: number[], start: number[], options: { tol: number; maxIter: number }): Solution;
};

function randomFlow(model: EnergyModel, form: Form, activation: "tanh" | "logistic", gain: number): Flow {
  const settings = { form, resistance: 1.5, fieldScale: 1, responses: createResponses(model.n) };
  return createFlow(model, createProduct(model.couplings), createActivation(activation, gain, model.domain), settings);
}

function pointAt(flow: Flow, v: readonly number[]): Point {
  const point = flow.newPoint();
  flow.place(point, Float64Array.from(v));
  flow.evaluate(point);
  return point;
}

/** Activities in the middle 80 % of the range. */
function middling(model: EnergyModel, seed: number): number[] {
  const random = createRandom(seed, 3);
  const low = model.domain === "spin" ? -1 : 0;
  return Array.from({ length: model.n }, () => low + (1 - low) * (0.1 + 0.8 * random.uniform()));
}

const family = [
  fc.constantFrom("spin" as const, "bit" as const),
  fc.constantFrom("tanh" as const, "logistic" as const),
  fc.double({ min: 0.05, max: 50, noNaN: true }),
] as const;

describe("activations", () => {
  prop(
    "are inverted by excite, stay in range, and saturate without NaN",
    [...family, fc.double({ min: -1e6, max: 1e6, noNaN: true })],
    (domain, name, gain, u) => {
      const activation = createActivation(name, gain, domain);
      const v = respond(activation, u);
      expect(v).toBeGreaterThanOrEqual(activation.low);
      expect(v).toBeLessThanOrEqual(1);
      expect(entropyDeficit(activation, v)).toBeGreaterThanOrEqual(0);
      expect(entropyDeficit(activation, v)).toBeLessThanOrEqual(Math.LN2);
      if (Math.abs(u) * activation.steepness < 10)
        expect(excite(activation, v)).toBeCloseTo(u, 8 - Math.ceil(Math.log10(1 + 1 / gain)));
    },
  );

  it("are tanh over spins, the logistic function over bits, and each other's image on the other domain", () => {
    for (const u of [-3, -0.2, 0, 0.7, 2]) {
      expect(respond(createActivation("tanh", 2, "spin"), u)).toBeCloseTo(Math.tanh(2 * u), 14);
      expect(respond(createActivation("tanh", 2, "bit"), u)).toBeCloseTo((1 + Math.tanh(2 * u)) / 2, 14);
      expect(respond(createActivation("logistic", 2, "spin"), u)).toBeCloseTo(Math.tanh(u), 14);
      expect(respond(createActivation("logistic", 2, "bit"), u)).toBeCloseTo(1 / (1 + Math.exp(-2 * u)), 14);
    }
  });

  prop(
    "have the entropy as the integral of their inverse",
    [...family, fc.double({ min: 0.02, max: 0.98, noNaN: true })],
    (domain, name, gain, share) => {
      const activation = createActivation(name, gain, domain);
      const span = 1 - activation.low;
      const [middle, v] = [activation.low + span / 2, activation.low + span * share];
      const pieces = 400; // Simpson's rule
      let sum = 0;
      for (let k = 0; k <= pieces; k++) {
        const weight = k === 0 || k === pieces ? 1 : k % 2 === 1 ? 4 : 2;
        sum += weight * excite(activation, middle + ((v - middle) * k) / pieces);
      }
      const integral = ((v - middle) / (3 * pieces)) * sum;
      const closed = (span / activation.steepness) * entropyDeficit(activation, v);
      expect(Math.abs(closed - integral) * gain).toBeLessThan(1e-6);
    },
  );

  prop(
    "have a divergence that is zero only at the response, by its definition",
    [...family, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })],
    (domain, name, gain, share, z) => {
      const activation = createActivation(name, gain, domain);
      const span = 1 - activation.low;
      const v = activation.low + span * share;
      const u = z / activation.steepness;
      const w = respond(activation, u);
      const weight = span / activation.steepness;
      const definition = weight * (entropyDeficit(activation, v) - entropyDeficit(activation, w)) - u * (v - w);
      expect(Math.abs(divergence(activation, v, u) - definition)).toBeLessThan(1e-12 * (1 + weight));
      expect(divergence(activation, v, u)).toBeGreaterThanOrEqual(0);
      expect(divergence(activation, w, u) / weight).toBeLessThan(1e-15);
    },
  );
});

describe("the product W v", () => {
  const factors = (random: ReturnType<typeof createRandom>): Factor[] => {
    const values = Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 0 : random.below(9) - 4));
    const mirrored = values.map((value, k) => value + values[(k % 4) * 4 + Math.floor(k / 4)]);
    return [
      { kind: "identity", n: 4 },
      { kind: "all-but-diagonal", n: 4 },
      { kind: "cycle", n: 4 },
      { kind: "path", n: 4 },
      { kind: "dense", n: 4, values, symmetric: false },
      { kind: "dense", n: 4, values: mirrored, symmetric: true },
    ];
  };

  prop(
    "agrees with the couplings' own for every pair of factors, also shifted inside a sum",
    [fc.integer()],
    (seed) => {
      const random = createRandom(seed);
      for (const left of factors(random)) {
        for (const right of factors(random)) {
          if (left.kind === "identity" && right.kind === "identity") continue;
          const n = 20;
          const terms = [
            { scale: -3, start: 4, couplings: kronecker(left, right) },
            { scale: 2, start: 1, couplings: { kind: "rank-one", n: 10, vector: new Int8Array(10).fill(2) } as const },
          ];
          const couplings: Couplings = { kind: "sum", n, terms };
          const x = Float64Array.from({ length: n }, () => random.below(7) - 3);
          const [fast, slow] = [new Float64Array(n), new Float64Array(n)];
          createProduct(couplings).apply(x, fast);
          couplingOperator(couplings).apply(x, slow);
          expect(fast).toEqual(slow);
        }
      }
    },
    { numRuns: 10 },
  );
});

describe("flows", () => {
  prop(
    "have dL/dt = grad L . dv/dt <= 0, with the gradient by differences",
    [...family, fc.constantFrom("circuit" as const, "lecture" as const), fc.integer()],
    (domain, name, gain, form, seed) => {
      const model = randomModel({ seed, n: 4, domain, integer: false, sparse: false });
      const flow = randomFlow(model, form, name, gain);
      const v = middling(model, seed);
      const here = pointAt(flow, v);
      const shift = 1e-5;
      let slope = 0;
      for (let i = 0; i < model.n; i++) {
        const nudged = (by: number) =>
          pointAt(
            flow,
            v.map((value, j) => (j === i ? value + by : value)),
          ).lyapunov;
        const gradient = (nudged(shift) - nudged(-shift)) / (2 * shift);
        const { low, steepness } = flow.activation;
        const perU = (steepness * (v[i] - low) * (1 - v[i])) / (1 - low);
        const velocity = form === "lecture" ? here.rate[i] : perU * here.rate[i];
        // In the circuit dL/dv_i = -du_i/dt; in the lecture form -(a_i - g^-1(x_i)).
        const exact = form === "circuit" ? -here.rate[i] : excite(flow.activation, v[i]) - here.field[i];
        expect(Math.abs(gradient - exact)).toBeLessThan(1e-5 * (1 + 1 / gain));
        expect(exact * velocity).toBeLessThanOrEqual(1e-12);
        slope += exact * velocity;
      }
      expect(slope).toBeLessThanOrEqual(0);
    },
  );

  prop("have the field W v + b at every point", [...family, fc.integer()], (domain, name, gain, seed) => {
    const model = randomModel({ seed, n: 6, domain, integer: false, sparse: true });
    const v = middling(model, seed);
    const { activity, field } = pointAt(randomFlow(model, "circuit", name, gain), v);
    const expected = localFields(model, activity);
    for (let i = 0; i < model.n; i++) expect(field[i]).toBeCloseTo(expected[i], 12);
  });
});

describe("Dormand & Prince's method", () => {
  it("has order five: halving a fixed step divides the error by about 32 or more", () => {
    const model = randomModel({ seed: 11, n: 5, domain: "spin", integer: false, sparse: false });
    for (const form of ["lecture", "circuit"] as const) {
      const flow = randomFlow(model, form, "tanh", 1.3);
      const v = middling(model, 11);
      const ends = [20, 40, 80, 1280].map((steps) => {
        let [now, next] = [pointAt(flow, v), flow.newPoint()];
        const integrator = createIntegrator("dormand-prince", flow, 1);
        for (let k = 0; k < steps; k++) {
          integrator.attempt(now, next, 2 / steps);
          [now, next] = [next, now];
        }
        return now.state.slice();
      });
      const errors = ends.slice(0, 3).map((end) => Math.max(...end.map((value, i) => Math.abs(value - ends[3][i]))));
      // Order four would give 16. The method's fifth-order coefficients are small, so sixth-order terms still show: 28 to 74 seen.
      for (const ratio of [errors[0] / errors[1], errors[1] / errors[2]]) expect(ratio).toBeGreaterThan(24);
    }
  });

  it("keeps to its tolerance: the trajectory is that of mathjs' solveODE", () => {
    for (const [seed, n] of [
      [1, 3],
      [2, 4],
      [3, 5],
    ]) {
      for (const domain of ["spin", "bit"] as const) {
        const model = randomModel({ seed, n, domain, integer: false, sparse: false });
        const gain = 1.7;
        const flow = randomFlow(model, "lecture", "tanh", gain);
        const v = middling(model, seed);
        const stop = { maxTime: 3, convergence: 1e-300, tolerance: 1e-9, timeStep: null };
        const tally = { work: 0, steps: 0, rejectedSteps: 0, uphillSteps: 0, time: 0 };
        const search = follow(flow, pointAt(flow, v), "dormand-prince", stop, null, tally);
        let result = search.next();
        while (!result.done) result = search.next();
        expect(tally.time).toBeCloseTo(3, 12);
        const end = solveLecture(model, gain, v, 3);
        for (let i = 0; i < n; i++) expect(Math.abs(result.value.point.activity[i] - end[i])).toBeLessThan(1e-7);
      }
    }
  });
});

/** The lecture's equation from the dense matrix, by mathjs. */
function solveLecture(model: EnergyModel, gain: number, start: number[], time: number): number[] {
  const [weights, bias, n] = [toDense(model), toBiasArray(model), model.n];
  const change = (_t: number, x: number[]): number[] =>
    x.map((value, i) => {
      let a = bias[i];
      for (let j = 0; j < n; j++) a += weights[i * n + j] * x[j];
      const response = Math.tanh(gain * a);
      return (model.domain === "spin" ? response : (1 + response) / 2) - value;
    });
  const { y } = math.solveODE(change, [0, time], start, { tol: 1e-10, maxIter: 1e6 });
  return y[y.length - 1];
}
