/** Items into two bins of one capacity: a subset whose sum leaves no more than a bin for the rest, by branching on falling sizes. */

/** Branches looked at: a few microseconds. Most sets of a few items need less. */
const BRANCHES = 300;

/** Which items go into the first bin, null where no way was found. @param items by falling size */
export function splitInTwo(items: readonly number[], sizes: Float64Array, capacity: number): readonly number[] | null {
  const rest = new Float64Array(items.length + 1);
  for (let k = items.length - 1; k >= 0; k--) rest[k] = rest[k + 1] + sizes[items[k]];
  const least = rest[0] - capacity;
  if (least > capacity) return null;
  const chosen: number[] = [];
  let branches = 0;
  function extend(k: number, sum: number): boolean {
    if (sum >= least) return true;
    if (k === items.length || sum + rest[k] < least || ++branches > BRANCHES) return false;
    if (sum + sizes[items[k]] <= capacity) {
      chosen.push(items[k]);
      if (extend(k + 1, sum + sizes[items[k]])) return true;
      chosen.pop();
    }
    return extend(k + 1, sum);
  }
  return extend(0, 0) ? chosen : null;
}
