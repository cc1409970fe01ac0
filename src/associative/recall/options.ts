/** Options that several dynamics have, with the same meaning in each. */
import { type Static, Type } from "typebox";
import { nullable } from "../../schema.ts";

/** @param what a step is called, and what else is to be said of their number: "Steps at most; 1 is attention." */
export const stepLimit = (what: string, standard: number) =>
  Type.Integer({ minimum: 1, description: `${what} Default ${standard}.` });

const MOST_STEPS = 10_000; // binary recall rests after tens of sweeps; this ends only what goes wrong

/** Of binary dynamics that have nothing to choose. */
export const stepOptions = (what: string) => ({
  optionsSchema: Type.Object({ maxSteps: stepLimit(what, MOST_STEPS) }, { additionalProperties: false }),
  defaults: { maxSteps: MOST_STEPS },
});
export type StepOptions = Static<ReturnType<typeof stepOptions>["optionsSchema"]>;

/** Of neurons that answer by tanh. */
export const gainSchema = nullable(Type.Number({ exclusiveMinimum: 0, description: "a positive number" }), {
  description:
    "Gain of the neurons, in 1/energy. Default null: 10 over the mean field that stored patterns have along themselves.",
});
