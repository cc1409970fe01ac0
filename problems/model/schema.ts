/** Documents in the modelling language, and their solutions: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";

const NAME = "^[A-Za-z_][A-Za-z0-9_]*$";

/** Values by name, all of one form. */
const named = <T>(of: object, description: string, pattern?: string) =>
  Type.Unsafe<Readonly<Record<string, T>>>({
    type: "object",
    ...(pattern === undefined ? {} : { propertyNames: { pattern } }),
    additionalProperties: of,
    description,
  });

const text = (description: string) => Type.String({ minLength: 1, maxLength: 20_000_000, description });

const setSchema = Type.Union([
  Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
    maxItems: 1_000_000,
    description: "names, all different",
  }),
  Type.Integer({ minimum: 0, maximum: 1_000_000, description: "a number n: the elements are 0 to n - 1" }),
]);

/** A number, or a list or object of them: one level an index. */
export type Parameter = number | readonly Parameter[] | { readonly [element: string]: Parameter };

const variableSchema = Type.Object(
  {
    type: Type.Enum(["bit", "spin", "integer", "choice", "order"], {
      description: "bit: 0 or 1. spin: -1 or 1. integer: from to to. choice: one option. order: a permutation.",
    }),
    over: Type.Optional(
      Type.Array(Type.String(), { maxItems: 6, description: "Names of sets: one variable for each combination." }),
    ),
    from: Type.Optional(Type.Integer({ description: "Smallest value of an integer. Default: 0." })),
    to: Type.Optional(Type.Integer({ description: "Largest value of an integer." })),
    code: Type.Optional(
      Type.Enum(["binary", "unary", "one-hot", "domain-wall"], {
        description: "How an integer becomes bits. Default: binary. allDifferent needs one-hot.",
      }),
    ),
    options: Type.Optional(Type.String({ description: "Name of the set that a choice chooses from." })),
    items: Type.Optional(Type.String({ description: "Name of the set that an order arranges." })),
  },
  { ...closed, description: 'a declaration such as { "type": "bit", "over": ["items"] }' },
);
export type VariableDocument = Static<typeof variableSchema>;

const termsSchema = Type.Object(
  {
    terms: Type.Array(
      Type.Unsafe<readonly [number, ...string[]]>({
        type: "array",
        minItems: 1,
        maxItems: 9,
        items: [{ type: "number" }],
        additionalItems: { type: "string" },
      }),
      { description: 'Products: a number, then the names of variables, e.g. [3, "x", "y[a]"].' },
    ),
  },
  { ...closed, description: "a list of terms" },
);

const objectiveSchema = (description: string) =>
  Type.Optional(Type.Union([text("an expression"), termsSchema], { description }));

const constraintSchema = Type.Union([
  text('a constraint such as "x + y <= 1"'),
  Type.Object(
    {
      constraint: text("What must hold."),
      name: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description: "What violations are called. Default: constraint 1, ...",
        }),
      ),
      for: Type.Optional(text("One constraint for each: i in items, j in items, i < j.")),
      price: Type.Optional(
        Type.Number({
          minimum: 0,
          description: "Makes it a wish: what breaking it costs, per squared unit or per broken rule.",
        }),
      ),
      weight: Type.Optional(
        Type.Number({ exclusiveMinimum: 0, description: "A penalty weight to use instead of the proven one." }),
      ),
    },
    { ...closed, description: "a constraint with a name, indices, a price or a weight" },
  ),
]);

export const instanceSchema = Type.Object(
  {
    ...documentHeader("model"),
    sets: Type.Optional(
      named<readonly string[] | number>(setSchema, "Index sets: lists of names, or a number n for 0 to n - 1.", NAME),
    ),
    parameters: Type.Optional(
      named<Parameter>(
        {},
        "Given numbers: one, or lists (by position) and objects (by name) of them, a level an index.",
        NAME,
      ),
    ),
    variables: named<VariableDocument>(variableSchema, "What is to be found.", NAME),
    minimize: objectiveSchema("What should be as small as can be."),
    maximize: objectiveSchema("What should be as large as can be. Neither: any solution will do."),
    "subject to": Type.Optional(Type.Array(constraintSchema, { description: "What must hold." })),
  },
  {
    ...closed,
    description: "A problem in the modelling language: sets, parameters, variables, an objective, constraints.",
  },
);
export type ModelInstance = Static<typeof instanceSchema>;

/** 0 or 1, -1 or 1, a whole number, an option, or the items of an order in turn; inside objects, one level an index. */
export type SolutionValue = number | string | readonly string[] | { readonly [element: string]: SolutionValue };

export const solutionSchema = named<SolutionValue>(
  {},
  "The value of each variable by its name: a number, an option, the items of an order in turn; by element where there are many.",
);
export type ModelSolution = Readonly<Record<string, SolutionValue>>;
