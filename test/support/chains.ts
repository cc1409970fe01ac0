/** Long-range chains: every pair is coupled, at random signs and sizes that fall with the distance r as r^-power. */
import { csrFromEdges, type EnergyModel, noBiases } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";

/** Integer couplings up to about 300,000. Power 0: as large everywhere. */
export function longRangeChain(n: number, power: number, seed = 1): EnergyModel {
  const random = createRandom(seed);
  const [from, to, value]: [number[], number[], number[]] = [[], [], []];
  for (let j = 1; j < n; j++) {
    for (let i = 0; i < j; i++) {
      from.push(i);
      to.push(j);
      value.push(Math.round((1e5 * random.normal()) / (j - i) ** power));
    }
  }
  const couplings = csrFromEdges(n, from, to, value);
  return { n, domain: "spin", couplings, biases: noBiases(n), offset: 0, structure: [], integer: true };
}
