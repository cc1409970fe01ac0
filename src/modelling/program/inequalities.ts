/**
 * The hint that lets a solver keep the constraints of a program instead of searching over slack bits: every hard constraint as a row
 * sum a x <= b over the bits of the variables, read off its packing form, and how slack and auxiliary bits follow from those.
 *
 *     sum of sizes of true literals <= b   is   sum (+-size) x <= b - sum of the sizes of negated literals
 */
import type { EnergyModel, RowSlack, Structure } from "../../model/index.ts";
import type { Penalty } from "./penalties.ts";
import type { Auxiliary } from "./quadratise.ts";

/** Rows as Structure keeps them. */
type Rows = Extract<Structure, { kind: "inequalities" }>;

/**
 * Null where a constraint is no such row. Numbers rounded to the safe side stay so: the rows are those of the energy. O(literals).
 * @param items bits of the program's variables
 * @param objective over all bits, a function of the items
 * @param proved whether the weights are
 */
export function inequalitiesOf(
  penalties: readonly Penalty[],
  items: number,
  objective: EnergyModel,
  products: readonly Auxiliary[],
  proved: boolean,
): Rows | null {
  if (penalties.some(({ packing }) => packing === null)) return null;
  const packings = penalties.map(({ packing }) => packing!);
  const rowStart = new Int32Array(packings.length + 1);
  packings.forEach(({ bits }, row) => {
    rowStart[row + 1] = rowStart[row] + bits.length;
  });
  const total = rowStart[packings.length];
  const column = new Int32Array(total);
  const coefficient = new Float64Array(total);
  const bound = new Float64Array(packings.length);
  packings.forEach(({ bits, positive, sizes, bound: most }, row) => {
    let below = most;
    bits.forEach((bit, k) => {
      column[rowStart[row] + k] = bit;
      coefficient[rowStart[row] + k] = positive[k] ? sizes[k] : -sizes[k];
      if (!positive[k]) below -= sizes[k];
    });
    bound[row] = below;
  });
  const whole = coefficient.every(Number.isSafeInteger) && bound.every(Number.isSafeInteger);
  if (!whole || column.some((bit) => bit >= items)) return null;
  const slack: RowSlack[] = penalties.flatMap((penalty, row) =>
    penalty.slack.map(({ first, coefficients }) => ({ row, first, coefficients })),
  );
  const { couplings, biases, offset } = objective;
  const rows = { items, rowStart, column, coefficient, bound, slack, products };
  return { kind: "inequalities", ...rows, objective: { couplings, biases, offset }, penalised: true, proved };
}
