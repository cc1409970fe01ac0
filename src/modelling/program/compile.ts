/**
 * A program as an energy:
 *
 *     E = f + sum_c w_c P_c + guards of groups and orders
 *
 * f the objective (negated when maximising) with the prices of soft constraints, P_c the penalties (penalties.ts), weights proved
 * (weights.ts, group-weights.ts), everything of degree above 2 quadratised. At an embedded valid assignment E is the objective with
 * prices, times -1 when maximising. Variables: codes of the program's variables, then slack, then auxiliaries.
 */
import { biasAt, type EnergyModel, magnitudeBound, type Structure } from "../../model/index.ts";
import type { EnergyParts, PenaltyProof } from "../../problem.ts";
import { badOption, factorDefaults, requireFactors, type WeightFactors } from "../penalty-options.ts";
import { assemble, type Guard } from "./assemble.ts";
import { checkProgram } from "./check.ts";
import { quadratiseForm, quadratiseStated, withPenalties } from "./clauses.ts";
import { bitNames, type Layout, layoutOf } from "./codes.ts";
import { requireDigits } from "./digits.ts";
import { choiceWeights, orderWeights } from "./group-weights.ts";
import { obviousEnergy } from "./incumbent.ts";
import { withIndicators } from "./indicators.ts";
import { inequalitiesOf } from "./inequalities.ts";
import { addForm, emptyForm, type Form, lowerForm, negated } from "./lower.ts";
import { nativeOf } from "./native.ts";
import { packingOf } from "./packings.ts";
import { type Penalty, penaltyOf, type Slack } from "./penalties.ts";
import { coefficientsOf } from "./polynomial.ts";
import { proofOf } from "./proof.ts";
import type { Auxiliary } from "./quadratise.ts";
import { knowledges } from "./ranges.ts";
import { type Reading, readingOf } from "./reading.ts";
import { powersOf, type Summands } from "./summands.ts";
import { aside } from "./titles.ts";
import type { Program } from "./types.ts";
import { wallPenalties } from "./walls.ts";
import { constraintWeights, type Fractions, type Mending, type WeightContext, type Weighted } from "./weights.ts";

/** Choices of the road to an energy; `compileDefaults` are proven weights and binary slack. */
export interface CompileOptions extends WeightFactors {
  /** exact: proven weights. tight: `tightness` times the proven thresholds, guarantee off. adaptive: `fractions` of them. */
  readonly penalty: "exact" | "tight" | "adaptive";
  /** Mode adaptive: weights over thresholds by name; those that are missing begin at `tightness`. */
  readonly fractions: Fractions | null;
  /** none: inequalities without slack bits, guarantee off. */
  readonly slack: "binary" | "none";
  /** Step to round the numbers of inequalities to where they have no common unit; null: chosen. Guarantee off where it is used. */
  readonly step: number | null;
  /** What the problem itself proves of its penalties; null: nothing. */
  readonly mending: Mending | null;
}

export const compileDefaults: CompileOptions = {
  penalty: "exact",
  ...factorDefaults,
  fractions: null,
  slack: "binary",
  step: null,
  mending: null,
};

/** Bits of the model by what they are for. */
export interface SizeReport {
  /** Codes of the program's variables. */
  readonly variables: number;
  readonly slack: number;
  /** Of quadratisation. */
  readonly auxiliaries: number;
}

/** A program as an energy, with the ways between states and assignments, and what is proved. */
export interface CompiledProgram extends Reading {
  readonly model: EnergyModel;
  parts(): EnergyParts;
  /** Null when nothing is penalised. */
  readonly penalty: PenaltyProof | null;
  /** One entry a hard constraint, then those of codes: what `explain` shows. */
  readonly weights: readonly Weighted[];
  /** How each hard constraint became a penalty, by name: "pairs that are both 1", ... */
  readonly made: ReadonlyMap<string, string>;
  readonly size: SizeReport;
  /** How variables became bits. */
  readonly layout: Layout;
  /** Slack bits of hard constraints by their names, where they have some. */
  readonly slack: ReadonlyMap<string, readonly Slack[]>;
  /** Bits that are products of others, in an order in which they can be computed. */
  readonly products: readonly Auxiliary[];
}

/** Names of the bits so far, and a way to take more. */
interface Bits {
  readonly names: string[];
  /** Gives the first of `count` new bits. */
  take(count: number, name: string): number;
}

function bitsAfter(names: string[]): Bits {
  return {
    names,
    take(count, name) {
      const first = names.length;
      for (let k = 0; k < count; k++) names.push(`${name}.${k}`);
      return first;
    },
  };
}

/**
 * O(terms), products multiplied out.
 * @throws {GroundstateError} "invalid-instance" for an ill-formed program, or a constraint that can never hold; {MemoryError}
 */
export function compileProgram(program: Program, given: Partial<CompileOptions> = {}): CompiledProgram {
  const options: CompileOptions = { ...compileDefaults, ...given };
  refuseBadNumbers(options);
  checkProgram(program);
  const extended = withIndicators(program);
  const { variables } = extended.program;
  const layout = layoutOf(variables);
  const bits = bitsAfter(bitNames(variables, layout));
  const forms = formsOf(extended.program, layout, bits, options);
  const { objective, hard } = forms;
  const { soft } = objective;
  const slackEnd = bits.names.length;
  const { constraints, guards, weights, integral } = weigh(program, layout, forms, bits.names, options);
  requireDigits(objective.lowered, weights, (bit) => bits.names[bit]);
  const next = () => bits.names.push(`product.${bits.names.length - slackEnd}`) - 1;
  const stated = quadratiseStated(objective, integral, next);
  const enforced = quadratiseForm(constraints, integral, next);
  const n = bits.names.length;
  const make = (sum: readonly Form[], own: Guards) => assemble({ n, forms: sum, layout, labels: bits.names, ...own });
  const plain = make([stated.form, enforced.form], guards);
  const penalties = [...soft, ...hard];
  const slack: Slack[] = penalties.flatMap((penalty) => penalty.slack);
  const auxiliaries: Auxiliary[] = [...stated.auxiliaries, ...enforced.auxiliaries];
  const proof = proofOf(weights, options, {
    exact: penalties.every(({ exact }) => exact),
    magnitude: magnitudeBound(plain),
    whole: integral && weights.every(({ weight }) => Number.isInteger(weight)) && largestBias(plain) < 2 ** 52,
  });
  const guaranteed = proof?.guaranteed ?? true;
  const rows = (): Structure | null => {
    const codes = layout.groups.length + layout.orders.length + soft.length + stated.auxiliaries.length;
    if (codes > 0 || n === layout.bits) return null; // where no bits are added, flips of single bits do well
    return inequalitiesOf(
      hard,
      layout.bits,
      make([stated.form], { choices: null, orders: null }),
      enforced.auxiliaries,
      guaranteed,
    );
  };
  const native = (): Structure | null => {
    const factors = [...objective.worth, ...hard.map((_, k) => weights[k].weight)];
    const priced = { objective: objective.lowered, penalties, soft: soft.length, factors };
    return nativeOf({ layout, ...priced, auxiliaries, slackEnd, proved: guaranteed });
  };
  const packing = packingOf(layout, objective.whole, hard);
  const model = withStructure(plain, packing ?? rows() ?? native());
  return {
    model,
    parts: () => ({
      // Labels leave slack to the structure: the parts need it too.
      objective: withStructure(
        make([stated.form], { choices: null, orders: null }),
        packing === null ? null : { ...packing, penalised: false },
      ),
      constraints: withStructure(make([enforced.form], guards), packing),
    }),
    penalty: proof,
    weights,
    made: new Map(hard.map(({ name, made }) => [name, made])),
    size: { variables: layout.bits, slack: slackEnd - layout.bits, auxiliaries: n - slackEnd },
    layout,
    products: auxiliaries,
    slack: new Map(hard.flatMap(({ name, slack: own }) => (own.length > 0 ? [[name, own] as const] : []))),
    ...readingOf(program, extended, layout, model, slack, auxiliaries),
  };
}

function withStructure(model: EnergyModel, structure: Structure | null): EnergyModel {
  return structure === null ? model : { ...model, structure: [...model.structure, structure] };
}

/** Callers without the schema. */
function refuseBadNumbers(options: CompileOptions): void {
  requireFactors(options);
  const { step } = options;
  if (step !== null && !(step > 0 && Number.isFinite(step))) throw badOption("step", step, "a number above 0, or null");
}

interface Guards {
  readonly choices: Guard | null;
  readonly orders: Guard | null;
}

/** The weights of all constraints and codes, and the weighted sum of the constraints. */
function weigh(
  program: Program,
  layout: Layout,
  { objective, hard, prices }: Forms,
  names: readonly string[],
  options: CompileOptions,
): { constraints: Form; guards: Guards; weights: readonly Weighted[]; integral: boolean } {
  const integral = isWhole(objective.whole);
  const free = hard.length + layout.groups.length + layout.orders.length === 0;
  const incumbent = free ? Number.POSITIVE_INFINITY : obviousEnergy(program);
  const nameOf = (bit: number) => names[bit];
  const { mending } = options;
  const asides = new Map(program.constraints.map((constraint) => [constraint.name, aside(constraint)]));
  const context: WeightContext = {
    layout,
    bits: names.length,
    objective,
    incumbent,
    integral,
    options,
    nameOf,
    titleOf: (name) => `${name}${asides.get(name) ?? ""}`,
    mending,
  };
  const weights = constraintWeights(hard, prices, context);
  const constraints = emptyForm();
  for (const [c, penalty] of hard.entries()) addForm(constraints, penalty.form, weights[c].weight);
  const { choices, orders } = guardsOf(constraints, context);
  const proved = [...weights, ...(choices?.proof ?? []), ...(orders?.proof ?? [])];
  return { constraints, guards: { choices, orders }, weights: proved, integral };
}

interface Forms {
  readonly objective: Summands;
  readonly hard: readonly Penalty[];
  /** Weights that the user gave, null elsewhere: one for each of `hard`. */
  readonly prices: readonly (number | null)[];
}

function formsOf(program: Program, layout: Layout, bits: Bits, { slack, step }: CompileOptions): Forms {
  const given = lowerForm(program.objective, layout, "the objective");
  const lowered = program.sense === "max" ? negated(given) : given;
  const known = knowledges(layout, layout.bits, true);
  const context = { program, layout, known, slack, step, allocate: bits.take };
  const hard: Penalty[] = [...wallPenalties(program, layout)];
  const prices: (number | null)[] = hard.map(() => null);
  const soft: Penalty[] = [];
  const worth: number[] = [];
  for (const constraint of program.constraints) {
    if (constraint.price === 0) continue;
    const penalty = penaltyOf(constraint, context);
    if (penalty === null) continue;
    if (constraint.price === null) {
      hard.push(penalty);
      prices.push(constraint.weight);
    } else {
      soft.push(penalty);
      worth.push(constraint.price * penalty.unit ** 2);
    }
  }
  const whole = withPenalties(lowered, soft, worth);
  return { objective: { whole, lowered, powers: powersOf(program, layout), soft, worth }, hard, prices };
}

function guardsOf(constraints: Form, context: WeightContext) {
  const { groups, orders } = context.layout;
  if (groups.length === 0 && orders.length === 0) return { choices: null, orders: null };
  const full = emptyForm();
  addForm(full, context.objective.whole, 1);
  addForm(full, constraints, 1);
  return { choices: choiceWeights(full, context), orders: orderWeights(full, context) };
}

/** Squares make the biases and the offset the largest numbers of a model. */
function largestBias({ n, biases, offset }: EnergyModel): number {
  let largest = Math.abs(offset);
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(biasAt(biases, i)));
  return largest;
}

/** Whether a form is a whole number at every state, by its coefficients. */
function isWhole({ polynomial, squares }: Form): boolean {
  if (!Number.isInteger(polynomial.constant)) return false;
  if (!coefficientsOf(polynomial).every(Number.isInteger)) return false;
  return squares.every(
    ({ scale, constant, coefficients }) =>
      Number.isInteger(scale) && Number.isInteger(constant) && coefficients.every(Number.isInteger),
  );
}
