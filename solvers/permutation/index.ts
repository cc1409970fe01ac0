/** Search inside a permutation structure: tours by k-exchanges, other models by swaps and shifts, both with kicks. */
import { type EnergyModel, structureOf } from "../../src/model/index.ts";
import { defineSolver, type Refusal, usualSolver } from "../../src/solver.ts";
import { searchAssignment } from "./assignment-search.ts";
import { recogniseForm } from "./form.ts";
import { optionsSchema, type PermutationOptions } from "./options.ts";
import { searchTour } from "./tour-search.ts";

export const permutation = defineSolver<PermutationOptions>({
  id: "permutation",
  title: "Permutation search (k-exchanges, swaps, kicks)",
  summary:
    "Searches the permutations of a model by compound moves, each a descent of the same energy, and never leaves them. Tour models (sums along a cycle or a path of places) are improved by sequential k-exchanges over neighbour lists, then kicked by local double bridges and repaired, worse tours being taken back. Other models, such as quadratic assignment, are improved by swaps and shifts of items with growing random kicks. Choose it whenever places must be filled by items one to one. Work counts moves evaluated.",
  sources: [
    "Lin & Kernighan, An effective heuristic algorithm for the traveling-salesman problem, Operations Research 21 (1973)",
    "Or, Traveling salesman-type combinatorial problems, PhD thesis, Northwestern University (1976)",
    "Martin, Otto & Felten, Large-step Markov chains for the traveling salesman problem, Complex Systems 5 (1991)",
    "Johnson & McGeoch, The traveling salesman problem: a case study in local optimization (1997)",
    "Applegate, Cook & Rohe, Chained Lin-Kernighan for large traveling salesman problems, INFORMS J. Computing 15 (2003)",
    "Stuetzle, Iterated local search for the quadratic assignment problem, EJOR 174 (2006)",
  ],
  optionsSchema,
  defaults: { neighbours: 8, depth: 3, start: "greedy", kicks: 10_000 },
  endless: { kicks: null },
  guarantees: new Set(["descent"] as const),
  refuses,
  *search(model, options, context) {
    const form = recogniseForm(model);
    return form.kind === "tour"
      ? yield* searchTour(model, form, options, context)
      : yield* searchAssignment(model, form, options, context);
  },
});

function refuses(model: EnergyModel): Refusal | null {
  const structure = structureOf(model, "permutation");
  if (structure !== null && model.n === structure.size ** 2 && model.domain === "bit") return null;
  const reason =
    structure === null
      ? "the model has no permutation structure to search in"
      : "the model has variables outside its permutation structure";
  const usual = usualSolver(model);
  return { reason, instead: usual === "permutation" ? "annealing" : usual };
}
