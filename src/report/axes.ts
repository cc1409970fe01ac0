/** Axes of charts: a domain that holds all finite values, ticks at 1, 2, 5 times a power of ten, labels that tell them apart. */
import { formatTicks } from "./words.ts";

export interface Axis {
  readonly type: "linear" | "log";
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly labels: readonly string[];
}

/** Beyond this magnitude differences overflow. */
const LARGEST = 1e300;

/** Smallest and largest of the values that an axis can show, within +-1e300; null where there is none. */
export function rangeOf(values: Iterable<number | undefined>, log: boolean): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === undefined || !Number.isFinite(value) || (log && value < 1 / LARGEST)) continue;
    const shown = Math.min(LARGEST, Math.max(-LARGEST, value));
    low = Math.min(low, shown);
    high = Math.max(high, shown);
  }
  return low <= high ? [low, high] : null;
}

/** @param round widen a linear domain to whole ticks */
export function linearAxis(range: readonly [number, number] | null, count: number, round: boolean): Axis {
  const [low, high] = widened(range ?? [0, 1]);
  const step = niceStep((high - low) / count);
  const [first, last] = round
    ? [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)]
    : [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  const ticks: number[] = [];
  for (let k = first; k <= last; k++) ticks.push(tick(k, step));
  const domain: [number, number] = round
    ? [Math.min(low, ticks[0]), Math.max(high, ticks[ticks.length - 1])]
    : [low, high];
  return { type: "linear", domain, ticks, labels: formatTicks(ticks) };
}

/** A range without width, or with none to speak of, gets some. */
function widened([low, high]: readonly [number, number]): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < 1e-290) return low < 0 ? [-1, 1] : [0, 1];
  if (high - low > 1e-9 * size) return [low, high];
  return [low - size / 2, high + size / 2];
}

/** k step without the dust of binary fractions. */
function tick(k: number, step: number): number {
  return Number((k * step).toPrecision(12));
}

function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = wanted / power;
  return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
}

/** Powers of ten; 1, 2, 5 times them where these are few; ends of the range where nothing round is inside. */
export function logAxis(range: readonly [number, number] | null, count: number): Axis {
  let [low, high] = range ?? [1, 10];
  if (high / low < 1.001) [low, high] = [low / 2, high * 2];
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const powers = [];
  for (let k = from; k <= to; k += Math.max(1, Math.ceil((to - from) / count))) powers.push(k);
  const tens = powers.map((k) => Number(`1e${k}`)).filter(within);
  const finer = powers.flatMap((k) => [1, 2, 5].map((factor) => Number(`${factor}e${k}`))).filter(within);
  const ticks =
    tens.length >= 3 ? tens : finer.length >= 2 ? finer : linearAxis([low, high], count, false).ticks.filter(within);
  return { type: "log", domain: [low, high], ticks, labels: formatTicks(ticks) };
}
