/** Search inside a permutation structure: tours by chained exchanges and crossover, assignments by tabu search, vehicle routes by ruin and recreate, the rest by swaps and shifts. */
import { type EnergyModel, structureOf } from "../../src/model/index.ts";
import { defineSolver, type Refusal, usualSolver } from "../../src/solver.ts";
import { searchAssignment } from "./assignments/search.ts";
import { recogniseForm } from "./form.ts";
import { optionsSchema, type PermutationOptions } from "./options.ts";
import { closedLoads, recogniseRoutes } from "./routes/form.ts";
import { searchRoutes } from "./routes/search.ts";
import { besideCheapestEdges } from "./tours/cheapest-edges.ts";
import { searchTour } from "./tours/search.ts";

export const permutation = defineSolver<PermutationOptions>({
  id: "permutation",
  title: "Permutation search (chained exchanges, crossover, tabu swaps)",
  summary:
    "Searches the permutations of a model by compound moves of the same energy and never leaves them. Tour models (sums along a cycle or a path of places) are improved by chained k-exchanges over neighbour lists, and populations of such tours are crossed by edge assembly, larger ones after smaller ones, up to 12,000 places; one-way costs, up to 3,000 places, are first reduced by an optimal assignment, whose cycles joined are the first tour. Quadratic assignments are improved by iterated robust tabu search over swaps, and good ones are crossed. Vehicle routes within loads are ruined and recreated string by string under annealing, in rounds of growing length. Linear orders are improved by insertions and crossed, layouts of sparse graphs on a line annealed. Other models, and hosts without WebAssembly SIMD are searched by sequential exchanges, swaps and shifts with kicks; results differ between hosts with and without it. Choose it whenever places must be filled by items one to one. Work counts moves evaluated.",
  sources: [
    "Lin & Kernighan, An effective heuristic algorithm for the traveling-salesman problem, Operations Research 21 (1973)",
    "Or, Traveling salesman-type combinatorial problems, PhD thesis, Northwestern University (1976)",
    "Martin, Otto & Felten, Large-step Markov chains for the traveling salesman problem, Complex Systems 5 (1991)",
    "Johnson & McGeoch, The traveling salesman problem: a case study in local optimization (1997)",
    "Applegate, Cook & Rohe, Chained Lin-Kernighan for large traveling salesman problems, INFORMS J. Computing 15 (2003)",
    "Nagata & Kobayashi, A powerful genetic algorithm using edge assembly crossover for the traveling salesman problem, INFORMS J. Computing 25 (2013)",
    "Karp, A patching algorithm for the nonsymmetric traveling-salesman problem, SIAM J. Computing 8 (1979)",
    "Jonker & Volgenant, Transforming asymmetric into symmetric traveling salesman problems, Operations Research Letters 2 (1983)",
    "Nagata & Soler, A new genetic algorithm for the asymmetric traveling salesman problem, Expert Systems with Applications 39 (2012)",
    "Taillard, Robust taboo search for the quadratic assignment problem, Parallel Computing 17 (1991)",
    "Misevicius, An implementation of the iterated tabu search algorithm for the quadratic assignment problem, OR Spectrum 34 (2012)",
    "Benlic & Hao, Memetic search for the quadratic assignment problem, Expert Systems with Applications 42 (2015)",
    "Clarke & Wright, Scheduling of vehicles from a central depot to a number of delivery points, Operations Research 12 (1964)",
    "Christiaens & Vanden Berghe, Slack induction by string removals for vehicle routing problems, Transportation Science 54 (2020)",
    "Schiavinotto & Stuetzle, The linear ordering problem: instances, search space analysis and algorithms, J. Mathematical Modelling and Algorithms 3 (2004)",
    "Cuthill & McKee, Reducing the bandwidth of sparse symmetric matrices, ACM National Conference (1969)",
    "Rodriguez-Tello, Hao & Torres-Jimenez, An effective two-stage simulated annealing algorithm for the minimum linear arrangement problem, Computers & Operations Research 35 (2008)",
    "Stuetzle, Iterated local search for the quadratic assignment problem, EJOR 174 (2006)",
  ],
  optionsSchema,
  defaults: { neighbours: 8, depth: 3, start: "greedy", kicks: 10_000 },
  endless: { kicks: null },
  guarantees: new Set(["descent"] as const),
  refuses,
  *search(model, options, context) {
    const loads = closedLoads(model);
    const routes = loads === null ? null : recogniseRoutes(model, loads);
    if (routes !== null && typeof routes !== "string") return yield* searchRoutes(model, routes, options, context);
    const form = recogniseForm(model);
    return form.kind === "tour"
      ? yield* besideCheapestEdges(model, form, context, searchTour(model, form, options, context))
      : yield* searchAssignment(model, form, options, context);
  },
});

function refuses(model: EnergyModel): Refusal | null {
  const structure = structureOf(model, "permutation");
  const loads = closedLoads(model);
  if (structure !== null && model.n === structure.size ** 2 && model.domain === "bit") {
    const routes = loads === null ? null : recogniseRoutes(model, loads);
    return typeof routes === "string" ? { reason: routes, instead: "exhaustive" } : null;
  }
  const reason =
    structure === null
      ? "the model has no permutation structure to search in"
      : "the model has variables outside its permutation structure";
  const usual = usualSolver(model);
  return { reason, instead: usual === "permutation" ? "annealing" : usual };
}
