import { describe, expect, it } from "vitest";
import { detectFormat, formatById, formats } from "../../src/formats/index.ts";
import { bqmDocument, samples } from "./samples.ts";

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};

describe("detectFormat", () => {
  it("finds the format of every sample from its content", () => {
    for (const id of [
      "tsplib",
      "tsplib-tour",
      "tsplib-hcp",
      "cvrplib",
      "cvrplib-solution",
      "rudy",
      "metis",
      "partition",
      "qbsolv",
      "lolib",
      "pseudo-boolean",
      "opb",
      "pattern-grids",
      "optdigits",
      "bqm",
      "json",
    ]) {
      for (const text of samples[id])
        if (text !== samples.metis[2]) expect([id, detectFormat(text, null).id]).toEqual([id, id]);
    }
    expect(detectFormat(samples["qubo-coo"][0], null).id).toBe("qubo-coo");
    expect(detectFormat(samples["ising-coo"][0], null).id).toBe("ising-coo");
  });

  it("takes a list without a header for a qubo-coo, unless the file name says ising", () => {
    expect(detectFormat("0 0 1\n0 1 -2\n3 1 0.25\n", null).id).toBe("qubo-coo");
    expect(detectFormat("0 1 1\n1 2 1\n", "ring.ising").id).toBe("ising-coo");
  });

  it("takes three numbers followed by as many lines as the second for an edge list", () => {
    expect(detectFormat("3 2 0\n1 2 7\n2 3 9", null).id).toBe("rudy");
    expect(detectFormat("3 1 0\n1 2 7\n2 3 9", null).id).toBe("qubo-coo");
  });

  it("takes rows of 0 and 1 for patterns only by their ending", () => {
    expect(detectFormat("0110\n1001\n", null).id).toBe("partition");
    expect(detectFormat("0110\n1001\n", "two.patterns").id).toBe("pattern-grids");
    expect(detectFormat("0110\n.001\n", null).id).toBe("pattern-grids");
    expect(detectFormat("-1\n1\n-1\n1\n", null).id).toBe("partition");
  });

  it("knows a list of numbers that is all there, but longer than the least that formats look at", () => {
    const numbers = Array.from({ length: 500 }, (_, k) => 100_000_000_000 + k);
    expect(detectFormat(`500\n${numbers.join("\n")}\n`, null).id).toBe("number-list");
  });
  it("takes an edge list for Biq Mac only by its ending", () => {
    const [text] = samples["biqmac-sparse"];
    expect(detectFormat(text, "bqp.sparse").id).toBe("biqmac-sparse");
    expect(detectFormat(text, "dir/BQP.BQ.gz").id).toBe("biqmac-sparse");
    expect(detectFormat(text, "be.sparse.mc").id).toBe("rudy");
    expect(detectFormat(text, null).id).toBe("rudy");
  });

  it("tells a cubic METIS graph from an edge list", () => {
    expect(detectFormat("4 6\n2 3 4\n1 3 4\n1 2 4\n1 2 3\n", null).id).toBe("metis");
    expect(detectFormat("4 4\n1 2 1\n2 3 1\n3 4 1\n1 4 1\n", null).id).toBe("rudy");
  });

  it("takes a ring with one one-way edge for a METIS graph still, so that the error can name the edge", () => {
    const ring = Array.from({ length: 40 }, (_, v) => `${((v + 39) % 40) + 1} ${((v + 1) % 40) + 1}`);
    ring[20] = "20";
    expect(detectFormat(`40 40\n${ring.join("\n")}\n`, null).id).toBe("metis");
  });

  it("knows a BQM whose keys are sorted, so that the type stands behind long arrays", () => {
    const sorted = Object.fromEntries(Object.entries(bqmDocument).sort(([a], [b]) => (a < b ? -1 : 1)));
    const long = { ...sorted, info: { note: "x".repeat(70_000) } };
    expect(detectFormat(JSON.stringify(long), null).id).toBe("bqm");
  });

  it("lets the ending choose whose error the reader sees, never against content", () => {
    expect(detectFormat("what is this\n", "mesh.graph").id).toBe("metis");
    expect(detectFormat("4 3\n1 2 1\n2 3 -1\n4 1 0\n", "wrong.tsp").id).toBe("rudy");
  });

  it("says what it saw and how to name a format when nothing fits", () => {
    const error = thrown(() => detectFormat("Dear reader,\nhello\n", "letter.txt"));
    expect(error).toMatchObject({ code: "format" });
    expect(String(error)).toContain("Dear reader");
    expect((error as { hint: string }).hint).toContain("--format");
    for (const { id } of formats) expect((error as { hint: string }).hint).toContain(id);
  });
});

describe("formatById", () => {
  it("finds every format by its id, and ids differ", () => {
    for (const format of formats) expect(formatById(format.id)).toBe(format);
    expect(new Set(formats.map((format) => format.id)).size).toBe(formats.length);
  });

  it("names the nearest when there is none", () => {
    const error = thrown(() => formatById("tspblib"));
    expect(error).toMatchObject({ code: "unknown-name" });
    expect((error as { hint: string }).hint).toContain("tsplib");
  });
});
