/** `explain`: every weight with its threshold, inequality and witness, for whoever asks how sure an answer is. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/cli/explain.ts";
import type { ExplainedConstraint } from "../../src/problem.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");

/** What the command prints. */
async function said(args: Parameters<typeof explain>[0]): Promise<string> {
  const write = process.stdout.write.bind(process.stdout);
  let text = "";
  process.stdout.write = ((part: string) => {
    text += part;
    return true;
  }) as typeof process.stdout.write;
  try {
    expect(await explain(args)).toBe(0);
  } finally {
    process.stdout.write = write;
  }
  return text;
}

interface Explained {
  readonly variables: number;
  readonly size: readonly { readonly origin: string; readonly variables: number }[];
  readonly assumption: string;
  readonly constraints: readonly ExplainedConstraint[];
}

const asJson = async (args: Parameters<typeof explain>[0]) =>
  JSON.parse(await said({ ...args, json: true })) as Explained;

const portfolio = join(EXAMPLES, "models", "portfolio.json");
const facilities = join(EXAMPLES, "models", "facilities.json");

describe("explain", () => {
  it("counts the variables by origin, all of them", async () => {
    const { variables, size } = await asJson({ file: portfolio });
    // Five integers up to 3 of two bits; slack 0 to 4 of three.
    expect(size.map((part) => part.variables)).toEqual([10, 3, 0]);
    expect(variables).toBe(13);
  });

  it("gives each constraint a weight above its threshold, an inequality with both, and a witness", async () => {
    const { constraints, assumption } = await asJson({ file: facilities });
    expect(constraints.map(({ name }) => name)).toContain("open where used[a,harbour]");
    for (const { weight, threshold, inequality, witness, made, rule } of constraints) {
      expect(weight).toBeGreaterThan(threshold);
      expect(inequality).toContain(String(weight));
      for (const words of [witness, made, rule]) expect(words).not.toBe("");
    }
    expect(assumption).toMatch(/^Proved/);
  });

  it("tells one of a family, all of them when asked, and one by name", async () => {
    const text = await said({ file: facilities });
    expect(text).toContain("and 11 more of open where used");
    expect((await said({ file: facilities, all: true })).match(/^open where used/gm)).toHaveLength(12);
    const one = await asJson({ file: facilities, constraint: "open where used[a,mill]" });
    expect(one.constraints).toHaveLength(1);
  });

  it("says what is not proved, and why", async () => {
    const { assumption } = await asJson({ file: facilities, encoding: { penalty: "tight" } });
    expect(assumption).toMatch(/^Not proved: weights do not exceed the proven threshold/);
    const file = join(mkdtempSync(join(tmpdir(), "groundstate-explain-")), "own.json");
    const constraint = { name: "own", constraint: "x + y <= 1", weight: 0.5 };
    const variables = { x: { type: "bit" }, y: { type: "bit" } };
    writeFileSync(file, JSON.stringify({ problem: "model", variables, maximize: "x + y", "subject to": [constraint] }));
    const own = await asJson({ file });
    expect(own.assumption).toMatch(/^Not proved: a weight does not exceed the proven threshold: own/);
    expect(own.constraints[0].given).toBe(true);
  });

  it("explains problems of other kinds from their proofs", async () => {
    expect(await said({ file: join(EXAMPLES, "tsp", "mackay-four.json") })).toContain("M = 9");
    expect(await said({ file: join(EXAMPLES, "max-cut", "petersen.json") })).toContain("No penalties");
  });
});
