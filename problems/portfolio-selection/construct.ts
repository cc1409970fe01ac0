/**
 * A good portfolio at once: unit by unit into the asset that costs least for it, then transfers between two assets (one unit, enough to open
 * one, or all to close one) while they lower the objective; with C u kept a transfer is judged in O(1) and made in O(assets).
 */
import { leastOf, mostOf, type PortfolioInstance, type PortfolioSolution } from "./schema.ts";

const MOST_TRANSFERS = 10_000;
const SMALLEST_GAIN = 1e-12; // of the sum of all numbers that decide: above rounding, below any gain worth having

/** Null where the units find no place. */
export function constructPortfolio(instance: PortfolioInstance): PortfolioSolution | null {
  const desk = openDesk(instance);
  while (desk.left > 0) if (!desk.invest()) return null;
  while (desk.tooFew) if (!desk.transfer(true)) return null;
  for (let k = 0; k < MOST_TRANSFERS && desk.transfer(false); k++);
  return { units: Array.from(desk.units) };
}

function openDesk(instance: PortfolioInstance) {
  const { expected, covariance, riskAversion, units: budget, holdings, sectors = [] } = instance;
  const n = expected.length;
  const { from = 0, to = n } = holdings ?? {};
  const risk = riskAversion / budget ** 2;
  const units = new Int32Array(n);
  const weighted = new Float64Array(n); // C u
  const room = sectors.map(({ most }) => most);
  const sectorsOf = expected.map((_, i) => sectors.flatMap(({ assets }, s) => (assets.includes(i) ? [s] : [])));
  const slack =
    SMALLEST_GAIN * covariance.reduce((sum, row, i) => sum + riskAversion * row[i] + Math.abs(expected[i]), 0);
  let held = 0;
  let left = budget;

  const legal = (i: number, own: number) => own === 0 || (own >= leastOf(instance, i) && own <= mostOf(instance, i));
  function add(i: number, amount: number): void {
    if (units[i] === 0) held++;
    units[i] += amount;
    if (units[i] === 0) held--;
    left -= amount;
    for (const s of sectorsOf[i]) room[s] -= amount;
    for (let j = 0; j < n; j++) weighted[j] += amount * covariance[i][j];
  }
  const costOfAdding = (i: number, amount: number) =>
    risk * amount * (2 * weighted[i] + amount * covariance[i][i]) - (amount * expected[i]) / budget;
  /** Of moving units from i to j. */
  const change = (i: number, j: number, amount: number) =>
    costOfAdding(i, -amount) + costOfAdding(j, amount) - 2 * risk * amount ** 2 * covariance[i][j];
  function allowed(i: number, j: number, amount: number, opens: boolean): boolean {
    if (amount > units[i] || !legal(i, units[i] - amount) || !legal(j, units[j] + amount)) return false;
    const after = held + (units[j] === 0 ? 1 : 0) - (units[i] === amount ? 1 : 0);
    if (opens ? after <= held || after > to : after < from || after > to) return false;
    return sectorsOf[j].every((s) => sectorsOf[i].includes(s) || room[s] >= amount);
  }
  return {
    units,
    get left() {
      return left;
    },
    get tooFew() {
      return held < from;
    },
    /** Adds the fewest units that can be added to some asset. False when none can. */
    invest(): boolean {
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < n; i++) {
        const amount = units[i] === 0 ? leastOf(instance, i) : 1;
        if (amount > left || !legal(i, units[i] + amount) || (units[i] === 0 && held === to)) continue;
        const rate = costOfAdding(i, amount) / amount;
        if (rate >= least || sectorsOf[i].some((s) => room[s] < amount)) continue;
        least = rate;
        best = i;
      }
      if (best < 0) return false;
      add(best, units[best] === 0 ? leastOf(instance, best) : 1);
      return true;
    },
    /** The best transfer; it must open an asset and close none where `opens`, else lower the objective. False when there is none. */
    transfer(opens: boolean): boolean {
      let least = opens ? Number.POSITIVE_INFINITY : -slack;
      let best: readonly [number, number, number] | null = null;
      for (let i = 0; i < n; i++) {
        if (units[i] === 0) continue;
        for (let j = 0; j < n; j++) {
          if (j === i) continue;
          for (const amount of new Set([1, leastOf(instance, j), units[i]])) {
            const value = change(i, j, amount);
            if (value >= least || !allowed(i, j, amount, opens)) continue;
            least = value;
            best = [i, j, amount];
          }
        }
      }
      if (best === null) return false;
      const [i, j, amount] = best;
      add(i, -amount);
      add(j, amount);
      return true;
    },
  };
}
