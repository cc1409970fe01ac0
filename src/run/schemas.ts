/** The JSON Schemas as published documents: plain JSON with dialect, id and title. */
import type { TSchema } from "typebox";
import { patternsSchema } from "../associative/schema.ts";
import { problemById, problems } from "../registry.ts";
import { resultSchema } from "./result.ts";

export type SchemaKind = "instance" | "solution" | "options";

/** A schema ready to be written to `schemas/<name>.schema.json`. */
function published(name: string, schema: TSchema): Record<string, unknown> {
  const plain = JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
  return { $schema: "http://json-schema.org/draft-07/schema#", $id: `${name}.schema.json`, ...plain };
}

/** `result`, `patterns`, or a problem's instance, solution or encoding options. @throws {GroundstateError} "unknown-name" */
export function publishedSchema(name: string, kind: SchemaKind): Record<string, unknown> {
  if (name === "result") return published("result", resultSchema);
  if (name === "patterns") return published("patterns", patternsSchema);
  const problem = problemById(name);
  const of = { instance: problem.instanceSchema, solution: problem.solutionSchema, options: problem.optionsSchema };
  return published(`${problem.id}.${kind}`, of[kind]);
}

/** File name and content of everything under schemas/. */
export function allSchemas(): [string, Record<string, unknown>][] {
  const files = ["result", "patterns"].map((name): [string, Record<string, unknown>] => [
    `${name}.schema.json`,
    publishedSchema(name, "instance"),
  ]);
  for (const { id } of problems) {
    for (const kind of ["instance", "solution"] as const)
      files.push([`${id}.${kind}.schema.json`, publishedSchema(id, kind)]);
  }
  return files;
}
