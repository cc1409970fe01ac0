/** States as black and white cells, laid out as the variables are: black for 1, white for 0 or -1 (MacKay 2003, figure 42.10 a). */
import { expandState, structureOf } from "../model/index.ts";
import type { EnergyModel, State } from "../model/types.ts";
import type { Encoding, Problem } from "../problem.ts";
import type { Result } from "../run/result.ts";
import { type GridPanel, gridsToSvg } from "./grids.ts";
import type { Figure } from "./page.ts";
import { onGrid, unitGrid } from "./units.ts";

/** Rows and columns of a state that can still be read cell by cell. */
const MOST_CELLS = 40;

/** Null where the model lays out no rows and columns, or too many. */
export function statePanel(title: string, model: EnergyModel, state: State): GridPanel | null {
  const laidOut =
    model.labels?.kind === "grid" ||
    structureOf(model, "permutation") !== null ||
    structureOf(model, "one-hot") !== null;
  if (!laidOut && model.n > MOST_CELLS) return null;
  const grid = unitGrid(model, laidOut ? undefined : model.n);
  const { rows, columns, rowLabels, columnLabels } = grid;
  if (rows > MOST_CELLS || columns > MOST_CELLS) return null;
  const values = onGrid(grid, expandState(model, state)).map((value) => Math.max(0, value));
  return {
    title,
    rows,
    columns,
    values,
    ...(rowLabels === undefined ? {} : { rowLabels }),
    ...(columnLabels === undefined ? {} : { columnLabels }),
  };
}

/** The state that stands for the solution of a result, or null. */
export function stateFigure(
  problem: Problem,
  instance: unknown,
  { valid, solution }: Result,
  { model, embed }: Encoding<unknown>,
): Figure | null {
  if (!valid) return null;
  const text = problem.tell?.(instance, solution) ?? "";
  const panel = statePanel(text, model, embed(solution));
  if (panel === null) return null;
  const caption = "The state of the network: each cell is a variable, black is 1";
  return { caption, svg: gridsToSvg("State", [panel]) };
}
