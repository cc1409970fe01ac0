/** One line of progress on a terminal: best so far, its gap to the bound, improvements, and the share of the time limit if there is one. */
import { SingleBar } from "cli-progress";
import type { Improvement } from "../run/solve.ts";
import { counted, formatGap, formatNumber } from "./numbers.ts";

export interface Progress {
  improved(improvement: Improvement): void;
  stop(): void;
}

const SILENT: Progress = { improved: () => undefined, stop: () => undefined };

/** What the line says; the bar fills up only where a time limit says what full means. */
export function progressFormat(limit: number | null): string {
  return `${limit === null ? "" : "{bar} "}{seconds} s | best {best}{gap} | {improvements}`;
}

/** `limit` in seconds since the start of the process, or null when only work ends the run. */
export function createProgress(enabled: boolean, limit: number | null): Progress {
  if (!enabled) return SILENT;
  const bar = new SingleBar({
    format: progressFormat(limit),
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let improvements = 0;
  let best = "none yet";
  let gap = "";
  let objective: number | null = null;
  const now = () => performance.now() / 1000;
  const texts = () => ({
    seconds: now().toFixed(1),
    best,
    gap,
    improvements: counted(improvements, "improvement"),
  });
  const show = () => bar.update(limit === null ? 0 : Math.min(now(), limit), texts());
  bar.start(limit ?? 1, 0, texts());
  const timer = setInterval(show, 100);
  return {
    improved(improvement) {
      if (improvement.objective === null || improvement.objective !== objective) improvements++;
      objective = improvement.objective;
      gap = improvement.gap === null ? "" : `, gap ${formatGap(improvement.gap)}`;
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
