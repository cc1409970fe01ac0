/**
 * Graded recall, the continuous Hopfield network of x_i = tanh(beta a_i), a = Wx + b (Hopfield 1984), with
 *   L(x) = -1/2 x'Wx - b'x + (1/beta) sum_i G(x_i),  G(x) = int_0^x artanh = ((1 + x) ln(1 + x) + (1 - x) ln(1 - x)) / 2.
 *
 * One neuron at a time L never rises. Proof: w_ii = 0, so along x_i alone L = -a_i x_i + G(x_i) / beta + what does not depend on x_i. That is
 * strictly convex on [-1, 1] (G'' = 1 / (1 - x^2) > 0), and its derivative artanh(x_i) / beta - a_i vanishes at x_i = tanh(beta a_i) only: the update
 * jumps to the minimum over its coordinate.
 *
 * All at once L may rise. What never rises then is L2(t) = -x(t)'W x(t-1) - b'(x(t) + x(t-1)) + (1/beta) sum (G(x_i(t)) + G(x_i(t-1))) (Marcus &
 * Westervelt 1989): with W symmetric, L2(t+1) - L2(t) = sum_i f_i(x_i(t+1)) - f_i(x_i(t-1)), f_i(x) = -a_i(t) x + G(x) / beta, whose minimum is at
 * x_i(t+1). The orbit ends in a fixed point or a 2-cycle. One sweep or step: n^2 multiplications.
 */
import { type Static, Type } from "typebox";
import { hyperbolicTangent, logarithmOfNext } from "../../kernels/elementary.ts";
import { createMonitor, type MonitorReport } from "../../run/monitor.ts";
import { requireBytes } from "./bytes.ts";
import { cueAt, numberOf, signsOf } from "./cues.ts";
import { gainSchema, stepLimit } from "./options.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled, Trajectory } from "./types.ts";
import { createVerifier, type Recomputed, type Verifier } from "./verification.ts";
import { fieldAt, type Network, networkOf, suitableGain } from "./weights.ts";

const optionsSchema = Type.Object(
  {
    beta: gainSchema,
    order: Type.Enum(["cyclic", "random", "synchronous"], {
      description:
        "Which neuron is next: in index order (default), in a new random permutation each sweep, or all at once (then L may rise, and the orbit may end in a 2-cycle).",
    }),
    tolerance: Type.Number({
      exclusiveMinimum: 0,
      description: "At rest when no activity moves by more in a sweep. Default 1e-9.",
    }),
    maxSteps: stepLimit("Sweeps at most.", 1000),
  },
  { additionalProperties: false },
);
type GradedOptions = Static<typeof optionsSchema>;

export const graded: Dynamics<GradedOptions> = {
  id: "graded",
  title: "Graded neurons: x_i = tanh(beta a_i)",
  summary:
    "Analogue neurons answer their fields one at a time; each answer is the minimum over that neuron of L = -1/2 x'Wx - b'x + (1/beta) sum int artanh, which never rises. " +
    "Unknown neurons start at 0 and are filled in by the others without a guess; a small beta smooths shallow spurious minima away. Choose it for cues with gaps, and to see activities instead of signs.",
  sources: [
    "Hopfield 1984, Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81",
    "Marcus & Westervelt 1989, Dynamics of iterated-map neural networks, Physical Review A 40",
  ],
  needs: "weights",
  optionsSchema,
  defaults: { beta: null, order: "cyclic", tolerance: 1e-9, maxSteps: 1000 },
  recall,
};

/** Ends its generator after each sweep or step, so that long recalls can be stopped. */
type Sweeps = Generator<void, Trajectory, void>;

function* recall(
  memory: Memory,
  cues: Cues,
  options: GradedOptions,
  { random, verify, memoryLimit }: RecallContext,
): Generator<number, Recalled, void> {
  const network = networkOf(memory, "graded");
  requireBytes(
    8 * network.size * (cues.count + 3),
    memoryLimit,
    `${cues.count} graded states of ${network.size} numbers`,
  );
  const beta = options.beta ?? suitableGain(network, memory);
  const verifier = verify ? createVerifier() : null;
  const trajectories: Trajectory[] = [];
  for (let k = 0; k < cues.count; k++) {
    const x = Float64Array.from(cueAt(cues, k));
    let sweeps: Sweeps;
    if (options.order === "synchronous") sweeps = allAtOnce(network, beta, x, options, verifier, numberOf(cues, k));
    else {
      const order = createOrder(network.size, options.order === "random" ? random.split(numberOf(cues, k)) : null);
      sweeps = oneAtATime(network, beta, x, options, order, verifier, numberOf(cues, k));
    }
    let next = sweeps.next();
    for (; next.done !== true; next = sweeps.next()) yield k;
    trajectories.push(next.value);
    yield k + 1;
  }
  return { trajectories, verification: verifier?.report() ?? null, findings: { beta } };
}

/** Indices in order, or in a new permutation at each call. */
function createOrder(size: number, shuffle: RecallContext["random"] | null): () => Int32Array {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  return () => {
    shuffle?.shuffle(order);
    return order;
  };
}

function* oneAtATime(
  network: Network,
  beta: number,
  x: Float64Array,
  { tolerance, maxSteps }: GradedOptions,
  order: () => Int32Array,
  verifier: Verifier | null,
  cue: number,
): Sweeps {
  const watch = verifier === null ? null : createMonitor(network.model, true);
  const law = { activation: "tanh", gain: beta, resistance: 1 } as const;
  let lyapunov = gradedEnergy(network, x, beta);
  watch?.monitor.flowed(x, lyapunov, { ...law, continues: false });
  const energies = [lyapunov];
  let largest = Number.POSITIVE_INFINITY;
  while (largest > tolerance && energies.length <= maxSteps) {
    largest = 0;
    for (const i of order()) {
      const a = fieldAt(network, x, i);
      const old = x[i];
      const made = hyperbolicTangent(beta * a);
      if (made === old) continue;
      x[i] = made;
      largest = Math.max(largest, Math.abs(made - old));
      lyapunov += a * (old - made) + (inverseIntegral(made) - inverseIntegral(old)) / beta;
      watch?.monitor.flowed(x, lyapunov, { ...law, continues: true });
    }
    energies.push(lyapunov);
    yield;
  }
  if (watch !== null) verifier?.absorb(cue, namedMoves(watch.report()));
  const ending = largest <= tolerance ? "fixed-point" : "step-limit";
  return { state: signsOf(x), activity: x, steps: energies.length - 1, ending, energies };
}

/** The monitor speaks of steps of an integrator; here they are moves of one neuron. */
function namedMoves(report: MonitorReport): MonitorReport {
  return { ...report, first: report.first?.replace(/^integrator step/, "move") ?? null };
}

function* allAtOnce(
  network: Network,
  beta: number,
  start: Float64Array,
  { tolerance, maxSteps }: GradedOptions,
  verifier: Verifier | null,
  cue: number,
): Sweeps {
  const { size } = network;
  let now: Float64Array = start;
  let before: Float64Array = start.slice();
  let next: Float64Array = new Float64Array(size);
  let ending: Trajectory["ending"] = "step-limit";
  const energies: number[] = [];
  while (energies.length <= maxSteps) {
    let moved = 0;
    let cycled = 0;
    let lyapunov = 0;
    for (let i = 0; i < size; i++) {
      const a = fieldAt(network, now, i);
      next[i] = hyperbolicTangent(beta * a);
      moved = Math.max(moved, Math.abs(next[i] - now[i]));
      cycled = Math.max(cycled, Math.abs(next[i] - before[i]));
      // L2 of (now, before) by the fields of `now`: x(t)'W x(t-1) = (a(t) - b)'x(t-1).
      lyapunov +=
        (inverseIntegral(now[i]) + inverseIntegral(before[i])) / beta - a * before[i] - network.biases[i] * now[i];
    }
    energies.push(lyapunov);
    if (verifier !== null) {
      const pair = pairEnergy(network, now, before, beta);
      if (energies.length === 1) verifier.started(cue, pair, lyapunov);
      else verifier.moved(pair, lyapunov, now);
    }
    if (moved <= tolerance) ending = "fixed-point";
    else if (energies.length > 1 && cycled <= tolerance) ending = "two-cycle";
    if (ending !== "step-limit" || energies.length > maxSteps) break;
    [before, now, next] = [now, next, before];
    yield;
  }
  const steps = energies.length - 1;
  return { state: signsOf(now), activity: now, steps, ending, energies };
}

/** G(x) = ((1 + x) ln(1 + x) + (1 - x) ln(1 - x)) / 2, from 0 to ln 2. */
function inverseIntegral(x: number): number {
  const side = (y: number) => (y <= -1 ? 0 : (1 + y) * logarithmOfNext(y));
  return (side(x) + side(-x)) / 2;
}

/** L. O(n^2). */
export function gradedEnergy(network: Network, x: Float64Array, beta: number): number {
  let sum = 0;
  for (let i = 0; i < network.size; i++) {
    const b = network.biases[i];
    sum += inverseIntegral(x[i]) / beta - ((fieldAt(network, x, i) - b) * x[i]) / 2 - b * x[i];
  }
  return sum;
}

/** L2 from its definition. O(n^2). */
function pairEnergy(network: Network, now: Float64Array, before: Float64Array, beta: number): Recomputed {
  const { size, weights, biases } = network;
  let value = 0;
  let magnitude = 0;
  for (let i = 0; i < size; i++) {
    let coupled = 0;
    for (let j = 0; j < size; j++) coupled += now[i] * weights[i * size + j] * before[j];
    const biased = biases[i] * (now[i] + before[i]);
    const entropy = (inverseIntegral(now[i]) + inverseIntegral(before[i])) / beta;
    value += entropy - coupled - biased;
    magnitude += entropy + Math.abs(coupled) + Math.abs(biased);
  }
  return { value, size: magnitude };
}
