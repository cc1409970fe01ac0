/**
 * Tree problems: what their instances demand of trees makes the rest of the encoding. Where orders of pairs would be too many there is no energy that
 * punishes leaving the trees (structural.ts).
 */
import type { Problem } from "../../problem.ts";
import { type ProgramOptions, type ProgramProblem, programProblem } from "../program/problem.ts";
import { type TreePlan, treePlan } from "./plan.ts";
import { assignmentOf, chosenEdges, treeProgram } from "./program.ts";
import { type NetworkFields, networkOf, type TreeSolution } from "./schema.ts";
import { structuralTree } from "./structural.ts";
import { treeStructure } from "./structure.ts";

type Made = "program" | "toSolution" | "toAssignment" | "structures";

/** What the trees of an instance must keep. */
export interface TreeDemands<I> {
  /** 1 for vertices that the tree must hold, one at least. */
  required(instance: I): Uint8Array;
  /** Most edges at each vertex, or null. Where there are some, all vertices are required. */
  degreeBounds(instance: I): Int32Array | null;
}

/**
 * A catalogue problem over trees from what its author states, less what `treeProgram` and `treeStructure` make of every tree problem.
 * `encode` gives the penalised program where the triangulated network is small enough, else the structural encoding. The plan of an
 * instance is kept as long as the instance is. Solutions hold one 0 or 1 an edge, in the order of the instance.
 */
export function treeProblem<I extends NetworkFields>({
  required,
  degreeBounds,
  ...stated
}: Omit<ProgramProblem<I, TreeSolution>, Made> & TreeDemands<I>): Problem<I, TreeSolution, ProgramOptions> {
  const plans = new WeakMap<I, { readonly plan: TreePlan | null }>(); // the same one is asked for with every solution
  const planOf = (instance: I): TreePlan | null => {
    const known = plans.get(instance) ?? { plan: treePlan(networkOf(instance), required(instance)) };
    plans.set(instance, known);
    return known.plan;
  };
  /** Asked for where there is one only: by encodings of the program. */
  const narrow = (instance: I): TreePlan => planOf(instance)!;
  const penalised = programProblem<I, TreeSolution>({
    ...stated,
    program: (instance) => treeProgram(instance, narrow(instance), degreeBounds(instance)),
    toSolution: (instance, assignment) => ({ choose: chosenEdges(narrow(instance), assignment) }),
    toAssignment: (instance, { choose }) => assignmentOf(narrow(instance), choose),
    structures: (instance, compiled) => [treeStructure(instance, narrow(instance), degreeBounds(instance), compiled)],
  });
  return {
    ...penalised,
    encode(instance, options) {
      if (planOf(instance) !== null) return penalised.encode(instance, options);
      const demands = { required: required(instance), bounds: degreeBounds(instance) };
      return structuralTree(instance, { ...demands, verify: (solution) => stated.verify(instance, solution) });
    },
  };
}
