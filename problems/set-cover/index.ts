/**
 * Set cover: choose sets of least total cost that together hold every element.
 * minimise sum c_s x_s subject to, for each element, sum of x_s over its sets >= 1. One bit a set; an element in three sets
 * takes one bit more, one in k > 3 sets a slack code of about log2 k bits.
 */
import { checkAssignment, checkLabels } from "../../src/modelling/document.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { atLeast, sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import { tellChosen } from "../../src/modelling/quadratic-form.ts";
import type { Complaint } from "../../src/problem.ts";
import { formats } from "./formats.ts";
import { setsOfElements, uncovered } from "./referee.ts";
import { generateSetCover, sampleSetCover } from "./sample.ts";
import { instanceSchema, type SetCoverInstance, type SetCoverSolution, setName, solutionSchema } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: SetCoverInstance): readonly Complaint[] {
  const { elements, sets, costs, names } = instance;
  const complaints: Complaint[] = [...checkLabels(sets.length, names, "names")];
  if (costs !== undefined && costs.length !== sets.length) {
    complaints.push({ path: "costs", found: `${costs.length} numbers`, expected: `${sets.length}, one a set` });
  }
  for (const [s, set] of sets.entries()) {
    const high = set.findIndex((element) => element >= elements);
    const twice = set.findIndex((element, k) => set.indexOf(element) < k);
    const at = high >= 0 ? high : twice;
    if (at < 0) continue;
    const expected = high >= 0 ? `an element from 0 to ${elements - 1}` : "each element at most once in a set";
    complaints.push({ path: `sets[${s}][${at}]`, found: String(set[at]), expected });
  }
  if (complaints.length > 0) return complaints.slice(0, MOST_COMPLAINTS);
  const alone = setsOfElements(instance).findIndex((own) => own.length === 0);
  if (alone < 0) return [];
  const hint = "No choice of sets can cover it: add a set, or leave it out.";
  return [{ path: "sets", found: `no set with element ${alone}`, expected: "every element in some set", hint }];
}

const costOf = ({ costs }: SetCoverInstance, set: number): number => costs?.[set] ?? 1;

export const setCover = programProblem<SetCoverInstance, SetCoverSolution>({
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
  solutionSchema,
  check,
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
  sample: sampleSetCover,
  generate: generateSetCover,
  tell: (instance, { choose }) => {
    const names = instance.sets.map((_, s) => setName(instance, s));
    return `chosen: ${tellChosen(choose, names).replace(/^1: /, "")}`;
  },
  formats,
});
