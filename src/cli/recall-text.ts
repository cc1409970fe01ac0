/** What `recall` says: a line a cue, totals, small pictures side by side; or one JSON document. */
import pc from "picocolors";
import { overlap, patternAt } from "../associative/patterns.ts";
import { cueAt } from "../associative/recall/cues.ts";
import type { Recollection } from "../associative/recall/index.ts";
import type { RecallVerification } from "../associative/recall/types.ts";
import { ruleText } from "./memory.ts";
import { counted, formatNumber } from "./numbers.ts";
import type { RecallReport } from "./recall.ts";
import { describePatterns } from "./store-text.ts";

/** One cue, as it is told. */
export interface Line {
  readonly cue: string;
  /** `A`, `inverse of A`, `mixture of A, B and C`, `spurious`, ... */
  readonly found: string;
  /** Overlaps with the pattern behind the cue, or with the one that was found. */
  readonly before: number;
  readonly after: number;
  /** Every spin of the pattern behind the cue, or of the one that was found. */
  readonly exact: boolean;
  readonly steps: number;
  readonly ending: string;
}

const ENDINGS = { "fixed-point": "fixed point", "two-cycle": "2-cycle", "step-limit": "still moving" } as const;

export function linesOf({ memory: { patterns }, asked, recollection }: RecallReport): Line[] {
  const { labels } = patterns;
  return recollection.outcomes.map((outcome, k) => {
    const { state, steps, ending } = recollection.trajectories[k];
    const target = asked.origins?.[k] ?? outcome.memory;
    const pattern = patternAt(patterns, target);
    const nearest = labels[outcome.memory];
    const near = `, nearest ${nearest} at ${outcome.overlap.toFixed(2)}`;
    const found = {
      memory: nearest,
      inverse: `inverse of ${nearest}`,
      mixture: `spurious: mixture of ${(outcome.mixture ?? []).map((mu) => labels[mu]).join(", ")}`,
      spurious: `spurious${near}`,
      cycle: `cycle${near}`,
      unsettled: `nothing yet${near}`,
    }[outcome.kind];
    const after = overlap(pattern, state);
    const exact = after === 1 || (asked.origins === null && outcome.exact && outcome.kind === "memory");
    return {
      cue: asked.labels[k],
      found,
      before: overlap(pattern, cueAt(asked, k)),
      after,
      exact,
      steps,
      ending: ENDINGS[ending],
    };
  });
}

export interface Totals {
  readonly cues: number;
  readonly exact: number;
  /** At the threshold or above: the pattern behind the cue, or any where there is none behind it. */
  readonly recalled: number;
  /** Another pattern than the one behind the cue. */
  readonly confused: number;
  readonly inverse: number;
  readonly spurious: number;
  readonly cycles: number;
  readonly unsettled: number;
  /** Means over the cues; null without any. */
  readonly before: number | null;
  readonly after: number | null;
}

export function totalsOf({ asked, recollection: { outcomes } }: RecallReport, lines: readonly Line[]): Totals {
  const count = (...kinds: string[]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
  const mean = (of: (line: Line) => number) =>
    lines.length === 0 ? null : lines.reduce((sum, line) => sum + of(line), 0) / lines.length;
  // Of patterns that are equally near, any will do.
  const right = (k: number) => asked.origins === null || lines[k].after === outcomes[k].overlap;
  return {
    cues: lines.length,
    exact: lines.filter(({ exact }) => exact).length,
    recalled: outcomes.filter(({ kind }, k) => kind === "memory" && right(k)).length,
    confused: outcomes.filter(({ kind }, k) => kind === "memory" && !right(k)).length,
    inverse: count("inverse"),
    spurious: count("spurious", "mixture"),
    cycles: count("cycle"),
    unsettled: count("unsettled"),
    before: mean(({ before }) => before),
    after: mean(({ after }) => after),
  };
}

export function recallText(report: RecallReport, limit: number): string {
  const { source, memory, asked, recollection, partial } = report;
  const lines = linesOf(report);
  const totals = totalsOf(report, lines);
  const said = [
    `${source}: ${describePatterns(memory.patterns)}, ${ruleText(memory)}`,
    `dynamics ${pc.bold(recollection.dynamics)}${optionsText(recollection)}, seed ${recollection.seed}`,
    `${counted(asked.count, "cue")}: ${asked.made}`,
    "",
    ...tableOf(lines.slice(0, limit)),
    ...(lines.length > limit ? [`... ${lines.length - limit} more: --limit N or --json`] : []),
    "",
    ...picturesOf(report),
    ...totalLines(totals, report),
    ...(partial ? [pc.yellow(`interrupted: ${lines.length} of ${asked.count} cues are done`)] : []),
    ...(recollection.verification === null ? [] : [verificationLine(recollection.verification)]),
  ];
  return `${said.join("\n")}\n`;
}

/** ` (beta 2.99, maxSteps 100)`: what is in force, chosen by the user or by the dynamics. */
function optionsText({ options, findings }: Recollection): string {
  const told = Object.entries(options).flatMap(([name, value]) => {
    const used = value ?? findings?.[name] ?? null;
    if (used === null) return [];
    return [`${name} ${typeof used === "number" ? Number(used.toPrecision(4)) : String(used)}`];
  });
  return told.length === 0 ? "" : ` (${told.join(", ")})`;
}

function tableOf(lines: readonly Line[]): string[] {
  const rows = lines.map(({ cue, found, before, after, exact, steps, ending }) => [
    cue,
    found,
    `${before.toFixed(2)} -> ${after.toFixed(2)}${exact ? " exact" : ""}`,
    String(steps),
    ending,
  ]);
  const head = ["cue", "recalled", "overlap", "steps", "end"];
  const width = head.map((name, c) => rows.reduce((most, row) => Math.max(most, row[c].length), name.length));
  const lay = (row: readonly string[]) =>
    row
      .map((cell, c) => cell.padEnd(width[c]))
      .join("  ")
      .trimEnd();
  return [pc.dim(lay(head)), ...rows.map(lay)];
}

function totalLines(totals: Totals, { asked, memory }: RecallReport): string[] {
  const { cues, exact, recalled, before, after } = totals;
  const whose = asked.origins === null ? "a stored pattern" : "the pattern behind the cue";
  const verdict = `exactly recalled ${exact} of ${cues}, recalled ${recalled}`;
  const others = [
    [totals.confused, "another memory"],
    [totals.inverse, "inverse"],
    [totals.spurious, "spurious"],
    [totals.cycles, "in a cycle"],
    [totals.unsettled, "still moving"],
  ] as const;
  const told = others.filter(([count]) => count > 0).map(([count, what]) => `${formatNumber(count)} ${what}`);
  const flips = memory.weights !== null && totals.inverse > 0;
  return [
    exact === cues ? pc.green(verdict) : pc.yellow(verdict),
    ...(before === null || after === null
      ? []
      : [`mean overlap with ${whose} ${before.toFixed(3)} -> ${after.toFixed(3)}`]),
    ...(told.length === 0 ? [] : [told.join(", ")]),
    ...(flips ? ["without biases E(-s) = E(s): with every pattern its inverse is stored"] : []),
  ];
}

function verificationLine({ moves, rises, mismatches, first }: RecallVerification): string {
  const text = `verified: ${counted(rises, "rise")} in ${counted(moves, "move")}, ${counted(mismatches, "wrong energy", "wrong energies")}`;
  return first === null ? pc.green(text) : `${pc.red(text)}\n  ${first}`;
}

/** Few enough, and small enough, to stand side by side on a terminal. */
const MOST_PICTURES = 4;
const LARGEST_SIDE = 24;

function picturesOf({ memory: { patterns }, asked, recollection }: RecallReport): string[] {
  const { width, size } = patterns;
  if (width === null || width > LARGEST_SIDE || size / width > LARGEST_SIDE) return [];
  if (recollection.outcomes.length > MOST_PICTURES) return [];
  return recollection.outcomes.flatMap(({ memory }, k) => {
    const pictures = [cueAt(asked, k), recollection.trajectories[k].state, patternAt(patterns, memory)];
    const rows = Array.from({ length: size / width }, (_, r) =>
      pictures.map((picture) => pixels(picture.subarray(r * width, (r + 1) * width))).join("     "),
    );
    const heads = [`cue ${asked.labels[k]}`, "result", patterns.labels[memory]].map((name) =>
      name.padEnd(width).slice(0, Math.max(width, 7)),
    );
    return [pc.dim(heads.join("     ").trimEnd()), ...rows, ""];
  });
}

const pixels = (row: Int8Array): string => Array.from(row, (s) => (s === 0 ? "?" : s > 0 ? "#" : ".")).join("");

export function recallDocument(report: RecallReport): object {
  const { source, memory, asked, recollection, partial } = report;
  const lines = linesOf(report);
  const { labels, count, size } = memory.patterns;
  return {
    source,
    patterns: count,
    spins: size,
    rule: "rule" in memory ? { id: memory.rule, options: memory.options, findings: memory.findings } : null,
    dynamics: recollection.dynamics,
    options: { ...recollection.options, ...recollection.findings },
    seed: recollection.seed,
    cues: asked.made,
    complete: !partial,
    totals: totalsOf(report, lines),
    verification: recollection.verification,
    recalled: recollection.outcomes.map((outcome, k) => {
      const { state, ending, energies } = recollection.trajectories[k];
      const { cue, before, after, exact, steps } = lines[k];
      return {
        cue,
        kind: outcome.kind,
        memory: labels[outcome.memory],
        overlap: outcome.overlap,
        ...(outcome.mixture === null ? {} : { mixture: outcome.mixture.map((mu) => labels[mu]) }),
        before,
        after,
        exact,
        steps,
        ending,
        energies,
        state: [...state],
      };
    }),
  };
}
