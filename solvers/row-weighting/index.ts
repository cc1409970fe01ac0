/**
 * Row-weighting search (Gao, Weise & Li 2015, for set cover; here for any linear inequalities over bits): slack bits are not searched but
 * follow from the items. From a state where all rows hold, flips lower the objective until some row breaks; then flips repair broken rows
 * while the objective stays below the best known, so the search swings across the boundary (strategic oscillation, Glover &
 * Kochenberger 1996), and rows that stay broken gain weight. Work counts items and entries of rows looked at.
 */
import { type RowSystem, rowObjective, rowSystem, rowsHold, sumsExactly } from "../../src/kernels/rows/system.ts";
import { type EnergyModel, structureOf } from "../../src/model/index.ts";
import {
  defineSolver,
  type Refusal,
  refuseOpenStructures,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import { branchAndBound } from "./branching.ts";
import { breed, isPacking } from "./breeding.ts";
import { createIncumbent } from "./incumbent.ts";
import { defaults, optionsSchema, type RowWeightingOptions } from "./options.ts";
import { searchRounds } from "./rounds.ts";

export type { RowWeightingOptions } from "./options.ts";

/** Items that branch and bound looks at in a slice. */
const BRANCHES = 40_000;
/** Numbers that genetic search looks at in a slice. */
const BREEDING = 100_000;
const BRANCHED = "branch and bound with the linear relaxation of the one inequality";
const PROOFS = {
  ideal: "every bit has the value that the objective prefers, and all inequalities hold",
  priced: "Lagrangian bound, with reduced costs that leave no bit open",
};

export const rowWeighting = defineSolver<RowWeightingOptions>({
  id: "row-weighting",
  title: "Row-weighting search over inequalities",
  summary:
    "Keeps linear inequalities (capacities, covers) in mind instead of searching over their slack bits: lowers the objective until a constraint breaks, repairs it by what costs least below the best known, " +
    "and gives weight to constraints that stay broken. Of many bits it takes those that Lagrangian prices leave open; packings are bred beside it. Choose it for knapsacks, set covers and other programs whose constraints are inequalities.",
  sources: [
    "Glover & Kochenberger 1996, Critical event tabu search for multidimensional knapsack problems",
    "Gao, Weise & Li 2015, An efficient local search heuristic with row weighting for the unicost set covering problem",
    "Lei, Cai, Luo & Hoos 2021, Efficient local search for pseudo Boolean optimization",
    "Caprara, Fischetti & Toth 1999, A heuristic method for the set covering problem",
    "Chu & Beasley 1998, A genetic algorithm for the multidimensional knapsack problem",
  ],
  optionsSchema,
  defaults,
  endless: { flips: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const instead = usualSolver(model) === "row-weighting" ? "annealing" : usualSolver(model);
  const rows = structureOf(model, "inequalities");
  if (rows === null) return { reason: "this model has no inequalities over its bits", instead };
  if (!sumsExactly(rows)) return { reason: "the numbers of its inequalities add up to more than 2^53", instead };
  return refuseOpenStructures(model, (structure) => structure === rows, instead);
}

function* search(
  model: EnergyModel,
  options: RowWeightingOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { monitor, start, memoryLimit } = context;
  const system = rowSystem(model, memoryLimit);
  const given = start?.kind === "plain" ? start.values : null;
  const incumbent = createIncumbent(model, system, given ?? plainest(system), monitor);
  if (given !== null && rowsHold(system, given))
    incumbent.offer(given.slice(0, system.items), rowObjective(system, given));
  // Where penalties are not proved, states that break rows may have less energy than all that keep them.
  const sound = structureOf(model, "inequalities")!.proved;
  const single = system.rows === 1 && system.pairs === null;
  const branching = single ? branchAndBound(system, incumbent, BRANCHES) : null;
  const breeding = isPacking(system) ? breed(system, incumbent, context.random.split(0), BREEDING) : null;
  const rounds = searchRounds(system, incumbent, options, context);
  let beside = 0;
  yield incumbent.view(0, true);
  for (;;) {
    const { done, value } = rounds.next();
    const { work, ended } = value;
    const proved = branching?.next().done === true && Number.isFinite(incumbent.objective());
    if (branching !== null) beside += BRANCHES;
    if (breeding !== null) beside = breeding.next().value;
    yield incumbent.view(work + beside, proved || ended !== null);
    if (proved) return sound ? { status: "optimal", proof: BRANCHED } : { status: "exhausted" };
    if (done !== true || ended === null) continue;
    return ended === "flips" || (ended === "priced" && !sound)
      ? { status: "exhausted" }
      : { status: "optimal", proof: PROOFS[ended] };
  }
}

/** What to show before anything is found: nothing taken, or all where only that keeps the rows, as in covers. */
function plainest(system: RowSystem): Int8Array {
  const none = new Int8Array(system.items);
  const all = new Int8Array(system.items).fill(1);
  return !rowsHold(system, none) && rowsHold(system, all) ? all : none;
}
