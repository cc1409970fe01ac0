/** Long work on the command line: in slices, so that Ctrl-C comes through, with one line of progress where stderr is a terminal. */
import { runSlices, type Worked } from "../run/slices.ts";

/** Milliseconds between two lines of progress, and before the first: short work shows none. */
const REFRESH = 100;
const CLEAR_LINE = "\r\x1b[2K";

export interface WorkOptions<P> {
  readonly signal: AbortSignal;
  /** The line of progress for the latest yield, without its line end; null or left out: none. */
  readonly progress?: ((latest: P) => string) | null | undefined;
}

/** Runs `work` to its end, or until the signal aborts: then `stopped` is its latest yield (null when it had not yielded). */
export async function runWork<T, P>(
  work: Generator<P, T, void>,
  { signal, progress = null }: WorkOptions<P>,
): Promise<Worked<T, P>> {
  if (progress === null || process.stderr.isTTY !== true) return runSlices(work, { signal });
  let shownAt = performance.now();
  let shown = false;
  const show = (latest: P) => {
    if (performance.now() - shownAt < REFRESH) return;
    shownAt = performance.now();
    shown = true;
    const width = Math.max(20, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(`${CLEAR_LINE}${progress(latest).slice(0, width)}`);
  };
  try {
    return await runSlices(work, { signal, progress: show });
  } finally {
    if (shown) process.stderr.write(CLEAR_LINE);
  }
}

/** A share of work as a line: `learning  42 %  loop 21 of 50`. */
export function progressLine(what: string, share: number, note = ""): string {
  return `${what}  ${Math.floor(100 * share)} %${note === "" ? "" : `  ${note}`}`;
}
