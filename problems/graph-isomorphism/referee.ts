/** Pairs of vertices on which two graphs disagree, straight from their edges: no encoding, no model. O(n + m). */
import type { Bound, Violation } from "../../src/problem.ts";
import type { IsomorphismInstance, IsomorphismSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Pairs joined in one graph whose images, or whose originals, are not joined in the other. */
export function disagreements(
  { vertices: n, first, second }: IsomorphismInstance,
  { image }: Pick<IsomorphismSolution, "image">,
): number {
  const keyOf = (i: number, j: number) => Math.min(i, j) * n + Math.max(i, j);
  const joined = new Set(second.map(([i, j]) => keyOf(i, j)));
  let common = 0;
  for (const [u, v] of first) if (joined.has(keyOf(image[u], image[v]))) common++;
  return first.length + second.length - 2 * common;
}

/** That the images are the vertices of the second graph, each once. */
export function verifyImages(
  { vertices: n }: IsomorphismInstance,
  { image }: IsomorphismSolution,
): readonly Violation[] {
  if (image.length !== n) {
    const message = `image has ${image.length} values, expected ${n}`;
    return [{ code: "wrong-length", message, amount: Math.abs(image.length - n) }];
  }
  const earlier = new Map<number, number>();
  const violations: Violation[] = [];
  for (let v = 0; v < n && violations.length < MOST_VIOLATIONS; v++) {
    const twin = earlier.get(image[v]);
    earlier.set(image[v], v);
    if (image[v] >= n)
      violations.push({ code: "wrong-value", message: `image[${v}] is ${image[v]}, expected 0 to ${n - 1}` });
    else if (twin !== undefined) {
      violations.push({
        code: "image-twice",
        message: `vertices ${twin} and ${v} both stand for ${image[v]}`,
        amount: 1,
      });
    }
  }
  return violations;
}

/** Each disagreement changes two degrees by 1, and sorted degrees differ least. O(m + n log n). */
export function degreeBound({ vertices, first, second }: IsomorphismInstance): Bound {
  const [a, b] = [first, second].map((edges) => {
    const degrees = new Int32Array(vertices);
    for (const edge of edges) for (const end of edge) degrees[end]++;
    return degrees.sort();
  });
  const apart = a.reduce((sum, degree, k) => sum + Math.abs(degree - b[k]), 0);
  return { value: Math.ceil(apart / 2), proof: apart === 0 ? "a count is never negative" : "the degrees differ" };
}

/** Yes, no, or not known. */
export function answerIsomorphism(_instance: unknown, objective: number | null, bound: Bound | null): string {
  if (objective === 0) return "isomorphic: every edge has its counterpart";
  if (bound !== null && bound.value > 0) return `not isomorphic: ${bound.proof}`;
  return objective === null ? "not known" : `no isomorphism found: the best has ${objective} disagreements`;
}
