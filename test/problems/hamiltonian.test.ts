/** Hamiltonian cycles and paths around their energy: definitions at the smallest sizes, check, verify, answers, formats. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hamiltonianCycle } from "../../problems/hamiltonian-cycle/index.ts";
import { hamiltonianPath } from "../../problems/hamiltonian-path/index.ts";
import { MemoryError } from "../../src/errors.ts";
import { formatById } from "../../src/formats/index.ts";
import type { GraphRecord } from "../../src/formats/records.ts";
import { defaults, type RouteInstance } from "../../src/modelling/hamiltonian/schema.ts";
import { createRandom } from "../../src/random.ts";
import { adaptersFor } from "../../src/registry.ts";
import { dodecahedron, knightMoves } from "../support/graphs.ts";

type Cycle = Parameters<typeof hamiltonianCycle.cost>[0];
type Path = Parameters<typeof hamiltonianPath.cost>[0];

const cycle = (vertices: number, edges: [number, number][], more: object = {}): Cycle => ({
  problem: "hamiltonian-cycle",
  vertices,
  edges,
  ...more,
});
const path = (vertices: number, edges: [number, number][], more: object = {}): Path => ({
  problem: "hamiltonian-path",
  vertices,
  edges,
  ...more,
});

describe("by definition", () => {
  it("an undirected cycle needs three vertices, a directed one two", () => {
    expect(hamiltonianCycle.cost(cycle(1, []), { order: [0] })).toBe(1);
    expect(hamiltonianCycle.cost(cycle(2, [[0, 1]]), { order: [0, 1] })).toBe(1);
    expect(hamiltonianCycle.cost(cycle(2, []), { order: [1, 0] })).toBe(2);
    const twoWay: [number, number][] = [
      [0, 1],
      [1, 0],
    ];
    expect(hamiltonianCycle.cost(cycle(2, twoWay, { directed: true }), { order: [0, 1] })).toBe(0);
    expect(hamiltonianCycle.cost(cycle(2, [[0, 1]], { directed: true }), { order: [1, 0] })).toBe(1);
    expect(
      hamiltonianCycle.cost(
        cycle(3, [
          [0, 1],
          [1, 2],
          [2, 0],
        ]),
        { order: [2, 1, 0] },
      ),
    ).toBe(0);
  });
  it("a path needs no edge for one vertex, and one for two", () => {
    expect(hamiltonianPath.cost(path(1, []), { order: [0] })).toBe(0);
    expect(hamiltonianPath.cost(path(2, [[0, 1]]), { order: [1, 0] })).toBe(0);
    expect(hamiltonianPath.cost(path(2, [[0, 1]], { directed: true }), { order: [1, 0] })).toBe(1);
  });
  it("fixed ends have no bits, but for the last vertex left", () => {
    const triangle = path(3, [
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
    const size = (more: object) => hamiltonianPath.encode({ ...triangle, ...more }, defaults).model.n;
    expect([size({}), size({ from: 1 }), size({ from: 1, to: 2 })]).toEqual([9, 4, 1]);
    expect(hamiltonianPath.encode(path(2, [], { from: 1, to: 0 }), defaults).model.n).toBe(1);
    expect(hamiltonianPath.encode(path(1, [], { from: 0, to: 0 }), defaults).model.n).toBe(1);
  });
});

describe("check", () => {
  const paths = (instance: Path) => hamiltonianPath.check(instance).map((complaint) => complaint.path);
  it("names what is wrong", () => {
    expect(
      paths(
        path(3, [
          [0, 1],
          [1, 2],
        ]),
      ),
    ).toEqual([]);
    expect(
      paths(
        path(3, [
          [0, 3],
          [1, -1],
          [2, 0.5],
        ]),
      ),
    ).toEqual(["edges[0][1]", "edges[1][1]", "edges[2][1]"]);
    expect(paths(path(3, [[1, 1]]))).toEqual(["edges[0]"]);
    expect(
      paths(
        path(3, [
          [0, 1],
          [1, 0],
        ]),
      ),
    ).toEqual(["edges[1]"]);
    expect(
      paths(
        path(
          3,
          [
            [0, 1],
            [1, 0],
          ],
          { directed: true },
        ),
      ),
    ).toEqual([]);
    expect(
      paths(
        path(
          3,
          [
            [0, 1],
            [0, 1],
          ],
          { directed: true },
        ),
      ),
    ).toEqual(["edges[1]"]);
    expect(paths(path(3, [], { names: ["a"], coordinates: [[0, 0]] }))).toEqual(["names", "coordinates"]);
    expect(paths(path(3, [], { from: 3, to: 7 }))).toEqual(["from", "to"]);
    expect(paths(path(3, [], { from: 1, to: 1 }))).toEqual(["to"]);
  });
  it("stops at 20 complaints", () => {
    const loops = Array.from({ length: 30 }, (): [number, number] => [1, 1]);
    expect(hamiltonianCycle.check(cycle(3, loops)).length).toBe(20);
  });
  it("refuses a graph whose table of missing edges does not fit, before it is made", () => {
    expect(() => hamiltonianCycle.encode(cycle(1_000_000, []), defaults)).toThrow(MemoryError);
  });
});

describe("verify", () => {
  const codes = (instance: Path, order: number[]) =>
    hamiltonianPath.verify(instance, { order }).map(({ code }) => code);
  it("wants every vertex once and the ends in place", () => {
    const instance = path(3, [], { from: 1, to: 0 });
    expect(codes(instance, [1, 2, 0])).toEqual([]);
    expect(codes(instance, [0, 2, 1])).toEqual(["wrong-end", "wrong-end"]);
    expect(codes(instance, [1, 1, 0])).toEqual(["repeated-vertex", "missing-vertex"]);
    expect(codes(instance, [1, 5, 0])).toEqual(["unknown-vertex", "missing-vertex"]);
    expect(codes(instance, [1, 0])).toContain("wrong-length");
  });
});

describe("answers", () => {
  const answer = (instance: Path, objective: number | null, bound: number) =>
    hamiltonianPath.answer!(instance, objective, { value: bound, proof: "d has one edge" });
  it("yes, none found, none exists", () => {
    const instance = path(4, [], { names: ["a", "b", "c", "d"], from: 0, to: 3 });
    expect(answer(instance, 0, 0)).toBe("yes: a Hamiltonian path from a to d");
    expect(answer(instance, 2, 0)).toBe("none found: the best order still lacks 2 edges");
    expect(answer(instance, 1, 1)).toBe("none exists: d has one edge; the best order still lacks 1 edge");
    expect(answer(instance, null, 1)).toBe("none exists: d has one edge");
    expect(hamiltonianCycle.answer!(cycle(3, []), null, null)).toBe("not known: no order was found");
  });
});

describe("files", () => {
  const text =
    "NAME : ring\nTYPE : HCP\nDIMENSION : 4\nEDGE_DATA_FORMAT : ADJ_LIST\nEDGE_DATA_SECTION\n1 2 4 -1\n2 1 3 -1\n3 4 -1\n-1\nEOF\n";
  it("of TSPLIB graphs are Hamiltonian cycles unless the user says otherwise", () => {
    const record = formatById("tsplib-hcp").parse(text) as GraphRecord;
    expect(adaptersFor(record, "tsplib-hcp")[0].problem.id).toBe("hamiltonian-cycle");
    const adapter = hamiltonianCycle.formats.find(({ kind }) => kind === "graph")!;
    const edges: [number, number][] = [
      [0, 1],
      [0, 3],
      [1, 2],
      [2, 3],
    ];
    expect(adapter.toInstance!(record, {})).toEqual(cycle(4, edges, { name: "ring" }));
    expect(adapter.refuses!({ ...record, weight: record.weight.map(() => 2) })).toMatch(/weights/);
    expect(() => adapter.fromInstance!(cycle(3, [], { directed: true }))).toThrow(/directed/);
  });
});

describe("generated instances", () => {
  it.each([hamiltonianCycle, hamiltonianPath])(
    "of $id hide an order without a missing edge among 1.5 n edges",
    (problem) => {
      const instance = problem.generate!(createRandom(3), 500) as RouteInstance;
      expect(instance.edges.length).toBeGreaterThan(740);
      expect(instance.edges.length).toBeLessThan(751);
    },
  );
});

describe("examples", () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, "../../examples/hamiltonian-cycle", name), "utf8")) as Cycle;
  const degrees = ({ vertices, edges }: Pick<Cycle, "vertices" | "edges">) =>
    Array.from({ length: vertices }, (_, v) => edges.filter((edge) => edge.includes(v)).length).sort();
  it("are the graphs that they say", () => {
    const own = read("dodecahedron.json");
    expect([own.vertices, own.edges.length]).toEqual([20, 30]);
    expect(degrees(own)).toEqual(degrees(dodecahedron()));
    const board = read("knights-tour.json");
    expect(board.edges.map(([i, j]) => `${i} ${j}`).sort()).toEqual(
      knightMoves(8)
        .edges.map(([i, j]) => `${i} ${j}`)
        .sort(),
    );
  });
});
