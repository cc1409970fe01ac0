/** All solvers, one line each, and the makers of solvers out of solvers. */
import type { Solver } from "../src/solver.ts";
import { annealing } from "./annealing/index.ts";
import { bifurcation } from "./bifurcation/index.ts";
import { restarts } from "./composites/restarts.ts";
import { differencing } from "./differencing/index.ts";
import { disjunctive } from "./disjunctive/index.ts";
import { exhaustive } from "./exhaustive/index.ts";
import { hopfield } from "./hopfield/index.ts";
import { hopfieldOde } from "./hopfield-ode/index.ts";
import { kernighanLin } from "./kernighan-lin/index.ts";
import { meanField } from "./mean-field/index.ts";
import { memetic } from "./memetic/index.ts";
import { packing } from "./packing/index.ts";
import { permutation } from "./permutation/index.ts";
import { polynomial } from "./polynomial/index.ts";
import { portfolio } from "./portfolio/index.ts";
import { potts } from "./potts/index.ts";
import { rankTwo } from "./rank-two/index.ts";
import { rowWeighting } from "./row-weighting/index.ts";
import { tabu } from "./tabu/index.ts";
import { tempering } from "./tempering/index.ts";
import { treeExchange } from "./tree-exchange/index.ts";

const single: readonly Solver[] = [
  hopfield,
  hopfieldOde,
  exhaustive,
  annealing,
  permutation,
  kernighanLin,
  bifurcation,
  meanField,
  rankTwo,
  memetic,
  tempering,
  tabu,
  potts,
  rowWeighting,
  packing,
  treeExchange,
  polynomial,
  disjunctive,
  differencing,
];

/** All solvers that need no other. */
export const solvers: readonly Solver[] = [...single, portfolio(single)];

/** A composite is written with its part in brackets: `restarts(hopfield)`. */
export const composites: readonly { readonly id: string; create(inner: Solver): Solver }[] = [
  { id: "restarts", create: restarts },
];

export { restarts } from "./composites/restarts.ts";
