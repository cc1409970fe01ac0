/** Series of numbers on the command line: `0.02:0.2:0.02` from, to (included), step; or a list, `0.1,0.15,0.2`; or both joined by commas. */
import { UsageError } from "./failure.ts";

/** Longest series: nobody waits for more. */
const MOST = 10_000;

/** Numbers of 0 and more, in the order given. @param example for the message */
export function parseSeries(option: string, example: string): (text: string) => number[] {
  return (text) => {
    const refuse = (): never => {
      throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected numbers such as ${example}`);
    };
    return text.split(",").flatMap((part) => {
      const numbers = part.split(":").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
      if (!numbers.every((number) => Number.isFinite(number) && number >= 0)) refuse();
      if (numbers.length === 1) return numbers;
      const [from, to, step] = numbers;
      if (numbers.length === 3 && to < from) {
        throw new UsageError(
          `--${option} ${part} descends from ${from} to ${to}, expected a rising series: ${example}`,
        );
      }
      if (numbers.length !== 3 || step === 0 || (to - from) / step > MOST) refuse();
      // A step that misses the end by rounding only reaches it; 12 digits hide what 0.1 + 0.2 leaves.
      const count = Math.floor((to - from) / step + 1e-9);
      return Array.from({ length: count + 1 }, (_, k) => Number((from + k * step).toPrecision(12)));
    });
  };
}
