/**
 * Basins and saddles of the single-flip landscape, by one pass over the states in rising energy (Kruskal's rule; the barrier trees of
 * Flamm, Hofacker, Stadler & Wolfinger 2002, with degenerate states joined). Every state takes the label of a neighbour that is
 * already in; a state without one founds a fragment. Where a state touches several components they become one:
 *
 * - a fragment founded at this very energy is a part of the same plateau, or hangs on a lower one: it vanishes into the other;
 * - two components with lower states have met: a saddle, or one more child of the saddle that opened at this energy.
 *
 * A fragment that is left when its energy has passed is a basin. Nothing happens to states above the last saddle. Disjoint sets are kept over fragments, not over states (Tarjan 1975),
 * the oldest fragment as the root, so a state costs n look-ups in one array. 4 bytes a state, 20 a fragment, 16 a saddle.
 */
import { rootOf } from "../kernels/union-find.ts";
import { type Columns, createColumns } from "./columns.ts";
import { LEVEL, LOWERING, type Ranks } from "./ranks.ts";

/** Parallel arrays over basins in rising energy (then by state), and over saddles in rising energy. */
export interface Forest {
  readonly n: number;
  readonly basins: ForestNodes & {
    /** States on the plateau. */
    readonly size: Uint32Array;
  };
  readonly saddles: ForestNodes;
  /** The basin on whose plateau a state lies that no flip lowers, -1 for any other such state. */
  basinAt(state: number): number;
}

export interface ForestNodes {
  readonly rank: Uint32Array;
  /** Lowest state index of the plateau; of a saddle, of the states at which it joins. */
  readonly state: Uint32Array;
  /** The saddle above, -1 at the root. */
  readonly up: Int32Array;
}

const SLICE = 2 ** 12;
/** No label yet: the state is not in. */
const OUT = 0xffffffff;
const NONE = -1;

/**
 * `born`: rank at which it was founded. `absorbed`: the fragment that it vanished into, NONE for a basin. `root`: see union-find.
 * `node`: of a root, the top of its tree: a saddle, or ~fragment for a lone basin. `above`: the saddle over the basin.
 */
const FRAGMENT = ["born", "state", "size", "root", "absorbed", "node", "above"] as const;
/** `same`: the saddle that it has become one with, at one energy. */
const SADDLE = ["rank", "state", "above", "same"] as const;

/** Yields the states done, of 2^n. */
export function* growForest(ranks: Ranks): Generator<number, Forest, void> {
  const growth = createGrowth(ranks);
  const states = 2 ** ranks.n;
  for (let from = 0; from < states; from += SLICE) {
    if (!growth.insert(from, Math.min(states, from + SLICE))) break;
    yield from;
  }
  return growth.finish();
}

function createGrowth(ranks: Ranks) {
  const { n, order, rank, flips } = ranks;
  const label = new Uint32Array(2 ** n).fill(OUT);
  const fragments = createColumns(FRAGMENT);
  const saddles = createColumns(SADDLE);
  let components = 0;
  let fixedPoints = ranks.fixedPoints; // still to come
  /** A root: the only one when there is one component. */
  let top = NONE;

  function found(state: number): number {
    const f = fragments.add();
    components++;
    const { born, state: states, size, root, absorbed, node, above } = fragments.columns;
    born[f] = rank[state];
    states[f] = state;
    size[f] = 1;
    root[f] = f;
    absorbed[f] = NONE;
    node[f] = ~f;
    above[f] = NONE;
    return f;
  }

  /** Counts a state that touches the fragment of a root at the energy where it was founded. */
  function widen(root: number, x: number): void {
    const { born, size, state } = fragments.columns;
    if (born[root] !== rank[x]) return;
    size[root]++;
    if (x < state[root]) state[root] = x;
  }

  /** Two roots become one, the older: it was founded at the lower energy, or at the same one first. */
  function join(a: number, b: number, state: number): number {
    const [elder, younger] = a < b ? [a, b] : [b, a];
    const { born, size, root, absorbed, state: lowest } = fragments.columns;
    components--;
    root[younger] = elder;
    if (born[younger] < rank[state]) openSaddle(elder, younger, state);
    else {
      absorbed[younger] = elder;
      if (born[elder] === born[younger]) {
        size[elder] += size[younger];
        lowest[elder] = Math.min(lowest[elder], lowest[younger]);
      }
    }
    return elder;
  }

  /** Puts the trees of both under one saddle at the energy of this state. */
  function openSaddle(elder: number, younger: number, state: number): void {
    const { node } = fragments.columns;
    const height = rank[state];
    const isOpen = (tree: number) => tree >= 0 && saddles.columns.rank[tree] === height;
    const [left, right] = [node[elder], node[younger]];
    let saddle = isOpen(left) ? left : NONE;
    if (saddle === NONE) {
      saddle = saddles.add();
      const { rank: heights, state: states, above, same } = saddles.columns;
      heights[saddle] = height;
      states[saddle] = state;
      above[saddle] = NONE;
      same[saddle] = NONE;
    }
    if (left !== saddle) hang(left, saddle);
    if (isOpen(right)) saddles.columns.same[right] = saddle;
    else hang(right, saddle);
    node[elder] = saddle;
  }

  function hang(tree: number, saddle: number): void {
    if (tree >= 0) saddles.columns.above[tree] = saddle;
    else fragments.columns.above[~tree] = saddle;
  }

  /** The root of all components that a state touches, joined; NONE when it touches none. */
  function touched(x: number): number {
    // Where no flip keeps the energy, only the lower neighbours are in.
    const candidates = (flips[x] & LEVEL) === 0 ? flips[x] : 2 ** n - 1;
    let mine = NONE;
    let seen = OUT;
    for (let rest = candidates; rest !== 0; rest &= rest - 1) {
      const other = label[x ^ (rest & -rest)];
      if (other === OUT || other === seen) continue;
      seen = other;
      const root = rootOf(fragments.columns.root, other);
      if (mine === NONE) mine = root;
      else if (mine !== root) mine = join(mine, root, x);
    }
    return mine;
  }

  return {
    /** The states at places `from` to `to` - 1 of the order. False when nothing can change any more. */
    insert(from: number, to: number): boolean {
      for (let k = from; k < to; k++) {
        const x = order[k];
        const fixed = (flips[x] & LOWERING) === 0;
        if (fixed) fixedPoints--;
        if (components === 1 && !fixed) {
          label[x] = top; // below there is one component, so nothing can meet here
          continue;
        }
        const root = touched(x);
        top = root === NONE ? found(x) : root;
        if (root !== NONE) widen(root, x);
        label[x] = top;
      }
      return components > 1 || fixedPoints > 0;
    },
    finish: () => settle(n, rank, label, fragments, saddles),
  };
}

/** Fragments that are left, numbered; saddles that are one, merged. */
function settle(
  n: number,
  rank: Uint32Array,
  label: Uint32Array,
  fragments: Columns<(typeof FRAGMENT)[number]>,
  saddles: Columns<(typeof SADDLE)[number]>,
): Forest {
  const { born, state, size, absorbed, above } = fragments.columns;
  const { same } = saddles.columns;
  const kept = numbered(fragments.count, (f) => absorbed[f] === NONE);
  const keptSaddles = numbered(saddles.count, (s) => same[s] === NONE);
  const upOf = (saddle: number): number => {
    let s = saddle;
    while (s !== NONE && same[s] !== NONE) s = same[s];
    return s === NONE ? NONE : keptSaddles.number[s];
  };
  const unsigned = (from: Int32Array, rows: Int32Array) => Uint32Array.from(rows, (row) => from[row]);
  return {
    n,
    basins: {
      rank: unsigned(born, kept.rows),
      state: unsigned(state, kept.rows),
      size: unsigned(size, kept.rows),
      up: kept.rows.map((f) => upOf(above[f])),
    },
    saddles: {
      rank: unsigned(saddles.columns.rank, keptSaddles.rows),
      state: unsigned(saddles.columns.state, keptSaddles.rows),
      up: keptSaddles.rows.map((s) => upOf(saddles.columns.above[s])),
    },
    basinAt(x) {
      let f = label[x];
      while (absorbed[f] !== NONE) f = absorbed[f];
      return rank[x] === born[f] ? kept.number[f] : NONE;
    },
  };
}

/** The rows that fulfil the condition, and the new number of each (NONE for the others). */
function numbered(count: number, fulfils: (row: number) => boolean): { rows: Int32Array; number: Int32Array } {
  const number = new Int32Array(count).fill(NONE);
  let next = 0;
  for (let row = 0; row < count; row++) if (fulfils(row)) number[row] = next++;
  const rows = new Int32Array(next);
  for (let row = 0; row < count; row++) if (number[row] !== NONE) rows[number[row]] = row;
  return { rows, number };
}
