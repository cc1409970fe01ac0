/**
 * Hebbian learning, dw_ij/dt proportional to correlation(x_i, x_j), as a stream: letters are shown for equal times, and the weights become those of
 * Hebb's rule. No supervision, no self-connections, symmetric; and the memory completes what it has seen. Give a folder to draw it in.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRandom, createStream, flipNoise, learn, overlap, patternAt, patternsFrom, recall } from "groundstate";
import { type GridPanel, gridsToSvg } from "groundstate/report";

const letters = {
  T: "####### #..#..# ...#... ...#... ...#... ...#... ..###..",
  X: "#.....# .#...#. ..#.#.. ...#... ..#.#.. .#...#. #.....#",
  O: "..###.. .#...#. #.....# #.....# #.....# .#...#. ..###..",
};
const spins = (pixels: string) => Array.from(pixels.replaceAll(" ", ""), (pixel) => (pixel === "#" ? 1 : -1));
const patterns = patternsFrom(Object.values(letters).map(spins), { width: 7, labels: Object.keys(letters) });
const { count, size } = patterns;

const stream = createStream(size, { tau: size, decay: false });
for (let round = 0; round < 10; round++)
  for (let mu = 0; mu < count; mu++) stream.present(patternAt(patterns, mu), 0.1);
const hebb = await learn(patterns, "hebb");
const weights = stream.weights();
for (let k = 0; k < size * size; k++) {
  const [i, j] = [Math.floor(k / size), k % size];
  assert.ok(Math.abs(weights[k] - hebb.weights[k]) < 1e-12, "the stream learns the weights of Hebb's rule");
  assert.ok(weights[k] === weights[j * size + i] && (i !== j || weights[k] === 0), "symmetric, no self-connections");
}
console.log(`${count} letters of ${size} pixels shown in turn: the weights of Hebb's rule`);

// Cues: the lower half unknown; a fifth of the pixels wrong.
const half = { count, size, values: patterns.values.map((value, k) => (k % size < 28 ? value : 0)) };
const noisy = flipNoise(patterns, 0.2, createRandom(6));
const text = (state: Int8Array, row: number) =>
  Array.from(state.subarray(7 * row, 7 * row + 7), (value) => ".?#"[value + 1]).join("");
const grey = (state: Int8Array) => Array.from(state, (value) => (value === 0 ? Number.NaN : (1 + value) / 2));
const panels: GridPanel[] = [];
for (const [damage, cues] of [
  ["half a letter", half],
  ["noise", noisy],
] as const) {
  const { trajectories } = await recall({ ...hebb, weights }, cues, { dynamics: "graded" });
  for (const [mu, { state }] of trajectories.entries()) {
    const [name, pattern] = [patterns.labels[mu], patternAt(patterns, mu)];
    const cue = cues.values.subarray(mu * size, (mu + 1) * size);
    const overlaps = [overlap(cue, pattern), overlap(state, pattern)].map((m) => m.toFixed(2));
    console.log(`${name}, ${damage}: overlap ${overlaps.join(" -> ")}`);
    for (let row = 0; row < 7; row++) console.log(`  ${text(cue, row)} -> ${text(state, row)}`);
    assert.deepEqual(state, pattern.slice(), `${name} is recalled from ${damage}`);
    panels.push({ title: damage, rows: 7, columns: 7, values: grey(cue) });
    panels.push({ title: "recalled", rows: 7, columns: 7, values: grey(state) });
  }
}
const [, , folder] = process.argv;
const drawing = gridsToSvg("Three letters, stored by Hebb's rule", panels, { perRow: 6, width: 800 });
if (folder !== undefined) writeFileSync(`${folder}/recall.svg`, drawing);
