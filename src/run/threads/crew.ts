/**
 * The threads of one run: each is given the model once and an episode at a time. A thread that dies is replaced, and its episode
 * begun again from its seed, so that it gives the same bits.
 */
import { GroundstateError } from "../../errors.ts";
import { packModel } from "../../model/index.ts";
import type { EnergyModel } from "../../model/types.ts";
import type { Thread, ThreadPool } from "./pool.ts";
import type { Batch, Failure, Floors, FromThread, PackedModel, ThreadReport } from "./protocol.ts";
import type { Slot } from "./slots.ts";

/** An episode whose thread died is begun again so many times. */
const REPEATS = 3;
/** Milliseconds that stopped threads get to answer: a step of a solver is about one. */
const GRACE = 500;

export interface CrewRequest {
  readonly model: EnergyModel;
  readonly pool: ThreadPool;
  readonly memoryLimit: number;
  readonly verify: boolean;
  readonly everyStep: boolean;
  readonly floors: () => Floors;
  /** An episode has shown steps. */
  readonly shown: (slot: Slot, batch: Batch) => void;
  /** An episode has ended: its slot holds a report or an error. */
  readonly ended: (slot: Slot) => void;
}

export interface Crew {
  /** How many episodes run. */
  readonly busy: number;
  /** @param budget the run ends at the latest when the episode has done so much work */
  begin(slot: Slot, budget: number): void;
  /** Stops all episodes, waits for their last steps, and gives the threads back. */
  dismiss(): Promise<void>;
}

interface Member {
  readonly thread: Thread;
  slot: Slot | null;
  budget: number;
  job: number;
  /** Not 0 once the episode is to stop; null where memory cannot be shared. */
  flag: Int32Array | null;
}

const canShare = (): boolean => typeof SharedArrayBuffer === "function";

/** Memory that threads share where the host gives it: browsers do so for isolated pages only. */
function allocate(bytes: number): PackedModel {
  return canShare() ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

/** @throws {GroundstateError} "thread" on hosts without threads, from `begin` */
export function createCrew(request: CrewRequest): Crew {
  const { model, pool, memoryLimit, verify, everyStep } = request;
  const packed = packModel(model, allocate);
  const members = new Set<Member>();
  const free: Member[] = [];
  let jobs = 0;
  let dismissing = false;
  let quiet: (() => void) | null = null;
  const busy = () => members.size - free.length;

  function recruit(): Member {
    const member: Member = { thread: pool.take(), slot: null, budget: 0, job: 0, flag: null };
    member.thread.attend(
      (message) => hear(member, message),
      (reason) => bury(member, reason),
    );
    member.thread.post({ kind: "model", packed, memoryLimit, verify });
    members.add(member);
    return member;
  }
  function begin(slot: Slot, budget: number): void {
    const member = free.pop() ?? recruit();
    const flag = canShare() ? new SharedArrayBuffer(4) : null;
    Object.assign(member, { slot, budget, job: ++jobs, flag: flag === null ? null : new Int32Array(flag) });
    slot.attempts++;
    const { episode } = slot;
    const task = { job: member.job, episode, budget, everyStep, floors: request.floors(), flag };
    member.thread.post({ kind: "run", task });
  }
  function hear(member: Member, message: FromThread): void {
    const { slot, job } = member;
    if (slot === null || message.job !== job) return;
    if (message.kind === "batch") {
      slot.push(message.batch);
      request.shown(slot, message.batch);
      const { lowest, valid } = request.floors();
      member.thread.post({ kind: "heard", job, floors: { lowest, valid: Math.min(valid, slot.bar) } });
      return;
    }
    member.slot = null;
    free.push(member);
    settle(slot, message.kind === "ended" ? message.report : errorOf(message.failure));
  }
  function settle(slot: Slot, outcome: ThreadReport | Error): void {
    if (outcome instanceof Error) slot.error = outcome;
    else slot.report = outcome;
    request.ended(slot);
    if (busy() === 0) quiet?.();
  }
  function bury(member: Member, reason: string): void {
    const { slot, budget } = member;
    members.delete(member);
    if (slot === null) {
      free.splice(free.indexOf(member), 1);
      return;
    }
    if (!dismissing && slot.attempts <= REPEATS) {
      slot.clear();
      begin(slot, budget);
    } else settle(slot, diedError(slot, reason));
  }
  async function dismiss(): Promise<void> {
    dismissing = true;
    for (const { slot, thread, job, flag } of members) {
      if (slot === null) continue;
      if (flag !== null) Atomics.store(flag, 0, 1);
      thread.post({ kind: "stop", job });
    }
    if (busy() > 0) await within(GRACE, new Promise<void>((resolve) => (quiet = resolve)));
    for (const { slot, thread } of [...members]) if (slot !== null) thread.terminate();
    for (const { thread } of free.splice(0)) {
      thread.post({ kind: "forget" });
      pool.give(thread);
    }
    members.clear();
  }
  return {
    begin,
    dismiss,
    get busy() {
      return busy();
    },
  };
}

/** Waits for a promise, but not longer than so many milliseconds. */
async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([promise, late]);
  clearTimeout(timer);
}

function errorOf({ message, code, hint }: Failure): Error {
  return code === null ? new Error(message) : new GroundstateError(code, message, hint === null ? {} : { hint });
}

function diedError({ index, attempts }: Slot, reason: string): GroundstateError {
  const times = attempts === 1 ? "once" : `${attempts} times`;
  return new GroundstateError(
    "thread",
    `the thread of episode ${index} died ${times}, the last time because ${reason}`,
    {
      hint: "Search without the option threads to see whether the model or the solver is at fault.",
    },
  );
}
