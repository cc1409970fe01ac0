/**
 * Problems whose solutions are an order of all items, first to last, and nothing else: the schema of solutions, and the encoding of
 * an objective over orders. @see arrangement.ts for the energy. Decoding names what is wrong and repairs nothing.
 */
import { type Static, Type } from "typebox";
import { GroundstateError } from "../errors.ts";
import { isPermutation } from "../model/index.ts";
import type { Encoding } from "../problem.ts";
import { arrangementEnergy, type Constraint, type Names, type Objective, readArrangement } from "./arrangement.ts";
import { judged } from "./decoding.ts";
import { closed } from "./document.ts";

/** @param items what is ordered, in the plural: "vertices" */
export const orderSolutionSchema = (items: string, description: string) =>
  Type.Object(
    {
      order: Type.Array(Type.Integer({ minimum: 0 }), {
        description: `Indices of the ${items} from 0, first to last, each once.`,
      }),
    },
    { ...closed, description },
  );
export type OrderSolution = Static<ReturnType<typeof orderSolutionSchema>>;

/** Item i at place p stands for order[p] = i. */
export function encodeOrders(
  objective: Objective,
  constraint: Constraint,
  { item, items }: Pick<Names, "item" | "items">,
): Encoding<OrderSolution> {
  const { size } = objective;
  const names: Names = {
    item,
    items,
    nameOfItem: (i) => objective.items[i],
    nameOfPlace: (p) => objective.places[p],
  };
  return {
    ...arrangementEnergy(objective, constraint),
    decode(state) {
      const { itemAt, violations } = readArrangement(state, size, names);
      return judged({ order: itemAt as number[] }, violations, itemAt.length === 0 ? null : { order: itemAt });
    },
    embed({ order }) {
      if (order.length !== size || !isPermutation(order)) {
        throw new GroundstateError("invalid-solution", `the order does not name each of ${size} ${items} once`);
      }
      return { kind: "permutation", order: Int32Array.from(order) };
    },
  };
}

/** "place 0", "place 1", ... */
export const placeNames = (size: number) => Array.from({ length: size }, (_, p) => `place ${p}`);
