/** The command that makes a comparison again, ready for a shell. Runs that stand in --runs are found there and not made twice. */
import type { Budget } from "../compare/record.ts";
import type { CompareArguments } from "./compare.ts";
import { optionPairs, quoteWord } from "./repeat.ts";

/** @param budget that the runs had */
export function compareCommandLine(args: CompareArguments, budget: Budget): string {
  const { files = [], from = [], solver: entrants = [] } = args;
  const making = files.length > 0;
  const words = ["groundstate", "compare", ...files];
  const add = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) words.push(`--${name}`, String(value));
  };
  for (const path of from) add("from", path);
  for (const name of ["problem", "format", "instance", "parts", "imbalance", "colours"] as const) add(name, args[name]);
  for (const { solver, options } of making ? entrants : []) add("solver", [solver, ...optionPairs(options)].join(" "));
  for (const pair of optionPairs(args.encoding ?? {})) add("encoding", pair);
  if (making) {
    add("seeds", args.seeds);
    add("seed", args.seed);
    add(budget.kind, budget.kind === "time" ? `${budget.amount}s` : budget.amount);
    add("jobs", args.jobs);
    add("memory", args.memory);
    add("runs", args.runs);
  }
  add("target", args.target);
  if (args.within !== 0) add("within", args.within);
  if (args.prove === true) words.push("--prove");
  if (args["stop-at-target"] === true) words.push("--stop-at-target");
  for (const name of ["out", "csv", "md", "plot"] as const) add(name, args[name]);
  return words.map(quoteWord).join(" ");
}
