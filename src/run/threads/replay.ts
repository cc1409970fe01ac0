/**
 * The episodes that were given out, replayed in order of index through the serial search (episodes.ts) and the serial driver as far
 * as the threads have shown them.
 */
import { runEpisodes } from "../../episodes.ts";
import { loadKernels } from "../../kernels/load.ts";
import type { EnergyModel } from "../../model/types.ts";
import { solverById } from "../../registry.ts";
import type { EpisodePlan } from "../../solver.ts";
import { createDrive, type Drive, type DriveRequest } from "../drive.ts";
import type { Ahead } from "./ahead.ts";
import type { Floors } from "./protocol.ts";
import { replaying, type Slot } from "./slots.ts";

export interface Replay {
  readonly drive: Drive;
  /** Index of the episode in replay, -1 before the first. */
  readonly head: number;
  /** Goes on with what has been shown, for at most `milliseconds`. Throws what a solver has thrown. */
  look(milliseconds: number): "waiting" | "more" | "over";
  /** Shows the driver all that the replay has not reached, in order of index; the serial search is left where it is. */
  showRest(): void;
  /** What a step must go below to matter to the driver. */
  floors(): Floors;
}

export interface ReplayRequest extends Omit<DriveRequest, "search"> {
  readonly model: EnergyModel;
  /** Made anew: it is asked and told in serial order. */
  readonly plan: EpisodePlan;
  readonly ahead: Ahead;
}

export function createReplay({ model, plan, ahead, limits, startedAt, accepts, reaches }: ReplayRequest): Replay {
  let head = -1;
  let workBefore = 0;
  const context = { kernels: loadKernels(), monitor: null, memoryLimit: Number.POSITIVE_INFINITY };
  const search = runEpisodes(plan, (id) => replaying(solverById(id), nextSlot), model, context);
  const work = limits.work === undefined ? {} : { work: limits.work };
  const drive = createDrive({ search, limits: work, startedAt, accepts, reaches });
  const findings = () => plan.findings();

  function nextSlot(): Slot {
    workBefore += ahead.slots.get(head)?.report?.work ?? 0;
    head++;
    ahead.replayed(head);
    return ahead.slots.get(head)!;
  }
  /** A pull must find a step, an error or the end. */
  function available(): boolean {
    for (let index = Math.max(0, head); ; index++) {
      const slot = ahead.slots.get(index);
      if (slot === undefined) return ahead.complete && index === ahead.given;
      if (slot.waiting || slot.error !== null || slot.report?.verdict?.status === "optimal") return true;
      if (slot.report === null) return false;
    }
  }
  return {
    drive,
    get head() {
      return head;
    },
    look(milliseconds) {
      const until = performance.now() + milliseconds;
      while (available()) {
        if (!drive.advance(0)) return "over";
        if (performance.now() >= until) return "more";
      }
      return "waiting";
    },
    showRest() {
      let base = workBefore;
      for (let index = Math.max(0, head); index < ahead.given; index++) {
        const slot = ahead.slots.get(index)!;
        let last = 0;
        for (let step = slot.shift(); step !== null; step = slot.shift()) {
          last = step.work;
          if (Number.isFinite(step.energy)) drive.take({ ...step, work: base + last, findings });
        }
        base += slot.report?.work ?? last;
      }
      const { lowest } = drive;
      if (lowest !== null) drive.take({ work: base, energy: lowest.energy, state: lowest.state, findings });
    },
    floors: () => ({
      lowest: drive.lowest?.energy ?? Number.POSITIVE_INFINITY,
      valid: drive.incumbent?.valid === true ? drive.incumbent.energy : Number.POSITIVE_INFINITY,
    }),
  };
}
