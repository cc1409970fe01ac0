/**
 * Local fields of a binary network for runs that look at every move: the decisions of the batched kernel, made one at a time. Whole
 * couplings: fields kept exactly, O(1) a look and O(n) a flip. Others: the sum in doubles at every look, O(n), so that nothing drifts.
 */
import { type WholeCouplings, wholeBias, wholeCouplings, writeRow } from "../../kernels/recall/couplings.ts";
import { requireBytes } from "./bytes.ts";
import { fieldAt, type Network } from "./weights.ts";

export interface BinaryFields {
  /** The live state, -1/+1. */
  readonly state: Int8Array;
  /** What fields are multiples of, energy units. */
  readonly unit: number;
  /** h_i in units; its sign decides, and zero keeps. */
  field(i: number): number;
  flip(i: number): void;
  /** Takes another state. O(n^2) for whole couplings. */
  assign(state: ArrayLike<number>): void;
}

/** @throws {GroundstateError} "model" for asymmetric couplings; {MemoryError} */
export function binaryFields(network: Network, memoryLimit: number): BinaryFields {
  const couplings = wholeCouplings(network.size, network.weights, network.biases);
  if (!couplings.whole) return literalFields(network);
  requireBytes(2 * network.size ** 2, memoryLimit, `recall over ${network.size} spins`);
  return wholeFields(network, couplings);
}

/** Sums in doubles. Symmetry is not asked for. */
export function literalFields(network: Network): BinaryFields {
  const state = new Int8Array(network.size);
  return {
    state,
    unit: 1,
    field: (i) => fieldAt(network, state, i),
    flip(i) {
      state[i] = -state[i];
    },
    assign: (given) => state.set(given),
  };
}

function wholeFields({ size, weights, biases }: Network, couplings: WholeCouplings): BinaryFields {
  const state = new Int8Array(size);
  const field = new Float64Array(size);
  const rows = new Int16Array(size * size);
  const row = (i: number) => rows.subarray(i * size, (i + 1) * size);
  for (let i = 0; i < size; i++) writeRow(couplings, weights, size, i, row(i));
  const addRow = (i: number, times: number) => {
    for (let j = 0, at = i * size; j < size; j++, at++) field[j] += times * rows[at];
  };
  return {
    state,
    unit: couplings.unit,
    field: (i) => field[i],
    flip(i) {
      state[i] = -state[i];
      addRow(i, 2 * state[i]);
    },
    assign(given) {
      state.set(given);
      for (let i = 0; i < size; i++) field[i] = wholeBias(couplings, biases, i);
      for (let i = 0; i < size; i++) addRow(i, state[i]);
    },
  };
}

/** E = -1/2 s'Ws - b's. O(n) looks. */
export function binaryEnergy({ state, unit, field }: BinaryFields, biases: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < state.length; i++) sum += state[i] * (unit * field(i) + biases[i]);
  return 0 - sum / 2; // never -0
}
