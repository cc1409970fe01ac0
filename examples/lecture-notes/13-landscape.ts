/**
 * Figures 2 and 3: the energy landscape and the state transitions towards its minima. The three neurons have two basins of two states each, with
 * a barrier of 2 between them. Give a folder to draw both in.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { type Landscape, landscape, learnedModel, saddleBetween } from "groundstate";
import { mergeTreeToSvg, transitionsToSvg } from "groundstate/report";

const network = learnedModel(Float64Array.of(0, 2, -1, 2, 0, 1, -1, 1, 0), 3);
const survey: Landscape = await landscape(network, { transitions: 8 });
const { tree, basins, transitions } = survey;
assert.ok(transitions !== null);
const text = (state: number) => Array.from({ length: 3 }, (_, i) => ((state >> i) & 1 ? "+" : "-")).join("");

console.log("transitions, one neuron at a time:");
for (const { label, energy, attractor } of transitions.nodes) {
  const at = transitions.nodes.findIndex((node) => node.label === label);
  const ways = transitions.edges
    .filter(({ from }) => from === at)
    .map(({ to, probability }) => `${transitions.nodes[to].label} (${probability.toFixed(2)})`);
  console.log(`  ${label} energy ${energy}: ${attractor ? "an attractor" : ways.join(", ")}`);
}
console.log("basins:");
tree.basins.forEach(({ energy }, b) => {
  console.log(
    `  {${basins[b].states.map(text).join(", ")}} energy ${energy}, reached with probability ${basins[b].probability.toFixed(2)}`,
  );
});
const saddle = tree.saddles[saddleBetween(tree, 0, 1)];
console.log(`barrier ${saddle.energy - tree.basins[0].energy} at ${text(saddle.state)}`);

for (const { from, to } of transitions.edges)
  assert.ok(transitions.nodes[to].energy < transitions.nodes[from].energy, "every transition goes down");
assert.deepEqual(
  basins.map(({ states }) => states.map(text)),
  [
    ["---", "--+"],
    ["++-", "+++"],
  ],
);
const [, , folder] = process.argv;
if (folder !== undefined) {
  writeFileSync(
    `${folder}/three-neurons-transitions.svg`,
    transitionsToSvg("State transitions of three neurons", transitions),
  );
  writeFileSync(
    `${folder}/three-neurons-landscape.svg`,
    mergeTreeToSvg("Landscape of three neurons", tree, (b) => basins[b].states.map(text).join(" ")),
  );
}
