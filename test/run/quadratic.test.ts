/** Records that are made while they are printed: the text is that of the record that is held, and nothing of its size is made. */
import { describe, expect, it } from "vitest";
import { formatById } from "../../src/registry.ts";
import { quadraticRecord, quadraticStream } from "../../src/run/quadratic.ts";
import { models } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";
import { tourModel, zoo } from "../support/zoo.ts";

const TARGETS = [
  ["qubo-coo", "bit"],
  ["ising-coo", "spin"],
  ["qbsolv", "bit"],
  ["bqm", "bit"],
] as const;

describe("streamed records", () => {
  prop("print as held ones do, whatever the couplings are made of", [models({ max: 9 })], (model) => {
    for (const [id, domain] of TARGETS) {
      const format = formatById(id);
      const held = [...format.print(quadraticRecord(model, domain, "x", 1e9))].join("");
      expect([...format.print(quadraticStream(model, domain, "x", 1e9))].join("")).toBe(held);
    }
  });

  it("print what the problems encode", () => {
    for (const { name, model } of zoo.filter(({ model: { n } }) => n > 0)) {
      for (const [id, domain] of TARGETS) {
        const format = formatById(id);
        const held = [...format.print(quadraticRecord(model, domain, name, 1e9))].join("");
        expect([...format.print(quadraticStream(model, domain, name, 1e9))].join(""), name).toBe(held);
      }
    }
  });

  it("begin without holding 700,000 pairs, and refuse what no file should hold with the figure", () => {
    const model = tourModel(70, 1, true, true);
    const before = process.memoryUsage().arrayBuffers;
    const record = quadraticStream(model, "bit", "tours", 1e9);
    const text = formatById("qubo-coo").print(record);
    expect(text.next().value).toMatch(/^qubo 4900 \d{6,} /);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2e6);
    expect(record.stream?.count).toBeGreaterThan(650_000);
    expect(() => quadraticStream(tourModel(1000, 1, true, true), "bit", "tours", 2e9)).toThrow(
      expect.objectContaining({ code: "invalid-options", message: expect.stringMatching(/2\.0e\+9 pairs.*GiB/) }),
    );
    expect(() => quadraticStream(model, "bit", "tours", 1000)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});
