/**
 * Arrangements: n items at n places, one each, as an energy over bits x_ip (item i at place p, variable i * n + p):
 * E = objective - R' sum x + P (conflicting pairs) + n R', pairs in conflict share an item or a place.
 *
 * R' > M and P > R' suffice, where no coefficient of the objective is negative and M is the most that one bit costs which
 * conflicts with none: a bit in conflict lowers the energy by at least P - R' by leaving. Without conflicts each place holds at
 * most one item, so a free item fits a free place at a cost of at most M < R'. Hence every 1-flip local minimum, strict or not, is
 * an arrangement, and so is every ground state; arrangements differ in energy by their objective only.
 */
import { Type } from "typebox";
import {
  type Biases,
  type EnergyModel,
  type Factor,
  isIntegerModel,
  kronecker,
  noBiases,
  type State,
  type Structure,
  type Term,
} from "../model/index.ts";
import type { Encoding, PenaltyProof, Violation } from "../problem.ts";
import { gridAbove, gridFor } from "./penalty-grid.ts";
import { factorDefaults, factorSchemas, requireFactors, type WeightFactors } from "./penalty-options.ts";

const MOST_VIOLATIONS = 20;

/** What the factors mean where a reward and a pair penalty keep the arrangements. */
export const arrangementFactors = factorSchemas({
  margin: "Factor of reward over threshold, and of pair penalty over reward.",
  tightness: "Reward as a fraction of the proven threshold in mode tight.",
});

/** Encoding options of problems that are arrangements and nothing else. */
export const arrangementOptionsSchema = Type.Object(
  {
    penalty: Type.Optional(
      Type.Enum(["exact", "tight", "structural"], {
        description:
          "exact: proven weights. tight: weights below the proven threshold. structural: no penalty, for solvers that stay among arrangements. Default: exact.",
      }),
    ),
    ...arrangementFactors,
  },
  { additionalProperties: false, description: "How arrangements become an energy." },
);

/** exact: proven weights. tight: below their thresholds, guarantee off. structural: none, for solvers that keep arrangements. */
export interface ArrangementOptions extends WeightFactors {
  readonly penalty: "exact" | "tight" | "structural";
}

export const arrangementDefaults: ArrangementOptions = { penalty: "exact", ...factorDefaults };

/** M: the most that one bit costs which conflicts with none, or an upper bound of it. */
export interface DearestBit {
  readonly cost: number;
  /** What sets it, in words. */
  readonly witness: string;
}

/** What keeps states close to arrangements: constraint terms, one bias for every bit, and a constant. */
export interface Constraint {
  readonly terms: readonly Term[];
  readonly bias: number;
  readonly offset: number;
  readonly proof: PenaltyProof;
}

/** Without penalties only states that are permutations count, and their energy is the objective. */
export const STRUCTURAL: Constraint = {
  terms: [],
  bias: 0,
  offset: 0,
  proof: {
    mode: "structural",
    weights: [],
    inequality: "no weights: among permutations the energy is the objective; other states must never be visited",
    witness: "none",
    guaranteed: false,
  },
};

/**
 * @param dearest asked for only where there are weights
 * @param integral whether the objective is a whole number: then so are the weights
 * @throws {GroundstateError} "invalid-options" for numbers for which no weight is proven
 */
export function arrangementConstraint(
  size: number,
  dearest: () => DearestBit,
  integral: boolean,
  options: ArrangementOptions,
): Constraint {
  requireFactors(options);
  if (options.penalty === "structural") return STRUCTURAL;
  const found = dearest();
  const { reward, pair } = weightsFor(found.cost, integral, options);
  const identity: Factor = { kind: "identity", n: size };
  const others: Factor = { kind: "all-but-diagonal", n: size };
  return {
    terms: [
      { scale: -pair / 2, start: 0, couplings: kronecker(identity, others) },
      { scale: -pair / 2, start: 0, couplings: kronecker(others, identity) },
    ],
    bias: reward,
    offset: size * reward,
    proof: {
      mode: options.penalty,
      weights: [
        { name: "reward of a bit, R'", weight: reward, threshold: found.cost },
        { name: "penalty of a conflicting pair, P", weight: pair, threshold: reward },
      ],
      inequality: `R' = ${reward} ${reward > found.cost ? ">" : "<="} M = ${found.cost} and P = ${pair} > R' = ${reward}`,
      witness: found.witness,
      guaranteed: options.penalty === "exact",
    },
  };
}

function weightsFor(cost: number, integral: boolean, { penalty, margin, tightness }: ArrangementOptions) {
  const grid = gridFor(margin * cost, integral);
  const reward =
    penalty === "tight"
      ? Math.max(1, Math.floor((tightness * cost) / grid)) * grid
      : gridAbove(cost, margin * cost, grid);
  return { reward, pair: gridAbove(reward, margin * reward, grid) };
}

/** An objective over arrangements: offset + sum of biases + sum over pairs of bits, by Kronecker products. */
export interface Objective {
  readonly size: number;
  /** Each adds scale * left[i, j] * right[p, q] for item i at p and item j at q, over ordered pairs. */
  readonly products: readonly { readonly scale: number; readonly left: Factor; readonly right: Factor }[];
  /** Cost of single bits, or null. */
  readonly costs: Biases | null;
  readonly offset: number;
  /** Names of items and places, length `size` each. */
  readonly items: readonly string[];
  readonly places: readonly string[];
}

/**
 * The energy of an objective under a constraint, its parts, and its proof.
 * @param more structures beside the permutation
 */
export function arrangementEnergy(
  objective: Objective,
  constraint: Constraint,
  more: readonly Structure[] = [],
): Pick<Encoding<unknown>, "model" | "parts" | "penalty"> {
  const nothing: Objective = { ...objective, products: [], costs: null, offset: 0 };
  return {
    model: arrangementModel(objective, constraint, more),
    parts: () => ({
      objective: arrangementModel(objective, STRUCTURAL, more),
      constraints: arrangementModel(nothing, constraint, more),
    }),
    penalty: constraint.proof,
  };
}

function arrangementModel(objective: Objective, constraint: Constraint, more: readonly Structure[]): EnergyModel {
  const { size, products, costs, offset, items, places } = objective;
  const n = size * size;
  const terms = products.map(({ scale, left, right }) => ({
    scale: -scale,
    start: 0,
    couplings: kronecker(left, right),
  }));
  const same: Biases = constraint.bias === 0 ? noBiases(n) : { kind: "constant", n, value: constraint.bias };
  const parts = [
    { scale: 1, start: 0, biases: same },
    ...(costs === null ? [] : [{ scale: -1, start: 0, biases: costs }]),
  ];
  const model = {
    n,
    domain: "bit",
    couplings: { kind: "sum", n, terms: [...constraint.terms, ...terms] },
    biases: costs === null ? same : { kind: "sum", n, parts },
    offset: offset + constraint.offset,
    structure: [{ kind: "permutation", size, penalised: constraint.proof.mode !== "structural" }, ...more],
    labels: { kind: "grid", rows: items, columns: places },
  } as const satisfies Omit<EnergyModel, "integer">;
  return { ...model, integer: isIntegerModel(model) };
}

/** What items and places are called when a state breaks their rules: `item` is one word, used in codes. */
export interface Names {
  /** "city": codes become "city-without-place". */
  readonly item: string;
  readonly items: string;
  readonly nameOfItem: (item: number) => string;
  readonly nameOfPlace: (place: number) => string;
}

/** The item at each place, null where there is none or more than one, and every broken rule (at most 20). Repairs nothing. */
export interface Reading {
  readonly itemAt: readonly (number | null)[];
  readonly violations: readonly Violation[];
}

/** Reads a state over size x size bits, or a permutation. Total: a state of another shape is a violation. O(variables). */
export function readArrangement(state: State, size: number, names: Names): Reading {
  const cells = cellsOf(state, size);
  if (cells === null) {
    const message = `the state is not over ${size} x ${size} bits (${names.item}, place), nor an order of ${size} ${names.items}`;
    return { itemAt: [], violations: [{ code: "wrong-state", message }] };
  }
  const placesOf = new Int32Array(size);
  const itemsAt = new Int32Array(size);
  const last = new Int32Array(size);
  cells((item, place) => {
    placesOf[item]++;
    itemsAt[place]++;
    last[place] = item;
  });
  const violations = [...brokenRules(placesOf, names, "item"), ...brokenRules(itemsAt, names, "place")];
  return {
    itemAt: Array.from(last, (item, place) => (itemsAt[place] === 1 ? item : null)),
    violations: violations.slice(0, MOST_VIOLATIONS),
  };
}

type VisitCells = (visit: (item: number, place: number) => void) => void;

/** A walk over the set bits, or null for a state of another shape. */
function cellsOf(state: State, size: number): VisitCells | null {
  if (state.kind === "permutation") {
    const { order } = state;
    if (order.length !== size || order.some((item) => item < 0 || item >= size)) return null;
    return (visit) => {
      order.forEach((item, place) => {
        visit(item, place);
      });
    };
  }
  if (state.kind !== "plain" || state.values.length !== size * size) return null;
  const { values } = state;
  return (visit) => {
    for (let i = 0; i < values.length; i++) if (values[i] === 1) visit(Math.floor(i / size), i % size);
  };
}

function brokenRules(counts: Int32Array, names: Names, of: "item" | "place"): Violation[] {
  const violations: Violation[] = [];
  for (let k = 0; k < counts.length && violations.length < MOST_VIOLATIONS; k++) {
    const count = counts[k];
    if (count === 1) continue;
    const name = of === "item" ? names.nameOfItem(k) : names.nameOfPlace(k);
    const [own, other] = of === "item" ? [names.item, "place"] : ["place", names.item];
    if (count === 0) {
      violations.push({ code: `${own}-without-${other}`, message: `${name} has no ${other}` });
    } else {
      const others = of === "item" ? "places" : names.items;
      const message = `${name} has ${count} ${others}`;
      violations.push({ code: `${own}-with-several-${others}`, message, amount: count - 1 });
    }
  }
  return violations;
}
