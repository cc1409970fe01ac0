/** Whether joined vertices have different colours, straight from the instance: no encoding, no model. */

import { vertexName } from "../../src/modelling/graph.ts";
import type { Violation } from "../../src/problem.ts";
import { paletteOf } from "./palette.ts";
import type { ColouringInstance, ColouringSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function verifyColouring(instance: ColouringInstance, { colour }: ColouringSolution): readonly Violation[] {
  const { vertices, edges } = instance;
  if (colour.length !== vertices) {
    const message = `colour has ${colour.length} values, expected ${vertices}, one a vertex`;
    return [{ code: "wrong-length", message, amount: Math.abs(colour.length - vertices) }];
  }
  const palette = paletteOf(instance);
  const violations: Violation[] = [];
  for (let v = 0; v < vertices && violations.length < MOST_VIOLATIONS; v++) {
    if (Number.isInteger(colour[v]) && colour[v] >= 0 && colour[v] < palette) continue;
    const message = `vertex ${vertexName(instance, v)} has colour ${colour[v]}, expected one from 0 to ${palette - 1}`;
    violations.push({ code: "unknown-colour", message });
  }
  for (const [i, j] of edges) {
    if (violations.length >= MOST_VIOLATIONS) break;
    if (colour[i] !== colour[j]) continue;
    const pair = `${vertexName(instance, i)} and ${vertexName(instance, j)}`;
    violations.push({ code: "same-colour", message: `vertices ${pair} are joined and both have colour ${colour[i]}` });
  }
  return violations;
}
