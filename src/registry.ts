/** Problems, solvers and formats by id. The only place that knows them all. */
import { catalogue, problems } from "../problems/index.ts";
import { composites, restarts, solvers } from "../solvers/index.ts";
import { GroundstateError } from "./errors.ts";
import { formatById, formats } from "./formats/index.ts";
import type { FileRecord } from "./formats/records.ts";
import { didYouMean } from "./names.ts";
import type { FormatAdapter, Problem } from "./problem.ts";
import type { Solver } from "./solver.ts";

export { catalogue, composites, formatById, formats, problems, restarts, solvers };

function byId<T extends { readonly id: string }>(what: string, list: readonly T[], id: string): T {
  const found = list.find((item) => item.id === id);
  if (found !== undefined) return found;
  throw new GroundstateError("unknown-name", `no ${what} is called ${JSON.stringify(id)}`, {
    hint: `Expected ${didYouMean(
      id,
      list.map((item) => item.id),
    )}.`,
  });
}

/** The problem of that name. @throws {GroundstateError} "unknown-name" with the nearest known name. */
export function problemById(id: string): Problem {
  return byId("problem", problems, id);
}

const combined = new Map<string, Solver>();

/** `annealing`, or a composite with its part in brackets: `restarts(hopfield)`. @throws {GroundstateError} "unknown-name" */
export function solverById(id: string): Solver {
  const composite = /^([a-z0-9-]+)\((.+)\)$/.exec(id);
  if (composite !== null) {
    // Made once: every composite has a schema of its own, and compiled schemas are kept.
    const made =
      combined.get(id) ?? byId("composite solver", composites, composite[1]).create(solverById(composite[2]));
    combined.set(id, made);
    return made;
  }
  const needsPart = composites.find((item) => item.id === id);
  if (needsPart !== undefined) {
    throw new GroundstateError("unknown-name", `${id} needs a solver in brackets`, {
      hint: `For example ${id}(hopfield).`,
    });
  }
  return byId("solver", solvers, id);
}

/** The adapters of all problems for a record, the default one first. */
export function adaptersFor(
  record: FileRecord,
  formatId: string | null,
): { readonly problem: Problem; readonly adapter: FormatAdapter<unknown, unknown> }[] {
  const found: { problem: Problem; adapter: FormatAdapter<unknown, unknown>; rank: number }[] = [];
  for (const problem of problems) {
    for (const adapter of problem.formats) {
      if (adapter.kind !== record.kind || adapter.toInstance === undefined) continue;
      if (adapter.refuses !== undefined && adapter.refuses(record) !== null) continue;
      const rank = formatId !== null && adapter.primaryFor?.includes(formatId) ? 0 : adapter.primary ? 1 : 2;
      found.push({ problem, adapter, rank });
    }
  }
  return found.sort((a, b) => a.rank - b.rank);
}
