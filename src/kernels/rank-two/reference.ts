/** The rank-two relaxation in plain TypeScript. O(1) a look at a spin or pair, O(degree) an update or flip. */
import { FALL, LEVEL, LOWEST, type PairGraph, type Plane, SCALE, SUMS } from "./types.ts";

/** The graph is kept, not copied. All spins +1 and vectors (0, 0) to begin with. */
export function createPlane(graph: PairGraph): Plane {
  const { size, rowStart, column, weight } = graph;
  const vectors = new Float64Array(2 * size);
  const spins = new Int8Array(size).fill(1);
  const order = new Int32Array(size);
  const field = new Float64Array(size);
  const sums = new Float64Array(SUMS);

  function flip(i: number): void {
    const step = -2 * spins[i];
    sums[LEVEL] -= step * field[i];
    spins[i] = -spins[i];
    const end = rowStart[i + 1];
    for (let k = rowStart[i]; k < end; k++) field[column[k]] += step * weight[k];
  }
  return {
    vectors,
    spins,
    order,
    sums,
    mix: (overshoot, from, to) => mix(graph, vectors, sums, overshoot, from, to),
    refresh(from, to) {
      let twice = 0;
      for (let i = from; i < to; i++) {
        let h = 0;
        for (let k = rowStart[i]; k < rowStart[i + 1]; k++) h += weight[k] * spins[column[k]];
        field[i] = h;
        twice += h * spins[i];
      }
      sums[LEVEL] -= twice / 2;
    },
    turn(from, to) {
      let turned = 0;
      for (let rank = from; rank < to; rank++) {
        flip(order[rank]);
        if (sums[LEVEL] >= sums[LOWEST]) continue;
        sums[LOWEST] = sums[LEVEL];
        turned = rank + 1;
      }
      return turned;
    },
    descendSpins(slack, from, to) {
      let flips = 0;
      for (let i = from; i < to; i++) {
        if (2 * spins[i] * field[i] >= -slack) continue;
        flip(i);
        flips++;
      }
      return flips;
    },
    descendPairs(slack, from, to) {
      let flips = 0;
      for (let i = from; i < to; i++) {
        for (let k = rowStart[i + 1] - 1; k >= rowStart[i] && column[k] > i; k--) {
          const j = column[k];
          const gain = 2 * (spins[i] * field[i] + spins[j] * field[j]) - 4 * weight[k] * (spins[i] * spins[j]);
          if (gain >= -slack) continue;
          flip(i);
          flip(j);
          flips += 2;
        }
      }
      return flips;
    },
  };
}

function mix(graph: PairGraph, v: Float64Array, sums: Float64Array, overshoot: number, from: number, to: number) {
  const { rowStart, column, weight } = graph;
  let fall = sums[FALL];
  let scale = sums[SCALE];
  for (let i = from; i < to; i++) {
    let x = 0;
    let y = 0;
    const end = rowStart[i + 1];
    for (let k = rowStart[i]; k < end; k++) {
      const j = 2 * column[k];
      x += weight[k] * v[j];
      y += weight[k] * v[j + 1];
    }
    const length = Math.sqrt(x * x + y * y);
    if (length === 0) continue;
    const p = v[2 * i];
    const q = v[2 * i + 1];
    const before = x * p + y * q;
    const back = overshoot * length;
    const ux = (1 + overshoot) * x - back * p;
    const uy = (1 + overshoot) * y - back * q;
    // |u| >= |g|: u . g = (1 + a) |g|^2 - a |g| (v . g) >= |g|^2.
    const inverse = 1 / Math.sqrt(ux * ux + uy * uy);
    const nx = ux * inverse;
    const ny = uy * inverse;
    v[2 * i] = nx;
    v[2 * i + 1] = ny;
    fall += x * nx + y * ny - before;
    scale += length;
  }
  sums[FALL] = fall;
  sums[SCALE] = scale;
}
