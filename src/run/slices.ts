/** Runs long work, a generator that yields after slices, while the host breathes: timers, signals and clicks come through. */
import { pause } from "./drive.ts";

/** Longest stretch without letting the host breathe, milliseconds. */
const SLICE = 8;

/** What became of the work: its result, or where it was stopped (its latest yield; null when it had not yielded yet). */
export type Worked<T, P> = { readonly value: T } | { readonly stopped: P | null };

/**
 * Advances `work` until it ends or the signal aborts. `progress` sees the latest yield after each stretch of 8 ms; what it throws,
 * and what the work throws, ends the work and is thrown on.
 */
export async function runSlices<T, P>(
  work: Generator<P, T, void>,
  { signal, progress }: { readonly signal?: AbortSignal; readonly progress?: (latest: P) => void } = {},
): Promise<Worked<T, P>> {
  let latest: P | null = null;
  try {
    while (signal?.aborted !== true) {
      const until = performance.now() + SLICE;
      do {
        const next = work.next();
        if (next.done === true) return { value: next.value };
        latest = next.value;
      } while (performance.now() < until);
      progress?.(latest);
      await pause();
    }
    return { stopped: latest };
  } finally {
    work.return(undefined as never); // a generator that has ended does not mind
  }
}

/** The result of work that nothing stops, in one stretch. */
export function finish<T>(work: Generator<unknown, T, void>): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
