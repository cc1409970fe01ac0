/** All learning rules, one line each. */
import { GroundstateError } from "../../errors.ts";
import { didYouMean } from "../../names.ts";
import { gradient } from "./gradient.ts";
import { hebb } from "./hebb.ts";
import { pseudoInverse } from "./pseudo-inverse.ts";
import { storkey } from "./storkey.ts";
import type { LearningRule } from "./types.ts";

/** All learning rules. */
export const learningRules: readonly LearningRule[] = [
  hebb,
  storkey,
  pseudoInverse,
  gradient,
] as readonly LearningRule[];

/** The learning rule of that name. @throws {GroundstateError} "unknown-name" with the nearest known name */
export function ruleById(id: string): LearningRule {
  const found = learningRules.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const known = learningRules.map((rule) => rule.id);
  throw new GroundstateError("unknown-name", `no learning rule is called ${JSON.stringify(id)}`, {
    hint: `Expected ${didYouMean(id, known)}.`,
  });
}
