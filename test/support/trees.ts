/** Small models with the structure `tree`: Steiner trees and spanning trees with bounds, penalised or not. */
import { spanningTree } from "../../problems/spanning-tree/index.ts";
import { steinerTree } from "../../problems/steiner-tree/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { structuralTree } from "../../src/modelling/trees/structural.ts";
import { createRandom } from "../../src/random.ts";

/** A geometric network of that many vertices, some of them terminals; two edges a vertex at most where no terminals are asked for. */
export function treeModel(size: number, seed: number, kind: "terminals" | "degrees", penalised: boolean): EnergyModel {
  if (kind === "terminals") {
    const drawn = steinerTree.generate!(createRandom(seed), size);
    const terminals = Array.from({ length: size }, (_, v) => v).filter((v) => v % 4 === 0 || v === size - 1);
    const instance = { ...drawn, terminals };
    if (penalised) return steinerTree.encode(instance, steinerTree.defaults).model;
    const required = Uint8Array.from({ length: size }, (_, v) => (instance.terminals.includes(v) ? 1 : 0));
    return structuralTree(instance, { required, bounds: null, verify: () => [] }).model;
  }
  const instance = spanningTree.generate!(createRandom(seed), size);
  if (penalised) return spanningTree.encode(instance, spanningTree.defaults).model;
  const [required, bounds] = [new Uint8Array(size).fill(1), new Int32Array(size).fill(3)];
  return structuralTree(instance, { required, bounds, verify: () => [] }).model;
}
