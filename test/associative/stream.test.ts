/** Continuous Hebbian learning: exact solutions of its equation, and the averages and rules that they tend to. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnSync } from "../../src/associative/index.ts";
import { createStream } from "../../src/associative/learning/stream.ts";
import { patternAt } from "../../src/associative/patterns.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";
import { difference, symmetryLaw } from "./learning-laws.ts";
import { randomPatterns } from "./memories.ts";

const cases = fc.record({
  count: fc.integer({ min: 1, max: 6 }),
  size: fc.integer({ min: 2, max: 9 }),
  seed: fc.nat(999),
  tau: fc.double({ min: 0.1, max: 10, noNaN: true }),
});

/** What is shown, and for how long. */
function showings({ count, size, seed }: { count: number; size: number; seed: number }) {
  const random = createRandom(seed);
  const patterns = randomPatterns(count, size, random);
  const shown = Array.from({ length: count }, (_, mu) => ({
    x: Float64Array.from(patternAt(patterns, mu)),
    duration: random.uniform() * 3,
  }));
  return { patterns, shown };
}

describe("a stream with decay", () => {
  prop("is the average of the correlations, the past fading as exp(-t / tau)", [cases], (given) => {
    const { shown } = showings(given);
    const { size, tau } = given;
    const stream = createStream(size, { tau });
    for (const { x, duration } of shown) stream.present(x, duration);
    const expected = new Float64Array(size * size);
    let age = 0;
    for (const { x, duration } of [...shown].reverse()) {
      const share = Math.exp(-age / tau) - Math.exp(-(age + duration) / tau);
      age += duration;
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) if (i !== j) expected[i * size + j] += share * x[i] * x[j];
    }
    expect(difference(expected, stream.weights())).toBeLessThan(1e-9);
    expect(stream.time).toBeCloseTo(age, 9);
    symmetryLaw(stream.weights(), size);
  });

  prop(
    "does not mind where a showing is cut in two",
    [cases, fc.double({ min: 0, max: 1, noNaN: true })],
    (given, cut) => {
      const { shown } = showings(given);
      const [whole, parts] = [createStream(given.size, given), createStream(given.size, given)];
      for (const { x, duration } of shown) {
        whole.present(x, duration);
        parts.present(x, cut * duration);
        parts.present(x, (1 - cut) * duration);
      }
      expect(difference(whole.weights(), parts.weights())).toBeLessThan(1e-9);
    },
  );

  it("follows the differential equation: Euler's small steps come close", () => {
    const { shown } = showings({ count: 3, size: 5, seed: 4 });
    const stream = createStream(5, { tau: 2 });
    const W = new Float64Array(25);
    for (const { x } of shown) {
      stream.present(x, 1);
      for (let step = 0; step < 10_000; step++) {
        for (let k = 0; k < 25; k++) {
          const [i, j] = [Math.floor(k / 5), k % 5];
          if (i !== j) W[k] += (1e-4 / 2) * (x[i] * x[j] - W[k]);
        }
      }
    }
    expect(difference(stream.weights(), W)).toBeLessThan(1e-3);
  });

  it("forgets: after a long showing nothing but the last pattern is left, and the order matters", () => {
    const [a, b] = [Float64Array.of(1, 1, -1), Float64Array.of(1, -1, 1)];
    const stream = createStream(3);
    stream.present(a, 1);
    stream.present(b, 50);
    expect(difference([0, -1, 1, -1, 0, -1, 1, -1, 0], stream.weights())).toBeLessThan(1e-12);
    const [forth, back] = [createStream(3), createStream(3)];
    for (const x of [a, b]) forth.present(x, 1);
    for (const x of [b, a]) back.present(x, 1);
    expect(difference(forth.weights(), back.weights())).toBeGreaterThan(0.1);
  });

  it("tends to Hebb's rule when it shows all patterns in turn, briefly, for long", () => {
    const patterns = randomPatterns(4, 12, createRandom(8));
    const hebb = learnSync(patterns, "hebb").weights.map((w) => (w * 12) / 4); // the mean correlation
    const stream = createStream(12, { tau: 50 });
    for (let turn = 0; turn < 2000; turn++) for (let mu = 0; mu < 4; mu++) stream.present(patternAt(patterns, mu), 0.1);
    expect(difference(hebb, stream.weights())).toBeLessThan(0.01);
  });
});

describe("a stream without decay", () => {
  prop("is Hebb's rule, weighted by the durations, in any order", [cases], (given) => {
    const { patterns, shown } = showings(given);
    const { size, tau, count } = given;
    const equal = createStream(size, { tau, decay: false });
    for (const { x } of shown) equal.present(x, tau / size);
    expect(difference(learnSync(patterns, "hebb").weights, equal.weights())).toBeLessThan(1e-12);
    const [forth, back] = [createStream(size, { tau, decay: false }), createStream(size, { tau, decay: false })];
    for (let mu = 0; mu < count; mu++) {
      forth.present(shown[mu].x, shown[mu].duration);
      back.present(shown[count - 1 - mu].x, shown[count - 1 - mu].duration);
    }
    expect(difference(forth.weights(), back.weights())).toBeLessThan(1e-9);
  });
});

describe("a stream", () => {
  it("refuses what is no activity, duration or time constant, and a size beyond its memory", () => {
    const stream = createStream(3);
    for (const x of [
      [1, 1],
      [1, 2, 1],
      [1, Number.NaN, 1],
    ])
      expect(() => stream.present(x, 1)).toThrow(expect.objectContaining({ code: "invalid-instance" }));
    for (const duration of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => stream.present([1, 1, 1], duration)).toThrow(expect.objectContaining({ code: "invalid-options" }));
    expect(() => createStream(3, { tau: 0 })).toThrow(expect.objectContaining({ code: "invalid-options" }));
    expect(() => createStream(0)).toThrow(expect.objectContaining({ code: "invalid-options" }));
    expect(() => createStream(100_000)).toThrow(expect.objectContaining({ code: "memory" }));
    expect(stream.weights()).toEqual(new Float64Array(9));
  });

  it("hands out copies", () => {
    const stream = createStream(2);
    stream.present([1, 1], 1);
    stream.weights().fill(9);
    expect(stream.weights()[0]).toBe(0);
  });
});
