/** The penalty weights of colouring and their proof. The inequalities: encode.ts. */
import type { PenaltyProof } from "../../src/problem.ts";
import type { ColouringInstance, ColouringOptions } from "./schema.ts";

export interface ColouringWeights {
  /** R, P, B and A. */
  readonly reward: number;
  readonly pair: number;
  readonly conflict: number;
  readonly mark: number;
  readonly proof: PenaltyProof;
}

export function colouringWeights(
  instance: ColouringInstance,
  colours: number,
  { penalty, margin, tightness }: ColouringOptions,
): ColouringWeights {
  const given = instance.colours !== undefined;
  const { vertex, degree } = busiest(instance);
  const above = (threshold: number) =>
    penalty === "tight" ? tightness * margin * threshold : Math.floor(Math.max(threshold * margin, threshold)) + 1;
  const least = given ? Math.floor(degree / colours) : 1;
  const reward = above(least) || 1;
  const conflict = given ? 1 : above(1);
  const mark = given ? 0 : above(1);
  const pairThreshold = penalty === "tight" ? reward / tightness : reward;
  const pair = above(pairThreshold);
  const structural = penalty === "structural";
  const groups = [
    { name: "reward of a coloured vertex, R", weight: reward, threshold: least },
    { name: "pair of colours of one vertex, P", weight: pair, threshold: pairThreshold },
  ];
  const others = given
    ? [{ name: "conflict", weight: conflict, threshold: 0 }]
    : [
        { name: "conflict, B", weight: conflict, threshold: 1 },
        { name: "use of a colour that is not marked, A", weight: mark, threshold: 1 },
      ];
  const rule = structural ? "" : `R > ${least} and P > R, with R = ${reward}, P = ${pair}`;
  const rest = given ? "conflicts cost 1 each" : `B > 1 and A > 1, with B = ${conflict}, A = ${mark}`;
  const scaled = penalty === "tight" ? `; scaled by ${tightness}, below what is proven` : "";
  return {
    ...{ reward, pair, conflict, mark },
    proof: {
      mode: penalty,
      weights: structural ? others : [...groups, ...others],
      inequality: [rule, rest].filter((text) => text !== "").join("; ") + scaled,
      witness: given ? `vertex ${vertex} with ${degree} neighbours, ${colours} colours` : "a colour saved is worth 1",
      guaranteed: penalty === "exact",
    },
  };
}

/** The vertex of largest degree. */
function busiest({ vertices, edges }: ColouringInstance): { vertex: number; degree: number } {
  const degree = new Int32Array(vertices);
  for (const [i, j] of edges) {
    degree[i]++;
    degree[j]++;
  }
  const largest = degree.reduce((most, count) => Math.max(most, count), 0);
  return { vertex: degree.indexOf(largest), degree: largest };
}
