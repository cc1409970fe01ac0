/** Patterns and cues from files: what fits, and the place of what does not; cues by noise and erasure. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { erase, flipNoise } from "../../src/associative/corrupt.ts";
import { cuesFromRecord, holdsPatterns, patternsFromRecord } from "../../src/associative/document.ts";
import { patternAt } from "../../src/associative/patterns.ts";
import { formatById } from "../../src/formats/index.ts";
import type { FileRecord } from "../../src/formats/records.ts";
import { createRandom } from "../../src/random.ts";
import { dataFolder, readData } from "../support/data.ts";
import { prop } from "../support/prop.ts";
import { randomPatterns } from "./memories.ts";

const json = (patterns: readonly unknown[], more: object = {}): FileRecord => ({
  kind: "json",
  document: { patterns, ...more },
});
const grids = (text: string): FileRecord => formatById("pattern-grids").parse(text);

describe("patterns from records", () => {
  it("are the same from pixels, spins, bits and grids", () => {
    const expected = Int8Array.of(1, -1, -1, 1, 1, 1);
    const texts = [
      json([{ pixels: ["#..", "###"] }]),
      json([{ pixels: ["1_-", "@X*"] }]),
      json([{ values: [1, -1, -1, 1, 1, 1] }], { width: 3 }),
      json([{ values: [1, 0, 0, 1, 1, 1] }], { width: 3 }),
      grids("#..\n###\n"),
    ];
    for (const record of texts) {
      expect(holdsPatterns(record)).toBe(true);
      const { values, width, size, labels } = patternsFromRecord(record);
      expect([values, width, size, labels]).toEqual([expected, 3, 6, ["1"]]);
    }
    expect(patternsFromRecord(json([{ values: [1, 0] }])).width).toBe(null);
    expect(patternsFromRecord(json([{ values: [1, -1], label: "x" }], { name: "n" }), "file")).toMatchObject({
      name: "n",
      labels: ["x"],
    });
    expect(patternsFromRecord(grids("a:\n##\n"), "file")).toMatchObject({ name: "file", labels: ["a"] });
  });

  it("tell the place of what is wrong", () => {
    const wrong: [FileRecord, RegExp][] = [
      [json([{ pixels: ["##", "#"] }]), /patterns\[0\]\.pixels\[1\] is of 1 pixels, expected 2 in a row/],
      [json([{ pixels: ["##"] }, { pixels: ["###"] }]), /patterns\[1\]\.pixels\[0\] is of 3 pixels, expected 2/],
      [json([{ pixels: ["##"] }], { width: 1 }), /patterns\[0\]\.pixels\[0\] is of 2 pixels, expected 1/],
      [json([{ pixels: ["#a"] }]), /patterns\[0\]\.pixels\[0\]\[1\] is "a", expected a pixel/],
      [json([{ pixels: ["##"] }, { pixels: ["##", "##"] }]), /patterns\[1\]\.length is 4, expected 2/],
      [
        json([{ values: [1, 1] }, { values: [-1, 0] }]),
        /patterns\[1\]\.values\[1\] is 0, expected 1 or -1, as in patterns\[1\]/,
      ],
      [
        json([{ values: [0, 1] }, { values: [1, -1] }]),
        /patterns\[1\]\.values\[1\] is -1, expected 1 or 0, as in patterns\[0\]/,
      ],
      [json([{ values: [1, 2] }]), /patterns\[0\]/],
      [json([{ values: [1, -1, 1] }], { width: 2 }), /width is 2/],
      [json([{ values: [1, null] }]), /patterns\[0\]\.values\[1\] is unknown/],
      [json([{ pixels: ["#.", "#?"] }]), /patterns\[0\]\.pixels\[1\]\[1\] is unknown/],
      [grids("a:\n##\n#?\n"), /pattern 1 \("a"\), row 2, column 2 is unknown/],
      [json([]), /patterns/],
      [json([{ pixels: [""] }]), /./],
      [json([{ pixels: ["#"] }], { problem: "tsp" }), /holds no patterns/],
      [{ kind: "assignment", values: [1] }, /holds assignment data, expected patterns/],
    ];
    for (const [record, message] of wrong) {
      expect(() => patternsFromRecord(record), String(message)).toThrow(
        expect.objectContaining({ code: "invalid-instance", message: expect.stringMatching(message) as string }),
      );
    }
  });

  it("may have unknown values as cues, of the length of the stored patterns", () => {
    const cues = cuesFromRecord(json([{ values: [1, null, 0] }, { pixels: ["#?."], label: "b" }]), 3);
    expect(cues).toEqual({ count: 2, size: 3, values: Int8Array.of(1, 0, -1, 1, 0, -1), labels: ["1", "b"], width: 3 });
    expect(() => cuesFromRecord(grids("##\n"), 3)).toThrow(/cue 1 has 2 values, expected 3/);
  });

  it("print as grids and come back", () => {
    const record = grids("a:\n#.\n?#\n\n..\n##\n");
    expect(grids([...formatById("pattern-grids").print(record)].join(""))).toEqual(record);
  });

  it("come from grey pictures, half and more being on", () => {
    const values = Uint8Array.of(0, 7, 8, 16);
    const record = { kind: "images", rows: 2, columns: 2, levels: 16, images: [{ class: 3, values }] } as const;
    const { values: spins, labels, width } = patternsFromRecord(record);
    expect([spins, labels, width]).toEqual([Int8Array.of(-1, -1, 1, 1), ["3"], 2]);
  });

  const folder = dataFolder();
  it.skipIf(folder === null)("come from the handwritten digits", () => {
    const record = formatById("optdigits").parse(readData(folder as string, "digits/optdigits.tra.gz"));
    const patterns = patternsFromRecord(record);
    expect([patterns.count, patterns.size, patterns.width]).toEqual([3823, 64, 8]);
    // The first line: 0,1,6,15,12,1,0,0, ... ,0
    expect(Array.from(patternAt(patterns, 0).subarray(0, 8))).toEqual([-1, -1, -1, 1, 1, -1, -1, -1]);
    expect(patterns.labels.slice(0, 3)).toEqual(["0", "0", "7"]);
    expect(new Set(patterns.labels).size).toBe(10);
  });
});

describe("cues from patterns", () => {
  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  const sizes = fc.record({ count: fc.integer({ min: 1, max: 6 }), size: fc.integer({ min: 1, max: 40 }) });

  prop("differ at exactly round(rate n) positions", [sizes, rate, fc.nat(999)], ({ count, size }, share, seed) => {
    const patterns = randomPatterns(count, size, createRandom(seed));
    const before = patterns.values.slice();
    for (const [damage, value] of [
      [flipNoise, -1],
      [erase, 0],
    ] as const) {
      const cues = damage(patterns, share, createRandom(seed));
      expect(damage(patterns, share, createRandom(seed))).toEqual(cues);
      for (let mu = 0; mu < count; mu++) {
        const own = patternAt(patterns, mu);
        const cue = cues.values.subarray(mu * size, (mu + 1) * size);
        const changed = [...own.keys()].filter((i) => cue[i] !== own[i]);
        expect(changed.length).toBe(Math.round(share * size));
        expect(changed.every((i) => cue[i] === (value === 0 ? 0 : -own[i]))).toBe(true);
      }
    }
    expect(patterns.values).toEqual(before);
  });

  it("are hit everywhere alike", () => {
    const patterns = randomPatterns(4000, 10, createRandom(1));
    const cues = flipNoise(patterns, 0.3, createRandom(2));
    const hits = new Array<number>(10).fill(0);
    cues.values.forEach((value, at) => {
      if (value !== patterns.values[at]) hits[at % 10]++;
    });
    // 4000 x 0.3 = 1200 each, standard deviation 29.
    for (const count of hits) expect(Math.abs(count - 1200)).toBeLessThan(150);
  });

  it("keep unknown values unknown when noise comes on top, and refuse rates outside 0 to 1", () => {
    const patterns = randomPatterns(3, 10, createRandom(1));
    const gaps = erase(patterns, 0.5, createRandom(2));
    const noisy = flipNoise(gaps, 1, createRandom(3));
    expect(noisy.values).toEqual(gaps.values.map((value) => (value === 0 ? 0 : -value)));
    for (const bad of [-0.1, 1.1, Number.NaN])
      expect(() => erase(patterns, bad, createRandom(1))).toThrow(expect.objectContaining({ code: "invalid-options" }));
  });
});
