/** Progress through a known number of runs, on a terminal: how many, which one came last, how long the rest will take. */
import { SingleBar } from "cli-progress";

export interface Countdown {
  /** One more is done. */
  step(latest: string): void;
  end(): void;
}

/** Columns that bar, counts and time take. */
const BESIDE = 64;

/** @param done how many of `total` were there before */
export function countdown(total: number, done: number): Countdown {
  if (process.stderr.isTTY !== true) return { step: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    format: "{bar} {value} of {total}, {eta_formatted} left  {latest}",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 20,
    stream: process.stderr,
  });
  bar.start(total, done, { latest: "" });
  // A line that wraps could not be cleared.
  const room = () => Math.max(0, (process.stderr.columns ?? 80) - BESIDE);
  return { step: (latest) => bar.increment(1, { latest: latest.slice(0, room()) }), end: () => bar.stop() };
}
