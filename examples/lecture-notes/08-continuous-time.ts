/**
 * The continuous-time network, dx_i/dt = -(x_i - h(a_i)) / tau with h = tanh, time in units of tau. While the activation is steady the neuron
 * approaches its answer as x(t) = h(a) + (x(0) - h(a)) exp(-t / tau); in a network the Lyapunov function falls. Give a folder to draw it in.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRandom, type EnergyModel, learnedModel, referenceKernels, solverById } from "groundstate";
import { chartToSvg } from "groundstate/report";

const STEP = 1 / 64;

/** Activities and Lyapunov values at 0, STEP, 2 STEP ... from x(0) = `activity`, by Euler's method. */
function follow(model: EnergyModel, activity: Float64Array, maxTime: number) {
  const path: { x: number[]; lyapunov: number }[] = [];
  const monitor = {
    started() {},
    moved() {},
    flowed: (x: Float64Array, lyapunov: number) => path.push({ x: [...x], lyapunov }),
  };
  const context = { random: createRandom(1), kernels: referenceKernels, memoryLimit: 1e9, start: null };
  const solver = solverById("hopfield-ode");
  const options = { gain: 1, ramp: "constant", noise: 0, integrator: "euler", timeStep: STEP, maxTime, descent: false };
  const search = solver.search(model, { ...solver.defaults, ...options }, { ...context, monitor, activity });
  while (search.next().done !== true);
  return path;
}

// Steady activations: no couplings, a = b.
const a = [-1, 0.3, 2];
const alone: EnergyModel = {
  ...learnedModel(new Float64Array(9), 3),
  biases: { kind: "dense", n: 3, values: Float64Array.from(a) },
  integer: false,
};
const x0 = [0.9, -0.6, 0];
const steady = follow(alone, Float64Array.from(x0), 6);
const exact = (t: number) => a.map((ai, i) => Math.tanh(ai) + (x0[i] - Math.tanh(ai)) * Math.exp(-t));
const text = (x: readonly number[], digits: number) => x.map((value) => value.toFixed(digits)).join(", ");
const errors = steady.flatMap(({ x }, k) => exact(k * STEP).map((value, i) => Math.abs(value - x[i])));
for (const t of [0, 1, 2, 4]) console.log(`t = ${t}: x = ${text(steady[t / STEP].x, 3)}  exact ${text(exact(t), 3)}`);
const worst = Math.max(...errors);
assert.ok(worst < STEP, `Euler's method of step 1/64 is off by ${worst}`);

// The three neurons: trajectories bend as the activations change, L falls all the way.
const three = learnedModel(Float64Array.of(0, 2, -1, 2, 0, 1, -1, 1, 0), 3);
const network = follow(three, Float64Array.of(0.1, -0.2, 0.9), 12);
const rises = network.filter(({ lyapunov }, k) => k > 0 && lyapunov > network[k - 1].lyapunov).length;
const [first, last] = [network[0], network[network.length - 1]];
console.log(`three neurons: L falls from ${first.lyapunov.toFixed(3)} to ${last.lyapunov.toFixed(3)}, ${rises} rises`);
console.log(`they come to rest at ${text(last.x, 2)}`);
assert.equal(rises, 0);

const [, , folder] = process.argv;
if (folder !== undefined) {
  const points = (y: (at: (typeof network)[0]) => number) => network.map((at, k) => ({ x: k * STEP, y: y(at) }));
  const curves = [0, 1, 2].map((i) => ({ label: `x${i + 1}`, points: points(({ x }) => x[i]) }));
  curves.push({ label: "L", points: points(({ lyapunov }) => lyapunov) });
  const axes = { x: { label: "time (tau)" }, y: { label: "activity, Lyapunov function" } };
  writeFileSync(
    `${folder}/trajectories.svg`,
    chartToSvg({ title: "Three neurons in continuous time", ...axes, curves }),
  );
}
