/** The JSON document of patterns and cues: pictures in characters, or lists of spins or bits. */
import { type Static, Type } from "typebox";

const label = Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "What the pattern is called" }));

const drawn = Type.Object(
  {
    label,
    pixels: Type.Array(Type.String(), {
      minItems: 1,
      description: 'Rows of pixels: # X x @ * 1 are on, . - _ 0 are off, ? is unknown (in cues): ["#..#", ".##."]',
    }),
  },
  { additionalProperties: false, description: '{ "pixels": ["#..#", ".##."] }' },
);

const listed = Type.Object(
  {
    label,
    values: Type.Array(Type.Union([Type.Literal(-1), Type.Literal(0), Type.Literal(1), Type.Null()]), {
      minItems: 1,
      description: "Spins -1 and 1, or bits 0 and 1, the same choice throughout the file; null is unknown (in cues)",
    }),
  },
  { additionalProperties: false, description: '{ "values": [1, -1, 1] }' },
);

export const patternsSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    name: Type.Optional(Type.String({ description: "Name of the set" })),
    width: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: "Pixels in a row, where the patterns are pictures; it divides their length",
      }),
    ),
    patterns: Type.Array(Type.Union([drawn, listed]), { minItems: 1, description: "The patterns, all of one length" }),
  },
  {
    additionalProperties: false,
    title: "Patterns of an associative memory, or cues for one",
    description: "Patterns for groundstate store and recall",
  },
);

export type PatternsDocument = Static<typeof patternsSchema>;
