/**
 * Quadratic forms, groups and orders as an energy model: pairs as compressed rows, long squares as cliques with coefficients (n numbers
 * instead of n^2), equal groups and orders as Kronecker products. E = -1/2 x'Wx - b'x + c, so W and b have the other sign. O(terms).
 */
import {
  type Couplings,
  csrFromEdges,
  type EnergyModel,
  type Factor,
  isIntegerModel,
  kronecker,
  type Structure,
  type Term,
} from "../../model/index.ts";
import type { Group, Layout } from "./codes.ts";
import type { Form, Square } from "./lower.ts";

type Cliques = Extract<Couplings, { kind: "cliques" }>;

/** Reward a bit and penalty a pair of all groups of one kind. */
export interface Guard {
  readonly reward: number;
  readonly pair: number;
}

/** What an energy is put together from; with `choices` and `orders` null, one part of it. */
export interface Pieces {
  readonly n: number;
  /** What is added up; degree 2 at most. */
  readonly forms: readonly Form[];
  readonly layout: Layout;
  /** Null where codes are not guarded: in the objective's part. */
  readonly choices: Guard | null;
  readonly orders: Guard | null;
  readonly labels: readonly string[];
}

/**
 * The energy of all pieces over `n` bits. A single term of scale 1 stands alone, several become a sum of couplings, none of them
 * multiplied out. The structure says which groups or order solvers may move in, penalised where one of the guards is given.
 * Forms of a higher degree than 2 have to be quadratised before.
 */
export function assemble({ n, forms, layout, choices, orders, labels }: Pieces): EnergyModel {
  const biases = new Float64Array(n);
  const squares = forms.flatMap((form) => form.squares);
  let offset = forms.reduce((sum, { polynomial }) => sum + polynomial.constant, 0);
  const terms: Term[] = [...pairTerms(n, forms, biases), ...squareTerms(n, squares)];
  for (const square of squares) offset += addSquareBiases(square, biases);
  if (choices !== null) {
    offset += choices.reward * layout.groups.length;
    for (const { first, size } of layout.groups) addReward(biases, first, size, choices.reward);
    terms.push(...groupTerms(n, layout.groups, choices.pair));
  }
  if (orders !== null) {
    for (const { first, size } of layout.orders) {
      offset += orders.reward * size;
      addReward(biases, first, size * size, orders.reward);
      terms.push(...orderTerms(first, size, orders.pair));
    }
  }
  const couplings: Couplings =
    terms.length === 0
      ? { kind: "none", n }
      : terms.length === 1 && terms[0].scale === 1
        ? terms[0].couplings
        : { kind: "sum", n, terms };
  const energy = { couplings, biases: { kind: "dense", n, values: biases }, offset } as const;
  const structure = structureOf(n, layout, choices !== null || orders !== null);
  return {
    n,
    domain: "bit",
    ...energy,
    structure,
    labels: { kind: "list", names: labels },
    integer: isIntegerModel(energy),
  };
}

/** Adds the linear terms to the biases, and gives the pairs as one term, or none. */
function pairTerms(n: number, forms: readonly Form[], biases: Float64Array): Term[] {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (const { polynomial } of forms) {
    if (polynomial.linear !== null) {
      const { bits, coefficients } = polynomial.linear;
      for (let k = 0; k < bits.length; k++) biases[bits[k]] -= coefficients[k];
      continue;
    }
    for (const { bits, coefficient } of polynomial.terms.values()) {
      if (bits.length === 1) biases[bits[0]] -= coefficient;
      else {
        from.push(bits[0]);
        to.push(bits[1]);
        weight.push(-coefficient);
      }
    }
  }
  return from.length === 0 ? [] : [{ scale: 1, start: 0, couplings: csrFromEdges(n, from, to, weight) }];
}

/** s (k + sum a x)^2 = s k^2 + sum s a (a + 2 k) x + pairs. Adds the middle to the biases; gives the constant. */
function addSquareBiases({ scale, constant, bits, coefficients }: Square, biases: Float64Array): number {
  for (let k = 0; k < bits.length; k++) {
    biases[bits[k]] -= scale * coefficients[k] * (coefficients[k] + 2 * constant);
  }
  return scale * constant * constant;
}

/** The pairs of squares, 2 s a_i a_j: one term for all squares of one scale. */
function squareTerms(n: number, squares: readonly Square[]): Term[] {
  const byScale = new Map<number, Square[]>();
  for (const square of squares) {
    const list = byScale.get(square.scale);
    if (list === undefined) byScale.set(square.scale, [square]);
    else list.push(square);
  }
  return [...byScale].map(([scale, list]) => {
    const members = list.map(({ bits }) => bits);
    const groups = cliques(n, members);
    const coefficient = new Float64Array(groups.member.length);
    list.forEach(({ coefficients }, g) => {
      coefficient.set(coefficients, groups.groupStart[g]);
    });
    const plain = coefficient.every((a) => a === 1);
    return { scale: -2 * scale, start: 0, couplings: plain ? groups : { ...groups, coefficient } };
  });
}

function cliques(n: number, members: readonly (readonly number[])[]): Cliques {
  const groupStart = new Int32Array(members.length + 1);
  members.forEach((bits, g) => {
    groupStart[g + 1] = groupStart[g] + bits.length;
  });
  const member = new Int32Array(groupStart[members.length]);
  members.forEach((bits, g) => {
    member.set(bits, groupStart[g]);
  });
  return { kind: "cliques", n, groupStart, member, coefficient: null };
}

function addReward(biases: Float64Array, first: number, count: number, reward: number): void {
  for (let bit = first; bit < first + count; bit++) biases[bit] += reward;
}

/** Groups stand one behind the other: of equal size they are a Kronecker product. */
function groupTerms(n: number, groups: readonly Group[], pair: number): Term[] {
  const { first, size } = groups[0];
  if (groups.every((group) => group.size === 1)) return [];
  if (groups.every((group) => group.size === size)) {
    const product = kronecker({ kind: "identity", n: groups.length }, { kind: "all-but-diagonal", n: size });
    return [{ scale: -pair / 2, start: first, couplings: product }]; // symmetric factors count twice
  }
  const members = groups.map((group) => Array.from({ length: group.size }, (_, k) => group.first + k));
  return [{ scale: -pair, start: 0, couplings: cliques(n, members) }];
}

function orderTerms(first: number, size: number, pair: number): Term[] {
  if (size === 1) return [];
  const same: Factor = { kind: "identity", n: size };
  const others: Factor = { kind: "all-but-diagonal", n: size };
  return [
    { scale: -pair / 2, start: first, couplings: kronecker(same, others) },
    { scale: -pair / 2, start: first, couplings: kronecker(others, same) },
  ];
}

/** What solvers may exploit: the groups of one size at the front, or one order that is all there is. */
function structureOf(n: number, { groups, orders }: Layout, penalised: boolean): Structure[] {
  if (groups.length > 0) {
    const { size } = groups[0];
    const other = groups.findIndex((group) => group.size !== size);
    return [{ kind: "one-hot", groups: other < 0 ? groups.length : other, size, penalised }];
  }
  if (orders.length === 1 && orders[0].size ** 2 === n) {
    return [{ kind: "permutation", size: orders[0].size, penalised }];
  }
  return [];
}
