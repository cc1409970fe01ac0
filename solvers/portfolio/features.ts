/** What a portfolio knows of a model before it has searched: size and density, as in Dunning, Gupta & Silberholz (2018). */
import { isUneven } from "../../src/kernels/recombination/bonds.ts";
import { type Couplings, couplingEntries, type EnergyModel, leaves } from "../../src/model/index.ts";

export interface Features {
  readonly n: number;
  /** Mean number of couplings of a variable. */
  readonly degree: number;
  /** Share of all pairs that are coupled. */
  readonly density: number;
  /** A dense model in which a few couplings stand out. */
  readonly uneven: boolean;
}

/** Entries of a matrix looked at, to tell how many are not zero. */
const SAMPLE = 10_000;

/** O(terms), and a sample of the entries. */
export function featuresOf(model: EnergyModel): Features {
  const { n } = model;
  const entries = couplingEntries(model.couplings) * filledShare(model.couplings);
  const degree = n === 0 ? 0 : entries / n;
  return { n, degree, density: n < 2 ? 0 : degree / (n - 1), uneven: isUnevenModel(model) };
}

/** Of couplings that are a single list or matrix; others are not looked at. */
function isUnevenModel({ n, couplings }: EnergyModel): boolean {
  const [only, ...others] = leaves(couplings);
  if (only === undefined || others.length > 0) return false;
  const { couplings: part } = only;
  return (part.kind === "csr" || part.kind === "dense") && isUneven(part.values, n);
}

/** Share of non-zeros in a single matrix, from evenly spread entries; 1 for couplings of other kinds. */
function filledShare(couplings: Couplings): number {
  const [only, ...others] = leaves(couplings);
  if (only?.couplings.kind !== "dense" || others.length > 0 || only.couplings.n < 2) return 1;
  const { n, values } = only.couplings;
  const step = Math.max(1, Math.floor(values.length / SAMPLE)) | 1;
  let filled = 0;
  let seen = 0;
  for (let k = 1; k < values.length; k += step) {
    if (k % (n + 1) === 0) continue;
    seen++;
    if (values[k] !== 0) filled++;
  }
  return seen === 0 ? 1 : Math.max(1 / n, filled / seen);
}
