import { describe, expect, it } from "vitest";
import readingGroups from "../../examples/clique-cover/reading-groups.json" with { type: "json" };
import { cliqueCover } from "../../problems/clique-cover/index.ts";
import type { CliqueCoverInstance } from "../../problems/clique-cover/schema.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";

const instance = readingGroups as CliqueCoverInstance;
const path: CliqueCoverInstance = {
  problem: "clique-cover",
  vertices: 3,
  edges: [
    [0, 1],
    [1, 2],
  ],
  names: ["a", "b", "c"],
};
describe("clique cover", () => {
  it("the example fits its schema, and three groups are enough and the fewest", () => {
    requireSchema(cliqueCover.instanceSchema, readingGroups, "reading-groups.json", "invalid-instance");
    expect(cliqueCover.check(instance)).toEqual([]);
    const clique = [0, 0, 0, 1, 1, 1, 2, 2, 2];
    expect([cliqueCover.verify(instance, { clique }), cliqueCover.cost(instance, { clique })]).toEqual([[], 3]);
    expect(cliqueCover.bound!(instance)).toEqual({ value: 3, proof: "no edge between any two of 3 vertices" });
    expect(cliqueCover.answer!({ ...instance, cliques: 2 }, null, null)).toMatch(/^no: 2/);
    expect(cliqueCover.answer!({ ...instance, cliques: 3 }, 0, null)).toMatch(/^yes/);
  });

  it("takes one bit a vertex and clique, and one a clique where the fewest are sought", () => {
    const sizes = [path, { ...path, cliques: 2 }].map((of) => cliqueCover.encode(of, cliqueCover.defaults).model.n);
    expect(sizes).toEqual([4 * 2, 3 * 2]);
  });

  it("finds a cover to begin with, and asks for one clique fewer", () => {
    const first = cliqueCover.construct!(instance)!;
    expect(cliqueCover.verify(instance, first)).toEqual([]);
    const used = cliqueCover.cost(instance, first);
    expect(cliqueCover.tighten!(instance, first)).toEqual(used === 1 ? null : { ...instance, cliques: used - 1 });
    expect(cliqueCover.tighten!(path, { clique: [0, 0, 0] })).toBeNull();
  });

  it("names strangers in one clique, and vertices without one, from a state and from a solution", () => {
    const stranger = { code: "missing-edge", message: "vertices a and c are in clique 0 and not joined" };
    expect(cliqueCover.verify(path, { clique: [0, 0, 0] })).toEqual([stranger]);
    const { decode } = cliqueCover.encode({ ...path, cliques: 2 }, cliqueCover.defaults);
    const told = decode({ kind: "plain", values: Int8Array.from([1, 0, 1, 1, 0, 0]) }).violations;
    expect(told.map(({ message }) => message).join()).toMatch(/clique\[b\].*clique\[c\]/);
    expect(cliqueCover.verify(path, { clique: [0, 0, 5] })[0].code).toBe("unknown-clique");
  });

  it("writes graph files where no number of cliques is given", () => {
    const generated = cliqueCover.generate!(createRandom(1), 20);
    const record = cliqueCover.formats[0].fromInstance!(generated);
    const { coordinates: _, ...rest } = generated;
    expect(cliqueCover.formats[0].toInstance!(record, {})).toEqual(rest);
    expect(() => cliqueCover.formats[0].fromInstance!({ ...path, cliques: 2 })).toThrow(/how many cliques/);
  });
});
