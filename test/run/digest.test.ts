/** The name of an instance: that of its canonical JSON, whatever way it was written. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { instanceDigest } from "../../src/run/digest.ts";
import { prop } from "../support/prop.ts";

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
}

const expected = (value: unknown) => `sha256:${createHash("sha256").update(canonical(value)).digest("hex")}`;

describe("the digest", () => {
  prop("is that of the canonical JSON", [fc.dictionary(fc.stringMatching(/^[a-m]{1,4}$/), fc.jsonValue())], (value) => {
    expect(instanceDigest(value)).toBe(expected(value));
  });

  it("is the same where the host has no hash of its own", () => {
    const value = {
      name: "left out",
      text: "\u00e4\u{1f600}",
      numbers: Array.from({ length: 50_000 }, (_, i) => i / 3),
    };
    const hidden = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    const digest = instanceDigest(value);
    expect(hidden).toHaveBeenCalled();
    hidden.mockRestore();
    expect(digest).toBe(instanceDigest(value));
  });

  it("is the same for long lists, written piece by piece", () => {
    const edges = Array.from({ length: 10_000 }, (_, i) => [i, i + 1, i % 3 === 0 ? -0 : i / 7]);
    expect(instanceDigest({ edges, vertices: 10_001 })).toBe(expected({ vertices: 10_001, edges }));
    expect(instanceDigest({ edges: [...edges, null] })).toBe(expected({ edges: [...edges, null] }));
  });
});
