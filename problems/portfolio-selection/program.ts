/**
 * The portfolio as a program: bit h_i says that asset i is held, its units are u_i = least_i h_i + sum_k c_k t_ik with a clipped binary code c
 * of most_i - least_i, and t_ik <= h_i; so units are 0 or between the limits, and 1 + ceil log2(most_i - least_i + 1) bits say all.
 * minimise a x'Cx - m'x, x = u / B, subject to sum u = B, limits of the number of assets and of sectors.
 */
import { clippedBinary } from "../../src/model/index.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { writeBinary } from "../../src/modelling/program/codes.ts";
import { between, equal, implies, lessOrEqual, sum, times } from "../../src/modelling/program/expressions.ts";
import type { Assignment, Expression, Program } from "../../src/modelling/program/types.ts";
import { assetName, leastOf, mostOf, type PortfolioInstance, type PortfolioSolution } from "./schema.ts";

/** A bit of an asset, and how many units it stands for. */
interface UnitBit {
  readonly bit: Expression;
  readonly units: number;
}

const codeOf = (instance: PortfolioInstance, asset: number): readonly number[] =>
  clippedBinary(mostOf(instance, asset) - leastOf(instance, asset));

export function portfolioProgram(instance: PortfolioInstance): Program {
  const { expected, units, holdings, sectors = [] } = instance;
  const model = program();
  const names = expected.map((_, i) => assetName(instance, i));
  const held = model.bits("held", names);
  const bits = held.map((own, i): UnitBit[] => {
    const more = codeOf(instance, i).map((worth, k) => {
      const bit = model.bit(`more[${names[i]},${k}]`);
      model.subjectTo(`held[${names[i]},${k}]`, implies(bit, own));
      return { bit, units: worth };
    });
    return [{ bit: own, units: leastOf(instance, i) }, ...more];
  });
  const unitsOf = (assets: readonly number[]) =>
    sum(assets.flatMap((i) => bits[i].map(({ bit, units: worth }) => times(worth, bit))));
  model.minimise(sum(costTerms(instance, bits)));
  model.subjectTo("budget", equal(unitsOf(expected.map((_, i) => i)), units));
  const { from = 0, to = expected.length } = holdings ?? {};
  if (from > 0 || to < expected.length) model.subjectTo("holdings", between(sum(held), from, to));
  for (const [s, { assets, most }] of sectors.entries()) {
    model.subjectTo(`sector[${s}]`, lessOrEqual(unitsOf(assets), most));
  }
  return model.build();
}

function costTerms(
  { expected, covariance, riskAversion, units: budget }: PortfolioInstance,
  bits: readonly (readonly UnitBit[])[],
): Expression[] {
  const terms: Expression[] = [];
  for (let i = 0; i < bits.length; i++) {
    for (const [k, { bit, units }] of bits[i].entries()) {
      const own = riskAversion * covariance[i][i] * (units / budget) ** 2 - expected[i] * (units / budget);
      terms.push(times(own, bit));
      for (let j = 0; j <= i; j++) {
        const factor = 2 * riskAversion * covariance[i][j] * (units / budget);
        if (factor === 0) continue;
        for (let l = 0; l < (j === i ? k : bits[j].length); l++) {
          terms.push(times(factor * (bits[j][l].units / budget), bit, bits[j][l].bit));
        }
      }
    }
  }
  return terms;
}

/** Variables are all h, then the bits of each asset in turn. */
export function toSolution(instance: PortfolioInstance, assignment: Assignment): PortfolioSolution {
  const values = assignment as readonly number[];
  let at = instance.expected.length;
  const units = instance.expected.map((_, i) => {
    let own = values[i] * leastOf(instance, i);
    for (const worth of codeOf(instance, i)) own += worth * values[at++];
    return own;
  });
  return { units };
}

export function toAssignment(instance: PortfolioInstance, { units }: PortfolioSolution): Assignment {
  const more = units.flatMap((own, i) => {
    const code = codeOf(instance, i);
    const bits = new Int8Array(code.length);
    if (own > 0) writeBinary(code, own - leastOf(instance, i), 0, bits);
    return Array.from(bits);
  });
  return [...units.map((own) => (own > 0 ? 1 : 0)), ...more];
}
