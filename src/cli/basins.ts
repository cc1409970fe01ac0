/** The work behind `basins`: from how far away stored patterns are recalled. */
import pc from "picocolors";
import { type BasinCurve, measuringBasins } from "../associative/basins.ts";
import type { LearnedMemory } from "../associative/index.ts";
import { dynamicsById } from "../associative/recall/index.ts";
import type { Memory } from "../associative/recall/types.ts";
import { UsageError } from "./failure.ts";
import { watchInterrupts } from "./interrupts.ts";
import { buildMemory, checkRule, type MemoryArguments, ruleText } from "./memory.ts";
import { counted } from "./numbers.ts";
import { printJson } from "./output.ts";
import { loadPatterns } from "./patterns.ts";
import { describePatterns } from "./store-text.ts";
import { progressLine, runWork } from "./work.ts";

export interface BasinsArguments extends MemoryArguments {
  readonly patterns: string;
  readonly dynamics: string;
  readonly set?: Record<string, unknown> | undefined;
  readonly distances?: readonly number[] | undefined;
  readonly samples: number;
  readonly exact?: boolean | undefined;
  readonly threshold: number;
  readonly seed: number;
  readonly limit: number;
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
}

interface Found {
  readonly source: string;
  readonly memory: Memory | LearnedMemory;
  readonly curves: readonly BasinCurve[];
}

export async function basins(args: BasinsArguments): Promise<number> {
  const dynamics = dynamicsById(args.dynamics);
  checkRule(dynamics, args);
  if (args.exact === true && args.distances !== undefined)
    throw new UsageError("--exact asks all distances: leave --distances out");
  if (args.plot !== undefined) await (await import("./plot.ts")).checkPlotPath(args.plot, [args.patterns]);
  const interrupts = watchInterrupts();
  try {
    const { patterns, source } = await loadPatterns(args.patterns, args.format);
    if (args.exact === true && patterns.size > MOST_EXACT)
      throw new UsageError(
        `--exact asks all 2^${patterns.size} states, expected patterns of at most ${MOST_EXACT} spins: use --samples`,
      );
    interrupts.searching();
    const { signal } = interrupts;
    const memory = await buildMemory(patterns, dynamics, args, signal);
    const work = memory === null ? null : measuringBasins(memory, settingsOf(args));
    const ended =
      work === null
        ? null
        : await runWork(work, { signal, progress: ({ share, note }) => progressLine("basins", share, note) });
    const curves = ended === null ? [] : "value" in ended ? ended.value : (ended.stopped?.curves ?? []);
    if (memory === null || curves.length === 0) {
      process.stderr.write("interrupted before the first basin was measured: nothing is known\n");
      return interrupts.code();
    }
    const found = { source, memory, curves };
    if (args.plot !== undefined) await plot(args.plot, found, args);
    if (args.json === true) printJson(document(found, args));
    else process.stdout.write(text(found, args));
    return interrupts.code();
  } finally {
    interrupts.release();
  }
}

function settingsOf({ dynamics, set, distances, samples, exact, threshold, seed, memory }: BasinsArguments) {
  return {
    dynamics,
    threshold,
    seed,
    samples: exact === true ? Number.POSITIVE_INFINITY : samples,
    ...(exact === true ? { distances: "all" as const } : distances === undefined ? {} : { distances }),
    ...(set === undefined ? {} : { options: set }),
    ...(memory === undefined ? {} : { memoryLimit: memory }),
  };
}

/** Spins up to which all states are asked, the bound of `measuringBasins` for endless samples. */
const MOST_EXACT = 20;
/** Distances listed in a line. */
const COLUMNS = 12;
const percent = (value: number): string => `${Number((100 * value).toFixed(1))} %`;

function text({ source, memory, curves }: Found, { dynamics, seed, threshold, limit }: BasinsArguments): string {
  const { patterns } = memory;
  const { points } = curves[0];
  const step = Math.ceil(points.length / COLUMNS);
  const listed = points.map((_, k) => k).filter((k) => k % step === 0);
  const rows = [
    ["pattern", "radius", "volume", ...listed.map((k) => `d ${points[k].distance}`)],
    ...curves
      .slice(0, limit)
      .map((curve) => [
        curve.label,
        curve.radius === null ? "beyond" : curve.radius.toFixed(3),
        curve.volume === null ? "-" : percent(curve.volume),
        ...listed.map((k) => percent(curve.points[k].returned.mean)),
      ]),
  ];
  const widths = rows[0].map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  const table = rows.map((row) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join("  "),
  );
  const lines = [
    `${source}: ${describePatterns(patterns)}, ${ruleText(memory)}`,
    `dynamics ${pc.bold(dynamics)}, seed ${seed}; returned: overlap of ${threshold} or more`,
    "",
    pc.dim(table[0]),
    ...table.slice(1),
    ...(curves.length > limit ? [`... ${curves.length - limit} more: --limit N or --json`] : []),
    "",
    pc.dim("radius: distance as a share of the spins where fewer than half return; d: spins flipped in the cue"),
    ...(curves.length < patterns.count
      ? [pc.yellow(`interrupted: ${curves.length} of ${counted(patterns.count, "pattern")} are done`)]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function document({ source, memory, curves }: Found, args: BasinsArguments): object {
  const { count, size } = memory.patterns;
  const { dynamics, threshold, seed } = args;
  const complete = curves.length === count;
  const rule = "rule" in memory ? { id: memory.rule, options: memory.options, findings: memory.findings } : null;
  return { source, patterns: count, spins: size, rule, dynamics, threshold, seed, complete, curves };
}

/** Curves that can still be told apart. */
const MOST_CURVES = 8;

async function plot(path: string, { source, memory, curves }: Found, args: BasinsArguments): Promise<void> {
  const [{ chartToSvg }, { writeFigures }] = await Promise.all([import("../report/charts.ts"), import("./plot.ts")]);
  const { size } = memory.patterns;
  const mean = curves[0].points.map(({ distance }, k) => ({
    x: distance / size,
    y: curves.reduce((sum, { points }) => sum + points[k].returned.mean, 0) / curves.length,
  }));
  const single = curves.slice(0, MOST_CURVES).map(({ label, points }) => ({
    label,
    points: points.map(({ distance, returned: { mean: y, low, high } }) => ({
      x: distance / size,
      y,
      ...(low === null || high === null || curves.length > 2 ? {} : { low, high }),
    })),
  }));
  const title = `Basins of ${source}, ${ruleText(memory)}`;
  const svg = chartToSvg({
    title,
    x: { label: "share of spins flipped" },
    y: { label: "probability of return", domain: [0, 1] },
    curves: curves.length === 1 ? single : [{ label: `mean of ${curves.length}`, points: mean }, ...single],
    marks: [{ axis: "y", at: 0.5, label: "one half" }],
  });
  const shown = curves.length > MOST_CURVES ? `, the first ${MOST_CURVES} patterns of ${curves.length}` : "";
  const facts = [
    ["memory", ruleText(memory)],
    ["dynamics", args.dynamics],
    ["seed", String(args.seed)],
  ] as const;
  await writeFigures(path, title, [{ caption: `How often cues return to their pattern${shown}.`, svg }], facts);
}
