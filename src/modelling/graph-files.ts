/** What instances take from a graph file: its name unless another is given, the number of vertices, and the edges. O(m). */
import type { FileRecord } from "../formats/records.ts";
import { asRecord } from "./document.ts";
import { edgesOf, type Pair } from "./graph.ts";

/** @throws {GroundstateError} "format" for a file of another kind */
export function graphFrom(record: FileRecord, name: string | undefined) {
  const graph = asRecord(record, "graph");
  return { ...titleOf(graph, name), vertices: graph.n, edges: edgesOf(graph) };
}

/** The same without the weights of edges. */
export function plainGraphFrom(record: FileRecord, name: string | undefined) {
  const graph = asRecord(record, "graph");
  const edges = Array.from(graph.from, (from, e): Pair => [from, graph.to[e]]);
  return { ...titleOf(graph, name), vertices: graph.n, edges };
}

function titleOf(graph: { readonly name: string | null }, name: string | undefined): { name?: string } {
  const title = name ?? graph.name;
  return title === null ? {} : { name: title };
}
