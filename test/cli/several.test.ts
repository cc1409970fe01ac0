/** Files of several instances: one is chosen by --instance or by FILE#..., and the errors say which there are. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { scratch } from "../support/command.ts";

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

describe("a file of several instances", () => {
  const folder = scratch();
  const file = join(folder, "boxes.txt");
  writeFileSync(file, "2\n first\n10 3 2\n6\n5\n4\nsecond\n7 2 1\n3\n4\n");

  it("is read one instance at a time, by number or by name, and the command that repeats the run says which", async () => {
    for (const args of [[`${file}#1`], [`${file}#first`], [file, "--instance", "1"], [file, "--instance", "first"]]) {
      const { code, out } = await said(["solve", ...args, "--json"]);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ problem: "bin-packing", objective: 2, solution: { bin: [0, 1, 0] } });
    }
    expect((await said(["solve", file, "--instance", "second"])).out).toMatch(/repeat .*--instance second/);
    expect((await said(["solve", `${file}#2`])).out).toMatch(/repeat .*boxes\.txt#2/);
  });

  it("is checked against a solution in the same way", async () => {
    const solution = join(folder, "solution.json");
    writeFileSync(solution, '{"bin": [3, 3]}');
    expect((await said(["check", `${file}#second`, solution])).out).toMatch(/^valid.*boxes\.txt#second/);
    expect((await said(["check", `${file}#first`, solution])).code).toBe(1);
  });

  it("needs a choice, and one that is there", async () => {
    const none = await said(["solve", file]);
    expect(none.code).toBe(2);
    expect(none.error).toMatch(/holds 2 instances and none was chosen, expected one of 1 \(first\), 2 \(second\)/);
    const third = (await said(["solve", `${file}#3`])).error;
    expect(third).toMatch(/there is no "3"[\s\S]*a number from 1 to 2/);
    expect(third).not.toContain("Did you mean");
    expect((await said(["solve", `${file}#secnd`])).error).toMatch(/Did you mean second\?/);
    expect((await said(["solve", `${file}#unlike`])).error).not.toContain("Did you mean");
    const both = await said(["solve", `${file}#1`, "--instance", "2"]);
    expect([both.code, both.error]).toEqual([2, expect.stringContaining("asks for 1")]);
  });

  it("may be called anything: a file whose own name has a # is that file", async () => {
    const odd = join(folder, "odd#1");
    writeFileSync(odd, "6\n10\n1\n2\n3\n4\n5\n6\n");
    expect((await said(["solve", odd])).code).toBe(0);
    expect((await said(["solve", odd, "--instance", "2"])).error).toMatch(/expected one of 1/);
  });
});
