/**
 * Assignments to states and back. Decoding reads the bits of the program's variables only: slack and auxiliaries are the energy's own
 * business, and constraints are judged by the referee's road. Nothing is repaired.
 */
import { type EnergyModel, expandState, type State } from "../../model/index.ts";
import type { Decoded, Violation } from "../../problem.ts";
import { judged, wrongState } from "../decoding.ts";
import { type Layout, readValue, writeBinary, writeValue } from "./codes.ts";
import { evaluate, tellBroken } from "./evaluate.ts";
import type { Extended } from "./indicators.ts";
import type { Slack } from "./penalties.ts";
import { valueAt } from "./polynomial.ts";
import type { Auxiliary } from "./quadratise.ts";
import type { Assignment, Program, Value } from "./types.ts";

const MOST_VIOLATIONS = 20;

/** The two ways between states of a compiled model and assignments of its program. */
export interface Reading {
  /** Total: any state. `partial` holds the values that could be read, null elsewhere. Never repairs. */
  decode(state: State): Decoded<Assignment>;
  /** The state of an assignment that fits the variables, slack and auxiliaries set to their best. */
  embed(assignment: Assignment): State;
}

/** Decoding judges by `evaluate`, never by the energy. Embedding sets slack, then auxiliaries, each in the order given. */
export function readingOf(
  program: Program,
  extended: Extended,
  layout: Layout,
  model: EnergyModel,
  slack: readonly Slack[],
  auxiliaries: readonly Auxiliary[],
): Reading {
  return {
    decode(state) {
      const bits = bitsOf(model, state);
      if (bits === null) return wrongState(`the state is not over the ${model.n} bits of this model`);
      const { values, wrong } = readAll(program, layout, bits);
      const violations = wrong.length > 0 ? wrong : evaluate(program, values as Assignment).violations.map(tellBroken);
      return judged(values as Assignment, violations.slice(0, MOST_VIOLATIONS), values);
    },
    embed(assignment) {
      const bits = new Int8Array(model.n);
      const values = extended.extend(assignment);
      extended.program.variables.forEach((variable, v) => {
        writeValue(variable, layout.codes[v], values[v], bits);
      });
      for (const { first, coefficients, amount } of slack) {
        const reach = coefficients.reduce((sum, a) => sum + a, 0);
        const wanted = Math.floor(valueAt(amount, bits));
        writeBinary(coefficients, Math.min(reach, Math.max(0, wanted)), first, bits);
      }
      for (const { bit, factors, positive } of auxiliaries) {
        bits[bit] = factors.every((factor, k) => bits[factor] === (positive?.[k] === false ? 0 : 1)) ? 1 : 0;
      }
      return { kind: "plain", values: bits };
    },
  };
}

/** The bits of a state in any of its forms; null for a state of another model. */
function bitsOf(model: EnergyModel, state: State): Int8Array | null {
  if (state.kind === "plain") return state.values.length === model.n ? state.values : null;
  try {
    return expandState(model, state);
  } catch {
    return null; // a compact form that this model does not have
  }
}

function readAll({ variables }: Program, { codes }: Layout, bits: Int8Array) {
  const wrong: Violation[] = [];
  const values: (Value | null)[] = variables.map((variable, v) => {
    const read = readValue(variable, codes[v], bits);
    if (read.wrong !== null) wrong.push({ code: "illegal-code", message: read.wrong, amount: read.amount });
    return read.value;
  });
  return { values, wrong };
}
