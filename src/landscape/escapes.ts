/**
 * How deep basins are. The escape of a basin is the lowest saddle over which a lower energy can be reached; the height of the saddle
 * above the basin is its escape barrier, null for a ground state. The highest of them all is the depth that decides how slowly simulated
 * annealing must cool (Hajek 1988). Two passes over the forest.
 */
import type { Forest } from "./forest.ts";

/** By basin: the saddle of its escape, -1 for ground states. */
export function escapeSaddles({ basins, saddles }: Forest): Int32Array {
  const lowest = lowestBelow(basins, saddles);
  // Of a saddle: the first one above it below which there is a lower energy.
  const escapeOf = new Int32Array(saddles.up.length);
  for (let s = escapeOf.length - 1; s >= 0; s--) {
    const up = saddles.up[s];
    escapeOf[s] = up < 0 || lowest[up] < lowest[s] ? up : escapeOf[up];
  }
  return basins.up.map((up, b) => (up < 0 || lowest[up] < basins.rank[b] ? up : escapeOf[up]));
}

/** By saddle: the rank of the lowest basin below it. A saddle lies above all saddles of smaller index. */
function lowestBelow(basins: Forest["basins"], saddles: Forest["saddles"]): Uint32Array {
  const lowest = new Uint32Array(saddles.up.length).fill(0xffffffff);
  const lower = (saddle: number, rank: number) => {
    if (saddle >= 0 && rank < lowest[saddle]) lowest[saddle] = rank;
  };
  basins.up.forEach((up, b) => {
    lower(up, basins.rank[b]);
  });
  saddles.up.forEach((up, s) => {
    lower(up, lowest[s]);
  });
  return lowest;
}

/** The lowest saddle below which all ground states lie, -1 when there is one ground basin. */
export function groundSaddle({ basins, saddles }: Forest): number {
  let count = 0;
  while (count < basins.rank.length && basins.rank[count] === 0) count++;
  if (count < 2) return -1;
  const below = new Uint32Array(saddles.up.length);
  for (let b = 0; b < count; b++) below[basins.up[b]]++;
  for (let s = 0; s < below.length; s++) {
    if (below[s] === count) return s;
    below[saddles.up[s]] += below[s];
  }
  return -1;
}
