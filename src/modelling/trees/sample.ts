/** Random connected networks: small ones of all sorts, and kinds of large ones for users. */
import type { InstanceKind } from "../../problem.ts";
import type { Random } from "../../random.ts";
import type { Edge } from "../graph.ts";
import { graphKinds } from "../random-graphs.ts";

/** Draws a whole number from 0 to less than its bound. */
type Below = (bound: number) => number;

const MOST_ALL_SORTS = 7;

/** Trees, cycles, dense and sparse networks with costs that are 0, equal, quarters or far apart; few vertices up to size 7. */
export function sampleNetwork(below: Below, size: number): { vertices: number; edges: Edge[]; names?: string[] } {
  const small = size <= MOST_ALL_SORTS;
  const vertices = Math.max(1, small ? Math.min(Math.floor(size), 2 + below(4) - below(2)) : Math.floor(size));
  const cost = [
    () => below(3),
    () => 1 + below(9),
    () => below(40) / 4,
    () => 1 + 99 * below(2),
    () => null, // left out: 1
  ][below(5)];
  const share = below(small ? 4 : 2); // of the other pairs, in eighths
  const shape = below(3);
  const edges: Edge[] = [];
  const join = (i: number, j: number) => {
    const own = cost();
    const ends: [number, number] = below(2) === 0 ? [i, j] : [j, i];
    edges.push(own === null ? ends : [...ends, own]);
  };
  for (let v = 1; v < vertices; v++) {
    const parent = [v - 1, 0, below(v)][shape];
    for (let other = 0; other < v; other++) {
      if (other === parent || below(8) < share || (v === vertices - 1 && other === 0 && shape === 0)) join(other, v);
    }
  }
  const names = below(4) === 0 ? { names: Array.from({ length: vertices }, (_, v) => `town ${v + 1}`) } : {};
  return { vertices, edges, ...names };
}

/** A connected network that a problem makes an instance of. */
export interface RandomNetwork {
  readonly name: string;
  readonly vertices: number;
  readonly edges: Edge[];
  readonly coordinates?: number[][];
}

const DEAREST = 100;

/** Geometric networks whose edges cost their length, and grids and sparse ones at costs of 1 to 100. O(n + m). */
export function networkKinds<I>(instanceOf: (network: RandomNetwork, random: Random) => I): readonly InstanceKind<I>[] {
  const graphs = graphKinds(["geometric", "grid", "random"], (graph, name) => ({ ...graph, name }));
  return graphs.map(({ id, title, generate }) => ({
    id,
    title: `${title}; ${id === "geometric" ? "edges cost their length" : `costs of 1 to ${DEAREST}`}`,
    generate(random, size) {
      const { coordinates, ...graph } = generate(random, size);
      const edges = joined(graph).map(([i, j]): Edge => {
        if (id !== "geometric" || coordinates === undefined) return [i, j, 1 + random.below(DEAREST)];
        const [[x, y], [u, v]] = [coordinates[i], coordinates[j]];
        return [i, j, Math.round(Math.hypot(x - u, y - v))];
      });
      return instanceOf({ ...graph, edges, ...(coordinates === undefined ? {} : { coordinates }) }, random);
    },
  }));
}

/** The edges, and one more for each part that they leave besides the first. */
function joined({ vertices, edges }: { readonly vertices: number; readonly edges: readonly Edge[] }): Edge[] {
  const above = Array.from({ length: vertices }, (_, v) => v);
  const part = (v: number): number => {
    let at = v;
    while (above[at] !== at) at = above[at] = above[above[at]];
    return at;
  };
  for (const [i, j] of edges) above[part(i)] = part(j);
  const all = [...edges];
  for (let v = 1; v < vertices; v++) {
    if (part(v) === part(v - 1)) continue;
    all.push([v - 1, v]);
    above[part(v)] = part(v - 1);
  }
  return all;
}
