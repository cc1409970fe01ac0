/** A growing table of whole numbers as parallel typed arrays: no object a row, and room for millions of rows. */

export interface Columns<Name extends string> {
  /** Rows in use. */
  readonly count: number;
  /** Replaced when the table grows: read anew after `add`. */
  readonly columns: Readonly<Record<Name, Int32Array>>;
  /** A new row of zeros; its index. Amortised O(columns). */
  add(): number;
}

export function createColumns<Name extends string>(names: readonly Name[], capacity = 64): Columns<Name> {
  const make = (length: number, old?: Record<Name, Int32Array>) =>
    Object.fromEntries(
      names.map((name) => {
        const values = new Int32Array(length);
        if (old !== undefined) values.set(old[name]);
        return [name, values];
      }),
    ) as Record<Name, Int32Array>;
  let room = capacity;
  let columns = make(room);
  let count = 0;
  return {
    get count() {
      return count;
    },
    get columns() {
      return columns;
    },
    add() {
      if (count === room) {
        room *= 2;
        columns = make(room, columns);
      }
      return count++;
    },
  };
}
