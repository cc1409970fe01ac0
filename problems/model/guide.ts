/** The modelling language on one page, for `groundstate problems model`. A test reads its example. */

/** A document that says most of what there is to say. */
export const EXAMPLE = `{
  "problem": "model",
  "sets": { "items": ["tent", "lamp", "stove"], "days": 2 },
  "parameters": { "value": { "tent": 60, "lamp": 22, "stove": 35 }, "weight": [9, 2, 5] },
  "variables": { "take": { "type": "bit", "over": ["items"] }, "cook": { "type": "choice", "over": ["days"], "options": "items" } },
  "maximize": "sum(value[i] * take[i], i in items)",
  "subject to": [
    "sum(weight[i] * take[i], i in items) <= 11",
    { "name": "used if taken", "constraint": "implies(cook[d] == i, take[i])", "for": "d in days, i in items" },
    { "name": "change", "constraint": "cook[0] != cook[1]", "price": 5 }
  ]
}`;

export const guide = `A document, solved by groundstate solve FILE (a ten-line example):

${EXAMPLE}

Parts
  sets         lists of names, or a number n for the elements 0 to n - 1
  parameters   numbers, or lists and objects of them, one level an index: cost[i, j]
  variables    "bit" 0 or 1; "spin" -1 or 1; "integer" with "from" (0), "to" and "code" (binary, unary, one-hot,
               domain-wall); "choice" of one of "options"; "order", a permutation of "items". "over": sets, one variable each
  minimize, maximize   an expression, or { "terms": [[3, "x", "y[a]"], [-2, "x"]] }; neither: any solution will do
  subject to   texts, or { "constraint", "name", "for", "price", "weight" }: "for" makes one for each element, "price" makes
               a wish that costs so much a squared unit, pair or rule, "weight" replaces the proven penalty weight

Expressions
  + - *, / by what is known, ^ 0 to 8, mod of what is known; products need their *
  x, x[i], x[i, tent], x["big tent"]; colour[v] == red and colour[v, red] ask a choice, turn[job, p] an order (places from 0)
  sum(EXPRESSION, i in items, j in items, i < j)   indices, then conditions on indices and parameters
  a comparison inside an expression is 1 where it holds, else 0: 5 * (n >= 3)

Constraints
  == <= >= < > !=, ranges 1 <= x + y <= 3; colour[v] != colour[w], colour[v] == colour[w]
  atMostOne(...), exactlyOne(...) of expressions that are 0 or 1; allDifferent(colour[v], v in vertices)
  and, or, xor, not (binds tightly: not (x == 1)), implies(a, b), all of bits, questions and comparisons

Every penalty weight is chosen and proved: groundstate explain FILE. Ten problems stand in examples/models.`;
