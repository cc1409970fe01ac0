/**
 * Figure 42.10 of MacKay (2003): a Hopfield network of 16 neurons for K = 4 cities. (a1, a2) two states and the tours they stand for,
 * (b) the weights between neuron B2 and all others that make tours valid, (c) those that make them short. Give a file name to draw it:
 * node mackay-figure-42-10.js figure.html (or .svg)
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { catalogue, energy, type InstanceOf } from "groundstate";
import {
  drawingToSvg,
  figuresToHtml,
  gridsToSvg,
  heatMapsToSvg,
  stackSvgs,
  statePanel,
  unitMap,
  unitNamed,
  unitWeights,
} from "groundstate/report";

const { tsp } = catalogue;
const instance: InstanceOf<typeof tsp> = {
  problem: "tsp",
  name: "Four cities",
  cities: ["A", "B", "C", "D"], // the corners of a rectangle of 4 by 3
  distances: [
    [0, 5, 3, 4],
    [5, 0, 4, 3],
    [3, 4, 0, 5],
    [4, 3, 5, 0],
  ],
  display: [
    [0, 0],
    [4, 3],
    [0, 3],
    [4, 0],
  ],
};
const { model, parts, embed, penalty } = tsp.encode(instance, tsp.defaults);
assert.ok(parts !== undefined && penalty !== null);
const { objective, constraints } = parts();

// (a1, a2) Two tours: A - C - B - D, one of the 8 states of the shortest round trip, and A - B - C - D, one of the longest.
const tours = [
  [0, 2, 1, 3],
  [0, 1, 2, 3],
];
const lengths = [3 + 4 + 3 + 4, 5 + 4 + 5 + 4];
const states = tours.map((tour) => embed({ tour }));
states.forEach((state, k) => {
  assert.equal(energy(model, state), lengths[k]);
  assert.equal(energy(constraints, state), 0); // valid
  assert.equal(energy(objective, state), lengths[k]);
});

// (b) Neuron B2, city B at the second place, is inhibited by its row (B elsewhere) and its column (others at its place), by nobody else.
const neuron = unitNamed(model, "B,place 1");
assert.ok(neuron !== null);
const validity = unitWeights(constraints, neuron);
const [inhibition] = penalty.weights.filter(({ name }) => name.includes("pair")).map(({ weight }) => -weight);
// (c) The neurons of the next and the last place inhibit it by their distances from B.
const distance = unitWeights(objective, neuron);
for (let city = 0; city < 4; city++) {
  for (let place = 0; place < 4; place++) {
    const other = city * 4 + place;
    const conflicts: boolean = other !== neuron && (city === 1 || place === 1);
    assert.equal(validity[other], conflicts ? inhibition : 0);
    const beside = place === 0 || place === 2;
    assert.equal(distance[other], beside ? 0 - instance.distances![1][city] : 0);
  }
}
console.log(
  `two states of energy ${lengths.join(" and ")}; B2: ${inhibition} in its row and column, minus the distances beside it`,
);

const [, , file] = process.argv;
if (file !== undefined) {
  const panels = states.map((state, k) => statePanel(`(a${k + 1})`, model, state)!);
  const maps = [
    unitMap("(b) valid tours", model, neuron, validity),
    unitMap("(c) short tours", model, neuron, distance),
  ];
  const title = "Figure 42.10: a Hopfield network for K = 4 cities";
  const figures = [
    { caption: "(a1, a2) Two states of the 16 neurons, black = 1, white = 0", svg: gridsToSvg("States", panels) },
    ...tours.map((tour, k) => ({
      caption: `(a${k + 1}) The tour of this state: ${tsp.tell!(instance, { tour })}`,
      svg: drawingToSvg(tsp.draw(instance, { tour })!, { width: 240 }),
    })),
    { caption: "Negative weights between neuron B2 and all others", svg: heatMapsToSvg("Weights of B2", maps) },
  ];
  writeFileSync(file, file.endsWith(".svg") ? stackSvgs(title, figures) : figuresToHtml(title, figures));
}
