/** The work behind `tune`: training and test instances, the runs of race and test, and what came out. */
import { withoutRepeats } from "../compare/log.ts";
import type { RunRecord } from "../compare/record.ts";
import type { Entrant, Subject } from "../compare/study.ts";
import type { Parameter } from "../compare/tuning/parameters.ts";
import { tune as makeTuning } from "../compare/tuning/tune.ts";
import { tuning as plan } from "../compare/tuning/tuning.ts";
import type { Tuning, TuningStudy } from "../compare/tuning/types.ts";
import { createRandom } from "../random.ts";
import { countdown } from "./countdown.ts";
import { UsageError } from "./failure.ts";
import { checkWritable, printJson, writeWhole } from "./output.ts";
import { readReference } from "./references.ts";
import { readRunsSoFar } from "./run-files.ts";
import { budgetOf, type RunArguments, warnOf, withRuns } from "./run-making.ts";
import { runNotes } from "./run-notes.ts";
import { readSubjects } from "./subjects.ts";
import { tuningText } from "./tune-text.ts";

export interface TuneArguments extends RunArguments {
  readonly files: readonly string[];
  readonly solver: readonly Entrant[];
  readonly param?: readonly Parameter[] | undefined;
  /** Instances of the test. */
  readonly test?: readonly string[] | undefined;
  /** Runs of the race. */
  readonly budget: number;
  /** Of the test. */
  readonly seeds: number;
  readonly seed: number;
  readonly encoding?: Record<string, unknown> | undefined;
  readonly target: string;
  readonly within: number;
  readonly json?: boolean | undefined;
  readonly out?: string | undefined;
}

export async function tune(args: TuneArguments): Promise<number> {
  const inputs = [...args.files, ...(args.test ?? [])];
  for (const path of [args.runs, args.out]) if (path !== undefined) await checkWritable(path, inputs);
  const { study, fileOf } = await studyOf(args);
  plan(study).next(); // what is wrong with the ranges is said before files are opened
  const before = args.runs === undefined ? null : await readRunsSoFar(args.runs);
  if (before !== null) warnOf(before);
  const { value: result, code } = await withRuns(args, fileOf, ({ options, keep }) =>
    made(study, before?.records ?? [], options, keep),
  );
  if (result === null) {
    const way = args.runs === undefined ? "" : "; the same command goes on from the runs made so far";
    process.stderr.write(`interrupted before the test was over: nothing is known${way}\n`);
    return code || 1;
  }
  if (args.out !== undefined) await writeWhole(args.out, [`${JSON.stringify(result, null, 2)}\n`]);
  if (args.json === true) printJson(result);
  else process.stdout.write(tuningText(result, args.files[0]));
  return code;
}

type Making = Parameters<Parameters<typeof withRuns>[2]>[0];

/** Null once interrupted. */
async function made(
  study: TuningStudy,
  before: readonly RunRecord[],
  options: Making["options"],
  keep: Making["keep"],
): Promise<Tuning | null> {
  const progress = countdown(study.runs + 2 * study.testSeeds * (study.test.length || study.training.length), 0);
  const noted = runNotes();
  const steps = makeTuning(study, { known: withoutRepeats(before), ...options });
  try {
    for (let step = await steps.next(); ; step = await steps.next()) {
      if (step.done === true) return step.value;
      const { batch, record } = step.value;
      keep(record);
      const place = batch.phase === "test" ? "test" : `race ${batch.iteration}, ${batch.alive.length} left`;
      progress.step(`${place} | ${noted(record)}`);
    }
  } finally {
    progress.end();
  }
}

async function studyOf(
  args: TuneArguments,
): Promise<{ readonly study: TuningStudy; readonly fileOf: (name: string) => string }> {
  const { solver: entrants, files, test = [], seed, encoding, within } = args;
  if (entrants.length !== 1) {
    throw new UsageError(
      `tune takes one solver with fixed options, and ${entrants.length} are given; name what is to be tuned by --param`,
    );
  }
  const [{ solver, options }] = entrants;
  const { subjects, fileOf } = await readSubjects([...files, ...test], args);
  const given = subjects.slice(files.length);
  const split = given.length > 0 ? { training: subjects.slice(0, files.length), test: given } : held(subjects, seed);
  const study: TuningStudy = {
    solver,
    options,
    parameters: args.param ?? [],
    ...split,
    runs: args.budget,
    testSeeds: args.seeds,
    budget: budgetOf(args),
    seed,
    reference: await readReference(args.target),
    within,
    ...(encoding === undefined ? {} : { encoding }),
  };
  return { study, fileOf };
}

/** Fewer files cannot be both trained on and tested with. */
const FEW = 6;
/** Of the files, drawn by the seed. */
const HELD_OUT = 1 / 3;

/** A third of many files for the test; few are all trained on, and tested with other seeds. */
function held(subjects: readonly Subject[], seed: number): Pick<TuningStudy, "training" | "test"> {
  if (subjects.length < FEW) return { training: subjects, test: [] };
  const order = subjects.map((_subject, k) => k);
  createRandom(seed).shuffle(order);
  const out = new Set(order.slice(0, Math.round(HELD_OUT * subjects.length)));
  return {
    training: subjects.filter((_subject, k) => !out.has(k)),
    test: subjects.filter((_subject, k) => out.has(k)),
  };
}
