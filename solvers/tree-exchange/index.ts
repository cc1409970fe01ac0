/**
 * Tree exchange: models whose structure says that their bits form a tree (structure `tree`) are searched from tree to tree, never through what is none. Trees that
 * must hold some vertices: steiner-search.ts; spanning trees with bounds on degrees: bounded-search.ts. Work counts edges looked
 * at. A monitor is told of every better tree as a start.
 */

import { MemoryError } from "../../src/errors.ts";
import { type EnergyModel, isTree, readTree, structureOf, type TreeStructure } from "../../src/model/index.ts";
import { type LinkedNetwork, linked } from "../../src/networks/network.ts";
import {
  defineSolver,
  type Refusal,
  refuseOpenStructures,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import { boundedSearch } from "./bounded-search.ts";
import { createIncumbent, type Working } from "./incumbent.ts";
import { defaults, optionsSchema, type TreeExchangeOptions } from "./options.ts";
import { steinerSearch } from "./steiner-search.ts";

/** Arrays of the search, and each tree of the pool. */
const BYTES_PER_EDGE = 100;
const BYTES_PER_VERTEX = 150;

export const treeExchange = defineSolver<TreeExchangeOptions>({
  id: "tree-exchange",
  title: "Exchanges from tree to tree",
  summary:
    "Moves among trees only: vertices enter and leave a Steiner tree, paths between its branchings give way to shorter ones, and good trees are combined; edges of a " +
    "spanning tree are exchanged at falling temperatures, those beyond a bound at a price. Choose it for Steiner trees and spanning trees of bounded degree.",
  sources: [
    "Duin & Voss 1997, Efficient path and vertex exchange in Steiner tree algorithms, Networks 29",
    "Ribeiro, Uchoa & Werneck 2002, A hybrid GRASP with perturbations for the Steiner problem in graphs, INFORMS Journal on Computing 14",
    "Uchoa & Werneck 2012, Fast local search for the Steiner problem in graphs, ACM Journal of Experimental Algorithmics 17",
    "Krishnamoorthy, Ernst & Sharaiha 2001, Comparison of algorithms for the degree constrained minimum spanning tree, Journal of Heuristics 7",
  ],
  optionsSchema,
  defaults,
  endless: { rounds: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const instead = usualSolver(model) === "tree-exchange" ? "annealing" : usualSolver(model);
  const tree = structureOf(model, "tree");
  if (tree === null) return { reason: "the bits of this model are not known to form a tree", instead };
  return refuseOpenStructures(model, (structure) => structure === tree, instead);
}

function* search(
  model: EnergyModel,
  options: TreeExchangeOptions,
  { random, monitor, start, memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const structure = structureOf(model, "tree")!;
  requireMemory(structure, options, memoryLimit);
  const network = networkOf(structure);
  const values = start?.kind === "plain" ? start.values : null;
  const incumbent = createIncumbent(model, structure, values, monitor);
  if (network.cost.length === 0) incumbent.offer(new Uint8Array(), 0, 0);
  let work = 0;
  for (work of movesFor(structure, network, options, { incumbent, random, first: beginning(structure, values) })) {
    yield incumbent.view(work);
  }
  yield incumbent.view(work);
  return { status: "exhausted" };
}

/** The tree that the search is to begin with, if the state is one. */
function beginning(structure: TreeStructure, values: Int8Array | null): Uint8Array | null {
  const chosen = values === null ? null : readTree(structure, values);
  return chosen !== null && isTree({ ...structure, bounds: null }, chosen) ? chosen : null;
}

function movesFor(
  { required, bounds }: TreeStructure,
  network: LinkedNetwork,
  options: TreeExchangeOptions,
  working: Working,
): Generator<number, void, void> {
  return required === null
    ? boundedSearch(network, bounds, options, working)
    : steinerSearch(network, required, options, working);
}

const networkOf = ({ vertices, from, to, cost }: TreeStructure): LinkedNetwork =>
  linked({ n: vertices, from, to, cost });

function requireMemory({ vertices, from }: TreeStructure, { pool }: TreeExchangeOptions, memoryLimit: number): void {
  const bytes = (BYTES_PER_EDGE + pool) * from.length + BYTES_PER_VERTEX * vertices;
  if (bytes <= memoryLimit) return;
  throw new MemoryError(`tree exchange over ${from.length} edges`, bytes, memoryLimit, "Raise the memory limit.");
}
