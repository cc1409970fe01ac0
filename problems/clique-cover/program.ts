/**
 * Clique cover as a program: one choice a vertex, which clique it is in; vertices that are not joined choose differently. Asked for the fewest,
 * minimise sum_k y_k where each choice of clique k implies y_k. n K bits with K cliques given; else (n + 1) K with K = S + 1, S the
 * most vertices that one vertex has no edge to: a greedy cover never takes more.
 */
import { requireGraphMemory, vertexName } from "../../src/modelling/graph.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { allDifferent, implies, is, sum } from "../../src/modelling/program/expressions.ts";
import type { Assignment, Program } from "../../src/modelling/program/types.ts";
import { otherPairs } from "../../src/modelling/vertex-subset/encode.ts";
import { mostCliques } from "./referee.ts";
import type { CliqueCoverInstance, CliqueCoverSolution } from "./schema.ts";

const BYTES_PER_BIT = 500; // with its place in two constraints
const OVERHEAD = 30; // of a constraint, in terms

/** @throws {MemoryError} before anything too large is made */
export function cliqueCoverProgram(instance: CliqueCoverInstance): Program {
  const { vertices, cliques } = instance;
  const most = mostCliques(instance);
  const { from, to } = otherPairs(instance);
  requireGraphMemory(vertices * most, from.length * (most + OVERHEAD), BYTES_PER_BIT);
  const model = program();
  const names = Array.from({ length: vertices }, (_, v) => vertexName(instance, v));
  const cliqueOf = model.choices("clique", names, most);
  for (let pair = 0; pair < from.length; pair++) {
    const [i, j] = [from[pair], to[pair]];
    model.subjectTo(`apart[${i},${j}]`, allDifferent([cliqueOf[i], cliqueOf[j]]));
  }
  if (cliques === undefined) {
    const used = model.bits("used", most);
    model.minimise(sum(used));
    for (const [v, choice] of cliqueOf.entries()) {
      for (const [k, y] of used.entries()) model.subjectTo(`used[${v},${k}]`, implies(is(choice, k), y));
    }
  }
  return model.build();
}

/** The choices, then whether each clique is used where the fewest are asked for. */
export function toAssignment(instance: CliqueCoverInstance, { clique }: CliqueCoverSolution): Assignment {
  if (instance.cliques !== undefined) return clique;
  const used = Array.from({ length: mostCliques(instance) }, (_, k) => (clique.includes(k) ? 1 : 0));
  return [...clique, ...used];
}
