/**
 * The states in rising order of whole numbers ("levels"), by index among equals: buckets of equal width over the range of the levels,
 * again inside every bucket that is still large, insertion in small ones. Where the range is short, a bucket is a level and one pass
 * is all. Passes over scattered memory are what sorting millions of states costs, so there are few. 8 bytes a state.
 */

/** Buckets aim at so many states each. */
const STATES_PER_BUCKET = 16;
const MOST_BUCKETS = 2 ** 20;
/** Buckets of at most so many states are sorted by insertion. */
const SMALL = 256;
const SLICE = 2 ** 14;

/** Yields a place below which all is sorted, unless ranges are large. */
export function* sortStates(levels: Float64Array): Generator<number, Uint32Array, void> {
  const states = levels.length;
  const order = new Uint32Array(states);
  for (let x = 0; x < states; x++) order[x] = x;
  const scratch = new Uint32Array(states);
  const open: [from: number, to: number][] = [[0, states]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    const buckets = bucketsOf(levels, order, from, to);
    for (let k = from; k < to; k += SLICE) {
      distribute(levels, order, scratch, buckets, k, Math.min(to, k + SLICE));
      yield from;
    }
    order.set(scratch.subarray(from, to), from);
    if (buckets.pure) continue;
    let start = from;
    for (let bucket = 0; bucket < buckets.count; bucket++) {
      const end = buckets.places[bucket];
      if (end - start > SMALL) open.push([start, end]);
      else insertionSort(levels, order, start, end);
      start = end;
      if (bucket % SMALL === 0) yield start;
    }
  }
  return order;
}

interface Buckets {
  readonly count: number;
  readonly least: number;
  /** Buckets per level. */
  readonly scale: number;
  /** By bucket: where its next state goes; in the end, where it ends. */
  readonly places: Uint32Array;
  /** No bucket holds two levels. */
  readonly pure: boolean;
}

/** Counts the states of a range of the order by bucket. */
function bucketsOf(levels: Float64Array, order: Uint32Array, from: number, to: number): Buckets {
  let least = levels[order[from]];
  let most = least;
  for (let k = from; k < to; k++) {
    const level = levels[order[k]];
    if (level < least) least = level;
    else if (level > most) most = level;
  }
  const width = most - least + 1;
  const wanted = Math.min(MOST_BUCKETS, Math.max(2 * SMALL, (to - from) / STATES_PER_BUCKET));
  const pure = width <= wanted;
  const count = Math.ceil(pure ? width : wanted);
  const buckets = { count, least, scale: pure ? 1 : count / width, places: new Uint32Array(count + 1), pure };
  const { places } = buckets;
  for (let k = from; k < to; k++) places[bucketOf(buckets, levels[order[k]]) + 1]++;
  places[0] = from;
  for (let bucket = 0; bucket < count; bucket++) places[bucket + 1] += places[bucket];
  return buckets;
}

/** Rises with the level: products are rounded, but never out of order. */
function bucketOf({ count, least, scale }: Buckets, level: number): number {
  return Math.min(count - 1, Math.floor((level - least) * scale));
}

/** The states at places `from` to `to` - 1 of the order to the next places of their buckets. */
function distribute(
  levels: Float64Array,
  order: Uint32Array,
  scratch: Uint32Array,
  buckets: Buckets,
  from: number,
  to: number,
): void {
  const { places } = buckets;
  for (let k = from; k < to; k++) scratch[places[bucketOf(buckets, levels[order[k]])]++] = order[k];
}

function insertionSort(levels: Float64Array, order: Uint32Array, from: number, to: number): void {
  for (let k = from + 1; k < to; k++) {
    const x = order[k];
    const level = levels[x];
    let place = k;
    for (; place > from && levels[order[place - 1]] > level; place--) order[place] = order[place - 1];
    order[place] = x;
  }
}
