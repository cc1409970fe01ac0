/** Instances of Steiner trees: a network and its terminals. Solutions choose edges. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { networkProperties, type TreeSolution, treeSchema } from "../../src/modelling/trees/schema.ts";

export const instanceSchema = Type.Object(
  {
    ...documentHeader("steiner-tree"),
    ...networkProperties,
    terminals: Type.Array(Type.Integer({ minimum: 0 }), {
      minItems: 1,
      description: "Vertices that the tree must hold, 0-based, each once.",
    }),
  },
  { ...closed, description: "A steiner-tree instance: a network whose edges have costs, and terminals." },
);
export type SteinerInstance = Static<typeof instanceSchema>;

export const solutionSchema = treeSchema;
export type SteinerSolution = TreeSolution;

/** 1 for each terminal. */
export function terminalsOf({ vertices, terminals }: SteinerInstance): Uint8Array {
  const required = new Uint8Array(vertices);
  for (const terminal of terminals) required[terminal] = 1;
  return required;
}
