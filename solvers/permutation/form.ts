/**
 * The form of a permutation model, read off its couplings: a tour (couplings X (x) cycle), a tour through one further fixed
 * node (X (x) path with biases at the first and last place), or a general assignment. O(size), dense biases O(size^2).
 */
import {
  type Biases,
  type CouplingOperator,
  couplingOperator,
  type EnergyModel,
  type Factor,
  factorOperator,
  type Leaf,
  leaves,
  onesGroups,
  structureOf,
} from "../../src/model/index.ts";

export type Cost = (from: number, to: number) => number;

/** Energy = constant + sum of costs along a tour of `nodes` nodes. */
export interface TourForm {
  readonly kind: "tour";
  readonly size: number;
  /** size, or size + 1 when node `size` stands for a fixed place before the first and after the last. */
  readonly nodes: number;
  readonly symmetric: boolean;
  readonly cost: Cost;
  /** Whether a cost takes no more than a look-up or a root. */
  readonly quick: boolean;
  /** Where the nodes lie, if the costs are distances; the fixed node has no coordinates. */
  readonly points: (Factor & { kind: "metric" }) | null;
}

/** Energy = offset - biases - pairs of kronecker terms - pairs of other terms. */
export interface AssignmentForm {
  readonly kind: "assignment";
  readonly size: number;
  readonly products: readonly { readonly scale: number; readonly left: Factor; readonly right: Factor }[];
  /** Terms that are no product over (item, place), or null. */
  readonly rest: CouplingOperator | null;
}

type Product = Leaf & { readonly couplings: { readonly kind: "kronecker" } };

/** The form that the solver will search. The model has a permutation structure over all its variables. */
export function recogniseForm(model: EnergyModel): TourForm | AssignmentForm {
  return formOf(model, FEWEST_NODES);
}

/** The form of a model that is a sum along the ring of places, however few; null for others. */
export function recogniseRing(model: EnergyModel): TourForm | null {
  const form = formOf(model, 1);
  return form.kind === "tour" && form.nodes === form.size ? form : null;
}

function formOf(model: EnergyModel, fewest: number): TourForm | AssignmentForm {
  const size = structureOf(model, "permutation")!.size;
  const isProduct = (leaf: Leaf): leaf is Product =>
    leaf.start === 0 && leaf.couplings.kind === "kronecker" && leaf.couplings.right.n === size;
  const all = leaves(model.couplings);
  // One bit per item and place: no pair of set bits shares either, so constraint terms are constant.
  const products = all
    .filter(isProduct)
    .filter(({ couplings: { left, right } }) => onesGroups(left, right) === null)
    .map(({ scale, couplings: { left, right } }) => ({ scale, left, right }));
  const others = all.filter((leaf) => !isProduct(leaf));
  const tour = others.length === 0 ? tourForm(model.biases, size, products, fewest) : null;
  if (tour !== null) return tour;
  const rest =
    others.length === 0
      ? null
      : couplingOperator({
          kind: "sum",
          n: model.n,
          terms: others.map(({ scale, start, couplings }) => ({ scale, start, couplings })),
        });
  return { kind: "assignment", size, products, rest };
}

/** Fewest nodes for which exchanges of up to six edges never meet themselves. */
const FEWEST_NODES = 8;

function tourForm(biases: Biases, size: number, products: AssignmentForm["products"], fewest: number): TourForm | null {
  const shape = products[0]?.right.kind;
  if (products.length === 0 || (shape !== "cycle" && shape !== "path")) return null;
  if (products.some(({ right }) => right.kind !== shape)) return null;
  const nodes = shape === "cycle" ? size : size + 1;
  if (nodes < fewest) return null;
  const outer = { first: new Float64Array(size), last: new Float64Array(size) };
  if (!addEndBiases(biases, 1, size, outer)) return null;
  const flat = (values: Float64Array) => values.every((value) => value === values[0]);
  if (shape === "cycle" && !(flat(outer.first) && flat(outer.last))) return null;
  const cost = costFunction(products);
  const operators = products.map(({ left }) => factorOperator(left));
  const inner = operators.every(({ symmetric }) => symmetric);
  const points = products.length === 1 && products[0].left.kind === "metric" ? products[0].left : null;
  if (shape === "cycle") return { kind: "tour", size, nodes, symmetric: inner, cost, quick: isQuick(products), points };
  return {
    kind: "tour",
    size,
    nodes,
    symmetric: inner && outer.first.every((value, item) => value === outer.last[item]),
    quick: false,
    cost: (from, to) => (from === size ? -outer.first[to] : to === size ? -outer.last[from] : cost(from, to)),
    points,
  };
}

function isQuick(products: AssignmentForm["products"]): boolean {
  const [{ scale, left }] = products;
  if (products.length > 1 || scale !== -1) return false;
  return left.kind === "dense" || (left.kind === "metric" && left.metric !== "GEO" && left.metric !== "great-circle");
}

function costFunction(products: AssignmentForm["products"]): Cost {
  const parts = products.map(({ scale, left }) => ({ scale, entry: factorOperator(left).entry }));
  const [{ scale, entry }] = parts;
  if (parts.length === 1) return scale === -1 ? entry : (from, to) => -scale * entry(from, to);
  return (from, to) => parts.reduce((sum, part) => sum - part.scale * part.entry(from, to), 0);
}

interface EndBiases {
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/**
 * Adds to `ends` what biases of the form u(item) + v(place) + [first place] f(item) + [last place] l(item) hold in f and l.
 * u and v are constant over all permutations. False when the biases have another form.
 */
function addEndBiases(biases: Biases, scale: number, size: number, ends: EndBiases): boolean {
  switch (biases.kind) {
    case "constant":
      return biases.value === 0 || biases.n === size * size;
    case "dense":
      return (
        biases.n === size * size && addRows((item, place) => biases.values[item * size + place], scale, size, ends)
      );
    case "outer":
      return biases.n === size * size && biases.columns === size && addOuter(biases, scale, size, ends);
    case "sum":
      return biases.parts.every(
        (part) => part.start === 0 && addEndBiases(part.biases, scale * part.scale, size, ends),
      );
  }
}

function addOuter(biases: Biases & { kind: "outer" }, scale: number, size: number, ends: EndBiases): boolean {
  return biases.left.every((left, t) => {
    const right = biases.right[t];
    if (left.every((value) => value === left[0])) return true;
    const middle = size > 2 ? right[1] : 0;
    for (let place = 1; place + 1 < size; place++) if (right[place] !== middle) return false;
    for (let item = 0; item < size; item++) {
      ends.first[item] += scale * left[item] * (right[0] - middle);
      ends.last[item] += scale * left[item] * (right[size - 1] - middle);
    }
    return true;
  });
}

function addRows(at: (item: number, place: number) => number, scale: number, size: number, ends: EndBiases): boolean {
  for (let item = 0; item < size; item++) {
    const middle = size > 2 ? at(item, 1) : 0;
    for (let place = 2; place + 1 < size; place++) if (at(item, place) !== middle) return false;
    ends.first[item] += scale * (at(item, 0) - middle);
    ends.last[item] += scale * (at(item, size - 1) - middle);
  }
  return true;
}
