/** What `store` says of a memory. */
import pc from "picocolors";
import type { Appraisal } from "../associative/appraisal.ts";
import type { LearnedMemory } from "../associative/index.ts";
import { NEAR } from "../associative/likeness.ts";
import type { Patterns } from "../associative/patterns.ts";
import { counted, formatNumber } from "./numbers.ts";

/** Patterns and pairs listed. */
const LISTED = 8;

const brief = (value: number): string => formatNumber(Number(value.toPrecision(4)));

/** `3 patterns of 49 spins (7 x 7)`. */
export function describePatterns({ count, size, width }: Patterns): string {
  const shape = width === null ? "" : ` (${size / width} x ${width})`;
  return `${counted(count, "pattern")} of ${counted(size, "spin")}${shape}`;
}

export function storeText(source: string, memory: LearnedMemory, appraisal: Appraisal): string {
  const { patterns, rule, options } = memory;
  const { count, size, labels } = patterns;
  const { fixedPoints, smallestMargin, crosstalk, energies, load } = appraisal;
  const given = Object.entries({ ...options, ...memory.findings }).filter(
    ([name, value]) => value !== null && !(name in appraisal),
  );
  const settings =
    given.length === 0 ? "" : ` (${given.map(([name, value]) => `${name} ${setting(value)}`).join(", ")})`;
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const verdict = `${fixedPoints} of ${counted(count, "pattern is a fixed point", "patterns are fixed points")}`;
  const lines = [
    `${source}: ${describePatterns(patterns)}, load ${brief(load)}`,
    `rule ${pc.bold(rule)}${settings}`,
    fixedPoints === count ? pc.green(verdict) : pc.yellow(verdict),
    ...lostLines(labels, appraisal),
    `smallest stability margin ${brief(smallestMargin)}`,
    `largest crosstalk ${brief(most(crosstalk))} (Hebb's rule loses a spin above ${brief((size - 1) / size)})`,
    `energies ${brief(-most(energies.map((energy) => -energy)))} to ${brief(most(energies))}`,
    ...alikeLines(labels, appraisal),
  ];
  return `${lines.join("\n")}\n`;
}

function setting(value: unknown): string {
  return typeof value === "number" ? brief(value) : String(value);
}

function lostLines(labels: readonly string[], { unstableSpins }: Appraisal): string[] {
  const lost = [...unstableSpins.keys()].filter((mu) => unstableSpins[mu] > 0);
  const listed = lost.slice(0, LISTED).map((mu) => {
    const spins = unstableSpins[mu];
    return `  ${JSON.stringify(labels[mu])} has ${counted(spins, "unstable spin")}`;
  });
  return lost.length > LISTED ? [...listed, `  ... ${lost.length - LISTED} more: --json`] : listed;
}

function alikeLines(labels: readonly string[], { mostAlike, nearDuplicates, nearDuplicateCount }: Appraisal): string[] {
  if (mostAlike === null) return [];
  const unique = new Set(labels).size === labels.length;
  const name = (k: number) => JSON.stringify(labels[k]) + (unique ? "" : ` (pattern ${k + 1})`);
  const pair = ({ first, second, overlap }: NonNullable<typeof mostAlike>) =>
    `${name(first)} and ${name(second)}, overlap ${brief(overlap)}`;
  if (nearDuplicateCount <= 1) return [`most alike: ${pair(mostAlike)}`];
  const listed = nearDuplicates.slice(0, LISTED).map((near) => `  ${pair(near)}`);
  const more = nearDuplicateCount > LISTED ? [`  ... ${nearDuplicateCount - LISTED} more`] : [];
  return [`${nearDuplicateCount} pairs are near-duplicates (|overlap| from ${NEAR}):`, ...listed, ...more];
}
