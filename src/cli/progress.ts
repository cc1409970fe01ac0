/** One line of progress on a terminal: best so far, rate of improvement, share of the time limit. */
import { SingleBar } from "cli-progress";
import { DEFAULT_TIME } from "../run/options.ts";
import type { Improvement } from "../run/solve.ts";
import { formatNumber } from "./numbers.ts";

export interface Progress {
  improved(improvement: Improvement): void;
  stop(): void;
}

const SILENT: Progress = { improved: () => undefined, stop: () => undefined };

/** `time` is the limit in seconds, if any; progress without one shows the default limit. */
export function createProgress(enabled: boolean, time: number | undefined): Progress {
  if (!enabled) return SILENT;
  const limit = time ?? DEFAULT_TIME;
  const bar = new SingleBar({
    format: "{bar} {seconds} s | best {best} | {improvements} improvements",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let improvements = 0;
  let best = "none yet";
  const now = () => performance.now() / 1000;
  const show = () => bar.update(Math.min(now(), limit), { seconds: now().toFixed(1), best, improvements });
  bar.start(limit, 0, { seconds: "0.0", best, improvements });
  const timer = setInterval(show, 100);
  return {
    improved(improvement) {
      improvements++;
      best =
        improvement.objective === null
          ? `no valid solution, energy ${formatNumber(improvement.energy)}`
          : formatNumber(improvement.objective);
    },
    stop() {
      clearInterval(timer);
      bar.stop();
    },
  };
}
