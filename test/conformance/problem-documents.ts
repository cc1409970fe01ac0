/** Laws of what surrounds a problem: schemas, defaults, file adapters, drawings. */
import { deepStrictEqual } from "node:assert";
import { GroundstateError } from "../../src/errors.ts";
import type { AdapterParameters, Drawing } from "../../src/problem.ts";
import { type AnyProblem, fits } from "./problem.ts";

/** Names and papers are there, the schemas are strict draft-07 and closed, the defaults fit. */
export function documentLaw(problem: AnyProblem): void {
  if (!/^[a-z]+(-[a-z]+)*$/.test(problem.id)) throw new Error(`the id is ${problem.id}`);
  for (const text of [problem.title, problem.summary, problem.objective, ...problem.sources]) {
    if (text.length === 0) throw new Error("a text is empty");
  }
  if (problem.sources.length === 0) throw new Error("no sources");
  fits(problem.optionsSchema, problem.defaults, "the defaults");
  for (const schema of [problem.instanceSchema, problem.solutionSchema, problem.optionsSchema]) closed(schema, "$");
}

interface SchemaNode {
  readonly type?: string;
  readonly properties?: Record<string, SchemaNode>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly additionalProperties?: unknown;
  readonly description?: string;
}

/** Every object refuses unknown fields, and every property is described. */
function closed(node: SchemaNode, path: string): void {
  if (node.type === "object" && node.additionalProperties === undefined)
    throw new Error(`${path} takes unknown fields`);
  for (const [name, part] of Object.entries(node.properties ?? {})) {
    if (part.description === undefined) throw new Error(`${path}.${name} has no description`);
    closed(part, `${path}.${name}`);
  }
  if (node.items !== undefined && !Array.isArray(node.items)) closed(node.items, `${path}[]`);
  for (const part of node.anyOf ?? []) closed(part, path);
}

/** What the command line would add where a file cannot say it. */
function parametersOf(instance: unknown): AdapterParameters {
  const { parts, imbalance, name } = instance as AdapterParameters;
  return {
    ...(parts === undefined ? {} : { parts }),
    ...(imbalance === undefined ? {} : { imbalance }),
    ...(name === undefined ? {} : { name }),
  };
}

/** toInstance(fromInstance(x)) costs what x costs, toSolution inverts fromSolution. Returns how many adapters were tried. */
export function adapterLaw(problem: AnyProblem, instance: unknown, solutions: readonly unknown[]): number {
  let tried = 0;
  for (const adapter of problem.formats) {
    if (adapter.fromInstance !== undefined) {
      const record = ours(() => adapter.fromInstance!(instance));
      if (record !== null) {
        if (record.kind !== adapter.kind) throw new Error(`an adapter for ${adapter.kind} writes ${record.kind}`);
        const refusal = adapter.refuses?.(record) ?? null;
        if (refusal !== null) throw new Error(`an adapter refuses what it wrote: ${refusal}`);
        if (adapter.toInstance !== undefined) {
          sameInstance(problem, adapter.toInstance(record, parametersOf(instance)), instance, solutions);
          tried++;
        }
      }
    }
    if (adapter.fromSolution === undefined || adapter.toSolution === undefined) continue;
    for (const solution of solutions) {
      const record = adapter.fromSolution(instance, solution);
      if (record.kind !== adapter.kind) throw new Error(`an adapter for ${adapter.kind} writes ${record.kind}`);
      const back: unknown = adapter.toSolution(record, instance);
      fits(problem.solutionSchema, back, "a solution read back");
      deepStrictEqual(back, solution, "toSolution does not invert fromSolution");
      tried++;
    }
  }
  return tried;
}

/** The value, or null when the adapter says that this instance has no such form. */
function ours<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof GroundstateError) return null;
    throw error;
  }
}

function sameInstance(problem: AnyProblem, read: unknown, written: unknown, solutions: readonly unknown[]): void {
  fits(problem.instanceSchema, read, "an instance read back");
  const complaints = problem.check(read);
  if (complaints.length > 0) throw new Error(`an instance read back breaks a rule: ${JSON.stringify(complaints)}`);
  for (const solution of solutions) {
    deepStrictEqual(problem.verify(read, solution), problem.verify(written, solution), "another verdict");
    const [found, expected] = [problem.cost(read, solution), problem.cost(written, solution)];
    if (!(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)))) {
      throw new Error(`a solution costs ${expected}, and ${found} after a round trip through a record`);
    }
  }
}

/**
 * Drawing never throws, and draws finite points and lines between them. Who draws a solution draws without one too: that is how it is
 * known before a search whether there will be a picture.
 */
export function drawLaw(problem: AnyProblem, instance: unknown, solution: unknown): void {
  const [without, drawn] = [problem.draw(instance, null), problem.draw(instance, solution)];
  for (const drawing of [without, drawn]) if (drawing !== null) soundDrawing(drawing);
  if (drawn !== null && without === null) throw new Error("a drawing of a solution, and none without");
}

function soundDrawing({ title, points, lines, timeline, matrices, board }: Drawing): void {
  if (typeof title !== "string") throw new Error("a drawing without a title");
  for (const { x, y } of points)
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Error(`a point at ${x}, ${y}`);
  for (const { from, to } of lines) {
    if (points[from] === undefined || points[to] === undefined) throw new Error(`a line from ${from} to ${to}`);
  }
  for (const { x, y } of board === undefined ? [] : points) {
    const inside = x >= 0 && x < board!.columns && -y >= 0 && -y < board!.rows;
    if (!inside || !Number.isInteger(x) || !Number.isInteger(y)) throw new Error(`no square at ${x}, ${y}`);
  }
  for (const { rows, columns, values } of matrices ?? []) {
    if (values.length !== rows * columns) throw new Error(`${values.length} values for ${rows} x ${columns} cells`);
  }
  for (const { row, from, to } of timeline?.bars ?? []) {
    if (timeline?.rows[row] === undefined || !(from < to)) throw new Error(`a bar from ${from} to ${to} in row ${row}`);
  }
}
