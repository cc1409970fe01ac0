/**
 * Options of a solver chosen by an iterated race (Lopez-Ibanez, Dubois-Lacoste, Perez Caceres, Birattari & Stuetzle 2016, "The irace package")
 * on training runs, and judged against the usual ones on test runs that the race has not seen: on other instances, or where there are few,
 * on other seeds. The race picks; only the test says whether the pick is better, and where it shows no difference the usual options stay.
 *
 * Everything follows from the study and the records handed in, so a tuning that was stopped goes on from its records as if it had not been.
 */
import { GroundstateError } from "../../errors.ts";
import { createRandom } from "../../random.ts";
import { VERSION } from "../../version.ts";
import { type Analysis, analyse } from "../analysis.ts";
import type { RunRecord } from "../record.ts";
import { type PreparedSubject, prepareSubjects, requestOf } from "../study.ts";
import { type Candidate, usualCandidate } from "./candidates.ts";
import { blockOrder, iterate, leastRuns, settingOf } from "./iterated-race.ts";
import { axesOf } from "./parameters.ts";
import type { Batch, Tuning, TuningStudy } from "./types.ts";

/**
 * Yields the runs it needs and is handed their records in the same order.
 * @throws {GroundstateError} "invalid-options", "unknown-name": ranges, names and numbers, before the first batch
 */
export function* tuning(study: TuningStudy): Generator<Batch, Tuning, readonly RunRecord[]> {
  const { solver, options = {}, seed } = study;
  const axes = axesOf(solver, options, study.parameters);
  checkRuns(study, axes.length);
  const subjects = prepareSubjects([...study.training, ...study.test], study.encoding);
  const training = subjects.slice(0, study.training.length);
  const usual = usualCandidate({ solver, options }, axes);
  const random = createRandom(seed);
  const blocks = blockOrder(training, seed, random.split(1));
  const { races, winner, candidates } = yield* iterate(study, axes, usual, blocks, random.split(2));
  const test = study.test.length > 0 ? subjects.slice(study.training.length) : training;
  const analysis = winner === usual ? null : yield* tested(study, [usual, winner], test);
  const verdict = analysis === null ? "usual won" : verdictOf(analysis);
  return {
    format: "groundstate-tuning",
    formatVersion: 1,
    version: VERSION,
    solver,
    budget: study.budget,
    seed,
    parameters: study.parameters,
    training: study.training.map(({ name }) => name),
    test: test.map(({ subject }) => subject.name),
    testedOn: study.test.length > 0 ? "other instances" : "other seeds",
    candidates,
    runs: races.reduce((sum, { runs }) => sum + runs, 0),
    races,
    usual: settingOf(usual),
    winner: settingOf(winner),
    analysis,
    verdict,
    recommended: settingOf(verdict === "better" ? winner : usual),
  };
}

function checkRuns({ runs, testSeeds, training }: TuningStudy, parameters: number): void {
  const refuse = (message: string, hint: string): never => {
    throw new GroundstateError("invalid-options", message, { hint });
  };
  if (training.length === 0) refuse("there are no instances to tune on", "Give at least one.");
  if (!(Number.isSafeInteger(testSeeds) && testSeeds >= 1))
    refuse(`testSeeds is ${testSeeds}, expected a positive integer`, "20 is usual.");
  const least = leastRuns(parameters);
  if (!(Number.isSafeInteger(runs) && runs >= least))
    refuse(
      `the race has ${runs} runs, expected at least ${least} for ${parameters} ${parameters === 1 ? "option" : "options"}`,
      "Give it more runs, with less time or work each.",
    );
}

/** Every pair on every test instance with every test seed. */
function* tested(
  study: TuningStudy,
  pair: readonly [Candidate, Candidate],
  test: readonly PreparedSubject[],
): Generator<Batch, Analysis, readonly RunRecord[]> {
  // A race of R runs has fewer than R rounds: no seed of the race comes again.
  const seeds = Array.from({ length: study.testSeeds }, (_seed, k) => study.seed + study.runs + k);
  const requests = seeds.flatMap((seed) =>
    test.flatMap((subject) => pair.map(({ entrant }) => requestOf(entrant, subject, seed, study))),
  );
  const records = yield {
    phase: "test",
    requests,
    alive: pair.map(({ entrant }) => entrant.label),
    iteration: 0,
  };
  const { reference, within } = study;
  return analyse(records, {
    ...(reference === undefined ? {} : { reference }),
    ...(within === undefined ? {} : { within }),
  });
}

function verdictOf({ pairs: [{ gap, reach }] }: Analysis): Exclude<Tuning["verdict"], "usual won"> {
  const found = [gap.better, reach.better];
  const [usual, tuned] = [found.includes("first"), found.includes("second")];
  return tuned ? (usual ? "mixed" : "better") : usual ? "worse" : "no difference";
}
