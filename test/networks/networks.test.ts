/** Trees and paths in networks, against definitions and all sets of edges. */
import fc from "fast-check";
import { describe, expect } from "vitest";
import { partsWithout } from "../../src/networks/articulation.ts";
import { boundedTree, cheapestTree } from "../../src/networks/bounded-tree.ts";
import { createExchangeTree } from "../../src/networks/exchange-tree.ts";
import { costOf, linked, type Network, risingEdges } from "../../src/networks/network.ts";
import { createPathSearch } from "../../src/networks/shortest-paths.ts";
import { createTreeOver } from "../../src/networks/spanning-tree.ts";
import { longestStep, steinerStart } from "../../src/networks/steiner.ts";
import { bestTree, networkOf, partsOf } from "../support/networks.ts";
import { prop } from "../support/prop.ts";

const all = (n: number) => Array.from({ length: n }, (_, v) => v);
const setOf = (chosen: ArrayLike<number>) => Array.from(chosen).reduce((set, one, e) => set + one * 2 ** e, 0);

/** Shortest ways by Floyd & Warshall. */
function distances({ n, from, to, cost }: Network): number[][] {
  const d = all(n).map((i) => all(n).map((j) => (i === j ? 0 : Number.POSITIVE_INFINITY)));
  cost.forEach((c, e) => {
    d[from[e]][to[e]] = d[to[e]][from[e]] = Math.min(c, d[from[e]][to[e]]);
  });
  for (const k of all(n))
    for (const i of all(n)) for (const j of all(n)) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  return d;
}

const withTerminals = networkOf(7).chain((network) =>
  fc.uniqueArray(fc.nat(network.n - 1), { minLength: 1 }).map((terminals) => ({
    network,
    terminals,
    required: Uint8Array.from(all(network.n), (v) => +terminals.includes(v)),
  })),
);

describe("networks", () => {
  prop("cheapest spanning trees cost as little as any", [networkOf(7)], (network) => {
    const tree = cheapestTree(linked(network))!;
    expect(partsOf(network, setOf(tree)).cyclic).toBe(false);
    expect(costOf(network, tree)).toBe(bestTree(network, all(network.n), null));
  });

  prop("shortest ways are as short as Floyd's", [withTerminals], ({ network, terminals }) => {
    const search = createPathSearch(linked(network));
    search.reach(terminals);
    const d = distances(network);
    for (const v of all(network.n)) {
      expect(search.distance[v]).toBe(Math.min(...terminals.map((t) => d[t][v])));
      expect(d[search.nearest[v]][v]).toBe(search.distance[v]);
    }
  });

  prop("grown Steiner trees are trees, and at most twice as dear as the best", [withTerminals], (given) => {
    const { network, terminals, required } = given;
    const tree = steinerStart(linked(network), required)!;
    const { part, cyclic } = partsOf(network, setOf(tree));
    expect(cyclic).toBe(false);
    expect(new Set(terminals.map((v) => part[v])).size).toBe(1);
    expect(costOf(network, tree)).toBeLessThanOrEqual(2 * bestTree(network, terminals, null));
    const degree = (v: number) =>
      Array.from(tree).filter((one, e) => one && [network.from[e], network.to[e]].includes(v)).length;
    for (const v of all(network.n)) if (required[v] === 0) expect(degree(v)).not.toBe(1);
  });

  prop(
    "trees over sets of vertices cost nothing finite where they fall apart",
    [withTerminals, fc.nat()],
    (given, seed) => {
      const { network, terminals, required } = given;
      const over = createTreeOver(linked(network), risingEdges(network), required);
      const wanted = Uint8Array.from(all(network.n), (v) => (seed >> v) & 1);
      const cost = over.grow(wanted);
      const { part, cyclic } = partsOf(network, setOf(over.chosen));
      expect(cyclic).toBe(false);
      const whole = new Set(terminals.map((v) => part[v])).size === 1;
      if (cost < Number.POSITIVE_INFINITY) expect(cost).toBe(costOf(network, over.chosen));
      expect(cost < Number.POSITIVE_INFINITY).toBe(whole);
    },
  );

  prop("the longest step between required vertices is the least that keeps them together", [withTerminals], (given) => {
    const { network, terminals, required } = given;
    const { length } = longestStep(linked(network), required);
    const d = distances(network);
    const together = (most: number): boolean => {
      const seen = [terminals[0]];
      for (const v of seen) for (const t of terminals) if (!seen.includes(t) && d[v][t] <= most) seen.push(t);
      return seen.length === terminals.length;
    };
    expect(together(length)).toBe(true);
    if (length > 0) expect(together(length - 1)).toBe(false);
  });

  prop("points of articulation leave as many parts as are counted without them", [networkOf(7)], (network) => {
    const parts = partsWithout(linked(network));
    for (const v of all(network.n)) {
      const set = all(network.cost.length).reduce(
        (sum, e) => sum + (network.from[e] === v || network.to[e] === v ? 0 : 2 ** e),
        0,
      );
      const { part } = partsOf(network, set);
      expect(parts[v]).toBe(new Set(part.filter((_, other) => other !== v)).size);
    }
  });

  const bounded = networkOf(7).chain((network) =>
    fc.tuple(
      fc.constant(network),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: network.n, maxLength: network.n }),
    ),
  );
  prop("trees of bounded degree keep their bounds, or are none", [bounded], ([network, bounds]) => {
    const tree = boundedTree(linked(network), bounds);
    if (tree === null) return;
    expect(partsOf(network, setOf(tree)).cyclic).toBe(false);
    expect(costOf(network, tree)).toBeGreaterThanOrEqual(bestTree(network, all(network.n), bounds));
    for (const v of all(network.n)) {
      const edges = Array.from(tree).filter((one, e) => one && [network.from[e], network.to[e]].includes(v)).length;
      expect(edges).toBeLessThanOrEqual(bounds[v]);
    }
  });

  prop(
    "exchanges keep the tree, its cost and its excess",
    [bounded, fc.array(fc.nat(), { maxLength: 12 })],
    ([network, bounds], moves) => {
      const tree = createExchangeTree(linked(network), bounds);
      tree.take(cheapestTree(linked(network))!);
      for (const move of moves) {
        const others = all(network.cost.length).filter((e) => tree.chosen[e] === 0);
        if (others.length === 0) return;
        const enters = others[move % others.length];
        const leaves = tree.leaving(enters, 2);
        const [cost, excess] = [tree.cost + tree.dearer, tree.excess + tree.further];
        tree.exchange(enters, leaves);
        expect([tree.cost, tree.excess]).toEqual([cost, excess]);
        const { cyclic, part } = partsOf(network, setOf(tree.chosen));
        expect([cyclic, new Set(part).size]).toEqual([false, 1]);
        expect(tree.cost).toBe(costOf(network, tree.chosen));
        const beyond = all(network.n).map((v) => {
          const edges = Array.from(tree.chosen).filter(
            (one, e) => one && [network.from[e], network.to[e]].includes(v),
          ).length;
          return Math.max(0, edges - bounds[v]);
        });
        expect(tree.excess).toBe(beyond.reduce((sum, own) => sum + own, 0));
      }
    },
  );
});
