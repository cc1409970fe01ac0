/** Flags that say what a graph file cannot, and kinds of random instances. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { scratch } from "../support/command.ts";

/** Exit code and all that was said, in this process. */
async function said(args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const [out, error]: string[][] = [[], []];
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, "write").mockImplementation((text) => error.push(String(text)) > 0),
  ];
  try {
    const code = await run(args);
    return { code, out: out.join(""), error: error.join("") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe("generate --kind", () => {
  it("makes another kind of instance, the same for the same seed", async () => {
    const args = ["generate", "spin-glass", "--kind", "cubic-lattice", "--size", "27", "--seed", "4"];
    const { code, out } = await said(args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ensemble: "lattice", sides: [3, 3, 3] });
    expect((await said(args)).out).toBe(out);
  });

  it("names the kinds there are, the nearest first", async () => {
    const slip = await said(["generate", "max-cut", "--kind", "dens"]);
    expect(slip.code).toBe(2);
    expect(slip.error).toContain('--kind is "dens"');
    expect(slip.error).toContain('"dense" perhaps');
    expect((await said(["generate", "tsp", "--kind", "dense"])).error).toContain("leave --kind out");
    expect((await said(["problems", "spin-glass"])).out).toMatch(/random-regular +a random graph/);
  });
});

describe("--colours", () => {
  const folder = scratch();
  const cycle = join(folder, "cycle.col");
  writeFileSync(cycle, "p edge 5 5\ne 1 2\ne 2 3\ne 3 4\ne 4 5\ne 5 1\n");

  it("gives the number of colours that a graph file cannot state", async () => {
    const three = JSON.parse((await said(["solve", cycle, "--colours", "3", "--json"])).out);
    expect([three.valid, Math.max(...three.solution.colour)]).toEqual([true, 2]);
    const two = JSON.parse((await said(["solve", cycle, "--colours", "2", "--json", "--work", "1000"])).out);
    expect(two.valid).toBe(false);
  });

  it("is refused where the problem has no colours, with the problems that have", async () => {
    const { code, error } = await said(["solve", cycle, "--problem", "max-cut", "--colours", "3"]);
    expect(code).toBe(2);
    expect(error).toContain("--colours does not apply to max-cut");
    expect(error).toContain("--problem colouring");
  });

  it("fills the field of JSON documents by the problem's own name for it", async () => {
    const document = join(folder, "cover.json");
    writeFileSync(document, JSON.stringify({ problem: "clique-cover", vertices: 3, edges: [[0, 1]] }));
    const { out } = await said(["solve", document, "--parts", "2", "--json"]);
    expect(Math.max(...JSON.parse(out).solution.clique)).toBe(1);
  });
});
