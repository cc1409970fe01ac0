/** All problems, one line each. */
import type { Problem } from "../src/problem.ts";
import { graphPartitioning } from "./graph-partitioning/index.ts";
import { ising } from "./ising/index.ts";
import { maxCut } from "./max-cut/index.ts";
import { qubo } from "./qubo/index.ts";
import { tsp } from "./tsp/index.ts";

/** By name, with the types of their instances and solutions. */
export const catalogue = {
  tsp,
  graphPartitioning,
  maxCut,
  ising,
  qubo,
} as const;

/** Without their own types, for code that handles any problem: it hands instances and solutions on and looks into none. */
export const problems = Object.values(catalogue) as unknown as readonly Problem[];
