/** Small spin glasses of every ensemble: chains, open and closed borders, thin lattices, no neighbours at all; and squares for users. */
import type { Random } from "../../src/random.ts";
import type { SpinGlassInstance } from "./schema.ts";

type Shape = Pick<SpinGlassInstance, "spins" | "ensemble" | "sides" | "periodic" | "degree">;

export function sampleSpinGlass(random: Random, size: number): SpinGlassInstance {
  const spins = Math.max(1, Math.floor(size));
  const disorder = [{}, { disorder: "signs" as const }, { disorder: "gaussian" as const }][random.below(3)];
  const field = random.below(2) === 0 ? {} : { field: (random.below(9) - 4) / 4 };
  const shape = [() => lattice(spins, random), () => complete(spins), () => regular(spins, random)][random.below(3)]();
  return { problem: "spin-glass", ...shape, ...disorder, ...field, seed: random.below(1000) };
}

function lattice(size: number, random: Random): Shape {
  const row = 1 + random.below(Math.min(3, size));
  const sides = [[size], [row, Math.floor(size / row)], [row, 1, Math.floor(size / row)]][random.below(3)];
  const periodic = random.below(2) === 0 ? {} : { periodic: random.below(2) === 0 };
  return { spins: sides.reduce((product, side) => product * side, 1), ensemble: "lattice", sides, ...periodic };
}

const complete = (spins: number): Shape => ({ spins, ensemble: "complete" });

function regular(spins: number, random: Random): Shape {
  const degree = random.below(Math.min(5, spins));
  return { spins, ensemble: "regular", degree: (spins * degree) % 2 === 0 ? degree : degree - 1 };
}

const LARGEST_SEED = 2 ** 32;

/** A lattice with closed borders and couplings -1/+1, as near to a square as the number of spins lets it be. */
export function generateSpinGlass(random: Random, size: number): SpinGlassInstance {
  let rows = Math.floor(Math.sqrt(size));
  while (size % rows !== 0) rows--;
  const name = `lattice-${rows}x${size / rows}`;
  const seed = random.below(LARGEST_SEED);
  return { problem: "spin-glass", name, spins: size, ensemble: "lattice", sides: [rows, size / rows], seed };
}
