/** One line of progress on a terminal: best so far, its gap to the bound, improvements, flips a second, and the time that is left if that is limited. */
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
  return `${limit === null ? "{seconds} s" : "{bar} {left} s left"} | best {best}{gap} | {improvements}{rate}`;
}

/** Flips tried in a second of search, as of the latest improvement. */
function rateText({ work, time }: Improvement): string {
  if (work === 0 || time === 0) return "";
  const rate = work / time;
  const [unit, letter] = rate >= 1e9 ? [1e9, "G"] : rate >= 1e6 ? [1e6, "M"] : rate >= 1e3 ? [1e3, "k"] : [1, ""];
  return ` | ${Number((rate / unit).toPrecision(3))}${letter} flips/s`;
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
  let rate = "";
  let objective: number | null = null;
  const now = () => performance.now() / 1000;
  const texts = () => ({
    seconds: now().toFixed(1),
    left: Math.max(0, (limit ?? 0) - now()).toFixed(1),
    rate,
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
      rate = rateText(improvement);
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
