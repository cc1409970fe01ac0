/** The cut and the constraints as one energy and as its parts: the cut has couplings only, the constraints may have biases. */
import { type Biases, type EnergyModel, isIntegerModel, noBiases, type Term } from "../../src/model/index.ts";
import { nothingLike } from "../../src/modelling/parts.ts";
import type { EnergyParts } from "../../src/problem.ts";

type Frame = Pick<EnergyModel, "n" | "domain" | "structure">;

interface Piece {
  readonly terms: readonly Term[];
  readonly offset: number;
}

interface Constraints extends Piece {
  readonly biases: Biases;
}

/** @param constraints null where nothing needs a penalty, or none is wanted */
export function cutEnergy(
  frame: Frame,
  cut: Piece,
  constraints: Constraints | null,
): { readonly model: EnergyModel; parts(): EnergyParts } {
  const { n } = frame;
  const { terms, offset, biases } = constraints ?? { terms: [], offset: 0, biases: noBiases(n) };
  const model = modelOf(frame, [...cut.terms, ...terms], biases, cut.offset + offset);
  const structure = frame.structure.map((part) => ({ ...part, penalised: false }));
  return {
    model,
    parts: () => ({
      objective: modelOf({ ...frame, structure }, cut.terms, noBiases(n), cut.offset),
      constraints: constraints === null ? nothingLike(model) : modelOf(frame, terms, biases, offset),
    }),
  };
}

function modelOf(frame: Frame, terms: readonly Term[], biases: Biases, offset: number): EnergyModel {
  const energy = { couplings: { kind: "sum", n: frame.n, terms } as const, biases, offset };
  return { ...frame, ...energy, integer: isIntegerModel(energy) };
}
