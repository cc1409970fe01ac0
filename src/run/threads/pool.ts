/**
 * Threads that outlive a run, so that the next run need not start them. One pool a worker script. Idle threads do not keep the
 * process alive and end after a while.
 */
import { defaultScript, type HostThread, startThread } from "./host.ts";
import type { FromThread, ToThread } from "./protocol.ts";

/** Milliseconds after which idle threads are ended: starting one again takes about 100. */
const IDLE_TIME = 5000;

/** A thread that somebody holds. */
export interface Thread {
  post(message: ToThread): void;
  /** Who hears of messages and of death from now on. */
  attend(message: (message: FromThread) => void, death: (reason: string) => void): void;
  terminate(): void;
}

export interface ThreadPool {
  /** An idle thread or a new one. It keeps the process alive until it is given back. @throws {GroundstateError} "thread" */
  take(): Thread;
  /** Takes back a thread that does nothing any more. Dead ones are forgotten. */
  give(thread: Thread): void;
  /** Ends the idle threads. */
  close(): void;
  /** All threads that live, idle or held. */
  readonly threads: readonly Thread[];
  readonly idle: number;
}

export function createPool(script: string): ThreadPool {
  const living = new Set<Thread>();
  const idle: Thread[] = [];
  const hosts = new WeakMap<Thread, HostThread>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function start(): Thread {
    const host = startThread(script);
    const thread: Thread = {
      post: (message) => host.post(message),
      attend(message, death) {
        host.listen((received) => message(received as FromThread));
        host.onDeath((reason) => {
          living.delete(thread);
          death(reason);
        });
      },
      terminate: () => host.terminate(),
    };
    living.add(thread);
    hosts.set(thread, host);
    return thread;
  }
  function close(): void {
    for (const thread of idle.splice(0)) thread.terminate();
  }
  function closeLater(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(close, IDLE_TIME);
    if (typeof timer === "object") timer.unref();
  }
  return {
    take() {
      const thread = idle.pop() ?? start();
      hosts.get(thread)!.hold(true);
      return thread;
    },
    give(thread) {
      if (!living.has(thread)) return;
      thread.attend(
        () => undefined,
        () => {
          const at = idle.indexOf(thread);
          if (at >= 0) idle.splice(at, 1);
        },
      );
      hosts.get(thread)!.hold(false);
      idle.push(thread);
      closeLater();
    },
    close,
    get threads() {
      return [...living];
    },
    get idle() {
      return idle.length;
    },
  };
}

const pools = new Map<string, ThreadPool>();

/** The pool of a worker script, made once. */
export function threadPool(script: string = defaultScript()): ThreadPool {
  let pool = pools.get(script);
  if (pool === undefined) {
    pool = createPool(script);
    pools.set(script, pool);
  }
  return pool;
}

/** Ends all idle threads now, instead of a few seconds after the last run. They never keep a process alive. */
export function closeThreads(): void {
  for (const pool of pools.values()) pool.close();
}
