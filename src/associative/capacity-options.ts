/** Checks of what a capacity measurement is asked, and its defaults. */
import { GroundstateError } from "../errors.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import { didYouMean } from "../names.ts";
import { mergeOptions } from "../run/options.ts";
import type { CapacityPlan, CapacitySettings } from "./capacity.ts";
import { ruleById } from "./learning/index.ts";
import type { LearningRule } from "./learning/types.ts";
import { requireBytes } from "./recall/bytes.ts";
import { dynamicsById } from "./recall/index.ts";
import type { Dynamics } from "./recall/types.ts";

const NAMES = [
  "patterns",
  "loads",
  "rules",
  "learn",
  "dynamics",
  "options",
  "noise",
  "trials",
  "cues",
  "threshold",
  "seed",
  "kernels",
  "memoryLimit",
];

const refuse = (name: string, value: unknown, expected: string): never => {
  throw new GroundstateError("invalid-options", `${name} is ${String(value)}, expected ${expected}`);
};

/** @throws {GroundstateError} "invalid-options", "unknown-name"; {MemoryError} */
export function checkCapacity(settings: CapacitySettings): CapacityPlan {
  for (const name of Object.keys(settings))
    if (!NAMES.includes(name)) refuse(`option ${name}`, "unknown", didYouMean(name, NAMES));
  const { patterns, dynamics: given = "cyclic", options } = settings;
  const size = typeof patterns === "number" ? patterns : patterns.size;
  if (!(Number.isSafeInteger(size) && size >= 2)) refuse("patterns", size, "at least 2 spins");
  const dynamics = typeof given === "string" ? dynamicsById(given) : given;
  mergeOptions(dynamics.defaults, options, dynamics.optionsSchema, `${dynamics.id} options`);
  const rules = rulesOf(settings, dynamics);
  const counts = countsOf(settings, size);
  const { memoryLimit = DEFAULT_MEMORY_LIMIT } = settings;
  requireBytes(size * counts[counts.length - 1], memoryLimit, `patterns of ${size} spins at the largest load`);
  return {
    size,
    counts,
    rules,
    labels: rules.map((rule) => rule?.id ?? dynamics.id),
    ...measuresOf(settings),
  };
}

function rulesOf({ rules: named, learn = {} }: CapacitySettings, { id, needs }: Dynamics): (LearningRule | null)[] {
  if (needs === "patterns") {
    if (named !== undefined) refuse("rules", "given", `none for the dynamics ${id}, which works on the patterns`);
    return [null];
  }
  const rules = (named ?? ["hebb"]).map((rule) => (typeof rule === "string" ? ruleById(rule) : rule));
  if (rules.length === 0) refuse("rules", "empty", "at least one learning rule");
  const ids = rules.map((rule) => rule.id);
  if (new Set(ids).size < ids.length) refuse("rules", ids.join(", "), "different ones");
  for (const name of Object.keys(learn))
    if (!ids.includes(name)) refuse(`learn.${name}`, "given", `options of ${ids.join(" or ")}, by the rule's id`);
  for (const rule of rules) mergeOptions(rule.defaults, learn[rule.id], rule.optionsSchema, `${rule.id} options`);
  return rules;
}

/** Ascending, each once. */
function countsOf({ patterns, loads }: CapacitySettings, size: number): number[] {
  if (loads.length === 0) refuse("loads", "empty", "at least one load");
  const counts = loads.map((load) => {
    if (!(Number.isFinite(load) && load > 0)) refuse("a load", load, "P / n above 0");
    const count = Math.max(1, Math.round(load * size));
    if (typeof patterns !== "number" && count > patterns.count)
      refuse("a load", load, `at most ${patterns.count / size}: there are ${patterns.count} patterns of ${size} spins`);
    return count;
  });
  return [...new Set(counts)].sort((a, b) => a - b);
}

function measuresOf(settings: CapacitySettings) {
  const { noise = 0.1, trials = 3, cues = 100, threshold = 0.95, seed = 1 } = settings;
  if (!(noise >= 0 && noise <= 1)) refuse("noise", noise, "a share from 0 to 1");
  if (!(Number.isSafeInteger(trials) && trials >= 1)) refuse("trials", trials, "a positive integer");
  if (!(Number.isSafeInteger(cues) && cues >= 1)) refuse("cues", cues, "a positive integer");
  if (!(threshold > 0 && threshold <= 1)) refuse("threshold", threshold, "an overlap above 0, at most 1");
  if (!Number.isSafeInteger(seed)) refuse("seed", seed, "an integer");
  return { noise, trials, cues, threshold, seed };
}
