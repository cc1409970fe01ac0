/** Pieces that schemas of options share. Plain JSON Schema draft-07; imports typebox only, so every room may use it. */
import { type TInteger, type TNull, type TSchema, type TUnion, Type } from "typebox";

/** `schema` or null; the description says what null stands for. */
export function nullable<S extends TSchema>(
  schema: S,
  options: { readonly description?: string } = {},
): TUnion<[S, TNull]> {
  return Type.Union([schema, Type.Null()], options);
}

/** How many of something: 1 to a billion. */
export function count(description: string): TInteger {
  return Type.Integer({ minimum: 1, maximum: 1_000_000_000, description });
}
