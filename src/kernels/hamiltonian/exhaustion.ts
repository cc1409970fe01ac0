/**
 * Whether a graph has a Hamiltonian cycle, by branching on edges with propagation (Martello 1983, Algorithm 595; Vandegriend &
 * Culberson 1998): a vertex with two chosen edges loses the others, one with two edges left needs both, chosen paths never
 * close early, and what is left must stay connected without any one vertex. Exponential at worst; O(n + m) memory.
 */
import { incidencesOf } from "../incidences.ts";
import { createConnectivity } from "./connectivity.ts";

/** Undirected edges e = a[e] b[e] over n >= 3 vertices, some of which every cycle in question uses. */
export interface CycleQuestion {
  readonly n: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly forced: readonly number[];
}

export interface CycleSearch {
  /** Goes on for about so many edges looked at. Null: not decided yet. */
  advance(effort: number): "cycle" | "none" | null;
  /** Branches tried so far. */
  readonly branches: number;
  /** The vertices around the cycle that was found, from 0 on. */
  cycle(): Int32Array;
}

const OPEN = 0;
const CHOSEN = 1;
const GONE = 2;

/** Decisions back to which a vertex to branch at is looked for first. */
const WINDOW = 100;

/** Most branches between two looks at whether what is left is connected, while all goes well: 16 halved the time of 1 at n = 2000. */
const LONGEST_TRUST = 16;

export function createCycleSearch({ n, a, b, forced }: CycleQuestion): CycleSearch {
  const m = a.length;
  const { start, edge } = incidencesOf(n, a, b);
  const status = new Uint8Array(m);
  const open = new Int32Array(n); // open edges at each vertex
  const chosen = new Int32Array(n); // chosen edges at each vertex
  const tip = Int32Array.from({ length: n }, (_, v) => v); // of an end of a chosen path: the other end
  // Decided edges in order; for chosen ones also the ends of the path that they made.
  const trail = new Int32Array(m);
  const left = new Int32Array(m);
  const right = new Int32Array(m);
  let decided = 0;
  let joined = 0;
  // Branches: the edge chosen first and then left out, and how much was decided before.
  const branchEdge: number[] = [];
  const branchAt: number[] = [];
  const agenda = new Int32Array(n);
  const onAgenda = new Uint8Array(n);
  let waiting = 0;
  let passed = 0;
  let branches = 0;
  let trust = 1;
  let unseen = 0;
  let outcome: "cycle" | "none" | null = null;
  const connected = createConnectivity(n, start, edge, a, b, status);
  for (let v = 0; v < n; v++) open[v] = start[v + 1] - start[v];

  function look(v: number): void {
    if (onAgenda[v] === 1) return;
    onAgenda[v] = 1;
    agenda[waiting++] = v;
  }

  function drop(e: number): void {
    status[e] = GONE;
    trail[decided++] = e;
    open[a[e]]--;
    open[b[e]]--;
    look(a[e]);
    look(b[e]);
  }

  /** False where it closes a cycle too early. */
  function choose(e: number): boolean {
    const [u, v] = [a[e], b[e]];
    const [p, q] = [tip[u], tip[v]];
    const early = p === v && joined < n - 1;
    status[e] = CHOSEN;
    left[decided] = p;
    right[decided] = q;
    trail[decided++] = e;
    open[u]--;
    open[v]--;
    chosen[u]++;
    chosen[v]++;
    joined++;
    look(u);
    look(v);
    if (p === v) return !early;
    tip[p] = q;
    tip[q] = p;
    return joined === n - 1 || separate(p, q);
  }

  /** Leaves out the edge between both ends of a path. */
  function separate(p: number, q: number): boolean {
    const [v, w] = open[p] < open[q] ? [p, q] : [q, p];
    for (let k = start[v]; k < start[v + 1]; k++) {
      const e = edge[k];
      if (status[e] === OPEN && a[e] + b[e] - v === w) drop(e);
    }
    passed += start[v + 1] - start[v];
    return true;
  }

  /** Draws conclusions until there are no more. False at a contradiction. */
  function propagate(): boolean {
    let sound = true;
    while (waiting > 0 && sound) {
      const v = agenda[--waiting];
      onAgenda[v] = 0;
      sound = conclude(v);
    }
    while (waiting > 0) onAgenda[agenda[--waiting]] = 0;
    return sound;
  }

  function conclude(v: number): boolean {
    if (chosen[v] > 2 || chosen[v] + open[v] < 2) return false;
    if (open[v] === 0) return true;
    const full = chosen[v] === 2;
    if (!full && chosen[v] + open[v] > 2) return true;
    passed += start[v + 1] - start[v];
    for (let k = start[v]; k < start[v + 1]; k++) {
      const e = edge[k];
      if (status[e] !== OPEN) continue;
      if (full) drop(e);
      else if (!choose(e)) return false;
    }
    return true;
  }

  function takeBack(until: number): void {
    while (decided > until) {
      const e = trail[--decided];
      const [u, v] = [a[e], b[e]];
      open[u]++;
      open[v]++;
      if (status[e] === CHOSEN) {
        chosen[u]--;
        chosen[v]--;
        joined--;
        tip[left[decided]] = u;
        tip[right[decided]] = v;
      }
      status[e] = OPEN;
    }
  }

  /** An open edge at one of the vertices with fewest of them, ends of paths first, near the latest decisions; -1 when all are decided. */
  function nextEdge(): number {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = decided - 1; k >= 0 && least > 3; k--) {
      for (let v = a[trail[k]]; ; v = b[trail[k]]) {
        const rank = 2 * open[v] - chosen[v];
        if (open[v] > 0 && rank < least) {
          least = rank;
          best = v;
        }
        if (v === b[trail[k]]) break;
      }
      passed++;
      if (best >= 0 && k < decided - WINDOW) break;
    }
    for (let v = 0; v < n && best < 0; v++) if (open[v] > 0) best = v;
    if (best < 0) return -1;
    // Towards the neighbour with fewest edges left.
    let found = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (let k = start[best]; k < start[best + 1]; k++) {
      const e = edge[k];
      if (status[e] !== OPEN) continue;
      const w = a[e] + b[e] - best;
      const rank = 2 * open[w] - chosen[w];
      if (rank >= fewest) continue;
      fewest = rank;
      found = e;
    }
    return found;
  }

  /** Leaves out the edge of the last branch that was chosen, of the one before where that fails, and so on. */
  function retreat(): boolean {
    while (branchEdge.length > 0) {
      trust = 1;
      unseen = 0;
      takeBack(branchAt.pop()!);
      drop(branchEdge.pop()!);
      if (propagate() && sound()) return true;
    }
    return false;
  }

  /** Looks at every branch after a contradiction, and less and less often as long as none comes. */
  function sound(): boolean {
    if (joined === n || --unseen > 0) return true;
    passed += n + 2 * m;
    if (!connected()) return false;
    trust = Math.min(LONGEST_TRUST, 2 * trust);
    unseen = trust;
    return true;
  }

  function begin(): boolean {
    for (const e of forced) if (status[e] === OPEN && !choose(e)) return false;
    for (let v = 0; v < n; v++) look(v);
    return propagate() && sound();
  }

  function step(): void {
    if (joined === n) {
      outcome = "cycle";
      return;
    }
    const e = nextEdge();
    branchEdge.push(e);
    branchAt.push(decided);
    branches++;
    if (choose(e) && propagate() && sound()) return;
    while (waiting > 0) onAgenda[agenda[--waiting]] = 0;
    if (!retreat()) outcome = "none";
  }

  function cycle(): Int32Array {
    const order = new Int32Array(n);
    let before = -1;
    for (let k = 0, v = 0; k < n; k++) {
      order[k] = v;
      let e = -1;
      for (let i = start[v]; i < start[v + 1]; i++) if (status[edge[i]] === CHOSEN && edge[i] !== before) e = edge[i];
      before = e;
      v = a[e] + b[e] - v;
    }
    return order;
  }

  let begun = false;
  return {
    advance(effort) {
      passed = 0;
      if (!begun) {
        begun = true;
        if (!begin()) outcome = "none";
      }
      while (outcome === null && passed < effort) step();
      return outcome;
    },
    get branches() {
      return branches;
    },
    cycle,
  };
}
