/** The search over disjunctive graphs: heads, tails and circles against plain longest ways; moves, estimates and mixtures against what they promise. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobShop } from "../../problems/job-shop/index.ts";
import { createGraph, type Graph } from "../../solvers/disjunctive/graph.ts";
import { disjunctive } from "../../solvers/disjunctive/index.ts";
import { createNeighbourhood } from "../../solvers/disjunctive/neighbourhood.ts";
import { between, randomKeys } from "../../solvers/disjunctive/population.ts";
import { type Shop, shopOf } from "../../solvers/disjunctive/shop.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { energy, type State } from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import { solveSync } from "../../src/run/solve.ts";
import { bestListed } from "../support/bounding.ts";
import { prop } from "../support/prop.ts";
import { shop, shopModel } from "../support/shops.ts";

const LIMIT = 1e9;
const seeds = fc.nat(1e6);

function graphOf(seed: number, longest: number): { graph: Graph; own: Shop; random: Random } {
  const random = createRandom(seed);
  const own = shopOf(shopModel(2 + random.below(4), 1 + random.below(4), longest, seed), LIMIT);
  const graph = createGraph(own);
  graph.arrange(randomKeys(own, random));
  return { graph, own, random };
}

/** Longest ways by recursion, null where there is a circle. */
function longestWays({ duration, jobBefore, jobAfter }: Shop, { before, after }: Pick<Graph, "before" | "after">) {
  const walk = (neighbours: readonly Int32Array[]): Int32Array | null => {
    const way = new Int32Array(duration.length).fill(-1);
    const open = new Set<number>();
    const visit = (o: number): number => {
      if (open.has(o)) throw new Error("circle");
      if (way[o] >= 0) return way[o];
      open.add(o);
      way[o] = Math.max(0, ...neighbours.flatMap((of) => (of[o] < 0 ? [] : [visit(of[o]) + duration[of[o]]])));
      open.delete(o);
      return way[o];
    };
    try {
      for (let o = 0; o < duration.length; o++) visit(o);
      return way;
    } catch {
      return null;
    }
  };
  const head = walk([jobBefore, before]);
  const tail = walk([jobAfter, after]);
  return head === null || tail === null ? null : { head, tail };
}

/** The links after `item` was put behind, or before, `target`. */
function linksAfter({ before, after }: Graph, item: number, target: number, behind: boolean) {
  const [b, a] = [before.slice(), after.slice()];
  if (b[item] >= 0) a[b[item]] = a[item];
  if (a[item] >= 0) b[a[item]] = b[item];
  const [left, right] = behind ? [target, a[target]] : [b[target], target];
  b[item] = left;
  a[item] = right;
  if (left >= 0) a[left] = item;
  if (right >= 0) b[right] = item;
  return { before: b, after: a };
}

/** Two different operations of one machine in the order in which they stand, or null. */
function pairOf({ after }: Graph, { machine }: Shop, random: Random): [number, number] | null {
  const firsts = [...machine.keys()].filter((o) => after[o] >= 0);
  if (firsts.length === 0) return null;
  const u = firsts[random.below(firsts.length)];
  let v = after[u];
  while (after[v] >= 0 && random.below(2) === 0) v = after[v];
  return [u, v];
}

describe("disjunctive graphs", () => {
  prop(
    "keep heads, tails and makespan, and refuse just the moves that close a circle",
    [seeds, fc.constantFrom(2, 9)],
    (seed, longest) => {
      const { graph, own, random } = graphOf(seed, longest);
      for (let k = 0; k < 12; k++) {
        const pair = pairOf(graph, own, random);
        if (pair === null) return;
        const [u, v] = pair;
        const behind = random.below(2) === 0;
        const links = behind ? linksAfter(graph, u, v, true) : linksAfter(graph, v, u, false);
        const expected = longestWays(own, links);
        const untouched = { before: graph.before.slice(), after: graph.after.slice() };
        const done = behind ? graph.moveBehind(u, v) : graph.moveBefore(v, u);
        expect(done).toBe(expected !== null);
        expect({ before: graph.before, after: graph.after }).toEqual(done ? links : untouched);
        const ways = longestWays(own, graph)!;
        expect(graph.head).toEqual(ways.head);
        expect(graph.tail).toEqual(ways.tail);
        expect(graph.makespan).toBe(Math.max(...ways.head.map((time, o) => time + own.duration[o])));
      }
    },
  );

  prop(
    "have moves that close no circle where all durations count, and two neighbours' estimates are no more than comes out",
    [seeds],
    (seed) => {
      const { graph, own, random } = graphOf(seed, 9);
      if (own.duration.includes(0)) return;
      const neighbourhood = createNeighbourhood(graph);
      for (let k = 0; k < 20; k++) {
        neighbourhood.find(random);
        const { count, item, target, behind, estimate } = neighbourhood.moves;
        if (count === 0) return;
        for (let m = 0; m < count; m++) {
          const ways = longestWays(own, linksAfter(graph, item[m], target[m], behind[m] === 1));
          expect(ways).not.toBeNull();
          const makespan = Math.max(...ways!.head.map((time, o) => time + own.duration[o]));
          if (graph.after[item[m]] === target[m] || graph.after[target[m]] === item[m])
            expect(estimate[m]).toBeLessThanOrEqual(makespan);
        }
        const m = random.below(count);
        if (behind[m] === 1) graph.moveBehind(item[m], target[m]);
        else graph.moveBefore(item[m], target[m]);
      }
    },
  );

  prop("between two schedules keep the orders that both have", [seeds], (seed) => {
    const { graph, own, random } = graphOf(seed, 9);
    const one = { head: graph.head.slice(), makespan: graph.makespan };
    graph.arrange(randomKeys(own, random));
    const other = { head: graph.head.slice(), makespan: graph.makespan };
    graph.arrange(between([one, other], random));
    expect(longestWays(own, graph)).not.toBeNull();
    for (let o = 0; o < own.operations; o++) {
      for (let p = 0; p < own.operations; p++) {
        const together = own.machine[o] >= 0 && own.machine[o] === own.machine[p];
        const agreed = one.head[o] < one.head[p] && other.head[o] < other.head[p];
        if (together && agreed) expect(graph.head[o]).toBeLessThan(graph.head[p]);
      }
    }
  });
});

describe("the solver disjunctive", () => {
  prop(
    "finds a best schedule of small shops, whatever it starts from",
    [seeds],
    (seed) => {
      const instance = jobShop.sample(createRandom(seed), 2 + (seed % 6));
      const { model } = jobShop.encode(instance, jobShop.defaults);
      const random = createRandom(seed);
      const start: State = { kind: "plain", values: Int8Array.from({ length: model.n }, () => random.below(2)) };
      const context = { random, kernels: loadKernels(), monitor: null, start, memoryLimit: LIMIT };
      const options = { ...disjunctive.defaults, searches: 3, patience: 100 };
      let lowest = Number.POSITIVE_INFINITY;
      for (const step of disjunctive.search(model, options, context)) {
        expect(step.energy).toBe(energy(model, step.state));
        lowest = Math.min(lowest, step.energy);
      }
      expect(lowest).toBe(bestListed(jobShop, instance));
    },
    { numRuns: 40 },
  );

  it("shows what it has at its price where no schedule keeps the deadline", () => {
    // Two jobs change places on two machines: each alone and each machine is done by 2, all by 3.
    const jobs: [number, number][][] = [
      [
        [0, 1],
        [1, 1],
      ],
      [
        [0, 1],
        [1, 1],
      ],
    ];
    const { model, decode } = jobShop.encode({ problem: "job-shop", jobs, deadline: 2 }, jobShop.defaults);
    const context = { random: createRandom(1), kernels: loadKernels(), monitor: null, start: null, memoryLimit: LIMIT };
    for (const { energy: shown, state } of disjunctive.search(
      model,
      { ...disjunctive.defaults, searches: 2, patience: 5 },
      context,
    )) {
      expect(shown).toBe(energy(model, state));
      expect(decode(state).solution).toBeNull();
    }
  });

  it("is what auto takes for schedules, and finds the 55 of Fisher and Thompson's six jobs on six machines", () => {
    expect(chooseSolver(shopModel(4, 3, 9, 1), () => true).solver).toBe("disjunctive");
    const rows = [
      "2 1 0 3 1 6 3 7 5 3 4 6",
      "1 8 2 5 4 10 5 10 0 10 3 4",
      "2 5 3 4 5 8 0 9 1 1 4 7",
      "1 5 0 5 2 5 3 3 4 8 5 9",
      "2 9 1 3 4 5 5 4 0 3 3 1",
      "1 3 3 3 5 9 0 10 4 4 2 1",
    ].map((row) => row.split(" ").map(Number));
    const jobs = rows.map((row) => Array.from({ length: 6 }, (_, k): [number, number] => [row[2 * k], row[2 * k + 1]]));
    const result = solveSync(jobShop, { problem: "job-shop", jobs }, { target: 55, work: 5e6 });
    expect(result).toMatchObject({ objective: 55, valid: true, status: "target-reached" });
  });

  it("says what it needs where memory is short", () => {
    const context = { random: createRandom(1), kernels: loadKernels(), monitor: null, start: null, memoryLimit: 1000 };
    const { model } = jobShop.encode(shop(5, 5, 9, 1), jobShop.defaults);
    expect(() => disjunctive.search(model, disjunctive.defaults, context).next()).toThrow(
      expect.objectContaining({ code: "memory" }),
    );
  });
});
