/**
 * Problems stated as programs: a catalogue problem gives its mathematics (`program`), two ways between assignments and solutions in
 * its own words, and a referee that knows neither; everything else about the encoding is here.
 */
import { Type } from "typebox";
import type { Structure } from "../../model/index.ts";
import { defineProblem, type Encoding, isRejected, type Problem } from "../../problem.ts";
import { factorSchemas } from "../penalty-options.ts";
import { adapted } from "./adapting.ts";
import { type CompiledProgram, type CompileOptions, compileDefaults, compileProgram } from "./compile.ts";
import { explanationOf } from "./explanation.ts";
import { repairState } from "./repair.ts";
import type { Assignment, Program } from "./types.ts";
import type { Fractions, Mending } from "./weights.ts";

/** What users choose of the encoding of a catalogue problem. The rest is for runs: fractions of adaptive penalties, proofs of the problem. */
export type ProgramOptions = Omit<CompileOptions, "slack" | "fractions" | "mending">;

const programOptionsSchema = Type.Object(
  {
    penalty: Type.Optional(
      Type.Enum(["exact", "tight", "adaptive"], {
        description:
          "exact: proven weights. tight: weights below the proven thresholds. adaptive: they begin so, and between episodes of the search those of broken constraints rise and others fall. Default: exact.",
      }),
    ),
    ...factorSchemas({
      tightness: "Weights as a fraction of their thresholds in mode tight, and at the beginning of mode adaptive.",
    }),
    step: Type.Optional(
      Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
        description:
          "Step to which the numbers of inequalities are rounded, always to the safe side, where they have no common unit that is coarse enough; the guarantee is then off. Default: null, chosen.",
      }),
    ),
  },
  { additionalProperties: false, description: "How the program becomes an energy." },
);

const { penalty, margin, tightness, step } = compileDefaults;
const programDefaults: ProgramOptions = { penalty, margin, tightness, step };

type Given = "encode" | "optionsSchema" | "defaults" | "formats" | "draw";

/** A problem as its author states it. */
export interface ProgramProblem<I, S> extends Omit<Problem<I, S, ProgramOptions>, Given> {
  /** Variables, objective and constraints of an instance that has passed schema and check. */
  program(instance: I): Program;
  /** The solution that a valid assignment stands for. */
  toSolution(instance: I, assignment: Assignment): S;
  /** An assignment that stands for a valid solution; `toSolution` gives the solution back. */
  toAssignment(instance: I, solution: S): Assignment;
  /** A bound of what penalties must outweigh, where the problem's own mathematics proves one that the program cannot see. */
  mending?(instance: I): Mending | null;
  /** What solvers may exploit beyond what the program shows. */
  structures?(instance: I, compiled: CompiledProgram): readonly Structure[];
  readonly formats?: Problem<I, S, ProgramOptions>["formats"];
  draw?(instance: I, solution: S | null): ReturnType<Problem["draw"]>;
}

/**
 * The problem that a statement makes, its program included. `encode` compiles the program anew; decoding never repairs, `repair` does on
 * demand; with adaptive penalties the encoding can `adapt` to the state that a search ended in.
 * @throws what compileProgram throws, from `encode`: "invalid-instance" for constraints that can never hold, MemoryError
 */
export function programProblem<I, S>(
  stated: ProgramProblem<I, S>,
): Problem<I, S, ProgramOptions> & Pick<ProgramProblem<I, S>, "program"> {
  const { toSolution, toAssignment, program, mending, structures, formats = [], draw = () => null, ...rest } = stated;
  const encode = (instance: I, options: ProgramOptions): Encoding<S> => encodeWith(instance, options, new Map());
  const encodeWith = (instance: I, options: ProgramOptions, fractions: Fractions): Encoding<S> => {
    const plain = program(instance);
    const compiled = compileProgram(plain, { ...options, fractions, mending: mending?.(instance) ?? null });
    const { model, parts, penalty: proof, decode, embed } = compiled;
    const more = structures?.(instance, compiled) ?? [];
    return {
      model: more.length === 0 ? model : { ...model, structure: [...more, ...model.structure] },
      parts,
      penalty: proof,
      explain: () => explanationOf(compiled),
      decode(state) {
        const decoded = decode(state);
        return isRejected(decoded) ? decoded : { solution: toSolution(instance, decoded.solution), violations: [] };
      },
      repair(state) {
        const repaired = repairState(plain, compiled, state);
        return repaired === null ? null : { ...repaired, solution: toSolution(instance, repaired.solution) };
      },
      embed: (solution) => embed(toAssignment(instance, solution)),
      ...(options.penalty === "adaptive"
        ? {
            adapt: (state) =>
              encodeWith(instance, options, adapted(plain, compiled, fractions, state, options.tightness)),
          }
        : {}),
    };
  };
  const common = { optionsSchema: programOptionsSchema, defaults: programDefaults };
  return { ...defineProblem<I, S, ProgramOptions>({ ...rest, ...common, formats, draw, encode }), program };
}
