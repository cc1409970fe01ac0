/**
 * Exact cover: choose sets, as cheap as possible together, so that every element is in exactly one of them.
 * minimise sum_s c_s x_s subject to sum of x_s over the sets of each element = 1. One bit a set; the energy: encode.ts.
 */
import { checkAssignment } from "../../src/modelling/document.ts";
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";
import { checkCoverable, checkSets, type SetChoice, setChoiceSchema } from "../../src/modelling/set-system/schema.ts";
import { setFormats, tellSets } from "../../src/modelling/set-system/surroundings.ts";
import { type Bound, type Complaint, defineProblem } from "../../src/problem.ts";
import { encodeExactCover, sharesOf } from "./encode.ts";
import { coverCost, miscovered } from "./referee.ts";
import { generateExactCover, sampleExactCover } from "./sample.ts";
import { costOf, type ExactCoverInstance, instanceSchema } from "./schema.ts";

function check(instance: ExactCoverInstance): readonly Complaint[] {
  const complaints = checkSets(instance, instance.costs, "costs");
  return complaints.length > 0 ? complaints : checkCoverable(instance);
}

const ROUNDING = 1e-9; // downwards: the bound stays a bound

/** Every element costs at least its least share. */
function shareBound(instance: ExactCoverInstance): Bound {
  const costs = instance.sets.map((_, s) => costOf(instance, s));
  const total = sharesOf(instance, costs).least.reduce((sum, share) => sum + share, 0);
  const lowered = Math.max(0, total - ROUNDING * Math.max(1, total));
  return {
    value: costs.every(Number.isInteger) ? Math.ceil(lowered) : lowered,
    proof: "the least cost an element, added up",
  };
}

function verify(instance: ExactCoverInstance, solution: SetChoice) {
  const wrong = checkAssignment(solution.choose, instance.sets.length, [0, 1], "choose");
  return wrong.length > 0 ? wrong : miscovered(instance, solution);
}

export const exactCover = defineProblem<ExactCoverInstance, SetChoice, PenaltyOptions>({
  id: "exact-cover",
  title: "Exact cover",
  summary:
    "Choose sets so that every element is in exactly one of them, as cheaply as possible where sets cost something. One bit a set; an element costs the squared difference of its number of chosen sets from one, times more than breaking the rule can ever save. Puzzles such as pentominoes and sudoku are exact covers, and so are timetables and crew plans.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Knuth 2000, Dancing links",
    "Lucas 2014, Ising formulations of many NP problems, section 4.1",
  ],
  sense: "min",
  objective: "cost of the chosen sets",
  instanceSchema,
  solutionSchema: setChoiceSchema,
  optionsSchema: penaltyOptionsSchema("How exact cover becomes an energy."),
  defaults: penaltyDefaults,
  check,
  describe: ({ elements, sets }) => `${elements} elements, ${sets.length} sets`,
  encode: encodeExactCover,
  cost: coverCost,
  verify,
  bound: shareBound,
  answer: (_instance, objective) =>
    objective === null ? "no exact cover found, and none ruled out" : "yes: an exact cover",
  sample: sampleExactCover,
  generate: generateExactCover,
  tell: tellSets,
  formats: setFormats(
    (system, costs) => ({ problem: "exact-cover", ...system, costs }) as ExactCoverInstance,
    (instance) => instance.sets.map((_, s) => costOf(instance, s)),
  ),
  draw: () => null,
});
