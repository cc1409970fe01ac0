/**
 * Sequential k-exchanges by depth-first search with the positive gain criterion (Lin & Kernighan 1973; Helsgaun 2000): edges
 * out and in alternate along a path from a first node. Nothing is changed before a whole exchange is known to close to one tour
 * and to shorten it. At each depth the continuations with the largest open gain come first.
 */
import { closes, end, exchange, setEnds } from "./tour-array";
import {
  cost,
  doubled,
  n,
  near,
  nearCost,
  next,
  nodeAfter,
  nodeBefore,
  pairing,
  positionOf,
  previous,
  width,
} from "./tour-memory";

/** Rows of the lists of continuations: no breadth may be larger. */
const MOST_BRANCHES: i32 = 16;

let depth: i32 = 0;
let margin: f64 = 0;
/** i32 breadth[k]: continuations followed at depth k. */
let breadth: usize = 0;
/** i32 [8][MOST_BRANCHES] each, and f64 of the same shape. */
let nearNode: usize = 0;
let farNode: usize = 0;
let openGain: usize = 0;
let queue: usize = 0;
let queued: usize = 0;
let head: i32 = 0;
/** Nodes in the queue. */
export let waiting: i32 = 0;
/** Continuations evaluated since the start. */
export let evaluated: u64 = 0;
let gained: f64 = 0;

/** `breadths`: i32 16, `branches`: 2048 bytes, `queueAt`: i32 n, `queuedAt`: u8 n, zero. */
export function placeExchanges(
  deepest: i32,
  least: f64,
  breadths: usize,
  branches: usize,
  queueAt: usize,
  queuedAt: usize,
): void {
  depth = deepest;
  margin = least;
  breadth = breadths;
  nearNode = branches;
  farNode = branches + 512;
  openGain = branches + 1024;
  queue = queueAt;
  queued = queuedAt;
}

/** Whether the edge between two nodes is among the first `edges` taken out. */
@inline
function isOut(edges: i32, a: i32, b: i32): bool {
  for (let e = 0; e < edges; e++) {
    const x = end(2 * e);
    const y = end(2 * e + 1);
    if ((x == a && y == b) || (x == b && y == a)) return true;
  }
  return false;
}

/** Keeps a continuation if it is among the best of its depth. Returns how many are kept. */
function offer(base: i32, limit: i32, kept: i32, nearer: i32, far: i32, total: f64): i32 {
  if (kept == limit && total <= load<f64>(openGain + (<usize>(base + limit - 1) << 3))) return kept;
  let r = base + (kept < limit ? kept : limit - 1);
  while (r > base && load<f64>(openGain + (<usize>(r - 1) << 3)) < total) {
    store<f64>(openGain + (<usize>r << 3), load<f64>(openGain + (<usize>(r - 1) << 3)));
    store<i32>(nearNode + (<usize>r << 2), load<i32>(nearNode + (<usize>(r - 1) << 2)));
    store<i32>(farNode + (<usize>r << 2), load<i32>(farNode + (<usize>(r - 1) << 2)));
    r--;
  }
  store<f64>(openGain + (<usize>r << 3), total);
  store<i32>(nearNode + (<usize>r << 2), nearer);
  store<i32>(farNode + (<usize>r << 2), far);
  return kept < limit ? kept + 1 : kept;
}

/** Continuations of the path of `edges` edges taken out. */
function collect(edges: i32, gain: f64): i32 {
  const last = end(2 * edges - 1);
  const base = (edges - 1) * MOST_BRANCHES;
  const limit = load<i32>(breadth + (<usize>edges << 2));
  const before = previous(last);
  const after = next(last);
  const row = <usize>last * <usize>width;
  let kept = 0;
  for (let k: usize = row; k < row + <usize>width; k++) {
    const open = gain - load<f64>(nearCost + (k << 3));
    if (open <= margin) break;
    const city = load<i32>(near + (k << 2));
    if (city == before || city == after) continue;
    const p = positionOf(city);
    const left = nodeBefore(p);
    const right = nodeAfter(p);
    if (right != (city ^ pairing) && !isOut(edges, city, right))
      kept = offer(base, limit, kept, city, right, open + cost(city, right));
    if (left != (city ^ pairing) && !isOut(edges, city, left))
      kept = offer(base, limit, kept, city, left, open + cost(city, left));
    evaluated += 2 - doubled;
  }
  return kept;
}

/** Extends the path of `edges` edges taken out, open gain `gain`; true when an exchange was performed. */
function extend(edges: i32, gain: f64): bool {
  const kept = collect(edges, gain);
  const base = (edges - 1) * MOST_BRANCHES;
  const first = end(0);
  for (let r = base; r < base + kept; r++) {
    const far = load<i32>(farNode + (<usize>r << 2));
    const total = load<f64>(openGain + (<usize>r << 3));
    setEnds(edges, load<i32>(nearNode + (<usize>r << 2)), far);
    const closed = total - cost(far, first);
    if (closed > margin && edges > doubled && closes(edges + 1)) {
      exchange(edges + 1);
      gained = closed;
      for (let e = 0; e < 2 * edges + 2; e++) look(end(e));
      return true;
    }
    if (edges + 1 < depth && extend(edges + 1, total)) return true;
  }
  return false;
}

/** Puts a node into the queue of those to look at. */
export function look(node: i32): void {
  if (load<u8>(queued + <usize>node) != 0) return;
  store<u8>(queued + <usize>node, 1);
  const where = head + waiting;
  store<i32>(queue + (<usize>(where < n ? where : where - n) << 2), node);
  waiting++;
}

/** Looks at the next node of the queue: performs the first improving exchange found. Returns the gain, 0 when nothing improved. */
export function step(): f64 {
  const first = load<i32>(queue + (<usize>head << 2));
  head = head + 1 < n ? head + 1 : 0;
  waiting--;
  store<u8>(queued + <usize>first, 0);
  for (let side = 0; side < 2; side++) {
    const second = side == 0 ? next(first) : previous(first);
    if (second == (first ^ pairing)) continue;
    setEnds(0, first, second);
    if (extend(1, cost(first, second))) return gained;
  }
  return 0;
}
