/**
 * Energies of a group of cues: from the fields where weights are whole, for nothing; elsewhere from the weights in doubles, read once for the
 * whole group.
 */
import { type Cue, type Network, PANEL } from "./network.ts";

/** Nanoseconds of a product of doubles. */
const PRODUCT = 0.15;

/**
 * Appends share * -sum_i (next_i h_i + b_i s_i) with the fields of the present states s, energy units, to the energies of the cues.
 * @see reference.ts
 */
export function* addEnergies(
  network: Network,
  cues: readonly Cue[],
  share: number,
  next: (cue: Cue) => Int16Array = ({ state }) => state,
): Generator<number, void, void> {
  const { size, couplings } = network;
  const nexts = cues.map(next);
  const unit = couplings.whole ? couplings.unit : 1;
  const sums = couplings.whole
    ? cues.map((cue, c) => wholePairing(network, cue, nexts[c]))
    : yield* doublePairings(network, cues, nexts);
  cues.forEach(({ energies }, c) => {
    energies.push((0 - unit * sums[c]) * share); // never -0
  });
  yield size * cues.length;
}

function wholePairing({ size, constant, bias }: Network, { state, field }: Cue, next: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const h = 2 * field[i] + constant[i];
    sum += (2 * next[i] - 1) * h + (2 * state[i] - 1) * bias[i];
  }
  return sum;
}

/** In doubles, from the weights given: panels of rows are copied in. */
function* doublePairings(
  { size, length, exports, address, weights, biases, panel, doubles, energyFields }: Network,
  cues: readonly Cue[],
  nexts: readonly Int16Array[],
): Generator<number, number[], void> {
  cues.forEach(({ state }, c) => {
    for (let i = 0; i < size; i++) doubles[c * length + i] = 2 * state[i] - 1;
  });
  const sums = cues.map(() => 0);
  const padded = 4 * Math.ceil(cues.length / 4);
  for (let first = 0; first < size; first += PANEL) {
    const rows = Math.min(PANEL, size - first);
    for (let r = 0; r < rows; r++) {
      panel.set(weights.subarray((first + r) * size, (first + r + 1) * size), r * length);
    }
    exports.energyFields(address.panel, address.doubles, length, PANEL, padded, address.energyFields);
    cues.forEach(({ state }, c) => {
      for (let r = 0; r < rows; r++) {
        const i = first + r;
        const b = biases?.[i] ?? 0;
        const h = energyFields[c * PANEL + r] + b;
        sums[c] += (2 * nexts[c][i] - 1) * h + (2 * state[i] - 1) * b;
      }
    });
    yield PRODUCT * PANEL * length * padded;
  }
  return sums;
}
