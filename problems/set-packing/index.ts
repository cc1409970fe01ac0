/**
 * Set packing: choose sets, worth as much as possible together, of which no two share an element. An independent set of the graph whose
 * vertices are the sets: maximise sum_s v_s x_s, every two sets that meet apart. One bit a set. O(sum over elements of (sets with it)^2).
 */
import { checkAssignment } from "../../src/modelling/document.ts";
import { requireGraphMemory } from "../../src/modelling/graph.ts";
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";
import {
  checkSets,
  type SetChoice,
  setChoiceSchema,
  setName,
  setsOfElements,
} from "../../src/modelling/set-system/schema.ts";
import { setFormats, tellSets } from "../../src/modelling/set-system/surroundings.ts";
import { independentBound } from "../../src/modelling/vertex-subset/bounds.ts";
import { encodeChoice } from "../../src/modelling/vertex-subset/encode.ts";
import { defineProblem } from "../../src/problem.ts";
import { overlaps, packedValue } from "./referee.ts";
import { generateSetPacking, sampleSetPacking } from "./sample.ts";
import { instanceSchema, type SetPackingInstance, worthOf } from "./schema.ts";

const BYTES_PER_SET = 100; // of lists and a set of pairs

/** The sets as vertices, an edge between two that share an element. @throws {MemoryError} */
function meetings(instance: SetPackingInstance) {
  const { sets } = instance;
  const own = setsOfElements(instance);
  const most = own.reduce((pairs, { length }) => pairs + (length * (length - 1)) / 2, 0);
  requireGraphMemory(sets.length, most, BYTES_PER_SET);
  const pairs = new Set<number>();
  for (const list of own)
    for (const [k, j] of list.entries()) for (let h = 0; h < k; h++) pairs.add(list[h] * sets.length + j);
  const edges = Array.from(pairs, (key): [number, number] => [Math.floor(key / sets.length), key % sets.length]);
  return {
    vertices: sets.length,
    edges,
    weights: sets.map((_, s) => worthOf(instance, s)),
    names: sets.map((_, s) => setName(instance, s)),
  };
}

function verify(instance: SetPackingInstance, solution: SetChoice) {
  const wrong = checkAssignment(solution.choose, instance.sets.length, [0, 1], "choose");
  return wrong.length > 0 ? wrong : overlaps(instance, solution);
}

export const setPacking = defineProblem<SetPackingInstance, SetChoice, PenaltyOptions>({
  id: "set-packing",
  title: "Set packing",
  summary:
    "Choose sets that are worth as much as possible together, no two of them with an element in common. One bit a set; two sets that share an element cost, if both are chosen, just more than the lesser is worth, so that leaving it out is always better.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Lucas 2014, Ising formulations of many NP problems, section 4.2",
  ],
  sense: "max",
  objective: "value of the chosen sets",
  instanceSchema,
  solutionSchema: setChoiceSchema,
  optionsSchema: penaltyOptionsSchema("How set packing becomes an energy."),
  defaults: penaltyDefaults,
  check: (instance) => checkSets(instance, instance.values, "values"),
  describe: ({ elements, sets }) => `${elements} elements, ${sets.length} sets`,
  encode(instance, options) {
    const graph = meetings(instance);
    const rule = {
      kind: "apart",
      from: Int32Array.from(graph.edges, ([i]) => i),
      to: Int32Array.from(graph.edges, ([, j]) => j),
    } as const;
    return encodeChoice(graph, rule, options, (_graph, solution) => verify(instance, solution));
  },
  cost: packedValue,
  verify,
  bound: (instance) => ({
    value: independentBound(meetings(instance)),
    proof: "groups of sets that all meet: one each at most",
  }),
  sample: sampleSetPacking,
  generate: generateSetPacking,
  tell: tellSets,
  formats: setFormats(
    (system, values) => ({ problem: "set-packing", ...system, values }) as SetPackingInstance,
    (instance) => instance.sets.map((_, s) => worthOf(instance, s)),
  ),
  draw: () => null,
});
