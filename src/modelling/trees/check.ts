/** What a schema cannot say about a network: costs below 0, and what hangs together. O(n + m). */
import type { Complaint } from "../../problem.ts";
import { checkLabels } from "../document.ts";
import { checkPairs, vertexName } from "../graph.ts";
import { checkCoordinates } from "../graph-drawing.ts";
import type { NetworkFields } from "./schema.ts";

/** @param together vertices that some tree must hold; asked for only where the edges are proper ones */
export function checkNetwork(instance: NetworkFields, together: () => Iterable<number>): Complaint[] {
  const { vertices, edges, names, coordinates } = instance;
  const pairs = checkPairs(vertices, edges, "edges");
  return [
    ...pairs,
    ...checkCosts(edges),
    ...checkLabels(vertices, names, "names"),
    ...checkCoordinates(vertices, coordinates),
    ...(pairs.length === 0 ? checkTogether(instance, [...together()]) : []),
  ];
}

function checkCosts(edges: NetworkFields["edges"]): Complaint[] {
  const negative = edges.findIndex(([, , cost = 1]) => cost < 0);
  if (negative < 0) return [];
  const hint = "Add the same amount to all costs if every solution has as many edges.";
  const found = String(edges[negative][2]);
  return [{ path: `edges[${negative}][2]`, found, expected: "a cost of 0 or more", hint }];
}

/** The first vertex that no way joins to the first of these, if any. */
function checkTogether(instance: NetworkFields, together: readonly number[]): Complaint[] {
  const reached = reachedFrom(instance, together[0]);
  const lone = together.find((v) => reached[v] === 0);
  if (lone === undefined) return [];
  const [one, other] = [vertexName(instance, together[0]), vertexName(instance, lone)];
  const hint = "No tree holds both. Add edges, or state the parts as instances of their own.";
  return [{ path: "edges", found: `no way between ${one} and ${other}`, expected: "a connected network", hint }];
}

function reachedFrom({ vertices, edges }: NetworkFields, source: number): Uint8Array {
  const neighbours: number[][] = Array.from({ length: vertices }, () => []);
  for (const [i, j] of edges) {
    neighbours[i].push(j);
    neighbours[j].push(i);
  }
  const reached = new Uint8Array(vertices);
  reached[source] = 1;
  const turn = [source];
  for (const v of turn) {
    for (const other of neighbours[v]) {
      if (reached[other] === 1) continue;
      reached[other] = 1;
      turn.push(other);
    }
  }
  return reached;
}
