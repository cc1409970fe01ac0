/**
 * Enumeration of all 2^n states in blocks. The low variables span a block whose 2^L levels T[l] (their own energy and that of their
 * couplings to the high variables) stand in an array; the high variables run through a Gray code (Gray 1953), and a flip of high
 * variable j adds or takes away the row D_j[l] = -sum_{i in l} w_ij. So a state costs one addition and one comparison,
 * whatever n; 2^L (n - L + 1) doubles of memory. All numbers are whole, so nothing drifts.
 */
import { createHistogram } from "./histogram.ts";
import { createLowestStates } from "./lowest-states.ts";
import { createShortlist } from "./shortlist.ts";
import type { Enumeration, EnumerationTask } from "./types.ts";

/** Low variables: a block of 8 KiB and the most used rows D_j stay in the first-level cache. */
const BLOCK_BITS = 10;

/** States in about a millisecond; local minima and the spectrum cost several times as much a state. */
const PACE = 2 ** 18;
const PACE_WITH_EXTRAS = 2 ** 16;

/** A block and what the high variables add to it. */
interface Landscape {
  readonly low: number;
  /** T[l], without `base`. */
  readonly block: Float64Array;
  /** D_j for high variable low + k. */
  readonly cross: readonly Float64Array[];
  /** b_j + sum of w_jk over the high variables k that are set, for high variable low + k. */
  readonly highField: Float64Array;
  readonly isSet: Uint8Array;
}

export function createEnumeration(task: EnumerationTask): Enumeration {
  const free = task.fixLast ? task.n - 1 : task.n;
  const landscape = createLandscape(task, Math.min(free, BLOCK_BITS));
  const { low, block, cross, highField, isSet } = landscape;
  const size = block.length;
  const total = 2 ** free;
  const ground = createLowestStates(task.band, task.listGroundStates);
  const levels = task.spectrumLevels === null ? null : createHistogram(task.spectrumLevels);
  const minima = task.listLocalMinima === null ? null : createMinima(landscape, task.band, task.listLocalMinima);
  let visited = 0;
  let base = 0;
  let highCode = 0;

  /** Moves to the next Gray code of the high variables; returns the lowest level of the new block, without base. */
  function next(): number {
    const k = trailingZeros(visited / size);
    const on = isSet[k] === 0;
    isSet[k] = on ? 1 : 0;
    const sign = on ? 1 : -1;
    base -= sign * highField[k];
    highCode += sign * size * 2 ** k;
    const row = (low + k) * task.n + low;
    for (let other = 0; other < highField.length; other++) highField[other] += sign * task.weights[row + other];
    return on ? addRow(block, cross[k]) : subtractRow(block, cross[k]);
  }
  function visit(lowest: number): void {
    if (lowest + base <= ground.threshold) ground.scan(block, base, highCode);
    if (minima !== null) minima.scan(base, highCode);
    if (levels?.complete) levels.add(block, base);
    visited += size;
  }
  return {
    total,
    pace: minima === null && levels === null ? PACE : PACE_WITH_EXTRAS,
    get visited() {
      return visited;
    },
    get lowestLevel() {
      return ground.lowest;
    },
    get lowestCode() {
      return ground.code;
    },
    advance(states) {
      const goal = Math.min(total, visited + states);
      while (visited < goal) visit(visited === 0 ? block.reduce((a, b) => Math.min(a, b)) : next());
    },
    groundStates: () => ground.result(),
    localMinima: () => (minima === null ? null : minima.result()),
    spectrum: () => (levels?.complete ? levels.result() : null),
  };
}

function createLandscape({ n, weights, biases }: EnumerationTask, low: number): Landscape {
  const size = 2 ** low;
  const cross: Float64Array[] = [];
  for (let j = low; j < n; j++) {
    const row = new Float64Array(size);
    for (let l = 1; l < size; l++) row[l] = row[l & (l - 1)] - weights[lowestBit(l) * n + j];
    cross.push(row);
  }
  const block = new Float64Array(size);
  for (let l = 1; l < size; l++) {
    const i = lowestBit(l);
    let level = block[l & (l - 1)] - biases[i];
    for (let j = i + 1; j < low; j++) if ((l >> j) & 1) level -= weights[i * n + j];
    block[l] = level;
  }
  return { low, block, cross, highField: biases.slice(low), isSet: new Uint8Array(n - low) };
}

/** block += row; returns the least entry. */
function addRow(block: Float64Array, row: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let l = 0; l < block.length; l++) {
    const level = block[l] + row[l];
    block[l] = level;
    if (level < least) least = level;
  }
  return least;
}

/** block -= row; returns the least entry. A twin of addRow: a sign inside the loop would cost a multiplication a state. */
function subtractRow(block: Float64Array, row: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let l = 0; l < block.length; l++) {
    const level = block[l] - row[l];
    block[l] = level;
    if (level < least) least = level;
  }
  return least;
}

function createMinima({ low, block, cross, highField, isSet }: Landscape, band: number, limit: number) {
  const list = createShortlist(limit);
  let count = 0;
  let strictCount = 0;

  /** The least change of level by one flip from state l of the block, or anything below -band as soon as one is found. */
  function leastGain(l: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < low; i++) {
      const gain = block[l ^ (1 << i)] - block[l];
      if (gain < least) {
        least = gain;
        if (gain < -band) return gain;
      }
    }
    for (let k = 0; k < highField.length; k++) {
      const field = highField[k] - cross[k][l];
      const gain = isSet[k] === 1 ? field : -field;
      if (gain < least) {
        least = gain;
        if (gain < -band) return gain;
      }
    }
    return least;
  }
  return {
    scan(base: number, highCode: number): void {
      for (let l = 0; l < block.length; l++) {
        const least = leastGain(l);
        if (least < -band) continue;
        const strict = least > band;
        count++;
        if (strict) strictCount++;
        list.offer(block[l] + base, highCode + l, strict);
      }
    },
    result: () => ({ count, strictCount, listed: list.sorted() }),
  };
}

function lowestBit(l: number): number {
  return 31 - Math.clz32(l & -l);
}

/** Number of trailing zero bits of a positive integer up to 2^53. */
function trailingZeros(value: number): number {
  const word = value | 0;
  return word !== 0 ? lowestBit(word) : 32 + lowestBit(Math.floor(value / 4294967296));
}
