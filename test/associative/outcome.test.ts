/** Which memory a state is: exact, inverse, near, a mixture of three, or none; and words that are corrected, ambiguous or not. */
import { describe, expect, it } from "vitest";
import { correcting, correctingInParts, correctionsOf, minimumDistance } from "../../src/associative/correction.ts";
import { flipNoise } from "../../src/associative/corrupt.ts";
import { memoryOf } from "../../src/associative/index.ts";
import { outcomesOf } from "../../src/associative/outcome.ts";
import { patternAt, patternsFrom } from "../../src/associative/patterns.ts";
import { dynamics, dynamicsById, recall, recalling, recallSync } from "../../src/associative/recall/index.ts";
import { joined, recallingInParts } from "../../src/associative/recall/parts.ts";
import { createRandom } from "../../src/random.ts";
import { finish } from "../../src/run/slices.ts";
import { memoryWith, randomPatterns, weightsOf } from "./memories.ts";

const patterns = randomPatterns(5, 101, createRandom(1));
const [x, y, z] = [0, 1, 2].map((mu) => patternAt(patterns, mu));
const judge = (state: Int8Array, ending: "fixed-point" | "two-cycle" | "step-limit" = "fixed-point") =>
  outcomesOf(patterns, { count: 1, size: 101, values: state }, [
    { state, activity: null, steps: 1, ending, energies: [] },
  ])[0];
const flipped = (state: Int8Array, count: number) => state.map((s, i) => (i < count ? -s : s));

describe("outcomes", () => {
  it("tell a memory from its inverse", () => {
    expect(judge(y)).toEqual({ kind: "memory", memory: 1, overlap: 1, before: 1, exact: true, mixture: null });
    expect(judge(y.map((s) => -s))).toMatchObject({ kind: "inverse", memory: 1, overlap: -1, exact: true });
    expect(judge(flipped(y, 2))).toMatchObject({ kind: "memory", memory: 1, exact: false });
    expect(judge(flipped(y, 3))).toMatchObject({ kind: "spurious", memory: 1, exact: false });
    expect(judge(flipped(y, 99))).toMatchObject({ kind: "inverse", memory: 1, exact: false });
  });
  it("know a mixture of three, with any signs", () => {
    for (const [a, b, c] of [
      [1, 1, 1],
      [-1, 1, -1],
    ]) {
      const mixed = x.map((_, i) => Math.sign(a * x[i] + b * y[i] + c * z[i]));
      const { kind, mixture } = judge(mixed);
      expect(kind).toBe("mixture");
      expect([...(mixture ?? [])].sort()).toEqual([0, 1, 2]);
    }
  });
  it("call a state spurious only at rest", () => {
    const far = flipped(x, 40);
    expect(judge(far, "two-cycle").kind).toBe("cycle");
    expect(judge(far, "step-limit").kind).toBe("unsettled");
    expect(judge(x, "step-limit").kind).toBe("memory");
  });
  it("name a pattern itself where another is its inverse", () => {
    const both = patternsFrom([
      [1, 1, -1, 1],
      [-1, -1, 1, -1],
    ]);
    const state = Int8Array.of(-1, -1, 1, -1);
    const trajectory = { state, activity: null, steps: 1, ending: "fixed-point", energies: [] } as const;
    const outcome = outcomesOf(both, { count: 1, size: 4, values: state }, [trajectory])[0];
    expect(outcome).toMatchObject({ kind: "memory", memory: 1, overlap: 1 });
  });
  it("name the first of equal patterns", () => {
    const twice = patternsFrom([
      [1, -1, 1],
      [-1, 1, -1],
      [1, -1, 1],
    ]);
    const state = Int8Array.of(1, -1, 1);
    const trajectory = { state, activity: null, steps: 1, ending: "fixed-point", energies: [] } as const;
    expect(outcomesOf(twice, { count: 1, size: 3, values: state }, [trajectory])[0].memory).toBe(0);
  });
});

describe("recall", () => {
  const memory = memoryWith(patterns, weightsOf(patterns, "hebb", createRandom(1)));
  const cues = flipNoise(patterns, 0.1, createRandom(2));

  it("is the same with and without pauses, and in parts", async () => {
    const many = { ...cues, count: 20, values: Int8Array.from({ length: 2020 }, (_, k) => cues.values[k % 505]) };
    many.values[77] = 0;
    many.values[1900] = 0;
    for (const id of ["cyclic", "random", "graded", "dense", "modern"]) {
      const settings = { dynamics: id, seed: 4, verify: id !== "graded" };
      const whole = recallSync(memory, many, settings);
      expect(await recall(memory, many, settings)).toEqual(whole);
      expect(finish(recallingInParts(memory, many, settings))).toEqual(whole);
    }
  });
  it("keeps the parts that are done", () => {
    const many = { ...cues, count: 40, values: Int8Array.from({ length: 4040 }, (_, k) => cues.values[k % 505]) };
    const work = recallingInParts(memory, many, { verify: true });
    for (const { done, parts } of work) {
      if (parts.length === 0) continue;
      expect(done).toBe(4);
      const { trajectories, outcomes, verification } = joined(parts);
      expect([trajectories.length, outcomes.length]).toEqual([4, 4]);
      expect(verification?.rises).toBe(0);
      break;
    }
  });
  it("chooses dynamics that the memory can carry", () => {
    expect(recallSync(memory, cues).dynamics).toBe("cyclic");
    expect(recallSync(memoryOf(patterns), cues).dynamics).toBe("modern");
    expect(() => recallSync(memoryOf(patterns), cues, { dynamics: "graded" })).toThrow(/needs couplings/);
  });
  it("starts flows at the cue itself", () => {
    const gap = { ...cues, count: 1, values: cues.values.slice(0, 101) };
    gap.values[3] = 0;
    const graded = recallSync(memory, gap, { dynamics: "graded", options: { beta: 2 } });
    const ode = recallSync(memory, gap, { dynamics: "ode", options: { beta: 2 } });
    expect(ode.trajectories[0].energies[0]).toBeCloseTo(graded.trajectories[0].energies[0], 5);
    const [a, b] = [ode, graded].map(({ trajectories }) => trajectories[0].activity as Float64Array);
    expect(a.every((v, i) => Math.abs(v - b[i]) < 1e-3)).toBe(true);
  });
  it("stops when it is told to", async () => {
    const reason = new Error("enough");
    await expect(recall(memory, cues, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
  it("refuses what it does not know or cannot use", () => {
    const code = (expected: string) => expect.objectContaining({ code: expected });
    expect(() => dynamicsById("cyclik")).toThrow(code("unknown-name"));
    expect(() => recalling(memory, cues, { dynamics: "modern", options: { gamma: 1 } })).toThrow(
      code("invalid-options"),
    );
    expect(() => recalling(memory, cues, { seed: 0.5 })).toThrow(code("invalid-options"));
    expect(() => recalling(memory, cues, { threshold: 0.2 })).toThrow(code("invalid-options"));
    expect(() => recalling(memory, cues, { sead: 1 } as object)).toThrow(/"seed" perhaps/);
    expect(() => recalling(memory, { count: 1, size: 4, values: new Int8Array(4) })).toThrow(code("invalid-instance"));
    expect(() => recalling(memory, { ...cues, values: cues.values.with(7, 2) })).toThrow(/cues\[0\]\[7\]/);
    for (const { id } of dynamics) {
      expect(() => recallSync(memory, cues, { dynamics: id, memoryLimit: 100 }), id).toThrow(code("memory"));
    }
  });
});

describe("correction", () => {
  const codebook = patternsFrom(
    ["0000000", "1111111", "1110000", "0001111"].map((w) => [...w].map((c) => (c === "1" ? 1 : -1))),
  );
  const symbols: Readonly<Record<string, number>> = { "0": -1, "1": 1, "?": 0 };
  const correct = (words: readonly string[]) => {
    const values = Int8Array.from(words.join(""), (c) => symbols[c]);
    const received = { count: words.length, size: 7, values };
    return correctionsOf(codebook, received, recallSync(memoryOf(codebook), received).trajectories);
  };
  it("counts errors and erasures", () => {
    expect(correct(["1010000", "1?11111", "0001111"])).toEqual([
      { kind: "corrected", codeword: 2, nearest: [2], errors: 1, erasures: 0 },
      { kind: "corrected", codeword: 1, nearest: [1], errors: 0, erasures: 1 },
      { kind: "corrected", codeword: 3, nearest: [3], errors: 0, erasures: 0 },
    ]);
  });
  it("says when two codewords are equally near", () => {
    expect(correct(["???0000"])[0]).toMatchObject({ kind: "ambiguous", nearest: [0, 2], errors: 0, erasures: 3 });
  });
  it("says where it ended otherwise", () => {
    const word = { count: 1, size: 7, values: Int8Array.of(1, -1, 1, -1, -1, -1, -1) };
    const ended = (state: Int8Array) => correctionsOf(codebook, word, [{ state }])[0];
    expect(ended(patternAt(codebook, 0))).toMatchObject({ kind: "not-nearest", codeword: 0, nearest: [2] });
    expect(ended(word.values)).toMatchObject({ kind: "no-codeword", codeword: null });
  });
  it("can be stopped after every word", () => {
    const words = { count: 3, size: 7, values: codebook.values.slice(0, 21) };
    const ends = [0, 1, 2].map((mu) => ({ state: patternAt(codebook, mu) }));
    const work = correcting(codebook, words, ends);
    expect([work.next(), work.next(), work.next()].map(({ value }) => value)).toEqual([1, 2, 3]);
    expect(work.next()).toEqual({ done: true, value: correctionsOf(codebook, words, ends) });
  });
  it("keeps the words that are through when it is stopped", () => {
    const memory = memoryOf(codebook);
    const words = { count: 28, size: 7, values: Int8Array.from({ length: 196 }, (_, i) => codebook.values[i % 28]) };
    const all = correctionsOf(codebook, words, recallSync(memory, words).trajectories);
    expect(finish(correctingInParts(memory, words, {})).corrections).toEqual(all);
    const work = correctingInParts(memory, words, {});
    let latest = work.next();
    while (latest.done !== true && latest.value.corrections.length < 5) latest = work.next();
    const { corrections, parts } = latest.value;
    expect(corrections).toEqual(all.slice(0, 5));
    expect(parts[0].dynamics).toBe("modern");
  });
  it("finds nearest codewords of any length, equal ones once", () => {
    const random = createRandom(8);
    for (const size of [1, 31, 32, 33, 70]) {
      const some = randomPatterns(6, size, random);
      const book = patternsFrom([...Array.from({ length: 6 }, (_, mu) => patternAt(some, mu)), patternAt(some, 2)]);
      const word = Int8Array.from({ length: size }, () => random.below(3) - 1);
      const away = (mu: number) => patternAt(book, mu).filter((s, i) => word[i] !== 0 && word[i] !== s).length;
      const least = Math.min(...[0, 1, 2, 3, 4, 5].map(away));
      const [found] = correctionsOf(book, { count: 1, size, values: word }, [{ state: patternAt(book, 6) }]);
      const isFirst = (mu: number) =>
        ![...Array(mu).keys()].some((nu) => String(patternAt(book, nu)) === String(patternAt(book, mu)));
      expect(found.errors).toBe(least);
      expect(found.nearest).toEqual([0, 1, 2, 3, 4, 5].filter((mu) => away(mu) === least && isFirst(mu)));
      expect(found.codeword).toBe([0, 1, 2].find((mu) => String(patternAt(book, mu)) === String(patternAt(book, 2))));
    }
  });
  it("knows the minimum distance", () => {
    expect(minimumDistance(codebook)).toBe(3);
    expect(
      minimumDistance(
        patternsFrom([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toBe(null);
  });
});
