/** Well-formedness of the structure `polynomial`: free bits, terms over them, and a way for every other bit to follow. O(literals). */
import { checkStarts, fail } from "./check-pieces.ts";
import type { EnergyModel, Structure } from "./types.ts";

/** @throws {GroundstateError} "model", naming the place, the value found and what was expected. */
export function checkPolynomial(
  { items, constant, termStart, literal, coefficient, counts }: Structure & { kind: "polynomial" },
  { n, domain }: EnergyModel,
  place: string,
): void {
  if (domain !== "bit") fail(`${place} is over ${domain}s, expected bits`);
  const known = new Uint8Array(n);
  items.forEach((bit, k) => {
    if (!(bit > (items[k - 1] ?? -1) && bit < n))
      fail(`${place}.items[${k}] is ${bit}, expected ascending bits below ${n}`);
    known[bit] = 1;
  });
  if (!Number.isFinite(constant)) fail(`${place}.constant is ${constant}, expected a finite number`);
  checkStarts(termStart, coefficient.length, literal.length, `${place}.termStart`);
  const lastTerm = new Int32Array(n).fill(-1);
  coefficient.forEach((value, t) => {
    if (!Number.isFinite(value)) fail(`${place}.coefficient[${t}] is ${value}, expected a finite number`);
    for (let k = termStart[t]; k < termStart[t + 1]; k++) {
      const bit = literal[k] >> 1;
      if (known[bit] !== 1) fail(`${place}.literal[${k}] is of bit ${bit}, expected one of the items`);
      if (lastTerm[bit] === t) fail(`${place}.literal[${k}] is of bit ${bit}, which term ${t} has already`);
      lastTerm[bit] = t;
    }
  });
  counts.forEach(({ first, coefficients, literals, less }, k) => {
    const unknown = literals.find((of) => known[of >> 1] !== 1);
    if (unknown !== undefined)
      fail(`${place}.counts[${k}] is of bit ${unknown >> 1}, expected an item or a bit before it`);
    if (!Number.isInteger(less)) fail(`${place}.counts[${k}].less is ${less}, expected a whole number`);
    coefficients.forEach((_, c) => {
      if (known[first + c] !== 0)
        fail(`${place}.counts[${k}] is at bit ${first + c}, expected a bit that is not known yet`);
      known[first + c] = 1;
    });
  });
  const missing = known.indexOf(0);
  if (missing >= 0) fail(`${place} does not say how bit ${missing} follows`);
}
