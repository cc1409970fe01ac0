/** The result document: versioned, JSON-ready, replayable from what it states. Its schema is published. */
import { type Static, Type } from "typebox";
import type { PenaltyProof } from "../problem.ts";
import { nullable } from "../schema.ts";

/** How a run ended. Only `optimal` and `infeasible` are claims about all states, and they name their proof. */
export const STATUSES = [
  "optimal", // a certificate: no better solution exists (see bound.proof)
  "infeasible", // a certificate: no valid solution exists (see bound.proof)
  "local-minimum", // no move of the solver's neighbourhood improves
  "exhausted", // the schedule or the restarts asked for ran out
  "target-reached",
  "work-limit",
  "time-limit",
  "aborted", // by signal; the best so far is given
] as const;
/** What ended a run: one of STATUSES. */
export type Status = (typeof STATUSES)[number];

/** In the words of reports. */
export const STATUS_WORDS: Record<Status, string> = {
  optimal: "optimal: proved that nothing better exists",
  infeasible: "infeasible: proved that no valid solution exists",
  "local-minimum": "local minimum of the solver's moves",
  exhausted: "the solver's schedule is done",
  "target-reached": "target reached",
  "work-limit": "stopped by the work limit",
  "time-limit": "stopped by the time limit",
  aborted: "interrupted; this is the best so far",
};

const closed = { additionalProperties: false } as const;

/** The JSON Schema of results. */
export const resultSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    format: Type.Literal("groundstate-result"),
    formatVersion: Type.Literal(1),
    problem: Type.String({ description: "Problem id." }),
    instance: Type.Object(
      {
        name: nullable(Type.String()),
        digest: Type.String({
          description: "SHA-256 of the instance as canonical JSON (keys sorted, $schema, name, comment left out).",
        }),
        description: Type.String(),
      },
      closed,
    ),
    solver: Type.String(),
    reason: nullable(Type.String({ description: "Why `auto` chose this solver." })),
    options: Type.Unsafe<Record<string, unknown>>({
      type: "object",
      description: "All solver options, defaults included.",
    }),
    encoding: Type.Unsafe<Record<string, unknown>>({
      type: "object",
      description: "All encoding options, defaults included.",
    }),
    limits: Type.Object(
      { work: nullable(Type.Number()), time: nullable(Type.Number()), target: nullable(Type.Number()) },
      { ...closed, description: "Limits in force: flips tried, seconds, objective." },
    ),
    seed: Type.Integer(),
    threads: Type.Optional(
      Type.Integer({ description: "Threads asked for; absent for a search on the thread of the caller." }),
    ),
    start: Type.Unsafe<unknown>({ description: "The solution that the run started from; null when none was given." }),
    version: Type.String(),
    status: Type.Enum([...STATUSES]),
    energy: nullable(
      Type.Number({ description: "Energy of the reported state, recomputed from the model; null when there is none." }),
    ),
    objective: nullable(
      Type.Number({ description: "In the user's units, recomputed from the instance; null when invalid." }),
    ),
    sense: Type.Enum(["min", "max"]),
    valid: Type.Boolean(),
    violations: Type.Array(
      Type.Object({ code: Type.String(), message: Type.String(), amount: Type.Optional(Type.Number()) }, closed),
    ),
    solution: Type.Unsafe<unknown>({ description: "As the problem's solution schema says; null when invalid." }),
    partial: Type.Optional(Type.Unsafe<unknown>({ description: "What could be decoded of an invalid state." })),
    repaired: Type.Optional(
      Type.Object(
        {
          violations: Type.Integer({
            description: "Broken rules of the state that the search ended with, 20 at most.",
          }),
          objectiveBefore: nullable(
            Type.Number({
              description: "Objective of that state, as far as it means anything; null where it does not.",
            }),
          ),
          changes: Type.Array(
            Type.Object(
              { variable: Type.String(), from: Type.Unsafe<unknown>({}), to: Type.Unsafe<unknown>({}) },
              closed,
            ),
            { description: "What was changed to make it valid; from: null where nothing could be read." },
          ),
        },
        {
          ...closed,
          description:
            "Present where the search ended invalid and was repaired: solution, objective and energy are those after it.",
        },
      ),
    ),
    bound: nullable(Type.Object({ value: Type.Number(), proof: Type.String() }, closed)),
    gap: nullable(Type.Number({ description: "|objective - bound| / |bound|; null where nothing is proved." })),
    penalty: Type.Unsafe<PenaltyProof | null>({
      description: "Penalty weights, thresholds and the proof; null when none is needed.",
    }),
    trace: Type.Array(
      Type.Object(
        { time: Type.Number(), work: Type.Number(), energy: Type.Number(), valid: Type.Boolean() },
        {
          ...closed,
          description: "Improvements: seconds, flips tried, energy, and whether the state decodes to a valid solution.",
        },
      ),
    ),
    work: Type.Number({ description: "Flips tried, or the solver's stated equivalent." }),
    timing: Type.Object(
      {
        encode: Type.Number(),
        search: Type.Number(),
        total: Type.Number(),
        bounds: Type.Optional(
          Type.Array(Type.Object({ time: Type.Number(), value: Type.Number() }, closed), {
            description: "When which bound was proved, in order; thinned where they are many. Absent without bounds.",
          }),
        ),
      },
      { ...closed, description: "Seconds." },
    ),
    verification: nullable(
      Type.Object(
        {
          starts: Type.Optional(Type.Number({ description: "States from which searches started, recomputed too." })),
          moves: Type.Number(),
          rises: Type.Number(),
          mismatches: Type.Number(),
          flowSteps: Type.Number(),
          flowRises: Type.Number(),
          unchecked: Type.Number({ description: "Moves made after the time limit, let pass so that it holds." }),
          firstRise: Type.Optional(
            nullable(
              Type.Object(
                {
                  kind: Type.Enum(["move", "flow"], {
                    description:
                      "Of the energy at an accepted move, or of the Lyapunov function at an integrator step.",
                  }),
                  index: Type.Number({ description: "Which move or step, from 1." }),
                  size: Type.Number({ description: "By how much." }),
                  energy: Type.Number({ description: "To what." }),
                  state: Type.String({
                    description: "Digest of the state after it, or of the one nearest to the activities.",
                  }),
                },
                { ...closed, description: "The first rise, be it allowed to this solver or not." },
              ),
            ),
          ),
          first: nullable(
            Type.String({
              description: "The first broken promise in words: a wrong energy, or a rise that must not be.",
            }),
          ),
        },
        closed,
      ),
    ),
    findings: Type.Unsafe<unknown>({ description: "What the solver found besides the best state." }),
  },
  { ...closed, title: "groundstate result" },
);

/** All that is known when a run has ended, ready for JSON. */
export type Result = Static<typeof resultSchema>;
