/** Properties of instances about places and the ways between them, where routes are sought. */
import { Type } from "typebox";
import { METRICS } from "../model/index.ts";

/**
 * Exactly one of `coordinates` (with `metric`) and `distances` is to be there; `checkPlaces` sees to that.
 * @param fewest how many places there must be
 * @param words descriptions of a row of `coordinates`, of `distances`, and what the places of `display` are called
 */
export const placesProperties = (
  fewest: number,
  words: { readonly coordinates: string; readonly distances: string; readonly many: string },
) => ({
  symmetric: Type.Optional(
    Type.Boolean({
      description: "Whether distances[i][j] equals distances[j][i]. Default: true. False for one-way distances.",
    }),
  ),
  metric: Type.Optional(
    Type.Enum([...METRICS], {
      description:
        "How distances follow from coordinates. Capital names are TSPLIB's, rounded to integers; great-circle gives kilometres.",
    }),
  ),
  coordinates: Type.Optional(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3 }), {
      minItems: fewest,
      description: words.coordinates,
    }),
  ),
  distances: Type.Optional(
    Type.Array(Type.Array(Type.Number(), { minItems: fewest }), {
      minItems: fewest,
      description: `Instead of coordinates: ${words.distances}`,
    }),
  ),
  display: Type.Optional(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
      minItems: fewest,
      description: `Positions x, y of the ${words.many} for drawing only, where the distances are explicit.`,
    }),
  ),
});
