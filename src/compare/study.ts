/**
 * A comparison before it runs: entrants x instances x seeds under one budget, each run named by its content. The order is seed by seed,
 * instance by instance, entrant by entrant: what slows the machine down for a while falls on all entrants alike.
 */
import { GroundstateError } from "../errors.ts";
import type { Problem } from "../problem.ts";
import { solverById } from "../registry.ts";
import { instanceDigest } from "../run/digest.ts";
import { mergeOptions } from "../run/options.ts";
import { VERSION } from "../version.ts";
import type { Budget } from "./record.ts";

/** A solver with options. */
export interface Entrant {
  readonly solver: string;
  /** Over the solver's defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** An instance that takes part. */
export interface Subject {
  readonly problem: Problem;
  readonly instance: unknown;
  /** How tables and files of best-known values call it. */
  readonly name: string;
  /** Stop a run once a valid solution has this objective or better. */
  readonly stopAt?: number;
}

export interface Study {
  readonly entrants: readonly Entrant[];
  readonly subjects: readonly Subject[];
  readonly seeds: readonly number[];
  readonly budget: Budget;
  /** Encoding options, for all instances. */
  readonly encoding?: Readonly<Record<string, unknown>>;
  /** Let runs prove bounds beside the search. Default false: all the time goes to the search. */
  readonly prove?: boolean;
}

/** One run that is to be made. JSON-ready but for the subject. */
export interface RunRequest {
  readonly key: string;
  readonly subject: Subject;
  readonly digest: string;
  readonly encoding: Readonly<Record<string, unknown>>;
  readonly entrant: string;
  readonly solver: string;
  /** As given, over the solver's defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Defaults included. */
  readonly allOptions: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly budget: Budget;
  readonly prove: boolean;
}

/**
 * All runs of a study in the order in which they are to be made.
 * @throws {GroundstateError} unknown-name, invalid-options: solvers and options are checked before the first run; two equal entrants or
 * instances are an error, as their runs would be the same
 */
export function runsOf(study: Study): RunRequest[] {
  const entrants = study.entrants.map(prepareEntrant);
  refuseTwice(
    "solvers",
    entrants.map(({ label }) => label),
  );
  refuseTwice("seeds", study.seeds.map(String));
  const subjects = prepareSubjects(study.subjects, study.encoding);
  return study.seeds.flatMap((seed) =>
    subjects.flatMap((subject) => entrants.map((entrant) => requestOf(entrant, subject, seed, study))),
  );
}

/** An entrant whose options were checked. */
export interface PreparedEntrant extends Entrant {
  readonly label: string;
  /** Defaults included. */
  readonly allOptions: Readonly<Record<string, unknown>>;
}

/** @throws {GroundstateError} unknown-name, invalid-options */
export function prepareEntrant({ solver: id, options }: Entrant): PreparedEntrant {
  const solver = solverById(id);
  const allOptions = mergeOptions(solver.defaults, options, solver.optionsSchema, `${id} options`);
  return { label: entrantLabel(id, options, solver.defaults), solver: id, options, allOptions };
}

/** A subject whose content was named and whose encoding options were checked. */
export type PreparedSubject = Pick<RunRequest, "subject" | "digest" | "encoding">;

/** @throws {GroundstateError} invalid-options: an encoding option that is wrong, or two equal instances */
export function prepareSubjects(subjects: readonly Subject[], encoding: Study["encoding"]): PreparedSubject[] {
  const prepared = subjects.map((subject) => ({
    subject,
    digest: instanceDigest(subject.instance),
    encoding: encodingOf(subject, encoding),
  }));
  refuseTwice(
    "instances",
    prepared.map(({ subject, digest }) => `${subject.problem.id} ${digest}`),
    (k) => prepared[k].subject.name,
  );
  return prepared;
}

export function requestOf(
  { label, solver, options, allOptions }: PreparedEntrant,
  subject: PreparedSubject,
  seed: number,
  { budget, prove = false }: Pick<Study, "budget" | "prove">,
): RunRequest {
  const request = { ...subject, entrant: label, solver, options, allOptions, seed, budget, prove };
  return { key: keyOf(request), ...request };
}

/** A name for a run that depends on everything that can change what comes out, and on nothing else. */
function keyOf(request: Omit<RunRequest, "key">): string {
  const { subject, digest, encoding, solver, allOptions, seed, budget, prove } = request;
  const stopAt = subject.stopAt ?? null;
  const content = { problem: subject.problem.id, digest, encoding, solver, options: allOptions, seed, budget, prove };
  return instanceDigest({ run: { ...content, stopAt, version: VERSION } });
}

/** `tabu tenure=20`: the solver and what is not as by default, names in alphabetical order. */
export function entrantLabel(id: string, options: Readonly<Record<string, unknown>>, defaults: object): string {
  const unusual = Object.entries(unusualOptions(options, defaults)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [id, ...unusual.map(([name, value]) => `${name}=${plain(value)}`)].join(" ");
}

/** Those that differ from the defaults. */
export function unusualOptions(
  options: Readonly<Record<string, unknown>>,
  defaults: object,
): Readonly<Record<string, unknown>> {
  const usual = defaults as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(usual[name]),
    ),
  );
}

const plain = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** What of the encoding options a problem knows; the rest is for others, but one must know each. */
function encodingOf({ problem }: Subject, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return mergeOptions(problem.defaults, given, problem.optionsSchema, `${problem.id} encoding`);
}

function refuseTwice(what: string, names: readonly string[], shown = (k: number): string => names[k]): void {
  const twice = names.findIndex((name, k) => names.indexOf(name) < k);
  if (twice < 0) return;
  const first = names.indexOf(names[twice]);
  throw new GroundstateError(
    "invalid-options",
    `${what}[${twice}] (${shown(twice)}) is the same as ${what}[${first}] (${shown(first)})`,
    { hint: "Every run is named by its content, so equal ones would be one run: leave one out." },
  );
}
