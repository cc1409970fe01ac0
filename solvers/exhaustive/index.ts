/**
 * Exhaustive search: every state is visited, so the ground states, their number, all local minima and the whole spectrum are known
 * and proved. Blocks along a Gray code cost about one lane of a vector addition a state (kernel `enumerate`); looking for local minima,
 * branches that cannot hold one are counted as visited. Models over spins without biases, and bit models with the same symmetry, are
 * searched by halves. Structures that the energy does not protect are enumerated inside.
 */
import type { EnergyModel, Structure } from "../../src/model/index.ts";
import type { Refusal, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, refuseOpenStructures, usualSolver } from "../../src/solver.ts";
import { searchStructured } from "./inside.ts";
import { defaults, type ExhaustiveOptions, optionsSchema } from "./options.ts";
import { searchPlain } from "./plain.ts";
import { hasClosedStructure, structuredSpace } from "./structured.ts";

export type { ExhaustiveOptions } from "./options.ts";

/** Dense whole weights on one core of a 2-core virtual machine: 9 to 14 x 10^9; this is for 32-bit ones, which are slower. */
const STATES_PER_SECOND = 5e9;

/** A state inside a structure is reached one by one, at the price of 2^STRUCTURE_BITS free ones or more. */
const STRUCTURE_BITS = 4;

/** What can be enumerated from inside. */
const ENUMERATED: ReadonlySet<Structure["kind"]> = new Set(["permutation", "one-hot", "balance", "loads"]);

export const exhaustive = defineSolver<ExhaustiveOptions>({
  id: "exhaustive",
  title: "Exhaustive search (Gray code)",
  summary:
    "Visits every state and proves the optimum; also counts and lists all ground states, all 1-flip local minima and the " +
    "number of states at every energy. For models of up to 36 variables, which take seconds, or with a larger maxVariables 40, which take minutes.",
  sources: ["Gray 1953, Pulse code communication (US patent 2632058)", "Knuth 2011, TAOCP 4A, 7.2.1.1"],
  optionsSchema,
  defaults,
  guarantees: new Set(["exact"]),
  refuses,
  search(model, options, context): Generator<Step, Verdict, void> {
    return hasClosedStructure(model) ? searchStructured(model, options, context) : searchPlain(model, options, context);
  },
});

function refuses(model: EnergyModel, options: ExhaustiveOptions): Refusal | null {
  if (!hasClosedStructure(model)) {
    if (model.n <= options.maxVariables) return null;
    const reason =
      `the model has ${model.n} variables: all 2^${model.n} states would take ${duration(2 ** model.n / STATES_PER_SECOND)}, ` +
      `and enumeration is limited to ${options.maxVariables} variables (option maxVariables)`;
    return { reason, instead: usualSolver(model) };
  }
  const instead = usualSolver(model);
  const open = refuseOpenStructures(model, ({ kind }) => ENUMERATED.has(kind), instead);
  if (open !== null) return open;
  if (options.localMinima !== false) {
    return {
      reason: "a single flip leaves the structure of the model, so 1-flip local minima mean nothing here",
      instead,
    };
  }
  // The decisions alone would be large for a large model: bound the variables first.
  if (model.n > options.maxVariables ** 2) {
    return { reason: `the model has ${model.n} variables, too many to enumerate its structure`, instead };
  }
  const { size, what } = structuredSpace(model);
  const exponent = options.maxVariables - STRUCTURE_BITS;
  if (size <= 2 ** exponent) return null;
  const reason = `there are up to ${size.toPrecision(3)} ${what}, and enumeration is limited to 2^${exponent} (2^(maxVariables - ${STRUCTURE_BITS}))`;
  return { reason, instead };
}

/** In words, for a refusal. */
function duration(seconds: number): string {
  const units: readonly [number, string][] = [
    [1, "seconds"],
    [60, "minutes"],
    [3600, "hours"],
    [86_400, "days"],
  ];
  if (seconds >= 365 * 86_400) return "more than a year";
  const [size, name] = units.findLast(([length]) => seconds >= 2 * length) ?? units[0];
  return `about ${Math.ceil(seconds / size)} ${name}`;
}
