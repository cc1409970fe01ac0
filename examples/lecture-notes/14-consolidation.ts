/**
 * Figure 4: the hippocampus encodes patterns quickly and forgets them, the neocortex keeps what is replayed to it. Two networks that learn by the
 * same Hebbian stream: a fast one whose weights decay, and a slow one to which the fast one replays what it recalls from cues.
 */
import assert from "node:assert/strict";
import {
  createRandom,
  createStream,
  flipNoise,
  learnedModel,
  type Memory,
  overlap,
  patternAt,
  patternsFrom,
  recall,
} from "groundstate";

const [size, days] = [100, 6];
const random = createRandom(14);
const spins = () => Array.from({ length: size }, () => 2 * random.below(2) - 1);
const memories = patternsFrom(Array.from({ length: days }, spins));
const hippocampus = createStream(size, { tau: 1 });
const neocortex = createStream(size, { tau: 20, decay: false });
const network = (weights: Float64Array): Memory => ({
  patterns: memories,
  weights,
  model: learnedModel(weights, size),
});

for (let day = 0; day < days; day++) {
  hippocampus.present(patternAt(memories, day), 2);
  // By night: it recalls the day from a noisy cue, and the neocortex sees that.
  const cue = flipNoise({ count: 1, size, values: patternAt(memories, day) }, 0.1, random);
  const { trajectories } = await recall(network(hippocampus.weights()), cue);
  neocortex.present(trajectories[0].state, 1);
}

const cues = flipNoise(memories, 0.1, random);
console.log("overlap with the memory of each day, the oldest first");
for (const [name, stream, least] of [
  ["hippocampus", hippocampus, 1],
  ["neocortex", neocortex, days],
] as const) {
  const { trajectories } = await recall(network(stream.weights()), cues);
  const overlaps = trajectories.map(({ state }, day) => overlap(state, patternAt(memories, day)));
  const kept = overlaps.filter((m) => m > 0.95).length;
  console.log(`${name.padEnd(12)} ${overlaps.map((m) => m.toFixed(2)).join(" ")}  keeps ${kept} of ${days}`);
  assert.equal(kept, least, `${name} keeps ${kept} memories`);
}
