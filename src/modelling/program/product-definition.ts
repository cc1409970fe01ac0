/**
 * z = x y for three bits as Rosenberg's form (1975), x y - 2 x z - 2 y z + 3 z: 0 where it holds, 3 where z = 1 and x = y = 0, else 1.
 * Quadratic, without auxiliary bits, where the square of z - x y would be cubic.
 */
import { addMonomial, constant, type Polynomial, sizeOf } from "./polynomial.ts";

/** For the polynomial z - x y or x y - z, which must be 0; null for any other. */
export function productDefinition(of: Polynomial): Polynomial | null {
  if (sizeOf(of) !== 2) return null;
  const [one, two] = [...of.terms.values()].sort((a, b) => a.bits.length - b.bits.length);
  if (one.bits.length !== 1 || two.bits.length !== 2) return null;
  if (Math.abs(one.coefficient) !== 1 || one.coefficient !== -two.coefficient) return null;
  const [z] = one.bits;
  if (two.bits.includes(z)) return null;
  const form = constant(0);
  addMonomial(form, two.bits, 1);
  addMonomial(form, [z], 3);
  for (const factor of two.bits) addMonomial(form, factor < z ? [factor, z] : [z, factor], -2);
  return form;
}
