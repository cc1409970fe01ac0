/**
 * Binary paint shop: two cars of each model stand in a sequence; paint one of each in either colour with as few changes of colour as
 * possible. One spin a model, s = -1 when its first car has colour 0; neighbours of models a and b, first or second cars (e = 1 or -1),
 * change colour (1 - e_a e_b s_a s_b) / 2 times. Every state is a plan, so there is no penalty. O(cars). Streif et al. 2021.
 */
import { checkAssignment } from "../../src/modelling/document.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { sum, times } from "../../src/modelling/program/expressions.ts";
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Complaint, Violation } from "../../src/problem.ts";
import type { Random } from "../../src/random.ts";
import { instanceSchema, type PaintShopInstance, type PaintShopSolution, placesOf, solutionSchema } from "./schema.ts";

const MOST = 20;

function check(instance: PaintShopInstance): readonly Complaint[] {
  const complaints: Complaint[] = [];
  for (const [model, places] of placesOf(instance)) {
    if (places.length === 2) continue;
    const found = `model "${model}" ${places.length === 1 ? "once" : `${places.length} times`}`;
    complaints.push({ path: `cars[${places[places.length - 1]}]`, found, expected: "every model twice" });
  }
  return complaints.slice(0, MOST);
}

function statement(instance: PaintShopInstance) {
  const model = program();
  const places = placesOf(instance);
  const spins = model.spins("colour", [...places.keys()]);
  const number = new Map([...places.keys()].map((name, k) => [name, k]));
  const painted = instance.cars.map((name, place) => {
    const second = places.get(name)![0] < place;
    return { spin: spins[number.get(name)!], sign: second ? -1 : 1 };
  });
  const changes = painted.slice(1).map((car, k) => {
    const before = painted[k];
    return sum(1 / 2, times((-car.sign * before.sign) / 2, car.spin, before.spin));
  });
  model.minimise(sum(changes));
  return model.build();
}

function verify(instance: PaintShopInstance, { colour }: PaintShopSolution): readonly Violation[] {
  const wrong = checkAssignment(colour, instance.cars.length, [0, 1], "colour");
  if (wrong.length > 0) return wrong;
  const alike = [...placesOf(instance)].filter(([, [first, second]]) => colour[first] === colour[second]);
  return alike.slice(0, MOST).map(([model, [first, second]]) => ({
    code: "same-colour",
    message: `both cars of model "${model}" (cars ${first} and ${second}) have colour ${colour[first]}`,
  }));
}

const changesOf = ({ colour }: PaintShopSolution): number =>
  colour.filter((c, k) => k > 0 && c !== colour[k - 1]).length;

function sequence(random: Random, models: number): string[] {
  const cars = Int32Array.from({ length: 2 * models }, (_, k) => k >> 1);
  random.shuffle(cars);
  return Array.from(cars, (model) => `model ${model}`);
}

export const paintShop = programProblem<PaintShopInstance, PaintShopSolution>({
  id: "paint-shop",
  title: "Binary paint shop",
  summary:
    "Cars stand in a fixed sequence, two of each model; paint one of each in either of two colours so that the colour changes as seldom as possible along the sequence. One spin a model, couplings between neighbours, no penalty.",
  sources: [
    "Epping, Hochstaettler & Oertel 2004, Complexity results on a paint shop problem",
    "Andres & Hochstaettler 2011, Some heuristics for the binary paint shop problem and their expected number of colour changes",
    "Streif et al. 2021, Beating classical heuristics for the binary paint shop problem with the quantum approximate optimization algorithm",
  ],
  sense: "min",
  objective: "colour changes",
  instanceSchema,
  solutionSchema,
  check,
  describe: ({ cars }) => `${cars.length} cars, ${cars.length / 2} models`,
  program: statement,
  toSolution(instance, assignment) {
    const colour = new Array<number>(instance.cars.length);
    for (const [k, [first, second]] of [...placesOf(instance).values()].entries()) {
      colour[first] = assignment[k] === 1 ? 1 : 0;
      colour[second] = 1 - colour[first];
    }
    return { colour };
  },
  toAssignment: (instance, { colour }) =>
    Array.from(placesOf(instance).values(), ([first]) => (colour[first] === 1 ? 1 : -1)),
  cost: (_instance, solution) => changesOf(solution),
  verify,
  // Both cars of a model next to each other always differ, and any plan uses both colours.
  bound({ cars }) {
    const pairs = cars.filter((model, k) => k > 0 && model === cars[k - 1]).length;
    return { value: Math.max(1, pairs), proof: "neighbours of one model" };
  },
  sample: (random, size) => {
    const cars = sequence(random, Math.max(1, Math.floor(size)));
    return { problem: "paint-shop", cars, ...(random.below(3) === 0 ? { colours: ["red", "blue"] } : {}) };
  },
  generate: (random, size) => ({ problem: "paint-shop", name: `random-${size}`, cars: sequence(random, size) }),
  tell({ colours = ["0", "1"] }, { colour }) {
    const runs: { c: number; count: number }[] = [];
    for (const c of colour) {
      const last = runs.at(-1);
      if (last?.c === c) last.count++;
      else runs.push({ c, count: 1 });
    }
    return `${changesOf({ colour })} changes: ${runs.map(({ c, count }) => `${count} x ${colours[c]}`).join(", ")}`;
  },
  draw({ name, cars }, solution) {
    const colour = solution?.colour;
    const points = cars.map((model, k) => ({ x: k, y: 0, label: model, ...(colour && { group: colour[k] }) }));
    const changes = cars.map((_, k) => k).filter((k) => k > 0 && colour?.[k] !== colour?.[k - 1]);
    return {
      title: name ?? "paint shop",
      points,
      lines: changes.map((k) => ({ from: k - 1, to: k, role: "cut" as const })),
    };
  },
});
