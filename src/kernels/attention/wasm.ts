/**
 * Softmax retrieval in WebAssembly, see assembly/attention.ts. A block of queries at a time shares the patterns on their way through the cache. Spins
 * as patterns: queries of -1, 0 and +1 are scored by counting bits, others by doubles that the bytes are turned into, a panel at a time.
 */
import { attentionModule } from "../generated/attention.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { checkMemory, createAttentionSession } from "./session.ts";
import type { AttentionRequest, AttentionRun, AttentionSession } from "./types.ts";
import { leastExponent, logSum } from "./weights.ts";

type Numbers = (...numbers: number[]) => number;
type Scores = "signs" | "scoreBits" | "scoreDoubles" | "largest" | "select" | "exponentials" | "normalise";
type Exports = Readonly<Record<Scores | "widen" | "blend" | "blendTwo" | "blendBytes", Numbers>>;

/** Queries of a block, a multiple of 4. */
const BLOCK = 16;
/** Doubles of patterns that stay in the cache while a block of queries passes. */
const PANEL = 2 ** 14;
/** Words of patterns counted, and scores looked at, between pauses. */
const SUMS = 2 ** 18;
/** Exponentials between pauses, even. */
const EXPONENTIALS = 2 ** 15;

/** Nanoseconds of a product of doubles, of two words of bits, of an exponential, of an addition to a weighted sum. */
const COST = { product: 0.1, word: 1.5, weight: 15, sum: 0.3 };

export function createAttention(request: AttentionRequest): AttentionSession {
  checkMemory(request);
  const memory = load(request);
  return createAttentionSession(request, (run, first) => retrieve(memory, run, first));
}

type Memory = ReturnType<typeof load>;

function load({ count, size, patterns, memoryLimit }: AttentionRequest) {
  const spins = patterns instanceof Int8Array;
  const length = 8 * Math.ceil(size / 8);
  const words = Math.ceil(size / 128);
  /** Patterns of a panel, a multiple of 4: weighted sums take four at a time. */
  const panel = 4 * Math.max(1, Math.min(Math.ceil(count / 4), Math.floor(PANEL / (4 * length))));
  const arena = createArena();
  const rows = spins ? arena.reserve(Int8Array, count * length) : arena.reserve(Float64Array, (count + 1) * length);
  const regions = {
    bits: arena.reserve(Uint8Array, spins ? count * words * 16 : 0),
    panel: arena.reserve(Float64Array, spins ? panel * length : 0),
    query: arena.reserve(Float64Array, BLOCK * length),
    known: arena.reserve(Uint8Array, BLOCK * words * 16),
    ones: arena.reserve(Uint8Array, BLOCK * words * 16),
    scores: arena.reserve(Float64Array, BLOCK * (count + 1)),
    lists: arena.reserve(Int32Array, BLOCK * (count + 1)),
    weights: arena.reserve(Float64Array, BLOCK * (count + 1)),
    outs: arena.reserve(Float64Array, BLOCK * length),
  };
  const { exports, view } = instantiate<Exports>(attentionModule, arena, `${count} patterns of ${size}`, memoryLimit);
  const matrix = view<Int8Array | Float64Array>(rows);
  const bits = view(regions.bits);
  for (let mu = 0; mu < count; mu++) {
    matrix.set(patterns.subarray(mu * size, (mu + 1) * size), mu * length);
    if (!spins) continue;
    for (let j = 0; j < size; j++) {
      if (patterns[mu * size + j] > 0) bits[mu * words * 16 + (j >> 3)] |= 1 << (j & 7);
    }
  }
  const address = Object.fromEntries(Object.entries(regions).map(([name, { offset }]) => [name, offset]));
  return {
    count,
    size,
    spins,
    length,
    words,
    panelLength: panel,
    exports,
    rows: rows.offset,
    address: address as Readonly<Record<keyof typeof regions, number>>,
    query: view(regions.query),
    lists: view(regions.lists),
    outs: view(regions.outs),
  };
}

function* retrieve(memory: Memory, run: AttentionRun, first: number): Generator<number, number, void> {
  const { size, length, spins, query, outs } = memory;
  const queries = Math.min(BLOCK, run.count - first);
  for (let q = 0; q < queries; q++) {
    query.set(run.queries.subarray((first + q) * size, (first + q + 1) * size), q * length);
  }
  const known = spins ? knownPlaces(memory, queries) : null;
  yield size * queries;
  yield* known === null ? scoreDoubles(memory, queries) : scoreBits(memory, known);
  const counts: number[] = [];
  for (let q = 0; q < queries; q++) {
    const { count, lse } = yield* softmax(memory, q, run.beta);
    counts.push(count);
    run.lse[first + q] = lse;
  }
  yield* blend(memory, counts);
  for (let q = 0; q < queries; q++) {
    run.out.set(outs.subarray(q * length, q * length + size), (first + q) * size);
  }
  return queries;
}

/** Known places of each query as bits; null when one has other values than -1, 0 and +1. */
function knownPlaces({ length, words, exports, address }: Memory, queries: number): number[] | null {
  const weights: number[] = [];
  for (let q = 0; q < queries; q++) {
    const bits = 16 * words * q;
    const query = address.query + 8 * length * q;
    const weight = exports.signs(query, length, address.known + bits, address.ones + bits);
    if (weight < 0) return null;
    weights.push(weight);
  }
  return weights;
}

function* scoreBits(memory: Memory, known: readonly number[]): Generator<number, void, void> {
  const { count, words, exports, address } = memory;
  const step = Math.ceil(SUMS / words);
  for (let q = 0; q < known.length; q++) {
    const query = [address.known + 16 * words * q, address.ones + 16 * words * q];
    for (let mu = 0; mu < count; mu += step) {
      const some = Math.min(step, count - mu);
      const scores = address.scores + 8 * (q * (count + 1) + mu);
      exports.scoreBits(address.bits + 16 * mu * words, ...query, words, known[q], some, scores);
      yield COST.word * words * some;
    }
  }
}

function* scoreDoubles(memory: Memory, queries: number): Generator<number, void, void> {
  const { count, length, spins, exports, rows, address, panelLength } = memory;
  const padded = 4 * Math.ceil(queries / 4);
  for (let mu = 0; mu < count; mu += panelLength) {
    const some = Math.min(panelLength, count - mu);
    const even = some + (some & 1);
    let panel = rows + 8 * mu * length;
    if (spins) {
      panel = address.panel;
      exports.widen(rows + mu * length, panel, some * length);
    }
    exports.scoreDoubles(panel, address.query, length, even, padded, address.scores + 8 * mu, count + 1);
    yield COST.product * length * some * padded;
  }
}

/** List and weights of query q of the block, as @see weights.ts does them. */
function* softmax(
  { count, exports, address }: Memory,
  q: number,
  beta: number,
): Generator<number, { readonly count: number; readonly lse: number }, void> {
  const [scores, list] = [address.scores + 8 * q * (count + 1), address.lists + 4 * q * (count + 1)];
  const weights = address.weights + 8 * q * (count + 1);
  const least = leastExponent(count);
  const largest = exports.largest(scores, count);
  let found = 0;
  for (let mu = 0; mu < count; mu += SUMS) {
    const to = Math.min(count, mu + SUMS);
    found = exports.select(scores, mu, to, beta, largest, least, list, weights, found);
    yield to - mu;
  }
  let sum = 0;
  for (let k = 0; k < found; k += EXPONENTIALS) {
    const to = Math.min(found, k + EXPONENTIALS);
    sum = exports.exponentials(weights, k, to, sum);
    yield COST.weight * (to - k);
  }
  exports.normalise(weights, found, sum);
  return { count: found, lse: logSum(largest, sum, beta) };
}

/** The weighted sums of a block, a panel of patterns at a time. */
function* blend(memory: Memory, counts: readonly number[]): Generator<number, void, void> {
  const { count, length, spins, exports, rows, address, outs, lists, panelLength } = memory;
  outs.fill(0);
  const at = counts.map(() => 0);
  for (let mu = 0; mu < count; mu += panelLength) {
    const end = Math.min(count, mu + panelLength);
    const next = counts.map((all, q) => firstBeyond(lists, q * (count + 1), at[q], all, end));
    const entries = next.reduce((sum, k, q) => sum + k - at[q], 0);
    if (entries === 0) continue;
    // Bytes are worth turning into doubles when they are needed about once each.
    const widened = spins && entries >= end - mu;
    if (widened) exports.widen(rows + mu * length, address.panel, (end - mu) * length);
    const patterns = widened ? address.panel - 8 * mu * length : rows;
    const dense = (some: number) => some === end - mu && some % 4 === 0;
    const add = spins && !widened ? exports.blendBytes : exports.blend;
    for (let q = 0; q < counts.length; q++) {
      const [line, some] = [q * (count + 1) + at[q], next[q] - at[q]];
      const [weights, out] = [address.weights + 8 * line, address.outs + 8 * q * length];
      at[q] = next[q];
      // Two queries to which all patterns of the panel count share them.
      if (dense(some) && (widened || !spins) && dense(next[q + 1] - at[q + 1])) {
        const others = address.weights + 8 * ((q + 1) * (count + 1) + at[q + 1]);
        exports.blendTwo(patterns + 8 * mu * length, length, weights, others, some, out, out + 8 * length);
        at[++q] = next[q];
        yield 2 * COST.sum * length * some;
      } else if (some > 0) {
        add(patterns, length, address.lists + 4 * line, weights, some, out);
        yield COST.sum * length * some;
      }
    }
  }
}

/** The first place k >= from of an ascending list, `count` entries from `start` on, whose entry is `end` or more. Bisection. */
function firstBeyond(lists: Int32Array, start: number, from: number, count: number, end: number): number {
  let [low, high] = [from, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lists[start + middle] < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
