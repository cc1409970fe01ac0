/** Instances and solutions of portfolio selection: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

const MOST_UNITS = 1_000_000;

const count = (least: number, description: string) =>
  Type.Integer({ minimum: least, maximum: MOST_UNITS, description });
const counts = (description: string) => Type.Optional(Type.Array(count(1, "1 or more."), { minItems: 1, description }));

export const instanceSchema = Type.Object(
  {
    ...documentHeader("portfolio-selection"),
    assets: Type.Optional(
      Type.Array(Type.String(), { description: "Names of the assets, all different. Default: asset 0, asset 1, ..." }),
    ),
    expected: Type.Array(Type.Number(), { minItems: 1, description: "Expected return of each asset." }),
    covariance: Type.Array(Type.Array(Type.Number(), { description: "One number an asset." }), {
      minItems: 1,
      description: "Covariance of the returns of each two assets, a symmetric matrix.",
    }),
    riskAversion: Type.Number({
      minimum: 0,
      maximum: 1e9,
      description: "What a unit of variance costs in units of expected return.",
    }),
    units: count(1, "Number of equal units into which the budget is divided; all are invested."),
    least: counts("The fewest units of each asset, if it is held at all. Default: 1."),
    most: counts("The most units of each asset. Default: all."),
    holdings: Type.Optional(
      Type.Object(
        {
          from: Type.Optional(count(0, "The fewest different assets held. Default: 0.")),
          to: Type.Optional(count(1, "The most different assets held. Default: all.")),
        },
        { ...closed, description: "How many different assets may be held. Default: any number." },
      ),
    ),
    sectors: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.Optional(Type.String({ description: "Name of the sector." })),
            assets: Type.Array(Type.Integer({ minimum: 0 }), { description: "Its assets, counted from 0." }),
            most: count(0, "The most units of all of them together."),
          },
          { ...closed, description: "Assets that together are limited." },
        ),
        { description: "Limits of groups of assets. Default: none." },
      ),
    ),
  },
  {
    ...closed,
    description: "A portfolio selection instance: assets with expected returns and risks, and a budget in units.",
  },
);
export type PortfolioInstance = Static<typeof instanceSchema>;

export const solutionSchema = Type.Object(
  { units: Type.Array(Type.Integer({ minimum: 0 }), { description: "Units of each asset." }) },
  { ...closed, description: "How many units are held of every asset." },
);
export type PortfolioSolution = Static<typeof solutionSchema>;

export function assetName({ assets }: PortfolioInstance, asset: number): string {
  return assets?.[asset] ?? `asset ${asset}`;
}

export const leastOf = ({ least }: PortfolioInstance, asset: number): number => least?.[asset] ?? 1;

export const mostOf = ({ most, units }: PortfolioInstance, asset: number): number =>
  Math.min(units, most?.[asset] ?? units);
