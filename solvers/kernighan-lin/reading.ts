/**
 * Which part of a model is the balance penalty, which is a graph over items, and which is neither. O(stored couplings).
 * The penalty is a rank-one term or clique whose vector is proportional to (item weights, slack coefficients).
 */
import {
  csrEntry,
  type EnergyModel,
  type Leaf,
  leaves,
  onesGroups,
  type Structure,
  structureOf,
} from "../../src/model/index.ts";
import { type Refusal, usualSolver } from "../../src/solver.ts";

export type Balance = Extract<Structure, { kind: "balance" }>;

export interface Reading {
  readonly balance: Balance;
  /** Coupling of two items of weight 1 in part p by the penalty (over spins: entry 0). */
  readonly penalty: Float64Array;
  /** Leaves whose couplings between items become edges. */
  readonly edges: readonly Leaf[];
}

export function readModel(model: EnergyModel): Reading | Refusal {
  const usual = usualSolver(model);
  const refuse = (reason: string): Refusal => ({ reason, instead: usual === "kernighan-lin" ? "annealing" : usual });
  const balance = structureOf(model, "balance");
  if (balance === null) return refuse("the model has no balance structure: there are no parts to swap items between");
  const { items, parts, slack } = balance;
  const spins = model.domain === "spin";
  if (spins && parts !== 2) return refuse(`a balance of ${parts} parts needs a model over bits`);
  const oneHot = structureOf(model, "one-hot");
  if (!spins && (oneHot === null || oneHot.groups !== items || oneHot.size !== parts)) {
    return refuse("a balance over bits needs a one-hot structure with one group per item and one choice per part");
  }
  const variables = spins ? items : items * parts;
  const extra = slack === null ? 0 : slack.coefficients.length * (spins ? 1 : parts);
  if (variables + extra !== model.n || (slack !== null && slack.first !== variables)) {
    return refuse("some variables belong neither to an item nor to the slack of the balance");
  }
  const penalty = new Float64Array(parts);
  const edges: Leaf[] = [];
  for (const leaf of leaves(model.couplings)) {
    const fault = readLeaf(leaf, { balance, spins, variables }, penalty, edges);
    if (fault !== null) return refuse(fault);
  }
  return { balance, penalty, edges };
}

export function isRefusal(reading: Reading | Refusal): reading is Refusal {
  return "reason" in reading;
}

interface Place {
  readonly balance: Balance;
  readonly spins: boolean;
  /** Variables before the slack. */
  readonly variables: number;
}

/** Adds the leaf to `penalty` or `edges`. Null, or why it is neither. */
function readLeaf(leaf: Leaf, place: Place, penalty: Float64Array, edges: Leaf[]): string | null {
  const part = leaf.couplings;
  const { balance, spins, variables } = place;
  if (part.kind === "rank-one") {
    const found = penaltyGroup(
      part.n,
      (k) => leaf.start + k,
      (k) => part.vector[k],
      place,
    );
    if (found !== null) {
      penalty[found.part] += leaf.scale * found.square;
      return null;
    }
  }
  if (part.kind === "cliques") return readCliques(leaf, place, penalty, edges);
  if (part.kind === "csr" ? csrReaches(leaf, variables) : leaf.start + part.n > variables) {
    return "slack variables are coupled by more than the balance penalty";
  }
  if (spins) {
    edges.push(leaf);
    return null;
  }
  if (part.kind === "kronecker" && leaf.start === 0 && part.right.n === balance.parts) {
    if (part.left.kind === "identity") return null; // within one item: no two of its bits are set
    const unit = balance.weights === null || balance.weights.every((w) => w === 1);
    const groups = onesGroups(part.left, part.right);
    if (groups !== null && unit && balance.slack === null) {
      for (let p = 0; p < balance.parts; p++) penalty[p] += 2 * leaf.scale;
      return null;
    }
    if (part.right.kind === "identity" || part.right.kind === "all-but-diagonal") {
      edges.push(leaf);
      return null;
    }
  }
  if (part.kind === "csr" && couplesSamePartsAlike(leaf, balance)) {
    edges.push(leaf);
    return null;
  }
  return `a ${part.kind} coupling distinguishes more than whether two items share a part`;
}

function readCliques(leaf: Leaf, place: Place, penalty: Float64Array, edges: Leaf[]): string | null {
  const part = leaf.couplings;
  if (part.kind !== "cliques") return null;
  const { balance, spins, variables } = place;
  const { groupStart, member, coefficient } = part;
  let unread = false;
  for (let g = 0; g + 1 < groupStart.length; g++) {
    const first = groupStart[g];
    const count = groupStart[g + 1] - first;
    const variable = (k: number) => leaf.start + member[first + k];
    if (!spins && sameItem(count, variable, balance.parts, variables)) continue;
    const found = penaltyGroup(count, variable, (k) => coefficient?.[first + k] ?? 1, place);
    if (found === null) unread = true;
    else penalty[found.part] += leaf.scale * found.square;
  }
  if (!unread) return null;
  const whole = groupStart.length === 2 && spins && leaf.start + part.n <= variables;
  if (!whole) return "a group of coupled variables is neither an item nor a part of the balance";
  edges.push(leaf);
  return null;
}

function sameItem(count: number, variable: (k: number) => number, parts: number, variables: number): boolean {
  for (let k = 0; k < count; k++) {
    if (variable(k) >= variables || Math.floor(variable(k) / parts) !== Math.floor(variable(0) / parts)) return false;
  }
  return true;
}

/** The part and squared factor when the coefficients are a factor times (item weights, slack coefficients), else null. */
function penaltyGroup(
  count: number,
  variable: (k: number) => number,
  coefficient: (k: number) => number,
  { balance, spins, variables }: Place,
): { readonly part: number; readonly square: number } | null {
  const { items, parts, weights, slack } = balance;
  const wide = slack === null ? 0 : slack.coefficients.length;
  const stride = spins ? 1 : parts;
  let part = -1;
  let factor = 0;
  let seen = 0;
  for (let k = 0; k < count; k++) {
    const i = variable(k);
    const inSlack = i >= variables;
    const own = spins ? 0 : inSlack ? Math.floor((i - variables) / wide) : i % stride;
    if (part >= 0 && own !== part) return null;
    part = own;
    const expected = inSlack ? slack!.coefficients[(i - variables) % wide] : (weights?.[Math.floor(i / stride)] ?? 1);
    if (expected === 0 && coefficient(k) === 0) continue;
    if (expected === 0 || coefficient(k) === 0) return null;
    if (factor === 0) factor = coefficient(k) / expected;
    if (Math.abs(coefficient(k) - factor * expected) > 1e-12 * Math.abs(coefficient(k))) return null;
    seen++;
  }
  let expected = wide;
  for (let v = 0; v < items; v++) if (weights === null || weights[v] !== 0) expected++;
  return seen === expected && part >= 0 ? { part, square: factor * factor } : null;
}

function csrReaches({ start, couplings }: Leaf, variables: number): boolean {
  if (couplings.kind !== "csr") return false;
  for (let i = Math.max(0, variables - start); i < couplings.n; i++) {
    if (couplings.rowStart[i + 1] > couplings.rowStart[i]) return true;
  }
  return false;
}

/** Whether W_(u,p),(v,q) for u != v is one value where p = q and 0 elsewhere. O(entries log degree). */
function couplesSamePartsAlike({ start, couplings }: Leaf, { items, parts }: Balance): boolean {
  if (couplings.kind !== "csr" || start !== 0) return false;
  const { rowStart, column, values } = couplings;
  for (let i = 0; i < Math.min(couplings.n, items * parts); i++) {
    const u = Math.floor(i / parts);
    const p = i - u * parts;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      const v = Math.floor(column[k] / parts);
      if (u === v || values[k] === 0) continue;
      if (column[k] - v * parts !== p) return false;
      const next = u * parts + ((p + 1) % parts);
      const beside = next < couplings.n ? csrEntry(rowStart, column, values, next, v * parts + ((p + 1) % parts)) : 0;
      if (beside !== values[k]) return false;
    }
  }
  return true;
}
