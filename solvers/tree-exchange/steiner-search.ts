/**
 * Steiner trees again and again: a tree is grown by costs that were changed at random, and improved by local search with the true ones (Ribeiro, Uchoa &
 * Werneck 2002). The changes favour what two good trees have in common, or what one has away from a place where it is torn down.
 */
import type { LinkedNetwork } from "../../src/networks/network.ts";
import type { Random } from "../../src/random.ts";
import type { Working } from "./incumbent.ts";
import type { TreeExchangeOptions } from "./options.ts";
import { createDescent, type SteinerDescent } from "./steiner-descent.ts";

/** How two trees, one torn tree, and nothing share the beginnings of rounds. */
const COMBINED = 0.5;
const TORN = 0.4;
/** Factors of costs, from and to, of edges that both, one and none of two trees have. */
const FACTORS = [
  [20, 40],
  [5, 10],
  [1, 1],
] as const;
/** Edges away from the tree become dearer by up to so much, and edges of a torn tree that stay by so much cheaper. */
const NOISE = 1;
const KEPT = 0.1;
/** Share of the vertices around which a tree is torn. */
const [LEAST_TORN, MOST_TORN] = [0.05, 0.4];

interface Kept {
  readonly chosen: Uint8Array;
  readonly cost: number;
}

/** Yields the work so far, edges looked at, about every millisecond. */
export function* steinerSearch(
  network: LinkedNetwork,
  required: Int8Array,
  { rounds, pool: size }: TreeExchangeOptions,
  { incumbent, random, first }: Working,
): Generator<number, void, void> {
  const descent = createDescent(network, required, random);
  const costs = network.cost.slice();
  const pool: Kept[] = [];
  const terminals = Array.from(required, (_, v) => v).filter((v) => required[v] === 1);
  const most = rounds ?? Number.POSITIVE_INFINITY;
  for (let round = 0; round < most; round++) {
    const given = round === 0 && first !== null && descent.take(first);
    if (!given) {
      if (round > 0) changeCosts(network, pool, random, costs);
      if (!descent.grow(terminals[random.below(terminals.length)], costs)) return;
    }
    incumbent.offer(descent.chosen, 0, descent.cost);
    yield descent.looked;
    for (const _ of descent.descend()) {
      incumbent.offer(descent.chosen, 0, descent.cost);
      yield descent.looked;
    }
    incumbent.offer(descent.chosen, 0, descent.cost);
    keep(pool, size, descent);
    yield descent.looked;
  }
}

/** Puts the tree into the pool, best first, where it is new and good enough. */
function keep(pool: Kept[], size: number, { chosen, cost }: SteinerDescent): void {
  const twin = pool.some((other) => other.cost === cost && other.chosen.every((one, e) => one === chosen[e]));
  if (twin || (pool.length === size && cost >= pool[size - 1].cost)) return;
  if (pool.length === size) pool.pop();
  pool.push({ chosen: chosen.slice(), cost });
  pool.sort((a, b) => a.cost - b.cost);
}

function changeCosts(network: LinkedNetwork, pool: readonly Kept[], random: Random, costs: Float64Array): void {
  const draw = random.uniform();
  if (pool.length > 1 && draw < COMBINED) {
    const a = random.below(pool.length);
    const b = (a + 1 + random.below(pool.length - 1)) % pool.length;
    for (let e = 0; e < costs.length; e++) {
      const [low, high] = FACTORS[pool[a].chosen[e] + pool[b].chosen[e]];
      costs[e] = network.cost[e] * (low + (high - low) * random.uniform());
    }
    return;
  }
  const torn = draw < COMBINED + TORN && pool.length > 0 ? pool[random.below(pool.length)].chosen : null;
  const around = torn === null ? null : neighbourhood(network, random);
  for (let e = 0; e < costs.length; e++) {
    const stays = torn?.[e] === 1 && around?.[network.from[e]] === 0 && around[network.to[e]] === 0;
    costs[e] = network.cost[e] * (stays ? KEPT : 1 + NOISE * random.uniform());
  }
}

/** 1 for vertices near a random one, by edges: a random share of all. */
function neighbourhood({ n, from, to, start, edge }: LinkedNetwork, random: Random): Uint8Array {
  const inside = new Uint8Array(n);
  const many = Math.ceil(n * (LEAST_TORN + (MOST_TORN - LEAST_TORN) * random.uniform()));
  const seen = [random.below(n)];
  inside[seen[0]] = 1;
  for (let at = 0; at < seen.length && seen.length < many; at++) {
    const v = seen[at];
    for (let k = start[v]; k < start[v + 1]; k++) {
      const other = from[edge[k]] ^ to[edge[k]] ^ v;
      if (inside[other] === 1) continue;
      inside[other] = 1;
      seen.push(other);
    }
  }
  return inside;
}
