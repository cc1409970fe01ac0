/** Options of complete differencing. */
import { type Static, Type } from "typebox";

export const optionsSchema = Type.Object(
  {
    meetUpTo: Type.Integer({
      minimum: 0,
      maximum: 64,
      description:
        "Up to so many numbers the search goes on by meeting in the middle where differencing has not ended soon: 40 take a tenth of a second, 50 some seconds, 60 minutes (default 60)",
    }),
  },
  { additionalProperties: false, description: "Options of complete differencing" },
);

export type DifferencingOptions = Static<typeof optionsSchema>;

export const defaults: DifferencingOptions = { meetUpTo: 60 };
