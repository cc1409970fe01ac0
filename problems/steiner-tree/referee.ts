/** Whether the chosen edges form a tree that holds all terminals, straight from the instance. O(n + m). */
import { verifyTree } from "../../src/modelling/trees/referee.ts";
import type { Violation } from "../../src/problem.ts";
import type { SteinerInstance, SteinerSolution } from "./schema.ts";

export const verifySteiner = (instance: SteinerInstance, solution: SteinerSolution): readonly Violation[] =>
  verifyTree(instance, solution, instance.terminals);
