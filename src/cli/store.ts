/** The work behind `store`: patterns into a network, and what it makes of them. */
import { type Appraisal, appraise } from "../associative/appraisal.ts";
import { type LearnedMemory, learning } from "../associative/index.ts";
import { type Patterns, patternAt } from "../associative/patterns.ts";
import { GroundstateError } from "../errors.ts";
import type { Figure } from "../report/page.ts";
import { type Interrupts, watchInterrupts } from "./interrupts.ts";
import { checkWritable, printJson, writeWhole } from "./output.ts";
import { type LoadedPatterns, loadPatterns } from "./patterns.ts";
import { STDIN } from "./stdin.ts";
import { describePatterns, storeText } from "./store-text.ts";
import { progressLine, runWork } from "./work.ts";

export interface StoreArguments {
  readonly patterns: string;
  readonly rule: string;
  readonly set?: Record<string, unknown> | undefined;
  readonly format?: string | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
}

export async function store(args: StoreArguments): Promise<number> {
  if (args.out === STDIN) {
    const hint = "Use --json for the findings on standard output.";
    throw new GroundstateError("invalid-options", "--out is -, expected a file name", { hint });
  }
  if (args.out !== undefined) await checkWritable(args.out, [args.patterns]);
  if (args.plot !== undefined) await (await import("./plot.ts")).checkPlotPath(args.plot, [args.patterns]);
  const interrupts = watchInterrupts();
  try {
    const loaded = await loadPatterns(args.patterns, args.format);
    const stored = await storePatterns(loaded.patterns, args, interrupts);
    if (stored === null) {
      process.stderr.write("interrupted before the patterns were stored: nothing is known of the network\n");
      return interrupts.code();
    }
    await report(args, loaded, stored);
    return interrupts.code();
  } finally {
    interrupts.release();
  }
}

interface Stored {
  readonly memory: LearnedMemory;
  readonly appraisal: Appraisal;
}

/** Null when interrupted. */
async function storePatterns(patterns: Patterns, args: StoreArguments, interrupts: Interrupts): Promise<Stored | null> {
  const limit = args.memory === undefined ? {} : { memoryLimit: args.memory };
  const work = learning(patterns, args.rule, args.set, limit);
  interrupts.searching();
  const { signal } = interrupts;
  const progress = (what: string) => (latest: { share: number; note: string }) =>
    progressLine(what, latest.share, latest.note);
  const learned = await runWork(work, { signal, progress: progress(args.rule) });
  if (!("value" in learned)) return null;
  const judged = await runWork(appraise(learned.value, limit), { signal, progress: progress("appraisal") });
  return "value" in judged ? { memory: learned.value, appraisal: judged.value } : null;
}

async function report(args: StoreArguments, { source }: LoadedPatterns, stored: Stored): Promise<void> {
  const { memory, appraisal } = stored;
  if (args.out !== undefined) await writeWhole(args.out, networkDocument(memory));
  if (args.plot !== undefined) await plot(args.plot, source, memory);
  if (args.json === true) printJson(findings(source, memory, appraisal));
  else {
    const written = args.out === undefined ? "" : `network written to ${args.out}, an ising instance\n`;
    process.stdout.write(storeText(source, memory, appraisal) + written);
  }
}

function findings(source: string, { patterns, rule, options, findings }: LearnedMemory, appraisal: Appraisal): object {
  const { labels, count, size } = patterns;
  const named = ({ first, second, overlap }: { first: number; second: number; overlap: number }) => ({
    patterns: [labels[first], labels[second]],
    overlap,
  });
  return {
    source,
    rule,
    options,
    findings,
    spins: size,
    patterns: count,
    load: appraisal.load,
    fixedPoints: appraisal.fixedPoints,
    smallestMargin: appraisal.smallestMargin,
    largestCrosstalk: appraisal.crosstalk.reduce((a, b) => Math.max(a, b)),
    nearDuplicateCount: appraisal.nearDuplicateCount,
    nearDuplicates: appraisal.nearDuplicates.map(named),
    stored: labels.map((label, mu) => ({
      label,
      energy: appraisal.energies[mu],
      unstableSpins: appraisal.unstableSpins[mu],
      margin: appraisal.margins[mu],
      crosstalk: appraisal.crosstalk[mu],
    })),
  };
}

/** The network as an `ising` instance, J = -W, in pieces: a million couplings are tens of megabytes. */
function* networkDocument({ patterns, weights, rule }: LearnedMemory): Generator<string, void, void> {
  const { name, size } = patterns;
  const head = {
    problem: "ising",
    name: name ?? "network",
    comment: `${describePatterns(patterns)}, stored by the rule ${rule}; J = -W, so low energy means remembered.`,
    spins: size,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"couplings":[`;
  let separator = "\n";
  for (let i = 0; i < size; i++) {
    const row: string[] = [];
    for (let j = i + 1; j < size; j++) {
      const weight = weights[i * size + j];
      if (weight !== 0) row.push(`[${i},${j},${-weight}]`);
    }
    if (row.length === 0) continue;
    yield separator + row.join(",");
    separator = ",\n";
  }
  yield "\n]}\n";
}

/** Pictures drawn at most; a page of more helps nobody. */
const MOST_DRAWN = 100;

async function plot(path: string, source: string, memory: LearnedMemory): Promise<void> {
  const [{ gridsToSvg }, { heatMapsToSvg }, { writeFigures }] = await Promise.all([
    import("../report/grids.ts"),
    import("../report/heat-maps.ts"),
    import("./plot.ts"),
  ]);
  const { patterns, weights, rule } = memory;
  const { count, size, labels } = patterns;
  const columns = patterns.width ?? size;
  const panels = Array.from({ length: Math.min(count, MOST_DRAWN) }, (_, mu) => ({
    title: labels[mu],
    rows: size / columns,
    columns,
    values: Array.from(patternAt(patterns, mu), (spin) => (1 + spin) / 2),
  }));
  const shown =
    count > MOST_DRAWN ? `the first ${MOST_DRAWN} of ${describePatterns(patterns)}` : describePatterns(patterns);
  const map = { title: `W, ${size} x ${size}`, rows: size, columns: size, values: weights };
  const figures: Figure[] = [
    { caption: shown, svg: gridsToSvg(`${source}: the patterns`, panels) },
    { caption: `the weights that the rule ${rule} learned`, svg: heatMapsToSvg(`weights by ${rule}`, [map]) },
  ];
  await writeFigures(path, `${source}, stored by ${rule}`, figures);
}
