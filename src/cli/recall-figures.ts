/** Pictures of a recall: cue, result and memory side by side, and the energy on its way. */
import { patternAt } from "../associative/patterns.ts";
import { cueAt } from "../associative/recall/cues.ts";
import { dynamicsById } from "../associative/recall/index.ts";
import { chartToSvg } from "../report/charts.ts";
import { type GridPanel, gridsToSvg } from "../report/grids.ts";
import { ruleText } from "./memory.ts";
import { writeFigures } from "./plot.ts";
import type { RecallReport } from "./recall.ts";
import { linesOf, totalsOf } from "./recall-text.ts";

/** Cues drawn at most, and curves that can still be told apart. */
const MOST_DRAWN = 30;
const MOST_CURVES = 8;

export async function plotRecall(path: string, report: RecallReport): Promise<void> {
  const { source, memory, asked, recollection } = report;
  const lines = linesOf(report);
  const totals = totalsOf(report, lines);
  const { length } = lines;
  const drawn = Math.min(length, MOST_DRAWN);
  const part = (shown: number) => (shown < length ? `the first ${shown} of ${length} cues` : `${length} cues`);
  const title = `${source}: recall by ${recollection.dynamics}`;
  const grids = gridsToSvg(`${title}: cue, result, memory`, panelsOf(report, drawn), { perRow: drawn > 4 ? 6 : 3 });
  const curves = Math.min(length, MOST_CURVES);
  const chart = chartToSvg({
    title: "the energy on its way to rest",
    x: { label: "sweep or step" },
    y: { label: "energy" },
    curves: recollection.trajectories.slice(0, curves).map(({ energies }, k) => ({
      label: `${k + 1}: ${lines[k].cue}`,
      points: energies.map((y, x) => ({ x, y })),
    })),
  });
  await writeFigures(
    path,
    title,
    [
      {
        caption: `${part(drawn)}, ${asked.made}: each cue, what became of it, and the nearest stored pattern`,
        svg: grids,
      },
      { caption: `energies of ${part(curves)} (${dynamicsById(recollection.dynamics).title})`, svg: chart },
    ],
    [
      ["memory", ruleText(memory)],
      ["dynamics", recollection.dynamics],
      ["seed", String(recollection.seed)],
      ["exactly recalled", `${totals.exact} of ${totals.cues}`],
      ["mean overlap", `${totals.before?.toFixed(3) ?? "-"} -> ${totals.after?.toFixed(3) ?? "-"}`],
    ],
  );
}

function panelsOf(report: RecallReport, drawn: number): GridPanel[] {
  const { memory, asked, recollection } = report;
  const { patterns } = memory;
  const lines = linesOf(report);
  const columns = patterns.width ?? patterns.size;
  const panel = (title: string, spins: ArrayLike<number>, note: string): GridPanel => ({
    title,
    rows: patterns.size / columns,
    columns,
    values: Array.from(spins, (s) => (1 + s) / 2),
    note,
  });
  return recollection.outcomes.slice(0, drawn).flatMap(({ memory: mu, kind, overlap }, k) => {
    const { state, activity } = recollection.trajectories[k];
    return [
      panel(`cue ${asked.labels[k]}`, withGaps(cueAt(asked, k)), `overlap ${lines[k].before.toFixed(2)}`),
      panel("result", activity ?? state, kind === "memory" ? lines[k].ending : kind),
      panel(`memory ${patterns.labels[mu]}`, patternAt(patterns, mu), `overlap ${overlap.toFixed(2)}`),
    ];
  });
}

/** Unknown spins as NaN, which is drawn as a gap. */
const withGaps = (cue: Int8Array): number[] => Array.from(cue, (s) => (s === 0 ? Number.NaN : s));
