/** What a portfolio knows of a model before it has searched: size and density, as in Dunning, Gupta & Silberholz (2018). */
import { couplingEntries, type EnergyModel, leaves } from "../../src/model/index.ts";

export interface Features {
  readonly n: number;
  /** Mean number of couplings of a variable. */
  readonly degree: number;
  /** Share of all pairs that are coupled. */
  readonly density: number;
  readonly integer: boolean;
  /** False when the couplings are operators (one-hot groups, products ...) rather than plain rows or matrices. */
  readonly plain: boolean;
}

/** O(terms). */
export function featuresOf(model: EnergyModel): Features {
  const { n, integer } = model;
  const entries = couplingEntries(model.couplings);
  const plain = leaves(model.couplings).every(({ couplings: { kind } }) => kind === "csr" || kind === "dense");
  const degree = n === 0 ? 0 : entries / n;
  return { n, degree, density: n < 2 ? 0 : degree / (n - 1), integer, plain };
}
