/**
 * A clique cover is a colouring of the graph of all other pairs: its energy, constructions and bounds are those of problem colouring, its
 * words are its own. O(n^2).
 */
import { otherPairs } from "../../src/modelling/vertex-subset/encode.ts";
import { type Encoding, isRejected, type PenaltyProof, type Violation } from "../../src/problem.ts";
import { encodeColouring } from "../colouring/encode.ts";
import type { ColouringInstance, ColouringOptions, ColouringSolution } from "../colouring/schema.ts";
import { verifyCliqueCover } from "./referee.ts";
import type { CliqueCoverInstance, CliqueCoverSolution } from "./schema.ts";

/** @throws {MemoryError} before a graph too large is made */
export function complementOf(instance: CliqueCoverInstance): ColouringInstance {
  const { vertices, cliques, names } = instance;
  const { from, to } = otherPairs(instance);
  return {
    problem: "colouring",
    vertices,
    edges: Array.from(from, (i, e): [number, number] => [i, to[e]]),
    ...(cliques === undefined ? {} : { colours: cliques }),
    ...(names === undefined ? {} : { names }),
  };
}

export const toColouring = ({ clique }: CliqueCoverSolution): ColouringSolution => ({ colour: clique });
export const toCover = ({ colour }: ColouringSolution): CliqueCoverSolution => ({ clique: colour });

export function encodeCliqueCover(
  instance: CliqueCoverInstance,
  options: ColouringOptions,
): Encoding<CliqueCoverSolution> {
  const encoding = encodeColouring(complementOf(instance), options);
  const { model, parts, penalty } = encoding;
  return {
    model,
    ...(parts === undefined ? {} : { parts }),
    penalty: penalty === null ? null : reworded(penalty),
    decode(state) {
      const decoded = encoding.decode(state);
      if (!isRejected(decoded)) return { solution: toCover(decoded.solution), violations: [] };
      const { colour } = (decoded.partial ?? { colour: null }) as { colour: (number | null)[] | null };
      const partial = colour === null ? null : { clique: colour };
      const [first, ...others] = violationsOf(instance, decoded.violations, colour);
      return { solution: null, violations: [first, ...others], partial };
    },
    embed: (solution) => encoding.embed(toColouring(solution)),
  };
}

const reworded = (proof: PenaltyProof): PenaltyProof => ({
  ...proof,
  weights: proof.weights.map((part) => ({ ...part, name: inWords(part.name) })),
  inequality: inWords(proof.inequality),
  witness: inWords(proof.witness),
});

type Violations = readonly [Violation, ...Violation[]];

/** In the words of the referee where every vertex has a clique. */
function violationsOf(instance: CliqueCoverInstance, found: Violations, colour: (number | null)[] | null): Violations {
  if (colour !== null && found[0].code === "same-colour") {
    const [first, ...others] = verifyCliqueCover(instance, { clique: colour as number[] });
    if (first !== undefined) return [first, ...others];
  }
  const [first, ...others] = found.map((part) => ({
    ...part,
    code: inWords(part.code),
    message: inWords(part.message),
  }));
  return [first, ...others];
}

const inWords = (text: string): string =>
  text
    .replace(/colours/g, "cliques")
    .replace(/coloured/g, "covered")
    .replace(/colour/g, "clique")
    .replace(/(\d+) neighbours/g, "$1 strangers");
