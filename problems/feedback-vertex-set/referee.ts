/** Whether what is left has a cycle, straight from the list of edges: no encoding, no model. O(n + m). */
import { checkAssignment } from "../../src/modelling/document.ts";
import { vertexName } from "../../src/modelling/graph.ts";
import { weightOf } from "../../src/modelling/vertex-subset/schema.ts";
import type { Violation } from "../../src/problem.ts";
import type { FeedbackInstance, FeedbackSolution } from "./schema.ts";

export const removedWeight = (instance: FeedbackInstance, { remove }: FeedbackSolution): number =>
  remove.reduce((total, x, vertex) => (x === 1 ? total + weightOf(instance, vertex) : total), 0);

export function verifyRemoval(instance: FeedbackInstance, { remove }: FeedbackSolution): readonly Violation[] {
  const wrong = checkAssignment(remove, instance.vertices, [0, 1], "remove");
  if (wrong.length > 0) return wrong;
  const cycle = cycleIn(instance, (vertex) => remove[vertex] === 0);
  if (cycle === null) return [];
  const shown = cycle.slice(0, 20).map((vertex) => vertexName(instance, vertex));
  const more = cycle.length > shown.length ? `, and ${cycle.length - shown.length} more` : "";
  return [{ code: "cycle-left", message: `a cycle is left: ${shown.join(", ")}${more}`, amount: 1 }];
}

/** The vertices of some cycle among those kept, in order, or null. Depth-first, without recursion. */
function cycleIn({ vertices, edges, directed }: FeedbackInstance, kept: (vertex: number) => boolean): number[] | null {
  const next: { to: number; edge: number }[][] = Array.from({ length: vertices }, () => []);
  edges.forEach(([i, j], edge) => {
    if (!kept(i) || !kept(j)) return;
    next[i].push({ to: j, edge });
    if (directed !== true) next[j].push({ to: i, edge });
  });
  const done = new Uint8Array(vertices); // 1: on the path, 2: no cycle through it
  for (let start = 0; start < vertices; start++) {
    if (done[start] !== 0) continue;
    const path = [{ vertex: start, edge: -1, turn: 0 }];
    done[start] = 1;
    while (path.length > 0) {
      const top = path[path.length - 1];
      const step = next[top.vertex][top.turn++];
      if (step === undefined) {
        done[top.vertex] = 2;
        path.pop();
      } else if (step.edge === top.edge || done[step.to] === 2) {
      } else if (done[step.to] === 1) {
        const from = path.findIndex(({ vertex }) => vertex === step.to);
        return path.slice(from).map(({ vertex }) => vertex);
      } else {
        done[step.to] = 1;
        path.push({ vertex: step.to, edge: step.edge, turn: 0 });
      }
    }
  }
  return null;
}
