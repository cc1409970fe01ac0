/**
 * Steiner tree: the cheapest edges of a network that join all terminals. Other vertices may help. The energy and its size:
 * src/modelling/trees/program.ts.
 */
import { steinerBounds } from "../../src/bounds/trees/steiner.ts";
import { checkNetwork } from "../../src/modelling/trees/check.ts";
import { drawTree } from "../../src/modelling/trees/draw.ts";
import { treeProblem } from "../../src/modelling/trees/encoding.ts";
import { networkOf, tellTree, treeCost } from "../../src/modelling/trees/schema.ts";
import { linked } from "../../src/networks/network.ts";
import { steinerStart } from "../../src/networks/steiner.ts";
import type { Complaint } from "../../src/problem.ts";
import { formats } from "./formats.ts";
import { mending } from "./mending.ts";
import { verifySteiner } from "./referee.ts";
import { kinds, sampleSteiner } from "./sample.ts";
import { instanceSchema, type SteinerInstance, solutionSchema, terminalsOf } from "./schema.ts";

const MOST_COMPLAINTS = 20;

function check(instance: SteinerInstance): readonly Complaint[] {
  const wrong = checkTerminals(instance);
  return [...wrong, ...checkNetwork(instance, () => (wrong.length === 0 ? instance.terminals : []))].slice(
    0,
    MOST_COMPLAINTS,
  );
}

function checkTerminals({ vertices, terminals }: SteinerInstance): Complaint[] {
  const earlier = new Map<number, number>();
  return terminals.flatMap((terminal, k): Complaint[] => {
    const path = `terminals[${k}]`;
    if (terminal >= vertices) {
      const hint = terminal === vertices ? { hint: "Vertices count from 0." } : {};
      return [{ path, found: String(terminal), expected: `a vertex from 0 to ${vertices - 1}`, ...hint }];
    }
    const twin = earlier.get(terminal);
    earlier.set(terminal, twin ?? k);
    if (twin === undefined) return [];
    return [{ path, found: `${terminal} again, as in terminals[${twin}]`, expected: "each terminal once" }];
  });
}

export const steinerTree = treeProblem<SteinerInstance>({
  id: "steiner-tree",
  title: "Steiner tree",
  summary:
    "Choose the cheapest edges of a network that join all terminals into one tree; other vertices may be passed. Every vertex but one terminal hangs below one of its neighbours, and vertices that are no terminals may lie outside; orders of pairs of vertices, only where the network can go round, keep what hangs from going round in a cycle. A broken piece costs just more than the longest way that joining the terminals one by one takes.",
  sources: [
    "Karp 1972, Reducibility among combinatorial problems",
    "Takahashi, Matsuyama 1980, An approximate solution for the Steiner problem in graphs",
    "Wong 1984, A dual ascent approach for Steiner tree problems on a directed graph",
    "Lucas 2014, Ising formulations of many NP problems, section 9",
  ],
  sense: "min",
  objective: "cost of the tree",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ vertices, edges, terminals }) =>
    `${vertices} vertices, ${edges.length} edges, ${terminals.length} terminals`,
  required: terminalsOf,
  degreeBounds: () => null,
  mending,
  cost: treeCost,
  verify: verifySteiner,
  construct(instance) {
    const tree = steinerStart(linked(networkOf(instance)), terminalsOf(instance));
    return tree === null ? null : { choose: Array.from(tree) };
  },
  bounds: (instance, context) => steinerBounds(networkOf(instance), terminalsOf(instance), context),
  sample: sampleSteiner,
  generate: kinds[0].generate,
  kinds,
  tell: tellTree,
  formats,
  draw: (instance, solution) => drawTree(instance, instance.name ?? "steiner-tree", terminalsOf(instance), solution),
});
