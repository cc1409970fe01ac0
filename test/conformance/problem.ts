/**
 * Laws of a problem: its samples are legal, its energy is its cost, decoding is total and honest, its penalties suffice.
 * Every law takes the problem as a value and throws when it is broken, so that planted mutants can be tried.
 */
import { deepStrictEqual } from "node:assert";
import { Ajv, type ValidateFunction } from "ajv";
import type { TSchema } from "typebox";
import { GroundstateError } from "../../src/errors.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import {
  cells,
  checkModel,
  checkState,
  energy,
  magnitudeBound,
  obeysStructure,
  structureOf,
} from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { type Bound, type Encoding, isRejected, type Problem } from "../../src/problem.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { orders } from "../support/all-solutions.ts";
import { allStates, bruteForce, denseModel } from "../support/oracle.ts";

/** Any problem: what the registry holds. */
export type AnyProblem = Problem<unknown, unknown, object>;

export interface Case {
  readonly instance: unknown;
  readonly options: Readonly<Record<string, unknown>>;
  readonly encoding: Encoding<unknown>;
}

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictTuples: false, strictRequired: false });
const compiled = new WeakMap<TSchema, ValidateFunction>();

/** Throws unless the value fits the schema, as draft-07 in ajv's strict mode. */
export function fits(schema: TSchema, value: unknown, what: string): void {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (!validate(value)) throw new Error(`${what} breaks its schema: ${ajv.errorsText(validate.errors)}`);
}

const accepts = (schema: TSchema, value: unknown): boolean => {
  try {
    fits(schema, value, "");
    return true;
  } catch {
    return false;
  }
};

interface SchemaNode {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly type?: string;
}

/** Values that an option may take, where they are few. */
function choices(node: SchemaNode): readonly unknown[] {
  if (node.enum !== undefined) return node.enum;
  if (node.type === "boolean") return [false, true];
  return (node.anyOf ?? []).flatMap((option) => (option.const === undefined ? choices(option) : [option.const]));
}

/** The defaults, and each option in turn set to each of its values. */
export function optionVariants(schema: TSchema, defaults: object): Record<string, unknown>[] {
  const properties = (schema as { properties?: Record<string, SchemaNode> }).properties ?? {};
  const base = { ...(defaults as Record<string, unknown>) };
  const variants = Object.entries(properties).flatMap(([name, node]) =>
    choices(node)
      .filter((value) => value !== base[name])
      .map((value) => ({ ...base, [name]: value })),
  );
  return [base, ...variants];
}

export const senseOf = (problem: AnyProblem, instance: unknown): 1 | -1 =>
  (problem.senseOf?.(instance) ?? problem.sense) === "min" ? 1 : -1;

/** A sample fits the schema and the rules, survives JSON, and depends on the random numbers alone. */
export function sampleLaw(problem: AnyProblem, seed: number, size: number): unknown {
  const instance = problem.sample(createRandom(seed), size);
  fits(problem.instanceSchema, instance, "the sample");
  const complaints = problem.check(instance);
  if (complaints.length > 0) throw new Error(`the sample breaks a rule: ${JSON.stringify(complaints)}`);
  deepStrictEqual(JSON.parse(JSON.stringify(instance)), instance, "the sample does not survive JSON");
  deepStrictEqual(problem.sample(createRandom(seed), size), instance, "the same seed gives another sample");
  if (problem.describe(instance).length === 0) throw new Error("describe says nothing");
  return instance;
}

/** The encoding of an instance, or null where these options do not go with it (an error of ours, not a crash). */
export function encodeCase(problem: AnyProblem, instance: unknown, options: Record<string, unknown>): Case | null {
  const untouched = JSON.stringify(instance);
  try {
    const encoding = problem.encode(instance, options);
    checkModel(encoding.model);
    if (JSON.stringify(instance) !== untouched) throw new Error("encode changed the instance");
    return { instance, options, encoding };
  } catch (error) {
    if (error instanceof GroundstateError && ["invalid-options", "unsupported-model"].includes(error.code)) return null;
    throw error;
  }
}

/** Random plain states, and compact ones where the structure has them. */
export function randomState(model: EnergyModel, random: Random): State {
  const permutation = structureOf(model, "permutation");
  const oneHot = structureOf(model, "one-hot");
  if (permutation !== null && random.below(2) === 0) {
    const order = Int32Array.from({ length: permutation.size }, (_, k) => k);
    random.shuffle(order);
    return { kind: "permutation", order };
  }
  if (oneHot !== null && random.below(2) === 0) {
    return { kind: "labels", label: Int32Array.from({ length: oneHot.groups }, () => random.below(oneHot.size)) };
  }
  const low = model.domain === "spin" ? -1 : 0;
  const share = 1 + random.below(4);
  return {
    kind: "plain",
    values: Int8Array.from({ length: model.n }, () => (random.below(share + 1) === 0 ? 1 : low)),
  };
}

/** Different valid solutions: from all states when they are few, else from random ones. */
export function validSolutions({ encoding }: Case, random: Random, most = 30, exhaustive = 12): unknown[] {
  const found = new Map<string, unknown>();
  const keep = (state: State): void => {
    const decoded = encoding.decode(state);
    if (!isRejected(decoded)) found.set(JSON.stringify(decoded.solution), decoded.solution);
  };
  const { n, domain } = encoding.model;
  const inside = arrangementsInside(encoding.model);
  if (inside !== null && n > exhaustive) {
    for (const state of inside) if (most === 0 || found.size < most) keep(state);
    return [...found.values()];
  }
  if (n <= exhaustive) {
    for (const values of allStates(n, domain === "spin" ? -1 : 0)) keep({ kind: "plain", values: values.slice() });
    return [...found.values()];
  }
  for (let k = 0; k < 20 * most && found.size < most; k++) keep(randomState(encoding.model, random));
  return [...found.values()];
}

/** Equal: exactly on integer models, else within rounding of the cost and of what cancels inside the energy. */
function expectCost(what: string, found: number, cost: number, model: EnergyModel): void {
  const slack = model.integer ? 0 : 1e-9 * Math.abs(cost) + 1e-13 * magnitudeBound(model) + 1e-12;
  if (!(Math.abs(found - cost) <= slack)) throw new Error(`${what}: energy ${found}, cost ${cost}`);
}

/** energy(embed(s)) = cost(s) (times -1 when maximising), decode inverts embed, both fit their schemas, the referee agrees. */
export function solutionLaw(problem: AnyProblem, { instance, encoding }: Case, solution: unknown): void {
  const { model } = encoding;
  fits(problem.solutionSchema, solution, "a solution");
  const violations = problem.verify(instance, solution);
  if (violations.length > 0) throw new Error(`the referee rejects a decoded solution: ${JSON.stringify(violations)}`);
  const state = encoding.embed(solution);
  checkState(model, state);
  const cost = problem.cost(instance, solution);
  if (!Number.isFinite(cost)) throw new Error(`the cost is ${cost}`);
  if (problem.decides?.(instance) === true && cost !== 0)
    throw new Error(`a solution of a yes-or-no question costs ${cost}`);
  expectCost(`embed(${JSON.stringify(solution)})`, energy(model, state), senseOf(problem, instance) * cost, model);
  const back = encoding.decode(state);
  if (isRejected(back)) throw new Error(`decode rejects an embedded solution: ${JSON.stringify(back.violations)}`);
  deepStrictEqual(back.solution, solution, "decode does not invert embed");
  problem.tell?.(instance, solution);
}

/** decode is total; what it accepts passes the referee at its energy, what it rejects says why. */
export function decodeLaw(problem: AnyProblem, { instance, encoding }: Case, state: State): void {
  const decoded = encoding.decode(state);
  if (isRejected(decoded)) {
    if (decoded.solution !== null || decoded.partial === undefined) throw new Error("a rejection without its parts");
    for (const { code, message } of decoded.violations) {
      if (!/^[a-z]+(-[a-z]+)*$/.test(code) || message.length === 0) throw new Error(`a violation is called "${code}"`);
    }
    return;
  }
  fits(problem.solutionSchema, decoded.solution, "a decoded solution");
  const violations = problem.verify(instance, decoded.solution);
  if (violations.length > 0) throw new Error(`decode accepts what the referee rejects: ${JSON.stringify(violations)}`);
  const found = energy(encoding.model, state);
  const cost = senseOf(problem, instance) * problem.cost(instance, decoded.solution);
  // Slack variables and other freedom of a valid state can only cost extra.
  if (found < cost - 1e-9 * Math.max(1, Math.abs(cost), magnitudeBound(encoding.model) * 1e-3)) {
    throw new Error(`a valid state has energy ${found}, below its cost ${cost}`);
  }
}

/** Random damage: numbers changed, elements dropped, doubled or swapped. */
function damage(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) {
    const list = value.map((part) => (random.below(4) === 0 ? damage(part, random) : part));
    const at = random.below(list.length + 1);
    const kind = random.below(5);
    if (kind === 0) list.splice(at, 1);
    if (kind === 1) list.splice(at, 0, list[0] ?? 0);
    if (kind === 2 && list.length > 0) list.reverse();
    return list;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, damage(part, random)]));
  }
  return typeof value === "number" ? [value + 1, value - 1, 0, 1e9, -1, 1.5][random.below(6)] : value;
}

/** The referee never throws on a document that fits the schema, and whatever it lets pass is a solution by the other laws. */
export function refereeLaw(problem: AnyProblem, example: Case, solution: unknown, random: Random): void {
  const changed = damage(solution, random);
  if (!accepts(problem.solutionSchema, changed)) return;
  if (problem.verify(example.instance, changed).length === 0) {
    const state = example.encoding.embed(changed);
    const cost = senseOf(problem, example.instance) * problem.cost(example.instance, changed);
    expectCost(
      `embed(${JSON.stringify(changed)})`,
      energy(example.encoding.model, state),
      cost,
      example.encoding.model,
    );
  }
}

/** Best cost over solutions, as an energy: times -1 when maximising. Infinity when there is none. */
function bestCost(problem: AnyProblem, instance: unknown, solutions: Iterable<unknown>): number {
  let best = Number.POSITIVE_INFINITY;
  for (const solution of solutions)
    best = Math.min(best, senseOf(problem, instance) * problem.cost(instance, solution));
  return best;
}

/** Permutations are few up to this size. */
const LISTED = 6;

/** All permutations of a small model that must not leave them, in random order; null for other models. */
function arrangementsInside({ structure, n }: EnergyModel): State[] | null {
  const closed = structure.find(({ kind, penalised }) => kind === "permutation" && !penalised);
  if (closed?.kind !== "permutation" || closed.size ** 2 !== n || closed.size > LISTED) return null;
  const items = Array.from({ length: closed.size }, (_, item) => item);
  const states = [...orders(items)].map((order) => ({ kind: "permutation" as const, order: Int32Array.from(order) }));
  const turn = Int32Array.from(states, (_, k) => k);
  createRandom(n).shuffle(turn);
  return Array.from(turn, (k) => states[k]);
}

/** The states of lowest energy inside all structures that the energy does not protect. Null where they are too many to list. */
function lowestInside(model: EnergyModel): State[] | null {
  const all = arrangementsInside(model)?.filter((state) => obeysStructure(model, state));
  if (all === undefined || all.length === 0) return null;
  const energies = all.map((state) => energy(model, state));
  const lowest = Math.min(...energies);
  return all.filter((_, k) => energies[k] <= lowest + 1e-9 * Math.max(1, Math.abs(lowest)));
}

/** What a ground state shows against the encoding, or null when all are valid and optimal. */
export function groundStateFault(problem: AnyProblem, example: Case, best: number): string | null {
  const { instance, encoding } = example;
  const ground: readonly State[] =
    lowestInside(encoding.model) ??
    bruteForce(denseModel(encoding.model)).states.map((values) => ({ kind: "plain", values }));
  for (const state of ground.slice(0, 200)) {
    const decoded = encoding.decode(state);
    if (isRejected(decoded)) return `ground state [${cells(state)}] is invalid: ${JSON.stringify(decoded.violations)}`;
    const cost = senseOf(problem, instance) * problem.cost(instance, decoded.solution);
    if (cost > best + 1e-9 * Math.max(1, Math.abs(best)))
      return `ground state [${cells(state)}] costs ${cost}, the best is ${best}`;
  }
  return null;
}

/**
 * Every ground state is valid and as good as the best of all decoded solutions, and of `all` valid solutions listed by
 * somebody who never saw the encoding. Only where the encoding promises it; encodings without penalties promise it inside their
 * structures. Returns whether it was checked.
 */
export function groundStateLaw(
  problem: AnyProblem,
  example: Case,
  all: Iterable<unknown> | null,
  largest = 16,
): boolean {
  const { instance, encoding } = example;
  const structural = encoding.penalty?.mode === "structural" && arrangementsInside(encoding.model) !== null;
  if (!structural && (encoding.model.n > largest || encoding.penalty?.guaranteed === false)) return false;
  const decoded = bestCost(problem, instance, validSolutions(example, createRandom(0), 0, largest));
  if (all !== null) {
    const listed: unknown[] = [];
    for (const solution of all) if (problem.verify(instance, solution).length === 0) listed.push(solution);
    const best = bestCost(problem, instance, listed);
    const slack = 1e-9 * Math.max(1, Math.abs(best));
    if (best !== decoded && !(Math.abs(best - decoded) <= slack)) {
      throw new Error(`the best decoded solution costs ${decoded}, a list of all solutions has ${best}`);
    }
  }
  if (decoded === Number.POSITIVE_INFINITY) return false; // the instance has no solution, and no ground state can have one
  const fault = groundStateFault(problem, example, decoded);
  if (fault !== null) throw new Error(fault);
  return true;
}

/**
 * No bound, however it is reached, is better than the best of all valid solutions: those listed by somebody who never saw the
 * encoding. Bounds get better or stay. Returns how many were seen, 0 when the instance has no solution.
 */
export function boundLaw(problem: AnyProblem, instance: unknown, all: Iterable<unknown>, incumbent: boolean): number {
  const valid = [...all].filter((solution) => problem.verify(instance, solution).length === 0);
  if (valid.length === 0) return 0;
  const sense = senseOf(problem, instance);
  const best = sense * bestCost(problem, instance, valid);
  const slack = 1e-9 * Math.max(1, Math.abs(best));
  const seen: Bound[] = problem.bound === undefined ? [] : [problem.bound(instance)];
  const known = () => (incumbent ? best : null);
  for (const kernels of [loadKernels(), referenceKernels]) {
    let last = -sense * Number.POSITIVE_INFINITY;
    let slices = 0;
    for (const bound of problem.bounds?.(instance, { kernels, memoryLimit: 2 ** 28, incumbent: known }) ?? []) {
      if (++slices === MOST_SLICES) break;
      if (bound === null) continue;
      if (sense * (last - bound.value) > slack) throw new Error(`the bound falls back from ${last} to ${bound.value}`);
      last = bound.value;
      seen.push(bound);
    }
  }
  for (const { value, proof } of seen) {
    if (sense * (value - best) > slack)
      throw new Error(`the bound ${value} (${proof}) is beaten by a solution of ${best}`);
  }
  return seen.length;
}

/** Of a search for bounds on a tiny instance. */
const MOST_SLICES = 2000;

/** exact: every weight above its threshold, guaranteed. tight: not guaranteed. structural: the structure is not penalised. */
export function penaltyLaw({ encoding }: Case): void {
  const { penalty, model } = encoding;
  if (penalty === null) return;
  if (penalty.inequality.length === 0 || penalty.witness.length === 0) throw new Error("a proof without words");
  if (penalty.mode === "exact") {
    if (!penalty.guaranteed) throw new Error("mode exact is not guaranteed");
    for (const { name, weight, threshold } of penalty.weights) {
      if (!(weight > threshold)) throw new Error(`${name} is ${weight}, not above its threshold ${threshold}`);
    }
  }
  if (penalty.mode === "tight" && penalty.guaranteed) throw new Error("mode tight claims a guarantee");
  if (penalty.mode === "structural" && !model.structure.some((structure) => !structure.penalised)) {
    throw new Error("mode structural, but every structure is penalised");
  }
}

/** Whether nothing is minimised, so that any positive weight will do: a quadratic function is constant when it is on at most two set bits. */
function isFlat(objective: EnergyModel): boolean {
  const { n, domain } = objective;
  const low = domain === "spin" ? -1 : 0;
  const at = (...set: number[]) => {
    const values = new Int8Array(n).fill(low);
    for (const i of set) values[i] = 1;
    return energy(objective, { kind: "plain", values });
  };
  const level = at();
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) if (at(i, j) !== level) return false;
  return true;
}

/** Whether this instance shows that half the threshold is too small. Null when the instance cannot tell. */
export function showsTightness(problem: AnyProblem, instance: unknown, largest = 12): boolean | null {
  const options = { ...(problem.defaults as Record<string, unknown>), penalty: "tight", tightness: 0.5 };
  const example = encodeCase(problem, instance, options);
  if (example?.encoding.penalty?.mode !== "tight" || example.encoding.model.n > largest) return null;
  const objective = example.encoding.parts?.().objective;
  if (objective !== undefined && isFlat(objective)) return null;
  const best = bestCost(problem, instance, validSolutions(example, createRandom(0), 0, largest));
  if (best === Number.POSITIVE_INFINITY) return null;
  return groundStateFault(problem, example, best) !== null;
}

/** Among these instances at least one has an invalid or worse ground state at half the threshold: the threshold means something. */
export function tightnessLaw(problem: AnyProblem, instances: Iterable<unknown>): void {
  let telling = 0;
  for (const instance of instances) {
    const shown = showsTightness(problem, instance);
    if (shown === true) return;
    if (shown === false) telling++;
  }
  if (telling > 0) throw new Error(`half the threshold was enough for all of ${telling} instances`);
}
