/** States as pictures: the cells are the bits of the state that stands for the solution. */
import { describe, expect, it } from "vitest";
import { ising } from "../../problems/ising/index.ts";
import { maxCut } from "../../problems/max-cut/index.ts";
import { tsp } from "../../problems/tsp/index.ts";
import type { Encoding, Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { stateFigure, statePanel } from "../../src/report/state-grid.ts";
import { solveSync } from "../../src/run/solve.ts";

describe("a state as a grid", () => {
  it("has one black cell a row and a column for a tour, where the tour says", () => {
    const instance = tsp.sample(createRandom(3), 6);
    const { model, embed } = tsp.encode(instance, tsp.defaults);
    const tour = Array.from({ length: Math.sqrt(model.n) }, (_, k) => k).reverse();
    const panel = statePanel("tour", model, embed({ tour }))!;
    expect(panel).toMatchObject({ rows: tour.length, columns: tour.length });
    const black = tour.map((city, place) => city * tour.length + place).sort((a, b) => a - b);
    expect([...Array.from(panel.values).keys()].filter((cell) => panel.values[cell] === 1)).toEqual(black);
    expect(Array.from(panel.values).every((value) => value === 0 || value === 1)).toBe(true);
  });
  it("shows spins of -1 as white, in one row where nothing else is said", () => {
    const { model, embed } = ising.encode({ problem: "ising", spins: 3, couplings: [[0, 1, 1]] }, {});
    const panel = statePanel("spins", model, embed({ spins: [1, -1, 1] }))!;
    expect(panel).toMatchObject({ rows: 1, columns: 3 });
    expect(Array.from(panel.values)).toEqual([1, 0, 1]);
  });
  it("is not made where it could not be read", () => {
    const { model, embed } = maxCut.encode({ problem: "max-cut", vertices: 41, edges: [] }, {});
    expect(statePanel("cut", model, embed({ side: new Array(41).fill(0) }))).toBeNull();
  });
  it("belongs to a valid result only", () => {
    const instance = tsp.sample(createRandom(3), 5);
    const result = solveSync(tsp as unknown as Problem, instance, { work: 2000 });
    const encoding = tsp.encode(instance, tsp.defaults) as unknown as Encoding<unknown>;
    const figure = stateFigure(tsp as unknown as Problem, instance, result, encoding)!;
    expect(figure.svg).toMatch(/^<svg /);
    expect(stateFigure(tsp as unknown as Problem, instance, { ...result, valid: false }, encoding)).toBeNull();
  });
});
