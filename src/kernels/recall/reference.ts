/** Binary recall in plain TypeScript: the oracle and the fallback. Every decision sums its field anew: O(n^2) a sweep. @see types.ts for the law. */
import { MemoryError } from "../../errors.ts";
import { energyField, literalField, type WholeCouplings, wholeBias, wholeCouplings, writeRow } from "./couplings.ts";
import { createRecallSession } from "./session.ts";
import type { RecallOutcome, RecallRequest, RecallRun, RecallSession } from "./types.ts";

/** Nanoseconds of a product in a sum. */
const PRODUCT = 1.5;

/** Field and bias of a spin, in whole units or in energy units. */
interface Network {
  readonly size: number;
  readonly unit: number;
  field(i: number, state: Int8Array): number;
  /** The same for energies. */
  energyField(i: number, state: Int8Array): number;
  bias(i: number): number;
}

export function createReferenceRecall(request: RecallRequest): RecallSession {
  const { size, weights, biases } = request;
  const couplings = wholeCouplings(size, weights, biases);
  const network = couplings.whole ? wholeNetwork(request, couplings) : literalNetwork(request);
  return createRecallSession(size, couplings.whole, (run, outcomes) => recallAll(network, run, outcomes));
}

function literalNetwork({ size, weights, biases }: RecallRequest): Network {
  return {
    size,
    unit: 1,
    field: (i, state) => literalField(weights, biases, size, i, state),
    energyField: (i, state) => energyField(weights, biases, size, i, state),
    bias: (i) => biases?.[i] ?? 0,
  };
}

function wholeNetwork(request: RecallRequest, couplings: WholeCouplings): Network {
  const { size, weights, biases, memoryLimit = Number.POSITIVE_INFINITY } = request;
  const bytes = 2 * size * size;
  if (bytes > memoryLimit) {
    throw new MemoryError(`recall over ${size} spins`, bytes, memoryLimit, "Raise the memory limit.");
  }
  const rows = new Int16Array(size * size);
  for (let i = 0; i < size; i++) writeRow(couplings, weights, size, i, rows.subarray(i * size, (i + 1) * size));
  const whole = Float64Array.from({ length: size }, (_, i) => wholeBias(couplings, biases, i));
  const field = (i: number, state: Int8Array) => {
    let sum = whole[i];
    for (let j = 0; j < size; j++) sum += rows[i * size + j] * state[j];
    return sum;
  };
  return { size, unit: couplings.unit, field, energyField: field, bias: (i) => whole[i] };
}

function* recallAll(network: Network, run: RecallRun, outcomes: RecallOutcome[]): Generator<number, void, void> {
  const { size } = network;
  for (let cue = 0; cue < run.count; cue++) {
    const state = run.cues.slice(cue * size, (cue + 1) * size);
    const recall = run.order === "cyclic" ? cyclic : synchronous;
    outcomes.push(yield* recall(network, state, run));
  }
}

/** -sum_i (next_i h_i(state) + b_i state_i): twice the energy where both are one state, else L2. */
function* pairing(network: Network, next: Int8Array, state: Int8Array): Generator<number, number, void> {
  const { size, unit, bias } = network;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    sum += next[i] * network.energyField(i, state) + bias(i) * state[i];
    yield PRODUCT * size;
  }
  return 0 - unit * sum; // never -0
}

function* cyclic(network: Network, state: Int8Array, run: RecallRun): Generator<number, RecallOutcome, void> {
  const { size, field } = network;
  const energies: number[] = [];
  if (run.energies) energies.push((yield* pairing(network, state, state)) / 2);
  let [steps, flips] = [0, 0];
  let ending: RecallOutcome["ending"] = "step-limit";
  while (steps < run.steps && ending === "step-limit") {
    let changes = 0;
    for (let i = 0; i < size; i++) {
      if (field(i, state) * state[i] < 0) {
        state[i] = -state[i];
        changes++;
      }
      yield PRODUCT * size;
    }
    steps++;
    flips += changes;
    if (run.energies) energies.push((yield* pairing(network, state, state)) / 2);
    if (changes === 0) ending = "fixed-point";
  }
  return { state, steps, flips, ending, energies };
}

function* synchronous(network: Network, cue: Int8Array, run: RecallRun): Generator<number, RecallOutcome, void> {
  const { size, field } = network;
  const energies: number[] = [];
  if (run.energies) energies.push(yield* pairing(network, cue, cue));
  let [state, before]: Int8Array[] = [cue, cue.slice()];
  let [steps, flips] = [0, 0];
  let ending: RecallOutcome["ending"] = "step-limit";
  while (steps < run.steps && ending === "step-limit") {
    const next = state.slice();
    for (let i = 0; i < size; i++) {
      if (field(i, state) * state[i] < 0) next[i] = -state[i];
      yield PRODUCT * size;
    }
    steps++;
    const changes = differences(next, state);
    flips += changes;
    if (run.energies) energies.push(yield* pairing(network, next, state));
    if (changes === 0) ending = "fixed-point";
    else if (steps > 1 && differences(next, before) === 0) ending = "two-cycle";
    [before, state] = [state, next];
  }
  return { state, steps, flips, ending, energies };
}

function differences(a: Int8Array, b: Int8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
