/**
 * Set cover: choose sets of least total cost that together hold every element.
 * minimise sum c_s x_s subject to, for each element, sum of x_s over its sets >= 1. One bit a set; an element in three sets
 * takes one bit more, one in k > 3 sets a slack code of about log2 k bits.
 */
import { checkAssignment } from "../../src/modelling/document.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { atLeast, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import {
  checkCoverable,
  checkSets,
  type SetChoice,
  setChoiceSchema,
  setName,
  setsOfElements,
} from "../../src/modelling/set-system/schema.ts";
import { setFormats, tellSets } from "../../src/modelling/set-system/surroundings.ts";
import { setCoverBounds } from "./bounds.ts";
import { greedyCover } from "./construct.ts";
import { uncovered } from "./referee.ts";
import { generateSetCover, sampleSetCover } from "./sample.ts";
import { costOf, instanceSchema, type SetCoverInstance } from "./schema.ts";

export const setCover = programProblem<SetCoverInstance, SetChoice>({
  id: "set-cover",
  title: "Set cover",
  summary:
    "Choose sets of least total cost that together hold every element. One bit a set; each element asks that at least one of its sets be chosen, with further bits where it has more than two, and a weight just above the cost of its cheapest set.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Beasley 1987, An algorithm for set covering problem",
    "Lucas 2014, Ising formulations of many NP problems, section 5.1",
  ],
  sense: "min",
  objective: "cost of the chosen sets",
  instanceSchema,
  solutionSchema: setChoiceSchema,
  check: (instance) => {
    const complaints = checkSets(instance, instance.costs, "costs");
    return complaints.length > 0 ? complaints : checkCoverable(instance);
  },
  describe: ({ elements, sets }) => `${elements} elements, ${sets.length} sets`,
  program(instance) {
    const { sets } = instance;
    const model = program();
    const choose = model.bits(
      "choose",
      sets.map((_, s) => setName(instance, s)),
    );
    model.minimise(sum(choose.map((x, s) => times(costOf(instance, s), x))));
    for (const [element, own] of setsOfElements(instance).entries()) {
      model.subjectTo(`cover[${element}]`, atLeast(sum(own.map((s) => choose[s])), 1));
    }
    return model.build();
  },
  toSolution: (_instance, assignment) => ({ choose: assignment as number[] }),
  toAssignment: (_instance, { choose }) => choose,
  cost: (instance, { choose }) =>
    choose.reduce((total, x, set) => (x === 1 ? total + costOf(instance, set) : total), 0),
  verify(instance, { choose }) {
    const wrong = checkAssignment(choose, instance.sets.length, [0, 1], "choose");
    return wrong.length > 0 ? wrong : uncovered(instance, choose);
  },
  construct: greedyCover,
  bounds: setCoverBounds,
  sample: sampleSetCover,
  generate: generateSetCover,
  tell: tellSets,
  formats: setFormats(
    (system, costs) => ({ problem: "set-cover", ...system, costs }) as SetCoverInstance,
    (instance) => instance.sets.map((_, s) => costOf(instance, s)),
    true,
  ),
});
