/** A spin glass as a picture: spins as two groups, couplings that a configuration breaks as cut lines. */
import { drawGraph } from "../../src/modelling/graph-drawing.ts";
import type { Drawing } from "../../src/problem.ts";
import { couplingsOf } from "./couplings.ts";
import type { SpinGlassInstance, SpinGlassSolution } from "./schema.ts";

/** Null beyond two dimensions when there are more than 2000 spins. Lines between opposite borders are left out. */
export function drawSpinGlass(instance: SpinGlassInstance, solution: SpinGlassSolution | null): Drawing | null {
  const { spins: n, name, ensemble, sides = [] } = instance;
  const flat = ensemble === "lattice" && sides.length <= 2;
  const columns = flat ? sides[sides.length - 1] : 1;
  const at = (spin: number): [number, number] => [spin % columns, -Math.floor(spin / columns)];
  const coordinates = flat ? Array.from({ length: n }, (_, spin) => at(spin)) : undefined;
  const group = solution?.spins.map((spin) => (spin > 0 ? 1 : 0)) ?? null;
  const drawing = drawGraph(n, [], coordinates, group);
  if (drawing === null) return null;
  const near = (i: number, j: number) => !flat || Math.hypot(at(i)[0] - at(j)[0], at(i)[1] - at(j)[1]) <= 1;
  const lines = couplingsOf(instance)
    .filter(([i, j]) => near(i, j))
    .map(([from, to, value]): Drawing["lines"][number] => {
      const broken = solution !== null && value * solution.spins[from] * solution.spins[to] < 0;
      return { from, to, role: broken ? "cut" : "edge" };
    });
  return { title: name ?? "spin-glass", ...drawing, lines };
}
