/**
 * Random instances. Samples differ in everything the encoding could get wrong: direction, sign, diagonals, costs, integrality, ties,
 * names. Generated ones are like nug (Nugent, Vollmann & Ruml 1968): Manhattan distances on a grid, many flows small or zero.
 */
import { refuseLargeMatrix, sampleMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { QapInstance } from "./schema.ts";

type Draw = () => number;

/** max(1, size) facilities. O(n^2). */
export function sampleInstance(random: Random, size: number): QapInstance {
  const n = Math.max(1, Math.floor(size));
  const entry = entryOf(random);
  const flows = sampleMatrix(n, random.below(2) === 0, random.below(3) === 0, entry);
  const distances = sampleMatrix(n, random.below(2) === 0, random.below(3) === 0, entryOf(random));
  const names = (what: string) => Array.from({ length: n }, (_, k) => `${what} ${k + 1}`);
  return {
    problem: "qap",
    name: "random quadratic assignment",
    flows,
    distances,
    ...(random.below(3) === 0 ? { costs: sampleMatrix(n, false, true, entry) } : {}),
    ...(random.below(3) === 0 ? { facilities: names("ward"), locations: names("wing") } : {}),
    ...(random.below(3) === 0 ? { display: names("").map((_, k) => [k % 3, Math.floor(k / 3)]) } : {}),
  };
}

/** Small whole numbers with ties and zeros, larger ones, ones of both signs, or reals. */
function entryOf(random: Random): Draw {
  switch (random.below(4)) {
    case 0:
      return () => Math.max(0, random.below(8) - 3);
    case 1:
      return () => random.below(1000);
    case 2:
      return () => random.below(21) - 10;
    default:
      return random.uniform;
  }
}

/** Exactly `size` facilities and locations, all symmetric. O(n^2). */
export function generateInstance(random: Random, size: number): QapInstance {
  refuseLargeMatrix(size);
  const width = Math.ceil(Math.sqrt(size));
  const display = Array.from({ length: size }, (_, k) => [k % width, Math.floor(k / width)]);
  const flows = sampleMatrix(size, true, false, () => Math.max(0, random.below(13) - 4));
  const distances = display.map(([x, y]) => display.map((other) => Math.abs(x - other[0]) + Math.abs(y - other[1])));
  return { problem: "qap", name: `grid-${size}`, flows, distances, display };
}
