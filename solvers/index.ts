/** All solvers, one line each, and the makers of solvers out of solvers. */
import type { Solver } from "../src/solver.ts";
import { annealing } from "./annealing/index.ts";
import { restarts } from "./composites/restarts.ts";
import { exhaustive } from "./exhaustive/index.ts";
import { hopfield } from "./hopfield/index.ts";
import { hopfieldOde } from "./hopfield-ode/index.ts";
import { kernighanLin } from "./kernighan-lin/index.ts";
import { permutation } from "./permutation/index.ts";

export const solvers: readonly Solver[] = [hopfield, hopfieldOde, exhaustive, annealing, permutation, kernighanLin];

/** A composite is written with its part in brackets: `restarts(hopfield)`. */
export const composites: readonly { readonly id: string; create(inner: Solver): Solver }[] = [
  { id: "restarts", create: restarts },
];

export { restarts } from "./composites/restarts.ts";
