/**
 * Spanning trees with bounds on degrees, annealed by exchanges of edges: an edge enters, and of the cycle that it closes leaves what had best leave. Edges
 * beyond bounds are allowed at a price, which rises while anneals end with some and falls while they do not (strategic oscillation:
 * Glover & Kochenberger 1996). Every anneal is longer than the one before. O(length of the cycle) a proposal.
 */
import { logarithm } from "../../src/kernels/elementary.ts";
import { exponential } from "../../src/kernels/exponential.ts";
import { boundedTree, cheapestTree, exchangeBest } from "../../src/networks/bounded-tree.ts";
import { createExchangeTree, type ExchangeTree } from "../../src/networks/exchange-tree.ts";
import { costOf, type LinkedNetwork } from "../../src/networks/network.ts";
import type { Random } from "../../src/random.ts";
import type { Working } from "./incumbent.ts";
import type { TreeExchangeOptions } from "./options.ts";

/** Proposals an edge in the first anneal, the factor from one to the next, and the most. */
const SWEEPS = 30;
const LONGER = 1.3;
const MOST_SWEEPS = 3000;
/** Temperatures over the mean cost of an edge of the cheapest tree. */
const [HOT, COLD] = [0.3, 0.003];
/** Price of an edge beyond a bound, over the same. */
const FIRST_PRICE = 1;
const [DEARER, CHEAPER] = [2, 0.8];
/** Edges looked at between two pauses. */
const SLICE = 50_000;

/** Yields the work so far, edges looked at, about every millisecond. */
export function* boundedSearch(
  network: LinkedNetwork,
  bounds: Int32Array | null,
  { rounds }: TreeExchangeOptions,
  { incumbent, random, first }: Working,
): Generator<number, void, void> {
  const cheapest = cheapestTree(network);
  if (cheapest === null) return;
  const tree = createExchangeTree(network, bounds);
  const offer = () => {
    if (tree.excess > incumbent.excess() || (tree.excess === incumbent.excess() && tree.cost >= incumbent.cost()))
      return;
    incumbent.offer(tree.chosen, tree.excess, costOf(network, tree.chosen));
  };
  tree.take((bounds === null ? null : first) ?? boundedTree(network, bounds) ?? cheapest);
  offer();
  yield tree.looked;
  if (bounds === null) return; // no tree is cheaper
  const unit = Math.max(Number.MIN_VALUE, costOf(network, cheapest) / Math.max(1, network.n - 1));
  let price = FIRST_PRICE * unit;
  let sweeps = SWEEPS;
  for (let round = 0; round < (rounds ?? Number.POSITIVE_INFINITY); round++) {
    yield* anneal(
      tree,
      network,
      { proposals: sweeps * network.cost.length, hot: HOT * unit, cold: COLD * unit, price },
      random,
      offer,
    );
    while (exchangeBest(tree, network.cost.length, price)) {
      offer();
      yield tree.looked;
    }
    price *= tree.excess > 0 ? DEARER : CHEAPER;
    sweeps = Math.min(MOST_SWEEPS, sweeps * LONGER);
    yield tree.looked;
  }
}

interface Schedule {
  readonly proposals: number;
  /** First and last temperature, in units of cost. */
  readonly hot: number;
  readonly cold: number;
  readonly price: number;
}

/** Metropolis steps at temperatures that fall by a constant factor. */
function* anneal(
  tree: ExchangeTree,
  { cost }: LinkedNetwork,
  { proposals, hot, cold, price }: Schedule,
  random: Random,
  offer: () => void,
): Generator<number, void, void> {
  const steps = Math.max(1, Math.ceil(proposals));
  const cooling = exponential(logarithm(cold / hot) / steps);
  let temperature = hot;
  let slice = tree.looked + SLICE;
  for (let step = 0; step < steps; step++) {
    temperature *= cooling;
    const enters = random.below(cost.length);
    if (tree.chosen[enters] === 1) continue;
    const leaves = tree.leaving(enters, price);
    const change = tree.dearer + price * tree.further;
    if (change > 0 && random.uniform() >= exponential(-change / temperature)) continue;
    tree.exchange(enters, leaves);
    offer();
    if (tree.looked < slice) continue;
    slice = tree.looked + SLICE;
    yield tree.looked;
  }
}
