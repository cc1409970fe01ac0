/** Merge trees and transition graphs: every basin has its line and every state its mark, nothing crosses or leaves the picture. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MergeTree, TransitionGraph } from "../../src/landscape/types.ts";
import { arrow } from "../../src/report/arrows.ts";
import { mergeTreeToSvg, transitionsToSvg } from "../../src/report/landscape.ts";
import { prune } from "../../src/report/pruning.ts";
import { bandsOf, placeStates } from "../../src/report/state-layout.ts";
import { prop } from "../support/prop.ts";
import { all, inspect, words } from "./inspect.ts";

const energy = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.constantFrom(1e300, 1e308, -1e308),
);

/** Any tree: basins, then saddles above all that they join, two or three at a time. */
const tree: fc.Arbitrary<MergeTree> = fc
  .tuple(fc.array(energy, { minLength: 1, maxLength: 60 }), fc.array(fc.nat(99), { minLength: 60, maxLength: 60 }))
  .map(([energies, choices]) => {
    const basins = energies.map((each, state) => ({ energy: each, state, size: 1 }));
    const saddles: { energy: number; state: number; children: number[] }[] = [];
    let height = Math.max(...energies);
    const open = energies.map((_each, k) => k);
    while (open.length > 1) {
      const choice = choices[saddles.length];
      const children = open.splice(choice % open.length, 2 + (choice % 2));
      if (children.length < 2) children.push(...open.splice(0, 1));
      height += choice % 3;
      saddles.push({ energy: height, state: 0, children });
      open.push(-saddles.length);
    }
    return { n: 6, basins, saddles };
  });

describe("a merge tree", () => {
  prop(
    "is well-formed and inside its ground",
    [tree, fc.string({ unit: "binary" })],
    (any, label) => {
      inspect(mergeTreeToSvg("tree", any, () => label));
    },
    { numRuns: 40 },
  );
  prop(
    "has a dot for each basin and keeps all of few",
    [tree],
    (any) => {
      expect(all(inspect(mergeTreeToSvg("tree", any, String)), "circle").length).toBe(any.basins.length);
    },
    { numRuns: 40 },
  );
  prop(
    "keeps its deepest basins when it is cut down, and every join joins two or more",
    [tree, fc.integer({ min: 1, max: 20 })],
    (any, most) => {
      const { leaves, joins, roots } = prune(any, most);
      expect(leaves.length).toBe(Math.min(most, any.basins.length));
      expect(Math.min(...leaves.map((leaf) => leaf.energy))).toBe(Math.min(...any.basins.map((basin) => basin.energy)));
      expect(joins.every(({ children }) => children.length >= 2)).toBe(true);
      const used = joins.flatMap(({ children }) => children);
      expect(new Set(used).size).toBe(used.length);
      expect([...used, ...roots].length).toBe(leaves.length + joins.length);
    },
  );
  it("draws no more than 400 basins, and says so", () => {
    const basins = Array.from({ length: 3000 }, (_, k) => ({ energy: -k % 17, state: k, size: 1 }));
    const children = basins.map((_basin, k) => k);
    const root = inspect(
      mergeTreeToSvg("many", { n: 12, basins, saddles: [{ energy: 5, state: 0, children }] }, String),
    );
    expect(all(root, "circle").length).toBe(400);
    expect(words(root).join(" ")).toMatch(/400 most persistent of 3000 basins/);
  });
  it("takes a chain of thousands of saddles", () => {
    const basins = Array.from({ length: 5000 }, (_, k) => ({ energy: -(k % 100), state: k, size: 1 }));
    const saddles = basins.slice(1).map((_basin, k) => ({ energy: k, state: 0, children: [k === 0 ? 0 : -k, k + 1] }));
    inspect(mergeTreeToSvg("chain", { n: 13, basins, saddles }, String));
  });
  it("names the basins, lowest and leftmost first", () => {
    const two = {
      n: 3,
      basins: [
        { energy: -1, state: 1, size: 1 },
        { energy: -4, state: 6, size: 1 },
      ],
      saddles: [{ energy: 2, state: 0, children: [0, 1] }],
    };
    const [left, right] = all(inspect(mergeTreeToSvg("two", two, (k) => `basin ${k}`)), "text").filter(({ text }) =>
      text.startsWith("basin"),
    );
    expect([left.text, right.text]).toEqual(["basin 1", "basin 0"]);
    const place = ({ attributes }: typeof left) => Number(/\(([\d.]+)/.exec(attributes["transform"])![1]);
    expect(place(left)).toBeLessThan(place(right));
  });
});

describe("an arrow", () => {
  const at = (x: number, y: number) => ({ x, y, half: [10, 10] as const });
  it("begins and ends outside of the marks that it joins, also where it is bent", () => {
    for (const [from, to] of [
      [at(0, 0), at(100, 100)],
      [at(0, 0), at(100, 0)],
    ]) {
      const numbers = arrow(from, to, 7)
        .match(/-?[\d.]+/g)!
        .map(Number);
      const bent = from.y === to.y;
      const [start, end] = [numbers.slice(0, 2), numbers.slice(bent ? 4 : 2, bent ? 6 : 4)];
      expect(Math.hypot(start[0] - from.x, start[1] - from.y)).toBeGreaterThan(10);
      expect(Math.hypot(end[0] - to.x, end[1] - to.y)).toBeGreaterThan(10);
      expect(Math.hypot(end[0] - to.x, end[1] - to.y)).toBeLessThan(13);
    }
  });
});

/** The dynamics of random energies on n bits. */
function graphOf(n: number, energies: readonly number[]): TransitionGraph {
  const flips = (state: number) =>
    Array.from({ length: n }, (_, i) => i).filter((i) => energies[state ^ (1 << i)] < energies[state]);
  const bottoms = energies.flatMap((_each, state) => (flips(state).length === 0 ? [state] : []));
  const end = (state: number): number => (flips(state).length === 0 ? state : end(state ^ (1 << flips(state)[0])));
  const nodes = energies.map((each, state) => ({
    state,
    energy: each,
    attractor: bottoms.includes(state),
    label: state.toString(2).padStart(n, "0"),
    basin: bottoms.indexOf(end(state)),
  }));
  const edges = energies.flatMap((_each, state) =>
    flips(state).map((variable) => ({
      from: state,
      to: state ^ (1 << variable),
      variable,
      probability: 1 / flips(state).length,
    })),
  );
  return { n, nodes, edges };
}

const graph = fc
  .integer({ min: 0, max: 6 })
  .chain((n) => fc.array(energy, { minLength: 2 ** n, maxLength: 2 ** n }).map((energies) => graphOf(n, energies)));

describe("a transition graph", () => {
  prop(
    "is well-formed and inside its ground",
    [graph],
    (any) => {
      inspect(transitionsToSvg("graph", any));
    },
    { numRuns: 40 },
  );
  prop(
    "places states of one basin apart, each once",
    [graph],
    ({ nodes, edges }) => {
      const y = nodes.map((node) => Math.max(-1e6, Math.min(1e6, -node.energy)));
      const layout = bandsOf(nodes, y, 5);
      const x = placeStates(layout, edges, y, { left: 0, right: 100 * layout.columns }, 5);
      for (let i = 0; i < nodes.length; i++) {
        for (let j = 0; j < i; j++) {
          expect(Math.abs(x[i] - x[j]) >= 49 || Math.abs(y[i] - y[j]) >= 4.9).toBe(true);
        }
      }
    },
    { numRuns: 40 },
  );
  it("of three neurons names all states and the flips", () => {
    const root = inspect(transitionsToSvg("three", graphOf(3, [2, 2, 0, -4, -4, 0, 2, 2])));
    expect(words(root)).toEqual(expect.arrayContaining(["000", "111", "011", "1", "2", "3"]));
  });
  it("of nine bits has a mark for each of its 512 states, and stays light", () => {
    const energies = Array.from({ length: 512 }, (_, state) => 10 * Math.sin(state * state * 0.37));
    const svg = transitionsToSvg("nine", graphOf(9, energies));
    expect(all(inspect(svg), "circle").length).toBe(512);
    expect(svg.length).toBeLessThan(400_000);
  });
  it("of more states draws the lowest, and says so", () => {
    const energies = Array.from({ length: 4096 }, (_, state) => Math.sin(state * state * 0.37));
    const root = inspect(transitionsToSvg("twelve", graphOf(12, energies)));
    expect(all(root, "circle").length).toBe(1200);
    expect(words(root).join(" ")).toMatch(/1200 lowest of 4096 states/);
  });
});
