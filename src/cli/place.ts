/** Where an instance stands: a file, and in files of several instances which one: `--instance 3`, or `file.txt#3`. */
import { existsSync } from "node:fs";
import { GroundstateError } from "../errors.ts";

export interface Place {
  readonly path: string;
  /** A number from 1, or a name; undefined when nothing was said. */
  readonly which: string | undefined;
}

/** What follows the last # of a path that is no file by itself. @throws {GroundstateError} "invalid-options" when both say something else */
export function placeOf(given: string, stated: string | undefined): Place {
  const at = given.lastIndexOf("#");
  if (at <= 0 || at === given.length - 1 || existsSync(given)) return { path: given, which: stated };
  const which = given.slice(at + 1);
  if (stated !== undefined && stated !== which) {
    throw new GroundstateError("invalid-options", `--instance is ${stated}, but ${given} asks for ${which}`, {
      hint: "Leave one of them out.",
    });
  }
  return { path: given.slice(0, at), which };
}
