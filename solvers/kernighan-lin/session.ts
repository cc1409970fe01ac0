/**
 * What a search carries from slice to slice: the partition under refinement, its energy, the best one so far, and the
 * monitor. Energies start from the model's own and go on by differences, exact on integer models; on real-valued models
 * every new best is computed afresh.
 */
import type { State } from "../../src/model/index.ts";
import type { Random } from "../../src/random.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { type Board, excessOf, modelEnergy, relativeEnergy, toState } from "./board.ts";
import type { Meter } from "./graph.ts";
import { createWorkspace, type Improvement, type Workspace } from "./refine.ts";

/** A partition with its rank: less overload is better, then less energy. */
export interface Partition {
  readonly label: Int32Array;
  energy: number;
  /** Squared overload; 0 when balanced. */
  excess: number;
}

export interface Session {
  readonly board: Board;
  readonly random: Random;
  readonly monitor: Monitor | null;
  readonly meter: Meter;
  readonly space: Workspace;
  /** Model energy less relative energy. */
  readonly base: number;
  best: { readonly state: State; readonly energy: number; readonly excess: number };
}

export function openSession(board: Board, first: Int32Array, random: Random, monitor: Monitor | null): Session {
  const state = toState(board, first);
  const energy = modelEnergy(board, first);
  monitor?.started(state, energy);
  return {
    board,
    random,
    monitor,
    meter: { ops: 0, work: 0 },
    space: createWorkspace(board.graph.n),
    base: energy - relativeEnergy(board, first),
    best: { state, energy, excess: excessOf(board, first) },
  };
}

export function better(
  a: { readonly energy: number; readonly excess: number },
  b: { readonly energy: number; readonly excess: number },
): boolean {
  return a.excess < b.excess || (a.excess === b.excess && a.energy < b.energy);
}

/** Ranks a partition of the model's own items and announces it as the start of a chain of moves. */
export function begin(session: Session, label: Int32Array): Partition {
  const { board } = session;
  const partition = { label, energy: session.base + relativeEnergy(board, label), excess: excessOf(board, label) };
  keepBest(session, partition);
  session.monitor?.started(toState(board, label), partition.energy);
  return partition;
}

/** Takes note of a compound move that refinement has made in `partition.label`. */
export function advance(session: Session, partition: Partition, gain: Improvement): void {
  const { board, monitor } = session;
  const unbalanced = partition.excess > 0;
  if (unbalanced) {
    // Loads beyond capacity: the load energy is not the constant that differences rely on.
    partition.energy = session.base + relativeEnergy(board, partition.label);
    partition.excess = excessOf(board, partition.label);
  } else partition.energy -= gain.energy;
  keepBest(session, partition);
  if (monitor === null) return;
  const state = toState(board, partition.label);
  // A repair may raise the energy, so it counts as a new start.
  if (unbalanced) monitor.started(state, partition.energy);
  else monitor.moved(state, partition.energy);
}

function keepBest(session: Session, partition: Partition): void {
  if (!better(partition, session.best)) return;
  const { board } = session;
  if (!board.model.integer) partition.energy = modelEnergy(board, partition.label);
  session.best = { state: toState(board, partition.label), energy: partition.energy, excess: partition.excess };
}

export function stepOf({ meter, best }: Session): Step {
  return { work: meter.work, energy: best.energy, state: best.state };
}

/** Runs a sliced computation, yielding a step after each slice. Closes it when left on the way. */
export function* sliced<T>(session: Session, work: Generator<void, T, void>): Generator<Step, T, void> {
  let result: T | undefined;
  const slices = (function* () {
    result = yield* work;
  })();
  for (const _ of slices) yield stepOf(session);
  return result as T;
}
