/** Options of simulated annealing. */
import { Type } from "typebox";

export interface AnnealingOptions {
  readonly anneals: number | null;
  readonly sweeps: number | null;
  readonly betaFrom: number | null;
  readonly betaTo: number | null;
  readonly schedule: "auto" | "linear" | "geometric";
}

export const defaults: AnnealingOptions = {
  anneals: 20,
  sweeps: null,
  betaFrom: null,
  betaTo: null,
  schedule: "auto",
};

const orNull = (schema: Parameters<typeof Type.Union>[0][number], otherwise: string, description: string) =>
  Type.Optional(Type.Union([schema, Type.Null({ description: otherwise })], { description }));

export const optionsSchema = Type.Object(
  {
    anneals: orNull(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: "a number of anneals" }),
      "null: until a limit stops the run",
      "How many anneals, each from a new random state; null goes on until a limit stops the run (default 20)",
    ),
    sweeps: orNull(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: "a number of sweeps" }),
      "null: growing lengths",
      "Sweeps of one anneal; null lets them grow, 128 for the first, 256 for the second, 384 ... (default null)",
    ),
    betaFrom: orNull(
      Type.Number({ minimum: 0, description: "an inverse temperature" }),
      "null: measured on the model",
      "Inverse temperature of the first sweep, in 1 / energy units; null measures it on the model (default null)",
    ),
    betaTo: orNull(
      Type.Number({ minimum: 0, description: "an inverse temperature" }),
      "null: measured on the model",
      "Inverse temperature of the last sweep, in 1 / energy units; null measures it on the model (default null)",
    ),
    schedule: Type.Optional(
      Type.Union([Type.Literal("auto"), Type.Literal("linear"), Type.Literal("geometric")], {
        description:
          "How the inverse temperature grows from sweep to sweep; auto is linear for narrow ranges and geometric for wide ones (default auto)",
      }),
    ),
  },
  { additionalProperties: false, description: "Options of simulated annealing" },
);
