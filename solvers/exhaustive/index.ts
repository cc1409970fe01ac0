/**
 * Exhaustive search: every state is visited, so the ground states, their number, all local minima and the whole spectrum are known
 * and proved. Blocks along a Gray code cost about one addition a state (kernel `enumerate`). Models over spins without biases, and bit
 * models with the same symmetry, are searched by halves. Structures that the energy does not protect are enumerated inside.
 */
import type { EnergyModel } from "../../src/model/index.ts";
import type { Refusal, Step, Verdict } from "../../src/solver.ts";
import { defineSolver, usualSolver } from "../../src/solver.ts";
import { searchStructured } from "./inside.ts";
import { defaults, type ExhaustiveOptions, optionsSchema } from "./options.ts";
import { searchPlain } from "./plain.ts";
import { hasClosedStructure, structuredSpace } from "./structured.ts";

export type { ExhaustiveOptions } from "./options.ts";

export const exhaustive = defineSolver<ExhaustiveOptions>({
  id: "exhaustive",
  title: "Exhaustive search (Gray code)",
  summary:
    "Visits every state and proves the optimum; also counts and lists all ground states, all 1-flip local minima and the " +
    "number of states at every energy. For models of up to about 30 variables.",
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
    const reason = `the model has ${model.n} variables, and enumeration is limited to ${options.maxVariables} (option maxVariables)`;
    return { reason, instead: usualSolver(model) };
  }
  const instead = usualSolver(model);
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
  if (size <= 2 ** options.maxVariables) return null;
  const reason = `there are up to ${size.toPrecision(3)} ${what}, and enumeration is limited to 2^${options.maxVariables} (option maxVariables)`;
  return { reason, instead };
}
