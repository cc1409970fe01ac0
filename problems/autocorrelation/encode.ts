/**
 * sum_k w_k C_k^2, multiplied out over signs s = 2 y - 1:
 *
 *     sum_k w_k (n - k) + 2 sum_{i, k} w_k s_i s_(i+2k) + sum_{i, d < k} 2 (w_d + w_k) (s_i s_(i+d)) (s_(i+k) s_(i+k+d))
 *
 * since lags d and k meet in the same four signs. A product of signs at distance d, the shorter of the two, is
 * p = 1 - 2 y - 2 y' + 4 z with a bit z that should be y y': for weights above 0 that takes n + sum over d from 1 to (n - 2) / 2 of
 * min(n - d, 2 (n - 1 - 2 d)) bits, about 3 n^2 / 8 + n, and O(n^3) couplings. Wrong z are punished by Rosenberg's form (1975)
 * R = y y' - 2 y z - 2 y' z + 3 z, which is 1, or 3 where z = 1 and y = y' = 0.
 *
 * Proof of M > 4 G, G the sum of the coefficients of the terms that hold p: let P be p with its wrong z, so that P - p is 4 or -4. For
 * every term g p q, P Q - p q >= -4 (R_p + R_q): if p alone is wrong it is at least -4 since |q| = 1; if both are, it is 8 or more
 * when both err to one side, and else -3 * 3 + 1 = -8 with R_p + R_q = 2, or -3 * 5 - 1 = -16 with R_p + R_q = 4. So all wrong z
 * together save at most 4 times sum_p G_p R_p, less than the sum of M_p R_p that they cost.
 */
import type { EnergyModel, Structure } from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import type { PenaltyOptions } from "../../src/modelling/penalty-options.ts";
import { assemble } from "../../src/modelling/program/assemble.ts";
import { layoutOf } from "../../src/modelling/program/codes.ts";
import { emptyForm, type Form } from "../../src/modelling/program/lower.ts";
import { addMonomial, addScaled, linear, multiply } from "../../src/modelling/program/polynomial.ts";
import type { Encoding, PenaltyProof, Violation } from "../../src/problem.ts";
import { type AutocorrelationInstance, type AutocorrelationSolution, lagWeight } from "./schema.ts";

/** The bit z that should be the product of bits i and i + distance; `stake` is G. */
interface Product {
  readonly i: number;
  readonly distance: number;
  readonly bit: number;
  stake: number;
}

/** coefficient * product of the signs at these places. */
interface SignTerm {
  readonly coefficient: number;
  readonly places: readonly number[];
}

interface Statement {
  readonly objective: Form;
  readonly products: readonly Product[];
  /** The same objective before it was made quadratic, without its constant. */
  readonly terms: readonly SignTerm[];
}

const WHAT = "the autocorrelations";

function statementOf(instance: AutocorrelationInstance): Statement {
  const { length: n } = instance;
  const objective = emptyForm();
  const { polynomial } = objective;
  const products = new Map<number, Product>();
  const terms: SignTerm[] = [];
  const productOf = (i: number, distance: number, stake: number) => {
    const known = products.get(distance * n + i) ?? { i, distance, bit: n + products.size, stake: 0 };
    products.set(distance * n + i, known);
    known.stake += stake;
    return linear([i, i + distance, known.bit], [-2, -2, 4], 1);
  };
  for (let lag = 1; lag < n; lag++) polynomial.constant += lagWeight(instance, lag) * (n - lag);
  for (let lag = 1; 2 * lag < n; lag++) {
    for (let i = 0; i + 2 * lag < n; i++) {
      const signs = linear([i, i + 2 * lag], [-2, -2], 1);
      addMonomial(signs, [i, i + 2 * lag], 4);
      const coefficient = 2 * lagWeight(instance, lag);
      addScaled(polynomial, signs, coefficient);
      if (coefficient !== 0) terms.push({ coefficient, places: [i, i + 2 * lag] });
    }
  }
  for (let d = 1; 2 * d < n - 1; d++) {
    for (let k = d + 1; k + d < n; k++) {
      const coefficient = 2 * (lagWeight(instance, d) + lagWeight(instance, k));
      if (coefficient === 0) continue;
      for (let i = 0; i + k + d < n; i++) {
        const both = multiply(productOf(i, d, coefficient), productOf(i + k, d, coefficient), WHAT);
        addScaled(polynomial, both, coefficient);
        terms.push({ coefficient, places: [i, i + d, i + k, i + k + d] });
      }
    }
  }
  return { objective, products: [...products.values()], terms };
}

/** What solvers may search instead: the signs alone. True of right products with weights above the thresholds only. */
function nativeOf(instance: AutocorrelationInstance, { products, terms }: Statement): Structure {
  let constant = 0;
  for (let lag = 1; lag < instance.length; lag++) constant += lagWeight(instance, lag) * (instance.length - lag);
  const termStart = new Int32Array(terms.length + 1);
  terms.forEach(({ places }, t) => {
    termStart[t + 1] = termStart[t] + places.length;
  });
  const literal = Int32Array.from(terms.flatMap(({ places }) => places.map((place) => 2 * place)));
  const coefficient = Float64Array.from(terms, (term) => term.coefficient);
  const counts = products.map(({ i, distance, bit }) => {
    return { first: bit, coefficients: [1], literals: [2 * i, 2 * (i + distance)], less: 1 };
  });
  const items = Int32Array.from({ length: instance.length }, (_, i) => i);
  const native = { items, constant, termStart, literal, coefficient, counts };
  return { kind: "polynomial", factors: "sign", ...native, penalised: true };
}

/** Weights on the grid of the numbers at stake: whole where those are. */
function weightOf({ stake }: Product, { penalty, margin, tightness }: PenaltyOptions): number {
  const threshold = 4 * stake;
  const whole = Number.isInteger(threshold);
  if (penalty === "tight") return whole ? Math.max(1, Math.floor(tightness * threshold)) : tightness * threshold;
  return whole ? Math.max(threshold + 1, Math.round(margin * threshold)) : margin * threshold;
}

function penaltyForm(products: readonly Product[], options: PenaltyOptions): Form {
  const form = emptyForm();
  for (const product of products) {
    const { i, distance, bit } = product;
    const weight = weightOf(product, options);
    addMonomial(form.polynomial, [i, i + distance], weight);
    addMonomial(form.polynomial, [i, bit], -2 * weight);
    addMonomial(form.polynomial, [i + distance, bit], -2 * weight);
    addMonomial(form.polynomial, [bit], 3 * weight);
  }
  return form;
}

/** One entry a distance: its dearest product. */
function proofOf(products: readonly Product[], options: PenaltyOptions): PenaltyProof | null {
  const dearest = new Map<number, Product>();
  for (const product of products) {
    const known = dearest.get(product.distance);
    if (known === undefined || product.stake > known.stake) dearest.set(product.distance, product);
  }
  const weights = Array.from(dearest.values(), (product) => {
    const { i, distance } = product;
    return { name: `product[${i},${i + distance}]`, weight: weightOf(product, options), threshold: 4 * product.stake };
  });
  if (weights.length === 0) return null;
  const top = weights.reduce((a, b) => (b.threshold > a.threshold ? b : a));
  const guaranteed = options.penalty === "exact";
  const relation = guaranteed ? ">" : "<=";
  return {
    mode: guaranteed ? "exact" : "tight",
    weights,
    inequality: `${top.name}: ${top.weight} ${relation} 4 * ${top.threshold / 4}, four times the terms that hold it`,
    witness: top.name,
    guaranteed,
  };
}

const namesOf = (n: number, products: readonly Product[]): string[] => [
  ...Array.from({ length: n }, (_, i) => `sign[${i}]`),
  ...products.map(({ i, distance }) => `product[${i},${i + distance}]`),
];

export function encode(instance: AutocorrelationInstance, options: PenaltyOptions): Encoding<AutocorrelationSolution> {
  const { length: n } = instance;
  const statement = statementOf(instance);
  const { objective, products } = statement;
  const labels = namesOf(n, products);
  const layout = layoutOf(labels.map((name) => ({ kind: "bit", name })));
  const penalties = penaltyForm(products, options);
  const make = (forms: readonly Form[]): EnergyModel => {
    return assemble({ n: labels.length, forms, layout, choices: null, orders: null, labels });
  };
  const model = make([objective, penalties]);
  const structure = products.length > 0 && options.penalty === "exact" ? [nativeOf(instance, statement)] : [];
  return {
    model: { ...model, structure },
    parts: () => ({ objective: make([objective]), constraints: make([penalties]) }),
    penalty: proofOf(products, options),
    decode(state) {
      if (state.kind !== "plain" || state.values.length !== labels.length)
        return wrongState(`a sequence needs ${labels.length} bits, found another state`);
      const sequence = Array.from(state.values.slice(0, n), (bit) => 2 * bit - 1);
      return judged({ sequence }, wrongProducts(products, state.values, labels));
    },
    embed({ sequence }) {
      const values = new Int8Array(labels.length);
      for (let i = 0; i < n; i++) values[i] = sequence[i] === 1 ? 1 : 0;
      for (const { i, distance, bit } of products) values[bit] = values[i] * values[i + distance];
      return { kind: "plain", values };
    },
  };
}

const MOST_VIOLATIONS = 20;

function wrongProducts(products: readonly Product[], values: Int8Array, labels: readonly string[]): Violation[] {
  const wrong = products.filter(({ i, distance, bit }) => values[bit] !== values[i] * values[i + distance]);
  return wrong.slice(0, MOST_VIOLATIONS).map(({ i, distance, bit }) => {
    const expected = values[i] * values[i + distance];
    return { code: "wrong-product", message: `${labels[bit]} is ${values[bit]}, its factors make ${expected}` };
  });
}
