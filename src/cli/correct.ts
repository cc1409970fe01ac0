/** The work behind `correct`: received words to the codewords that were meant. */
import pc from "picocolors";
import { type Correction, correctingInParts, minimumDistance } from "../associative/correction.ts";
import type { CueSet } from "../associative/document.ts";
import { type Patterns, patternAt } from "../associative/patterns.ts";
import { cueAt } from "../associative/recall/cues.ts";
import { dynamicsById, type Recollection } from "../associative/recall/index.ts";
import type { Dynamics } from "../associative/recall/types.ts";
import { GroundstateError } from "../errors.ts";
import { patternGrids } from "../formats/pattern-grids.ts";
import { pixelCharacter } from "../formats/pixels.ts";
import { UsageError } from "./failure.ts";
import { type Interrupts, watchInterrupts } from "./interrupts.ts";
import { buildMemory, checkRule, type MemoryArguments } from "./memory.ts";
import { counted } from "./numbers.ts";
import { checkWritable, printJson, writeWhole } from "./output.ts";
import { loadCues, loadPatterns } from "./patterns.ts";
import { STDIN } from "./stdin.ts";
import { progressLine, runWork } from "./work.ts";

export interface CorrectArguments extends MemoryArguments {
  readonly codebook: string;
  readonly received: string;
  readonly dynamics: string;
  readonly set?: Record<string, unknown> | undefined;
  readonly seed: number;
  readonly format?: string | undefined;
  readonly limit: number;
  readonly json?: boolean | undefined;
  readonly out?: string | undefined;
}

/** Codewords up to which all pairs are compared: half a second. */
const COMPARED = 2000;

interface Corrected {
  readonly codebook: Patterns;
  readonly words: CueSet;
  /** How words were recalled: dynamics, options and seed of its first part. */
  readonly recollection: Recollection;
  /** Of the first words where it was stopped before the last one. */
  readonly corrections: readonly Correction[];
}

export async function correct(args: CorrectArguments): Promise<number> {
  const inputs = [args.codebook, args.received];
  if (inputs.every((path) => path === STDIN)) throw new UsageError("only one of CODEBOOK and RECEIVED can be -");
  if (args.out === STDIN) {
    const hint = "Use --json for the corrected words on standard output.";
    throw new GroundstateError("invalid-options", "--out is -, expected a file name", { hint });
  }
  if (args.out !== undefined) await checkWritable(args.out, inputs);
  const dynamics = dynamicsById(args.dynamics);
  checkRule(dynamics, args);
  const interrupts = watchInterrupts();
  try {
    const { patterns: codebook } = await loadPatterns(args.codebook, args.format);
    const words = await loadCues(args.received, codebook, args.format);
    const decoded = await decode(codebook, words, dynamics, args, interrupts);
    if (decoded === null) {
      process.stderr.write("interrupted before the first word was decoded: nothing is written\n");
      return interrupts.code();
    }
    const found: Corrected = { codebook, words, ...decoded };
    if (args.out !== undefined) await writeWhole(args.out, printed(args.out, found));
    if (args.json === true) printJson(correctionDocument(found));
    else process.stdout.write(correctionText(found, args.limit));
    return interrupts.code() || (found.corrections.every(({ kind }) => kind === "corrected") ? 0 : 1);
  } finally {
    interrupts.release();
  }
}

/** Null when interrupted before the first word was through. */
async function decode(
  codebook: Patterns,
  words: CueSet,
  dynamics: Dynamics,
  args: CorrectArguments,
  { signal, searching }: Interrupts,
): Promise<Pick<Corrected, "recollection" | "corrections"> | null> {
  searching();
  const memory = await buildMemory(codebook, dynamics, args, signal);
  if (memory === null) return null;
  const settings = {
    dynamics,
    seed: args.seed,
    ...(args.set === undefined ? {} : { options: args.set }),
    ...(args.memory === undefined ? {} : { memoryLimit: args.memory }),
  };
  const ended = await runWork(correctingInParts(memory, words, settings), {
    signal,
    progress: ({ done }) => progressLine("correct", done / words.count, `${done} of ${words.count} words`),
  });
  const found = "value" in ended ? ended.value : ended.stopped;
  if (found === null || found.corrections.length === 0) return null;
  return { recollection: found.parts[0], corrections: found.corrections };
}

const isPartial = ({ words, corrections }: Corrected): boolean => corrections.length < words.count;

function correctionText(found: Corrected, limit: number): string {
  const { codebook, words, recollection, corrections } = found;
  const distance = codebook.count <= COMPARED ? minimumDistance(codebook) : null;
  const sure = distance === null ? 0 : Math.floor((distance - 1) / 2);
  const right = corrections.filter(({ kind }) => kind === "corrected").length;
  const errors = corrections.reduce((sum, c) => sum + (c.kind === "corrected" ? c.errors : 0), 0);
  const lines = [
    `${counted(codebook.count, "codeword")} of ${counted(codebook.size, "symbol")}, dynamics ${recollection.dynamics}, seed ${recollection.seed}`,
    ...(distance === null
      ? []
      : [`minimum distance ${distance}: up to ${counted(sure, "error")} a word are corrected for certain`]),
    "",
    ...corrections.slice(0, limit).map((correction, k) => `${words.labels[k]}  ${told(codebook, correction)}`),
    ...(corrections.length > limit ? [`... ${corrections.length - limit} more: --limit N or --json`] : []),
    "",
    `${right} of ${counted(corrections.length, "word")} corrected, ${counted(errors, "error")} in them`,
    ...(isPartial(found)
      ? [pc.yellow(`interrupted: ${corrections.length} of ${counted(words.count, "word")} are done`)]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function told({ labels }: Patterns, { kind, codeword, nearest, errors, erasures }: Correction): string {
  const gaps = erasures === 0 ? "" : `, ${counted(erasures, "erasure")} filled`;
  const end = codeword === null ? "no codeword" : labels[codeword];
  switch (kind) {
    case "corrected":
      return `-> ${end}: ${counted(errors, "error")} corrected${gaps}`;
    case "ambiguous": {
      const near = nearest.slice(0, 4).map((mu) => labels[mu]);
      const more = nearest.length > near.length ? ` and ${nearest.length - near.length} more` : "";
      return `ambiguous: ${near.join(", ")}${more} are equally near, at ${counted(errors, "error")}`;
    }
    default:
      return `not corrected: it ended in ${end}; ${labels[nearest[0]]} is nearest, at ${counted(errors, "error")}`;
  }
}

/** The word as corrected; as received where it could not be. */
function wordOf({ codebook, words, corrections }: Corrected, k: number): Int8Array {
  const { kind, codeword } = corrections[k];
  return kind === "corrected" && codeword !== null ? patternAt(codebook, codeword) : cueAt(words, k);
}

function printed(path: string, found: Corrected): Iterable<string> {
  const { codebook, words } = found;
  const columns = codebook.width ?? codebook.size;
  const rows = codebook.size / columns;
  const done = words.labels.slice(0, found.corrections.length);
  const corrected = done.map((label, k) => ({ label, values: wordOf(found, k) }));
  if (!/\.json$/i.test(path))
    return patternGrids.print?.({ kind: "patterns", rows, columns, patterns: corrected }) ?? [];
  const patterns = corrected.map(({ label, values }) => ({
    label,
    pixels: Array.from({ length: rows }, (_, r) =>
      Array.from(values.subarray(r * columns, (r + 1) * columns), pixelCharacter).join(""),
    ),
  }));
  return [`${JSON.stringify({ patterns }, null, 2)}\n`];
}

function correctionDocument(found: Corrected): object {
  const { codebook, words, recollection, corrections } = found;
  return {
    codewords: codebook.count,
    symbols: codebook.size,
    minimumDistance: codebook.count <= COMPARED ? minimumDistance(codebook) : null,
    dynamics: recollection.dynamics,
    options: { ...recollection.options, ...recollection.findings },
    seed: recollection.seed,
    complete: !isPartial(found),
    corrected: corrections.filter(({ kind }) => kind === "corrected").length,
    words: corrections.map(({ kind, codeword, nearest, errors, erasures }, k) => ({
      label: words.labels[k],
      kind,
      codeword: codeword === null ? null : codebook.labels[codeword],
      nearest: nearest.map((mu) => codebook.labels[mu]),
      errors,
      erasures,
      word: [...wordOf(found, k)],
    })),
  };
}
