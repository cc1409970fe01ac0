/** `--target best`, `bound`, or a file of values: what success is measured by. */
import { knownValues, type Reference } from "../compare/targets.ts";
import { GroundstateError } from "../errors.ts";
import { readText } from "./input.ts";

/** @throws {GroundstateError} "file", "invalid-options" */
export async function readReference(target: string): Promise<Reference> {
  if (target === "best" || target === "bound") return { kind: target };
  const text = await readText(target);
  try {
    return { kind: "known", values: knownValues(JSON.parse(text), target) };
  } catch (error) {
    if (error instanceof GroundstateError) throw error;
    throw new GroundstateError("file", `${target} is no JSON: ${(error as Error).message}`, {
      hint: 'Expected { "berlin52": 7542, ... }, or --target best or bound.',
    });
  }
}
