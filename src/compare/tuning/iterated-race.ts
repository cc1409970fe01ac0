/**
 * Race after race (Balaprakash, Birattari & Stuetzle 2007): each begins with the survivors of the one before, whose runs stay theirs, and new
 * candidates near them. The first has candidates spread over everything allowed, and the usual options.
 */
import type { Random } from "../../random.ts";
import { solverById } from "../../registry.ts";
import type { RunRecord } from "../record.ts";
import { type PreparedSubject, requestOf, unusualOptions } from "../study.ts";
import { type Candidate, type CandidateSource, candidateSource } from "./candidates.ts";
import type { Axis } from "./parameters.ts";
import { FIRST_TEST, type Racer, race } from "./race.ts";
import type { Batch, RaceReport, Setting, TuningStudy } from "./types.ts";

export const settingOf = ({ entrant: { label, solver, options } }: Candidate): Setting => ({
  entrant: label,
  options: unusualOptions(options, solverById(solver).defaults),
});

/** Races that a budget is planned for (irace: 2 + log2 of the number of parameters). */
const racesFor = (parameters: number): number => 2 + Math.floor(Math.log2(parameters));

/** Candidates without which a race is none: the usual one and two others. */
const LEAST = 3;

/** Fewer runs are no tuning. */
export const leastRuns = (parameters: number): number => racesFor(parameters) * LEAST * (FIRST_TEST + 1);

/** An instance with a seed. */
type Block = readonly [subject: PreparedSubject, seed: number];

/** Block after block: every instance once with each seed, in an order drawn anew for each. */
export function blockOrder(
  training: readonly PreparedSubject[],
  seed: number,
  random: Random,
): (block: number) => Block {
  const rounds: number[][] = [];
  return (block) => {
    const round = Math.floor(block / training.length);
    while (rounds.length <= round) {
      const order = training.map((_subject, k) => k);
      random.shuffle(order);
      rounds.push(order);
    }
    return [training[rounds[round][block % training.length]], seed + round];
  };
}

interface Iterated {
  readonly races: readonly RaceReport[];
  readonly winner: Candidate;
  /** Tried in all races. */
  readonly candidates: number;
}

/** Standard deviation of the first draws near survivors, before it shrinks: half of the cube. */
const WIDTH = 0.5;

/**
 * Race r of the planned ones gets an equal share of the runs that are left, and so many candidates that the share pays for FIRST_TEST + r
 * blocks of all of them; draws grow nearer by the number of candidates to the power of -1 / axes. While runs are left over, more races follow.
 */
export function* iterate(
  study: TuningStudy,
  axes: readonly Axis[],
  usual: Candidate,
  blockAt: (block: number) => Block,
  random: Random,
): Generator<Batch, Iterated, readonly RunRecord[]> {
  const source = candidateSource({ solver: study.solver, options: study.options ?? {} }, axes, random, usual);
  const planned = racesFor(axes.length);
  const races: RaceReport[] = [];
  let elites: readonly Racer[] = [{ candidate: usual, runs: [] }];
  let left = study.runs;
  let candidates = 1;
  let width = WIDTH;
  for (let iteration = 1; ; iteration++) {
    const share = Math.floor(left / Math.max(1, planned - iteration + 1));
    const size = Math.max(LEAST, Math.floor(share / (FIRST_TEST + Math.min(FIRST_TEST, iteration))));
    if (iteration > 1) width *= size ** (-1 / axes.length);
    const fresh = newcomers(source, elites, iteration, size - elites.length, width);
    const racers = [...elites, ...fresh.map((candidate): Racer => ({ candidate, runs: [] }))];
    // The survivors have their runs. What is left over must do for twice the blocks of a first test, or luck would choose.
    if (iteration > planned && (fresh.length === 0 || fresh.length * 2 * FIRST_TEST > left)) break;
    if (racers.length === 1) break;
    candidates += fresh.length;
    const last = iteration >= planned;
    const least = last ? 1 : Math.min(planned, racers.length - 1);
    const end = yield* raced(study, racers, last ? left : share, least, blockAt, iteration);
    left -= end.report.runs;
    races.push(end.report);
    elites = last ? end.left : end.left.slice(0, least);
  }
  return { races, winner: elites[0].candidate, candidates };
}

function newcomers(
  source: CandidateSource,
  elites: readonly Racer[],
  iteration: number,
  count: number,
  width: number,
): Candidate[] {
  if (iteration === 1) return source.spread(count);
  const parents = elites.map(({ candidate }) => candidate);
  return source.near(parents, count, width, iteration / (iteration + 1));
}

/** One race whose blocks become batches. */
function* raced(
  study: TuningStudy,
  racers: readonly Racer[],
  budget: number,
  least: number,
  blockAt: (block: number) => Block,
  iteration: number,
): Generator<Batch, { readonly left: readonly Racer[]; readonly report: RaceReport }, readonly RunRecord[]> {
  const steps = race(racers, budget, least);
  let runs = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      const { left, meanRanks, blocks } = step.value;
      const settings = left.map(({ candidate }, k) => ({ ...settingOf(candidate), meanRank: meanRanks[k] }));
      return { left, report: { candidates: racers.length, blocks, runs, left: settings } };
    }
    const [subject, seed] = blockAt(step.value.block);
    const requests = step.value.racers.map(({ candidate }) => requestOf(candidate.entrant, subject, seed, study));
    const alive = step.value.alive.map(({ candidate }) => candidate.entrant.label);
    const records = yield { phase: "race", requests, alive, iteration };
    for (const [k, racer] of step.value.racers.entries()) racer.runs.push(records[k]);
    runs += requests.length;
  }
}
