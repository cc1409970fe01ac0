/**
 * Capacity: how many random patterns a network of n neurons holds. Hebb's rule recalls up to about 0.138 n of them and then forgets all at once;
 * the pseudo-inverse goes on to half as many as there are neurons and more. Give a folder to draw it in.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { capacity } from "groundstate";
import { chartToSvg } from "groundstate/report";

const n = 200;
const loads = [0.04, 0.08, 0.1, 0.12, 0.14, 0.16, 0.2, 0.3, 0.5];
const [hebb, inverse] = await capacity({ patterns: n, loads, rules: ["hebb", "pseudo-inverse"], noise: 0.05, seed: 1 });

console.log(`overlap of recalled and stored patterns, ${n} neurons, 5 % of the cue wrong`);
console.log("patterns  P/n   Hebb  pseudo-inverse");
hebb.points.forEach((point, k) => {
  const [left, right] = [point, inverse.points[k]].map(({ overlap }) => overlap.mean.toFixed(2));
  console.log(`${String(point.patterns).padStart(8)}  ${point.load.toFixed(2)}  ${left}  ${right}`);
});
const at = (points: typeof hebb.points, load: number) =>
  points.find((point) => point.load === load)?.overlap.mean ?? Number.NaN;
assert.ok(at(hebb.points, 0.08) > 0.97, "well below capacity Hebb's rule recalls");
assert.ok(at(hebb.points, 0.3) < 0.6, "beyond capacity memories fail");
assert.ok(at(inverse.points, 0.3) > 0.99, "the pseudo-inverse still recalls");

const [, , folder] = process.argv;
if (folder !== undefined) {
  const curves = [hebb, inverse].map(({ label, points }) => ({
    label,
    points: points.map(({ load, overlap }) => ({ x: load, y: overlap.mean })),
  }));
  const title = `Capacity of ${n} neurons`;
  writeFileSync(
    `${folder}/capacity.svg`,
    chartToSvg({ title, x: { label: "load P/n" }, y: { label: "overlap after recall" }, curves }),
  );
}
