/**
 * A k-d tree over points in the plane (Bentley 1975): nearest points, of all or of one quadrant around a point, by the straight
 * line. O(n log n) to build, about O(log n) a query, on clustered points too. Memory: 12 bytes a point, 48 a leaf of eight points.
 */

/** Quadrants as seen from a point: x right or left of it, y above or below; points in the same place are in none. */
export type Quadrant = 0 | 1 | 2 | 3;

export interface PlaneIndex {
  /**
   * Writes the `count` nearest other points of point i into `found`, nearest first (ties: as the tree lists them), and returns how
   * many there are. null: of all quadrants.
   */
  nearest(i: number, count: number, quadrant: Quadrant | null, found: Int32Array): number;
}

const LEAF = 8;

/** @param xy x, y of each point; not copied */
export function createPlaneIndex(xy: Float64Array): PlaneIndex {
  const n = xy.length / 2;
  const ids = Int32Array.from({ length: n }, (_, i) => i);
  const leaves = 2 ** Math.max(0, Math.ceil(Math.log2(n / LEAF)));
  /** Boxes of the nodes 1 .. 2 * leaves - 1; children of v are 2v and 2v + 1. */
  const box = new Float64Array(8 * leaves);
  const stack = new Int32Array(3 * 64);
  const distance = new Float64Array(64);

  build(1, 0, n);

  function build(node: number, from: number, to: number): void {
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = from; k < to; k++) {
      const x = xy[2 * ids[k]];
      const y = xy[2 * ids[k] + 1];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
    }
    box.set([left, bottom, right, top], 4 * node);
    if (node >= leaves) return;
    const middle = (from + to) >> 1;
    select(from, to - 1, middle, right - left >= top - bottom ? 0 : 1);
    build(2 * node, from, middle);
    build(2 * node + 1, middle, to);
  }

  /** Puts the id of rank `k` of ids[from .. to] by a coordinate in its place, smaller ones before it (Hoare 1961). */
  function select(from: number, to: number, k: number, axis: 0 | 1): void {
    let low = from;
    let high = to;
    while (low < high) {
      const pivot = xy[2 * ids[(low + high) >> 1] + axis];
      let i = low;
      let j = high;
      while (i <= j) {
        while (xy[2 * ids[i] + axis] < pivot) i++;
        while (xy[2 * ids[j] + axis] > pivot) j--;
        if (i > j) break;
        const id = ids[i];
        ids[i++] = ids[j];
        ids[j--] = id;
      }
      if (k <= j) high = j;
      else if (k >= i) low = i;
      else return;
    }
  }

  /** Square of the distance from a point to the part of a box in the quadrant; Infinity when there is none. */
  function reach(node: number, x: number, y: number, quadrant: Quadrant | null): number {
    const left = box[4 * node] - x;
    const bottom = box[4 * node + 1] - y;
    const right = box[4 * node + 2] - x;
    const top = box[4 * node + 3] - y;
    if (quadrant !== null) {
      if (quadrant === 0 ? right <= 0 || top < 0 : quadrant === 1 ? left > 0 || top <= 0 : false) return Infinity;
      if (quadrant === 2 ? left >= 0 || bottom > 0 : quadrant === 3 ? right < 0 || bottom >= 0 : false) return Infinity;
    }
    const dx = left > 0 ? left : right < 0 ? -right : 0;
    const dy = bottom > 0 ? bottom : top < 0 ? -top : 0;
    return dx * dx + dy * dy;
  }

  function nearest(i: number, count: number, quadrant: Quadrant | null, found: Int32Array): number {
    const x = xy[2 * i];
    const y = xy[2 * i + 1];
    let filled = 0;
    let depth = 0;
    stack[depth++] = 1;
    stack[depth++] = 0;
    stack[depth++] = n;
    while (depth > 0) {
      const to = stack[--depth];
      const from = stack[--depth];
      const node = stack[--depth];
      const far = filled < count ? Infinity : distance[count - 1];
      if (reach(node, x, y, quadrant) >= far) continue;
      if (node < leaves) {
        const middle = (from + to) >> 1;
        const lower = reach(2 * node, x, y, quadrant) <= reach(2 * node + 1, x, y, quadrant);
        // The nearer half is looked at first: it is pushed last.
        for (const first of [!lower, lower]) {
          stack[depth++] = first ? 2 * node : 2 * node + 1;
          stack[depth++] = first ? from : middle;
          stack[depth++] = first ? middle : to;
        }
        continue;
      }
      for (let k = from; k < to; k++) {
        const j = ids[k];
        if (j === i) continue;
        const dx = xy[2 * j] - x;
        const dy = xy[2 * j + 1] - y;
        if (quadrant !== null && quadrantOf(dx, dy) !== quadrant) continue;
        const square = dx * dx + dy * dy;
        if (filled === count && square >= distance[count - 1]) continue;
        let at = filled < count ? filled++ : count - 1;
        for (; at > 0 && distance[at - 1] > square; at--) {
          distance[at] = distance[at - 1];
          found[at] = found[at - 1];
        }
        distance[at] = square;
        found[at] = j;
      }
    }
    return filled;
  }

  return { nearest };
}

/** Axes belong to the quadrant that they begin, turning left; the origin to none. */
function quadrantOf(dx: number, dy: number): Quadrant | null {
  if (dx > 0 && dy >= 0) return 0;
  if (dx <= 0 && dy > 0) return 1;
  if (dx < 0 && dy <= 0) return 2;
  return dx >= 0 && dy < 0 ? 3 : null;
}
