/** Numbers for people: integers whole, others with enough digits to compare. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value))
    return Math.abs(value) < 1e15 ? String(value).replace(/\B(?=(?:\d{3})+$)/g, " ") : String(value);
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e9 ? String(Number(value.toFixed(6))) : value.toPrecision(8);
}

/** "1 move", "2 moves": a number and what it counts. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Seconds with a unit that reads well. */
export function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(2)} s`;
}

/** A relative gap in per cent. */
export function formatGap(gap: number): string {
  return `${(100 * gap).toFixed(3)} %`;
}
