/**
 * The seam to the host's threads: node:worker_threads, or Worker in a browser. Node's module is asked for at run time, so that
 * bundles for browsers contain no trace of it.
 */
import { GroundstateError } from "../../errors.ts";

/** The other end of a thread, the same on every host. */
export interface Port<In, Out> {
  post(message: Out): void;
  /** Replaces the listener; null listens to nothing. */
  listen(listener: ((message: In) => void) | null): void;
}

export interface HostThread extends Port<unknown, unknown> {
  /** Called once, when the thread ends by itself, by an error or by terminate(). */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
  /** Whether the thread keeps the process alive. Browsers have no such thing. */
  hold(keep: boolean): void;
}

type NodeThreads = NonNullable<ReturnType<typeof nodeThreads>>;

function nodeThreads() {
  if (typeof process === "undefined" || typeof process.getBuiltinModule !== "function") return null;
  return process.getBuiltinModule("node:worker_threads") ?? null;
}

/** Where the worker lies: beside this module, in the library as in the bundled command. */
export function defaultScript(): string {
  return new URL("./worker.js", import.meta.url).href;
}

/** @throws {GroundstateError} "thread" on hosts without threads */
export function startThread(script: string): HostThread {
  const node = nodeThreads();
  if (node !== null) return startNodeThread(node, script);
  if (typeof Worker === "function") return startBrowserThread(script);
  throw new GroundstateError("thread", "this host has neither node:worker_threads nor Worker", {
    hint: "Leave the option threads out.",
  });
}

function startNodeThread({ Worker: NodeWorker }: NodeThreads, script: string): HostThread {
  // No execArgv: flags of the process such as --input-type are errors in a thread.
  const worker = new NodeWorker(new URL(script), { execArgv: [], name: "groundstate" });
  let listener: ((message: unknown) => void) | null = null;
  let died: ((reason: string) => void) | null = null;
  let reason: string | null = null;
  worker.on("message", (message) => listener?.(message));
  worker.on("error", (error: unknown) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", (code) => died?.(reason ?? `it ended with code ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    listen: (next) => {
      listener = next;
    },
    onDeath: (next) => {
      died = next;
    },
    terminate: () => void worker.terminate(),
    hold: (keep) => (keep ? worker.ref() : worker.unref()),
  };
}

function startBrowserThread(script: string): HostThread {
  const worker = new Worker(script, { type: "module", name: "groundstate" });
  let died: ((reason: string) => void) | null = null;
  const die = (reason: string) => {
    worker.terminate();
    died?.(reason);
    died = null;
  };
  // A browser tells of errors only, and of a script that cannot be loaded without saying why.
  worker.onerror = (event) => die(event.message ?? `its script ${script} cannot be loaded`);
  worker.onmessageerror = () => die("a message could not be read");
  return {
    post: (message) => worker.postMessage(message),
    listen: (next) => {
      worker.onmessage = next === null ? null : (event) => next(event.data);
    },
    onDeath: (next) => {
      died = next;
    },
    terminate: () => die("it was terminated"),
    hold: () => undefined,
  };
}

/** From inside a thread: the way to the run. */
export function parentPort<In, Out>(): Port<In, Out> {
  const parent = nodeThreads()?.parentPort ?? null;
  let listener: ((message: In) => void) | null = null;
  const listen = (next: ((message: In) => void) | null): void => {
    listener = next;
  };
  if (parent !== null) {
    parent.on("message", (message) => listener?.(message as In));
    return { post: (message) => parent.postMessage(message), listen };
  }
  const scope = globalThis as unknown as {
    postMessage(message: unknown): void;
    onmessage: (event: { readonly data: unknown }) => void;
  };
  scope.onmessage = (event) => listener?.(event.data as In);
  return { post: (message) => scope.postMessage(message), listen };
}
