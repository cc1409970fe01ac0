/** Options of simulated bifurcation. */
import { type Static, Type } from "typebox";
import { count, nullable } from "../../src/schema.ts";

export const optionsSchema = Type.Object(
  {
    variant: Type.Enum(["mixed", "discrete", "ballistic"], {
      description:
        "Forces from the signs of the positions (discrete), from the positions (ballistic), or both in turn (mixed, default).",
    }),
    agents: Type.Integer({
      minimum: 8,
      maximum: 1024,
      multipleOf: 8,
      description: "Agents of one run, a multiple of 8, each from its own random positions. Default 8.",
    }),
    runs: nullable(count("a number of runs"), {
      description: "How many runs; null goes on until a limit stops the search (default 8, null in runs with a limit).",
    }),
    steps: nullable(count("a number of steps"), {
      description: "Steps of a run; null lets them grow from run to run, ballistic runs being shorter (default null).",
    }),
    timeStep: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1.9, description: "a number below 1.9" }), {
      description: "Length of a step, in units of the well's period / 2 pi; null: 0.9, ballistic 1.1 (default null).",
    }),
    heat: Type.Number({
      minimum: 0,
      maximum: 1,
      description: "Rate at which momentum is fed back, the heated variant; 0: not heated. Default 0.06.",
    }),
  },
  { additionalProperties: false, description: "Options of simulated bifurcation" },
);

export type BifurcationOptions = Static<typeof optionsSchema>;

export const defaults: BifurcationOptions = {
  variant: "mixed",
  agents: 8,
  runs: 8,
  steps: null,
  timeStep: null,
  heat: 0.06,
};
