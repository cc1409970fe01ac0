/** The session around a retrieval: checks of the memory and of a batch, and slices of work. */
import { GroundstateError } from "../../errors.ts";
import type { AttentionRequest, AttentionRun, AttentionSession } from "./types.ts";

/** Answers queries from `first` on, a block of them; yields the cost of each small piece of work in nanoseconds and returns how many it answered. */
type Retrieve = (run: AttentionRun, first: number) => Generator<number, number, void>;

export function createAttentionSession({ count, size }: AttentionRequest, retrieve: Retrieve): AttentionSession {
  let done = 0;
  let work: Generator<number, void, void> | null = null;
  function* retrieveAll(run: AttentionRun): Generator<number, void, void> {
    while (done < run.count) done += yield* retrieve(run, done);
  }
  return {
    count,
    size,
    begin(run) {
      checkRun(size, run);
      done = 0;
      work = retrieveAll(run);
    },
    advance(budget) {
      let left = budget;
      while (work !== null) {
        const next = work.next();
        if (next.done === true) work = null;
        else left -= next.value;
        if (left <= 0) break;
      }
      return work === null;
    },
    get done() {
      return done;
    },
  };
}

function refuse(place: string, found: unknown, expected: string): never {
  throw new GroundstateError("invalid-options", `${place} is ${String(found)}, expected ${expected}`);
}

export function checkMemory({ count, size, patterns }: AttentionRequest): void {
  if (count < 1 || size < 1) refuse("the memory", `${count} patterns of ${size}`, "at least one of each");
  if (patterns.length !== count * size) refuse("patterns.length", patterns.length, `${count} x ${size}`);
  const spins = patterns instanceof Int8Array;
  for (let k = 0; k < patterns.length; k++) {
    const value = patterns[k];
    if (spins ? value === 1 || value === -1 : Number.isFinite(value)) continue;
    refuse(`patterns[${Math.floor(k / size)}][${k % size}]`, value, spins ? "-1 or +1" : "a number");
  }
}

function checkRun(size: number, { count, queries, beta, out, lse }: AttentionRun): void {
  if (queries.length !== count * size) refuse("queries.length", queries.length, `${count} x ${size}`);
  if (out.length !== count * size) refuse("out.length", out.length, `${count} x ${size}`);
  if (lse.length !== count) refuse("lse.length", lse.length, `${count}`);
  if (!(beta > 0 && Number.isFinite(beta))) refuse("beta", beta, "a positive number");
  if (queries instanceof Int8Array) return;
  for (let k = 0; k < queries.length; k++) {
    if (!Number.isFinite(queries[k])) refuse(`queries[${Math.floor(k / size)}][${k % size}]`, queries[k], "a number");
  }
}
