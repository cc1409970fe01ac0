/**
 * OR-Library files of returns. They say nothing of budget and limits: twenty units in at most ten assets, as in the studies that use them
 * (Chang, Meade, Beasley & Sharaiha 2000), and a middling aversion to risk; a JSON document may say otherwise.
 */
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { PortfolioInstance, PortfolioSolution } from "./schema.ts";

const UNITS = 20;
const HOLDINGS = 10;
const RISK_AVERSION = 2;

export const formats: readonly FormatAdapter<PortfolioInstance, PortfolioSolution>[] = [
  {
    kind: "returns",
    primary: true,
    toInstance(record, { name }) {
      const { mean, deviation, correlation } = asRecord(record, "returns");
      const n = mean.length;
      return {
        problem: "portfolio-selection",
        ...(name === undefined ? {} : { name }),
        expected: [...mean],
        covariance: mean.map((_, i) =>
          // The smaller index first, so that both triangles are rounded alike.
          mean.map((__, j) => correlation[Math.min(i, j) * n + Math.max(i, j)] * (deviation[i] * deviation[j])),
        ),
        riskAversion: RISK_AVERSION,
        units: UNITS,
        holdings: { to: Math.min(n, HOLDINGS) },
      };
    },
  },
  listFormat("units"),
];
