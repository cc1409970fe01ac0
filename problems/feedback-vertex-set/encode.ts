/**
 * A feedback vertex set as an independent set of ways to keep vertices: E = sum_v w_v - sum_p w_v(p) x_p + sum_conflicts A_pq x_p x_q with
 * A_pq > min(w_v(p), w_v(q)), since removing the lighter vertex ends the conflict. Bits: one a vertex outside the core; inside, for a part
 * of which at most k vertices can be kept, k a vertex (directed), or 1 + floor(k / 2) degree (undirected).
 */
import { checkAssignment } from "../../src/modelling/document.ts";
import { vertexName } from "../../src/modelling/graph.ts";
import type { PenaltyOptions } from "../../src/modelling/penalty-options.ts";
import { encodeChoice } from "../../src/modelling/vertex-subset/encode.ts";
import { type SubsetSolution, type WeightedGraph, weightOf } from "../../src/modelling/vertex-subset/schema.ts";
import { type Encoding, isRejected, type Violation } from "../../src/problem.ts";
import { agree, conflicts, type Place, type Places, placeKept, placesOf } from "./places.ts";
import type { FeedbackInstance, FeedbackSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function encodeFeedback(instance: FeedbackInstance, options: PenaltyOptions): Encoding<FeedbackSolution> {
  const places = placesOf(instance);
  const names = places.list.map((place) => placeName(instance, places, place));
  const weights = places.list.map(({ vertex }) => weightOf(instance, vertex));
  const graph: WeightedGraph = { vertices: places.list.length, edges: [], weights, names };
  const verify = (_graph: WeightedGraph, choice: SubsetSolution) => conflictsOf(instance, places, choice);
  const inner = encodeChoice(graph, conflicts(instance, places), options, verify);
  let total = 0;
  for (let v = 0; v < instance.vertices; v++) total += weightOf(instance, v);
  const removal = ({ choose }: SubsetSolution): FeedbackSolution => {
    const remove = new Array<number>(instance.vertices).fill(1);
    places.list.forEach(({ vertex }, p) => {
      if (choose[p] === 1) remove[vertex] = 0;
    });
    return { remove };
  };
  return {
    penalty: inner.penalty,
    model: { ...inner.model, offset: inner.model.offset + total },
    parts() {
      const { objective, constraints } = inner.parts!();
      return { objective: { ...objective, offset: objective.offset + total }, constraints };
    },
    decode(state) {
      const decoded = inner.decode(state);
      if (!isRejected(decoded)) return { solution: removal(decoded.solution), violations: [] };
      const partial = state.kind === "plain" ? removal({ choose: Array.from(state.values) }) : null;
      return { solution: null, violations: decoded.violations, partial };
    },
    embed: ({ remove }) => ({ kind: "plain", values: placeKept(instance, places, remove) }),
  };
}

function placeName(instance: FeedbackInstance, { core }: Places, { vertex, parent, level }: Place): string {
  const name = vertexName(instance, vertex);
  if (core.part[vertex] < 0) return name;
  return parent < 0 ? `${name} at level ${level}` : `${name} below ${vertexName(instance, parent)} at level ${level}`;
}

/** Vertices with two places, and joined ones whose places disagree. */
function conflictsOf(instance: FeedbackInstance, places: Places, { choose }: SubsetSolution): readonly Violation[] {
  const { list, first, joined } = places;
  const wrong = checkAssignment(choose, list.length, [0, 1], "choose");
  if (wrong.length > 0) return wrong;
  const own = Array.from({ length: instance.vertices }, (_, v) =>
    list.slice(first[v], first[v + 1]).filter((_p, k) => choose[first[v] + k] === 1),
  );
  const violations: Violation[] = [];
  own.forEach((chosen, v) => {
    if (chosen.length < 2) return;
    const message = `vertex ${vertexName(instance, v)} has ${chosen.length} places, expected one or none`;
    violations.push({ code: "several-places", message, amount: chosen.length - 1 });
  });
  for (const [i, j, ways] of joined) {
    if (own[i].every((a) => own[j].every((b) => agree(instance.directed === true, a, b, ways)))) continue;
    const message = `the places of vertices ${vertexName(instance, i)} and ${vertexName(instance, j)} do not agree with their edge`;
    violations.push({ code: "places-disagree", message, amount: 1 });
  }
  return violations.slice(0, MOST_VIOLATIONS);
}
