/**
 * Search over labels: the session's record in memory, moves, and the list of discontent units. The law is in src/kernels/labels/types.ts.
 * A cell is a choice of a unit; the cells of a unit fill whole vectors of four. A cell that is its unit's choice, or padding, is tabu for ever.
 */

/** Laid out by src/kernels/labels/wasm.ts: the order of the fields is the interface. Addresses of i32 arrays unless said otherwise. */
@unmanaged
export class LabelState {
  energy: f64;
  bestEnergy: f64;
  /** Of Metropolis proposals. */
  temperature: f64;
  units: i32;
  /** units + 1 first cells. */
  first: usize;
  /** Number of choices of each unit, and the unit of each cell. */
  choices: usize;
  unitOf: usize;
  /** Costs, and first iterations in which cells are free, by cell. */
  cost: usize;
  freeAt: usize;
  /** The cell of each unit now, and in the best state. */
  current: usize;
  best: usize;
  floor: usize;
  /** The discontent units in no order, and where each stands; -1 for the others. */
  list: usize;
  place: usize;
  count: i32;
  /** Between units: row starts, and pairs (unit, weight). */
  edgeStart: usize;
  edges: usize;
  /** Between cells: row starts, and pairs (cell, weight). */
  pairStart: usize;
  pairs: usize;
  words: usize;
  /** 4096 doubles: -ln of a word by its upper bits. */
  variates: usize;
  time: i32;
  quiet: i32;
  patience: i32;
  spread: u32;
  share: u32;
  cap: u32;
  proposed: i32;
  /** The best state is the current one and not yet copied. */
  pending: i32;
}

@inline
export function at(base: usize, i: i32): usize {
  return base + (<usize>i << 2);
}

/** An order of the cells that a random word decides: the twin of src/kernels/labels/mix.ts. */
@inline
export function mix(cell: i32, word: u32): u32 {
  let x: u32 = (<u32>cell ^ word) * 0x85ebca6b;
  x = (x ^ (x >>> 15)) * 0xc2b2ae35;
  return x ^ (x >>> 16);
}

/** Brings the list up to date after the cost of the unit's choice, or its choice, has changed. */
@inline
export function judge(t: LabelState, u: i32, cell: i32): void {
  const place = load<i32>(at(t.place, u));
  const discontent = load<i32>(at(t.cost, cell)) > load<i32>(at(t.floor, u));
  if (discontent == place >= 0) return;
  if (discontent) {
    store<i32>(at(t.list, t.count), u);
    store<i32>(at(t.place, u), t.count++);
    return;
  }
  const last = load<i32>(at(t.list, --t.count));
  store<i32>(at(t.list, place), last);
  store<i32>(at(t.place, last), place);
  store<i32>(at(t.place, u), -1);
}

/** Adds sign * weight to the costs of the neighbours of a cell. */
@inline
function touchPairs(t: LabelState, cell: i32, sign: i32): void {
  const end = load<i32>(at(t.pairStart, cell + 1));
  for (let k = load<i32>(at(t.pairStart, cell)); k < end; k++) {
    const pair = at(t.pairs, 2 * k);
    const other = load<i32>(pair);
    const cost = at(t.cost, other);
    store<i32>(cost, load<i32>(cost) + sign * load<i32>(pair, 4));
    const v = load<i32>(at(t.unitOf, other));
    if (load<i32>(at(t.current, v)) == other) judge(t, v, other);
  }
}

/** Unit u moves to the cell `to`: costs and list follow; tabu marks do not. O(neighbours). */
@inline
export function moveUnit(t: LabelState, u: i32, to: i32): void {
  const from = load<i32>(at(t.current, u));
  const base = load<i32>(at(t.first, u));
  t.energy += <f64>(load<i32>(at(t.cost, to)) - load<i32>(at(t.cost, from)));
  const end = load<i32>(at(t.edgeStart, u + 1));
  for (let k = load<i32>(at(t.edgeStart, u)); k < end; k++) {
    const edge = at(t.edges, 2 * k);
    const v = load<i32>(edge);
    const weight = load<i32>(edge, 4);
    const row = load<i32>(at(t.first, v)) - base;
    const left = at(t.cost, row + from);
    const entered = at(t.cost, row + to);
    store<i32>(left, load<i32>(left) - weight);
    store<i32>(entered, load<i32>(entered) + weight);
    const own = load<i32>(at(t.current, v)) - row;
    if (own == from || own == to) judge(t, v, own + row);
  }
  touchPairs(t, from, -1);
  touchPairs(t, to, 1);
  store<i32>(at(t.current, u), to);
  judge(t, u, to);
}
