/** Random first tours: a walk over near nodes, from a dead end on to the next free node of the numbering. O(n width). */
import { n, near, setNode, width } from "./tour-memory";
import { below } from "./tour-random";

/** Candidates of one step. */
const NEAREST: i32 = 5;

/** i32 n: a node that is free, or one from which to look on. */
let free: usize = 0;

export function placeStart(work: usize): void {
  free = work;
}

@inline
function pointer(node: i32): usize {
  return free + (<usize>node << 2);
}

/** The first free node from `node` on, cyclic, with path halving. There is one. */
function firstFree(node: i32): i32 {
  let v = node;
  while (load<i32>(pointer(v)) != v) {
    store<i32>(pointer(v), load<i32>(pointer(load<i32>(pointer(v)))));
    v = load<i32>(pointer(v));
  }
  return v;
}

export function wander(): void {
  for (let v = 0; v < n; v++) store<i32>(pointer(v), v);
  const choices = <usize>min(NEAREST, width);
  let node = below(n);
  for (let p = 0; p < n; p++) {
    setNode(p, node);
    store<i32>(pointer(node), node + 1 < n ? node + 1 : 0);
    if (p + 1 == n) return;
    let open = 0;
    let pick = -1;
    const row = <usize>node * <usize>width;
    for (let k = row; k < row + choices; k++) {
      const v = load<i32>(near + (k << 2));
      if (load<i32>(pointer(v)) == v && below(++open) == 0) pick = v;
    }
    node = pick < 0 ? firstFree(node) : pick;
  }
}
