/**
 * One run of a comparison as a line of NDJSON: what was asked for, named by its content, and what came out. Under a work budget nothing
 * in it comes from a clock, so the same run gives the same line on every machine.
 */
import { type Static, Type } from "typebox";
import { STATUSES } from "../run/result.ts";
import { nullable } from "../schema.ts";

const closed = { additionalProperties: false } as const;
const json = <T>(description: string) => Type.Unsafe<T>({ type: "object", description });

export const budgetSchema = Type.Object(
  { kind: Type.Enum(["time", "work"]), amount: Type.Number({ exclusiveMinimum: 0 }) },
  { ...closed, description: "What every run gets: seconds, or flips tried." },
);

export const recordSchema = Type.Object(
  {
    format: Type.Literal("groundstate-run"),
    formatVersion: Type.Literal(1),
    key: Type.String({
      pattern: "^sha256:[0-9a-f]{64}$",
      description: "SHA-256 of problem, instance, encoding, solver, options, seed, budget, target and version.",
    }),
    version: Type.String({ description: "Of groundstate." }),
    problem: Type.String(),
    instance: Type.Object({ name: Type.String(), digest: Type.String() }, closed),
    encoding: json<Record<string, unknown>>("Encoding options, defaults included."),
    entrant: Type.String({ description: "The solver and those of its options that are not its defaults, in a line." }),
    solver: Type.String(),
    options: json<Record<string, unknown>>("Solver options, defaults included."),
    seed: Type.Integer(),
    budget: budgetSchema,
    stopAt: nullable(Type.Number({ description: "The objective at which the run was to stop." })),
    sense: Type.Enum(["min", "max"]),
    status: Type.Enum([...STATUSES, "failed"]),
    error: nullable(Type.String({ description: "Why a run failed." })),
    objective: nullable(Type.Number({ description: "Of the best valid solution; null when there is none." })),
    violations: Type.Array(Type.String(), {
      description: "Codes of the rules that an invalid run's best state breaks.",
    }),
    bound: nullable(Type.Number({ description: "The best that was proved." })),
    work: Type.Number({ description: "Flips tried, or the solver's stated equivalent." }),
    time: Type.Optional(Type.Number({ description: "Seconds, encoding included; only under a time budget." })),
    processor: Type.Optional(
      Type.Number({ description: "Seconds of processor time; well below `time` where other work disturbed the run." }),
    ),
    machine: Type.Optional(Type.String({ description: "What it ran on; only under a time budget." })),
    trace: Type.Array(Type.Tuple([Type.Number(), Type.Number()]), {
      description: "Improvements of the objective of valid solutions: seconds or work by the budget's kind, objective.",
    }),
  },
  { ...closed, title: "groundstate run of a comparison" },
);

export type RunRecord = Static<typeof recordSchema>;
export type Budget = Static<typeof budgetSchema>;
