/**
 * Bounds of colouring: q vertices that are all joined need q colours; with K < q colours given, some edges inside them stay in
 * conflict. When the largest clique is known, all ways to colour with as many colours are tried, then with one more, and so on.
 */
import type { Bound } from "../../src/problem.ts";
import { largestClique } from "./cliques.ts";
import { isColourable } from "./exhaustion.ts";
import { neighboursOf } from "./neighbours.ts";
import type { ColouringInstance } from "./schema.ts";

/** What a clique of q vertices proves. */
export function cliqueBound({ colours }: ColouringInstance, q: number): Bound {
  if (colours === undefined) return { value: q, proof: `clique of ${q} vertices` };
  // Spread evenly over the colours, as many pairs as must share one.
  const [each, rest] = [Math.floor(q / colours), q % colours];
  const pairs = (colours * each * (each - 1)) / 2 + rest * each;
  return { value: pairs, proof: pairs === 0 ? "conflicts are never fewer than 0" : `clique of ${q} vertices` };
}

export function* colouringBounds(instance: ColouringInstance): Generator<Bound, void, void> {
  const graph = neighboursOf(instance);
  let clique: readonly number[] = [];
  for (clique of largestClique(graph)) yield cliqueBound(instance, clique.length);
  let bound = cliqueBound(instance, clique.length);
  const given = instance.colours;
  if (given !== undefined && given < clique.length) return;
  for (let k = given ?? clique.length; k < graph.n; k++) {
    const trial = isColourable(graph, k, clique);
    let next = trial.next();
    for (; next.done !== true; next = trial.next()) yield bound;
    if (next.value) return;
    bound = { value: given === undefined ? k + 1 : 1, proof: `all colourings with ${k} colours tried` };
    yield bound;
    if (given !== undefined) return;
  }
}
