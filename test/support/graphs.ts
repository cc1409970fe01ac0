/** Families of graphs of which is known whether they have Hamiltonian cycles. */
import { createRandom } from "../../src/random.ts";

export interface Graph {
  readonly vertices: number;
  readonly edges: [number, number][];
}

/** Outer cycle 0 .. n - 1, spokes i - n + i, inner edges n + i - n + (i + k) mod n. GP(5, 2) is the Petersen graph. */
export function generalizedPetersen(n: number, k: number): Graph {
  const edges: [number, number][] = [];
  for (let i = 0; i < n; i++) edges.push([i, (i + 1) % n], [i, n + i], [n + i, n + ((i + k) % n)]);
  return { vertices: 2 * n, edges };
}

/** Isaacs 1975, odd k >= 5: k stars; their first tips in a cycle, the others in one of twice the length. No Hamiltonian cycle. */
export function flowerSnark(k: number): Graph {
  const edges: [number, number][] = [];
  for (let i = 0; i < k; i++) {
    for (let tip = 1; tip < 4; tip++) edges.push([4 * i, 4 * i + tip]);
    const next = 4 * ((i + 1) % k);
    edges.push([4 * i + 1, next + 1]);
    edges.push([4 * i + 2, next + (i + 1 < k ? 2 : 3)], [4 * i + 3, next + (i + 1 < k ? 3 : 2)]);
  }
  return { vertices: 4 * k, edges };
}

export function grid(rows: number, columns: number): Graph {
  const edges: [number, number][] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const v = r * columns + c;
      if (c + 1 < columns) edges.push([v, v + 1]);
      if (r + 1 < rows) edges.push([v, v + columns]);
    }
  }
  return { vertices: rows * columns, edges };
}

/** Squares of a chess board, joined by a knight's move. Closed tours from 6 x 6 on for even sides (Schwenk 1991). */
export function knightMoves(side: number): Graph {
  const edges: [number, number][] = [];
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      for (const [down, right] of [
        [1, 2],
        [2, 1],
        [2, -1],
        [1, -2],
      ]) {
        const [row, column] = [r + down, c + right];
        if (row < side && column >= 0 && column < side) edges.push([r * side + c, row * side + column]);
      }
    }
  }
  return { vertices: side * side, edges };
}

/** LCF notation [10, 7, 4, -4, -7, 10, -4, 7, -7, 4] twice: the dodecahedron, 20 vertices of degree 3. */
export function dodecahedron(): Graph {
  const jumps = [10, 7, 4, -4, -7, 10, -4, 7, -7, 4];
  const edges: [number, number][] = [];
  for (let i = 0; i < 20; i++) {
    edges.push([i, (i + 1) % 20]);
    const j = (i + jumps[i % 10] + 20) % 20;
    if (i < j) edges.push([i, j]);
  }
  return { vertices: 20, edges };
}

/** A hidden Hamiltonian cycle and random edges: `extra` for each vertex. */
export function planted(n: number, extra: number, seed: number): Graph {
  const random = createRandom(seed);
  const order = Int32Array.from({ length: n }, (_, v) => v);
  random.shuffle(order);
  const seen = new Set<number>();
  const edges: [number, number][] = [];
  const add = (i: number, j: number): void => {
    const key = Math.min(i, j) * n + Math.max(i, j);
    if (i === j || seen.has(key)) return;
    seen.add(key);
    edges.push([i, j]);
  };
  for (let k = 0; k < n; k++) add(order[k], order[(k + 1) % n]);
  while (edges.length < n + Math.floor(extra * n)) add(random.below(n), random.below(n));
  edges.sort(([a, b], [c, d]) => a - c || b - d);
  return { vertices: n, edges };
}
