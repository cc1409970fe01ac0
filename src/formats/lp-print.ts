/** Integer programs as LP files: one section after the other, every variable an integer with bounds, named in order in the objective. */
import { GroundstateError } from "../errors.ts";
import { addedUp, addedUpProducts } from "./program-draft.ts";
import type { IntegerProgramRecord } from "./records.ts";
import { quoted } from "./scanner.ts";

const NAME = /^(?![eE]\d)[^\s\d.+\-*/^<>=:[\]\\][^\s+\-*/^<>=:[\]\\]*$/;
const RESERVED =
  /^(?:minimi[sz]e|minimum|min|maximi[sz]e|maximum|max|subject|such|s\.t\.?|st\.?|bounds?|generals?|gen|integers?|int|binary|binaries|bin|end|free|inf|infinity|semi.*|semis?|sos.*|lazy|user|pwlobj)$/i;

function requireNames(names: readonly string[]): void {
  const wrong = names.find((name) => !NAME.test(name) || RESERVED.test(name));
  if (wrong === undefined) return;
  throw new GroundstateError("format", `the name ${quoted(wrong)} has no place in an LP file`, {
    hint: "Rename it: letters, digits and underscores, no digit first, no keyword. Or write JSON.",
  });
}

const TERMS_PER_LINE = 12;

function* termLines(terms: readonly string[]): Generator<string, void, void> {
  for (let k = 0; k < terms.length; k += TERMS_PER_LINE) yield ` ${terms.slice(k, k + TERMS_PER_LINE).join(" ")}\n`;
}

const signed = (value: number): string => (value < 0 ? `- ${-value}` : `+ ${value + 0}`);

export function* programLines({
  sense,
  variables,
  objective,
  constraints,
}: IntegerProgramRecord): Generator<string, void, void> {
  requireNames([...variables, ...constraints].map(({ name }) => name));
  const named = (v: number) => variables[v].name;
  yield `${sense === "min" ? "Minimize" : "Maximize"}\n obj:\n`;
  // Every variable, also with coefficient 0: so they keep their order.
  const coefficients = new Map(addedUp(objective.linear));
  yield* termLines(variables.map(({ name }, v) => `${signed(coefficients.get(v) ?? 0)} ${name}`));
  const products = addedUpProducts(objective.quadratic);
  if (products.length > 0) {
    yield " + [\n";
    yield* termLines(
      products.map(([i, j, q]) => `${signed(2 * q)} ${i === j ? `${named(i)} ^ 2` : `${named(i)} * ${named(j)}`}`),
    );
    yield " ] / 2\n";
  }
  if (objective.constant !== 0) yield ` ${signed(objective.constant)}\n`;
  yield "Subject To\n";
  for (const { name, linear, from, to } of constraints) {
    if (from === null && to === null) continue;
    const terms = addedUp(linear);
    const shown = terms.length === 0 ? [[0, 0] as const] : terms;
    yield ` ${name}:${from !== null && to !== null && from !== to ? ` ${from} <=` : ""}\n`;
    yield* termLines(shown.map(([v, a]) => `${signed(a)} ${named(v)}`));
    yield to !== null ? ` ${from === to ? "=" : "<="} ${to}\n` : ` >= ${from}\n`;
  }
  yield "Bounds\n";
  for (const { name, from, to } of variables) yield ` ${from} <= ${name} <= ${to}\n`;
  yield "Generals\n";
  for (const { name } of variables) yield ` ${name}\n`;
  yield "End\n";
}
