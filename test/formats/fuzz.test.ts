import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroundstateError } from "../../src/errors.ts";
import { detectFormat, formatById, formats } from "../../src/formats/index.ts";
import type { FileRecord } from "../../src/formats/records.ts";
import { samples } from "./samples.ts";

const RUNS = fc.readConfigureGlobal()?.numRuns ?? 100;

/** Deletes, inserts, replaces or cuts off: the ways in which files go wrong. */
const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    insert: fc.oneof(
      fc.constantFrom(
        "",
        " ",
        "\n",
        "-",
        "-1",
        "0",
        "1e9",
        "999999999",
        "1e400",
        "NaN",
        "\0",
        "x",
        ":",
        "{",
        "]",
        '"',
        "%",
        "*",
        "\u2028",
      ),
      fc.string({ maxLength: 6, unit: "binary" }),
    ),
    truncate: fc.integer({ min: 0, max: 9 }).map((d) => d === 0),
  }),
  { minLength: 1, maxLength: 3 },
);

function mutate(
  text: string,
  changes: readonly { at: number; length: number; insert: string; truncate: boolean }[],
): string {
  let changed = text;
  for (const { at, length, insert, truncate } of changes) {
    const start = Math.floor(at * changed.length);
    changed = changed.slice(0, start) + insert + (truncate ? "" : changed.slice(start + length));
  }
  return changed;
}

/** Runs and returns the error, which must be one of ours with a place inside the text. */
function failure(text: string, act: () => unknown): GroundstateError | null {
  try {
    act();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(GroundstateError);
    const { line, column } = error as { line?: number; column?: number };
    if (line !== undefined) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(text.split("\n").length);
      expect(column).toBeGreaterThanOrEqual(1);
    }
    return error as GroundstateError;
  }
}

describe("damaged text", () => {
  it.each(formats.map((format) => format.id))("%s reads it or throws one of our errors", (id) => {
    const format = formatById(id);
    fc.assert(
      fc.property(fc.constantFrom(...samples[id]), mutations, (text, changes) => {
        const damaged = mutate(text, changes);
        let record: FileRecord | null = null;
        const error = failure(damaged, () => {
          record = format.parse(damaged);
        });
        expect(error === null || error.name === "FormatError").toBe(true);
        // What was read can be written and read again.
        if (record !== null) expect(format.parse([...format.print(record)].join("")).kind).toBe(format.kind);
      }),
      { numRuns: 15 * RUNS },
    );
  });

  it("never confuses the choice of a format", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(samples).flat()), mutations, (text, changes) => {
        const damaged = mutate(text, changes);
        failure(damaged, () => detectFormat(damaged, null));
      }),
      { numRuns: 15 * RUNS },
    );
  });

  it.each(formats.map((format) => format.id))("%s refuses binary and blank text", (id) => {
    for (const text of ["", " \r\n\t\n", "\0\0\0\0", `${samples[id][0]}\0`, "\x1f\ufffd\b\0"]) {
      const error = failure(text, () => formatById(id).parse(text));
      expect(error?.code).toBe("format");
      expect(failure(text, () => detectFormat(text, `a.${formatById(id).extensions[0]}`))?.code).toBe("format");
    }
  });

  it.each(formats.map((format) => format.id))(
    "%s is not slow on long runs of one character",
    (id) => {
      for (const character of ["\n", " ", "1", "c", "*", "%", "[", '"', "1 ", "x ", "c\n", "*\n", "-"]) {
        const text = `${character.repeat(200_000)}?`;
        failure(text, () => formatById(id).detect(text.slice(0, 65_536), null));
        failure(text, () => formatById(id).parse(text));
      }
    },
    5000,
  );
});
