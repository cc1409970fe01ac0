/** Whether a graph stays connected without any one vertex, against the definition; and the edges at its nodes. */
import fc from "fast-check";
import { expect } from "vitest";
import { createConnectivity } from "../../src/kernels/hamiltonian/connectivity.ts";
import { incidencesOf } from "../../src/kernels/incidences.ts";
import { prop } from "../support/prop.ts";

/** Vertices that are reached, among those that are not `without`. */
function reached(pairs: readonly (readonly [number, number])[], without: number): number {
  const seen = new Set([without === 0 ? 1 : 0]);
  for (let before = 0; before < seen.size; ) {
    before = seen.size;
    for (const [i, j] of pairs) {
      if (i === without || j === without) continue;
      if (seen.has(i) || seen.has(j)) seen.add(i).add(j);
    }
  }
  return seen.size;
}

const graphs = fc.integer({ min: 3, max: 7 }).chain((n) => {
  const all = Array.from({ length: (n * (n - 1)) / 2 }, (_, k) => k);
  const pairs = Array.from({ length: n }, (_, i) => Array.from({ length: i }, (_, j) => [j, i] as const)).flat();
  return fc.record({
    n: fc.constant(n),
    pairs: fc.subarray(all).map((chosen) => chosen.map((k) => pairs[k])),
    gone: fc.array(fc.nat(6), { maxLength: 3 }),
  });
});

prop("connectivity is that of the edges that are left, also without any one vertex", [graphs], ({ n, pairs, gone }) => {
  const a = Int32Array.from(pairs, ([i]) => i);
  const b = Int32Array.from(pairs, ([, j]) => j);
  const { start, edge } = incidencesOf(n, a, b);
  for (let v = 0; v < n; v++) {
    const own = pairs.flatMap(([i, j], e) => (i === v || j === v ? [e] : []));
    expect([...edge.subarray(start[v], start[v + 1])]).toEqual(own);
  }
  const status = Uint8Array.from(pairs, (_, e) => (gone.includes(e) ? 2 : e % 2));
  const left = pairs.filter((_, e) => status[e] !== 2);
  const whole = reached(left, -1) === n;
  const robust = Array.from({ length: n }, (_, v) => reached(left, v) === n - 1).every(Boolean);
  expect(createConnectivity(n, start, edge, a, b, status)()).toBe(whole && robust);
});
