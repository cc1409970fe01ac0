/** Well-formedness of the structure `packing`. */
import type { Structure } from "./types.ts";

type Of<K extends Structure["kind"]> = Extract<Structure, { kind: K }>;

/** What is wrong with a packing over these one-hot groups in a model of n variables, in words that follow its place; null when all is well. */
export function packingFault(
  { groups, size, sizes, slack }: Of<"packing">,
  oneHot: Of<"one-hot"> | null,
  n: number,
): string | null {
  if (oneHot === null || oneHot.groups !== groups || oneHot.size !== size) {
    const found = oneHot === null ? "none" : `${oneHot.groups} groups of ${oneHot.size}`;
    return `is over ${groups} one-hot groups of ${size}, the model has ${found}`;
  }
  if (sizes.length !== groups) return `has ${sizes.length} sizes, expected ${groups}, one a group`;
  const wrong = sizes.findIndex((value) => !(Number.isSafeInteger(value) && value >= 0));
  if (wrong >= 0) return `has size ${sizes[wrong]} for group ${wrong}, expected a whole number from 0`;
  const last = slack === null ? 0 : slack.first + size * slack.coefficients.length;
  return last > n ? `needs ${last} variables for its slack, the model has ${n}` : null;
}
