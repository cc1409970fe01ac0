/** All problems, one line each. */
import type { Problem } from "../src/problem.ts";
import { bandwidth } from "./bandwidth/index.ts";
import { clique } from "./clique/index.ts";
import { colouring } from "./colouring/index.ts";
import { cvrp } from "./cvrp/index.ts";
import { graphPartitioning } from "./graph-partitioning/index.ts";
import { hamiltonianCycle } from "./hamiltonian-cycle/index.ts";
import { hamiltonianPath } from "./hamiltonian-path/index.ts";
import { ising } from "./ising/index.ts";
import { knapsack } from "./knapsack/index.ts";
import { linearArrangement } from "./linear-arrangement/index.ts";
import { linearOrdering } from "./linear-ordering/index.ts";
import { maxCut } from "./max-cut/index.ts";
import { model } from "./model/index.ts";
import { numberPartitioning } from "./number-partitioning/index.ts";
import { qap } from "./qap/index.ts";
import { qubo } from "./qubo/index.ts";
import { satisfiability } from "./satisfiability/index.ts";
import { sequencing } from "./sequencing/index.ts";
import { setCover } from "./set-cover/index.ts";
import { tsp } from "./tsp/index.ts";

/** By name, with the types of their instances and solutions. */
export const catalogue = {
  tsp,
  cvrp,
  qap,
  graphPartitioning,
  maxCut,
  ising,
  qubo,
  hamiltonianCycle,
  hamiltonianPath,
  linearOrdering,
  linearArrangement,
  bandwidth,
  sequencing,
  knapsack,
  setCover,
  satisfiability,
  numberPartitioning,
  colouring,
  clique,
  model,
} as const;

/** Without their own types, for code that handles any problem: it hands instances and solutions on and looks into none. */
export const problems = Object.values(catalogue) as unknown as readonly Problem[];
