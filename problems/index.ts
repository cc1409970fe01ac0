/** All problems, one line each. */
import type { Problem } from "../src/problem.ts";
import { assignment } from "./assignment/index.ts";
import { autocorrelation } from "./autocorrelation/index.ts";
import { bandwidth } from "./bandwidth/index.ts";
import { binPacking } from "./bin-packing/index.ts";
import { clique } from "./clique/index.ts";
import { cliqueCover } from "./clique-cover/index.ts";
import { colouring } from "./colouring/index.ts";
import { communityDetection } from "./community-detection/index.ts";
import { cvrp } from "./cvrp/index.ts";
import { exactCover } from "./exact-cover/index.ts";
import { factoring } from "./factoring/index.ts";
import { feedbackEdgeSet } from "./feedback-edge-set/index.ts";
import { feedbackVertexSet } from "./feedback-vertex-set/index.ts";
import { graphIsomorphism } from "./graph-isomorphism/index.ts";
import { graphPartitioning } from "./graph-partitioning/index.ts";
import { hamiltonianCycle } from "./hamiltonian-cycle/index.ts";
import { hamiltonianPath } from "./hamiltonian-path/index.ts";
import { independentSet } from "./independent-set/index.ts";
import { integerProgramming } from "./integer-programming/index.ts";
import { ising } from "./ising/index.ts";
import { jobSequencing } from "./job-sequencing/index.ts";
import { jobShop } from "./job-shop/index.ts";
import { knapsack } from "./knapsack/index.ts";
import { linearArrangement } from "./linear-arrangement/index.ts";
import { linearOrdering } from "./linear-ordering/index.ts";
import { magicSquare } from "./magic-square/index.ts";
import { maxCut } from "./max-cut/index.ts";
import { maximalMatching } from "./maximal-matching/index.ts";
import { model } from "./model/index.ts";
import { multidimensionalKnapsack } from "./multidimensional-knapsack/index.ts";
import { nQueens } from "./n-queens/index.ts";
import { numberPartitioning } from "./number-partitioning/index.ts";
import { paintShop } from "./paint-shop/index.ts";
import { portfolioSelection } from "./portfolio-selection/index.ts";
import { qap } from "./qap/index.ts";
import { quadraticKnapsack } from "./quadratic-knapsack/index.ts";
import { qubo } from "./qubo/index.ts";
import { satisfiability } from "./satisfiability/index.ts";
import { sequencing } from "./sequencing/index.ts";
import { setCover } from "./set-cover/index.ts";
import { setPacking } from "./set-packing/index.ts";
import { spanningTree } from "./spanning-tree/index.ts";
import { spinGlass } from "./spin-glass/index.ts";
import { steinerTree } from "./steiner-tree/index.ts";
import { sudoku } from "./sudoku/index.ts";
import { timetabling } from "./timetabling/index.ts";
import { tsp } from "./tsp/index.ts";
import { vertexCover } from "./vertex-cover/index.ts";

/** By name, with the types of their instances and solutions. */
export const catalogue = {
  tsp,
  cvrp,
  qap,
  assignment,
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
  jobShop,
  timetabling,
  portfolioSelection,
  knapsack,
  multidimensionalKnapsack,
  quadraticKnapsack,
  binPacking,
  jobSequencing,
  setCover,
  satisfiability,
  numberPartitioning,
  nQueens,
  sudoku,
  autocorrelation,
  paintShop,
  factoring,
  magicSquare,
  integerProgramming,
  colouring,
  clique,
  independentSet,
  vertexCover,
  setPacking,
  exactCover,
  cliqueCover,
  maximalMatching,
  communityDetection,
  spinGlass,
  feedbackVertexSet,
  feedbackEdgeSet,
  graphIsomorphism,
  spanningTree,
  steinerTree,
  model,
} as const;

/** Without their own types, for code that handles any problem: it hands instances and solutions on and looks into none. */
export const problems = Object.values(catalogue) as unknown as readonly Problem[];
