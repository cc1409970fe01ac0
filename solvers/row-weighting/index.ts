/**
 * Row-weighting search (Gao, Weise & Li 2015, for set cover; here for any linear inequalities over bits): slack bits are not searched but
 * follow from the items. From a state where all rows hold, flips lower the objective until some row breaks; then flips repair broken rows
 * while the objective stays below the best known, so the search swings across the boundary (strategic oscillation, Glover &
 * Kochenberger 1996), and rows that stay broken gain weight. Work counts items looked at.
 */
import { type EnergyModel, structureOf } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";
import {
  defineSolver,
  type Refusal,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import { branchAndBound } from "./branching.ts";
import { type Choice, createChoice } from "./choice.ts";
import { createIncumbent, type Incumbent } from "./incumbent.ts";
import { defaults, optionsSchema, type RowWeightingOptions } from "./options.ts";
import { type RowSystem, rowSystem, sumsExactly } from "./rows.ts";
import { createWalk, type Walk } from "./walk.ts";

export type { RowWeightingOptions } from "./options.ts";

/** Numbers touched in a slice: about a millisecond; the first are shorter, so that early states are seen. */
const SLICE = 200_000;
const FIRST_SLICE = 500;
/** Items that branch and bound looks at in a slice. */
const BRANCHES = 40_000;
const IDEAL = "every bit has the value that the objective prefers, and all inequalities hold";
const BRANCHED = "branch and bound with the linear relaxation of the one inequality";
/** Share of the items that a new beginning flips: 0.3 and 0 were worse on knapsacks of 39 to 100 items and 5 rows. */
const KICK = 0.1;
const PATIENCE = 100;
const LEAST_PATIENCE = 5000;

export const rowWeighting = defineSolver<RowWeightingOptions>({
  id: "row-weighting",
  title: "Row-weighting search over inequalities",
  summary:
    "Keeps linear inequalities (capacities, covers) in mind instead of searching over their slack bits: lowers the objective until a constraint breaks, repairs it by what costs least below the best known, " +
    "and gives weight to constraints that stay broken. Choose it for knapsacks, set covers and other programs whose constraints are inequalities.",
  sources: [
    "Glover & Kochenberger 1996, Critical event tabu search for multidimensional knapsack problems",
    "Gao, Weise & Li 2015, An efficient local search heuristic with row weighting for the unicost set covering problem",
    "Lei, Cai, Luo & Hoos 2021, Efficient local search for pseudo Boolean optimization",
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
  const other = model.structure.find((structure) => structure !== rows && !structure.penalised);
  if (other === undefined) return null;
  return { reason: `its moves leave the ${other.kind} structure, and this energy has no penalty for that`, instead };
}

function* search(
  model: EnergyModel,
  options: RowWeightingOptions,
  { random, monitor, start, memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const system = rowSystem(model, memoryLimit);
  const walk = createWalk(system);
  const choice = createChoice(system, walk, random);
  const first = start?.kind === "plain" ? start.values : new Int8Array(system.items);
  const incumbent = createIncumbent(model, system, first, monitor);
  const single = system.rows === 1 && system.pairs === null;
  const branching = single ? branchAndBound(system, incumbent, BRANCHES) : null;
  let slices = 0;
  const view = () => incumbent.view(choice.looked() + (single ? slices * BRANCHES : 0));
  const known = () => Number.isFinite(incumbent.objective());

  function restart(): void {
    walk.restart(incumbent.items);
    for (let item = 0; known() && item < system.items; item++) if (random.uniform() < KICK) walk.flip(item);
    choice.restarted();
  }
  /** One flip; true when it led to a better state. */
  function flip(): boolean {
    const broken = walk.violations();
    const item = next(system, walk, choice, incumbent, random);
    walk.flip(item);
    choice.flipped(item);
    // Weights tell which rows are hard to keep below the best known; on the way to a first state they would tell nothing.
    if (broken > 0 && known()) walk.bump();
    return walk.violations() === 0 && incumbent.offer(walk.value, walk.objective());
  }

  restart();
  if (walk.violations() === 0) incumbent.offer(walk.value, walk.objective());
  yield view();
  const patience = options.patience ?? Math.max(LEAST_PATIENCE, PATIENCE * (system.rows + system.items));
  const most = options.flips ?? Number.POSITIVE_INFINITY;
  let idle = 0;
  let slice = FIRST_SLICE;
  let until = 0;
  for (let flips = 0; flips < most; flips++) {
    if (walk.violations() === 0 && choice.ideal()) {
      yield view();
      return { status: "optimal", proof: IDEAL };
    }
    const touched = walk.touched() + choice.looked();
    if (touched >= until) {
      until = touched + slice;
      slice = Math.min(SLICE, 2 * slice);
      slices++;
      const done = branching?.next().done === true && known();
      yield view();
      if (done) return { status: "optimal", proof: BRANCHED };
    }
    idle = flip() ? 0 : idle + 1;
    if (idle <= patience || !known()) continue;
    restart();
    idle = 0;
  }
  yield view();
  return { status: "exhausted" };
}

function next({ items }: RowSystem, walk: Walk, choice: Choice, incumbent: Incumbent, random: Random): number {
  const broken = walk.violations();
  const row = broken === 0 ? -1 : walk.violated[random.below(broken)];
  const repair = row < 0 ? -1 : choice.repairing(row, incumbent.objective());
  if (repair >= 0) return repair;
  const item = choice.descending();
  return item >= 0 ? item : random.below(items);
}
