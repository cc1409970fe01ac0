/** Search inside a permutation structure: tours by chained exchanges and crossover, assignments by tabu search, the rest by swaps and shifts. */
import { type EnergyModel, structureOf } from "../../src/model/index.ts";
import { defineSolver, type Refusal, usualSolver } from "../../src/solver.ts";
import { searchAssignment } from "./assignment-search.ts";
import { recogniseForm } from "./form.ts";
import { optionsSchema, type PermutationOptions } from "./options.ts";
import { searchTour } from "./tour-search.ts";

export const permutation = defineSolver<PermutationOptions>({
  id: "permutation",
  title: "Permutation search (chained exchanges, crossover, tabu swaps)",
  summary:
    "Searches the permutations of a model by compound moves of the same energy and never leaves them. Tour models (sums along a cycle or a path of places) with costs alike both ways are improved by chained k-exchanges over neighbour lists, and populations of such tours are crossed by edge assembly, larger ones after smaller ones, up to 12,000 places. Quadratic assignments are improved by iterated robust tabu search over swaps. One-way tours, other models, and hosts without WebAssembly SIMD are searched by sequential exchanges, swaps and shifts with kicks; results differ between hosts with and without it. Choose it whenever places must be filled by items one to one. Work counts moves evaluated.",
  sources: [
    "Lin & Kernighan, An effective heuristic algorithm for the traveling-salesman problem, Operations Research 21 (1973)",
    "Or, Traveling salesman-type combinatorial problems, PhD thesis, Northwestern University (1976)",
    "Martin, Otto & Felten, Large-step Markov chains for the traveling salesman problem, Complex Systems 5 (1991)",
    "Johnson & McGeoch, The traveling salesman problem: a case study in local optimization (1997)",
    "Applegate, Cook & Rohe, Chained Lin-Kernighan for large traveling salesman problems, INFORMS J. Computing 15 (2003)",
    "Nagata & Kobayashi, A powerful genetic algorithm using edge assembly crossover for the traveling salesman problem, INFORMS J. Computing 25 (2013)",
    "Taillard, Robust taboo search for the quadratic assignment problem, Parallel Computing 17 (1991)",
    "Misevicius, An implementation of the iterated tabu search algorithm for the quadratic assignment problem, OR Spectrum 34 (2012)",
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
