/** The work behind `explain`: the penalties of an instance's energy, constraint by constraint, and what proves their weights. */
import pc from "picocolors";
import type { Encoding, ExplainedConstraint, Explanation, PenaltyProof } from "../problem.ts";
import { mergeOptions } from "../run/options.ts";
import { type InputArguments, loadInstance } from "./input.ts";
import { formatNumber } from "./numbers.ts";
import { printJson } from "./output.ts";

export interface ExplainArguments extends InputArguments {
  readonly file: string;
  readonly encoding?: Record<string, unknown> | undefined;
  readonly constraint?: string | undefined;
  readonly all?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export async function explain(args: ExplainArguments): Promise<number> {
  const { problem, instance, source } = await loadInstance(args.file, args);
  const options = mergeOptions(problem.defaults, args.encoding, problem.optionsSchema, `${problem.id} encoding`);
  const encoding = problem.encode(instance, options);
  const { size, constraints } = explanationOf(encoding, problem.id);
  const wanted = args.constraint;
  const chosen =
    wanted === undefined ? constraints : constraints.filter(({ name }) => name === wanted || familyOf(name) === wanted);
  const assumption = assumptionOf(encoding.penalty, constraints);
  const { n } = encoding.model;
  if (args.json === true) {
    const { penalty } = encoding;
    printJson({ problem: problem.id, instance: source, variables: n, size, penalty, assumption, constraints: chosen });
    return 0;
  }
  const sizes = size.filter(({ variables }) => variables > 0).map(({ origin, variables }) => `${variables} ${origin}`);
  const lines = [
    `${pc.bold(source)} (${problem.id}, ${problem.describe(instance)})`,
    `energy over ${n} variables: ${sizes.join(", ")}`,
    assumption,
    ...(args.all === true || wanted !== undefined ? chosen.map((one) => told([one])) : families(chosen).map(told)),
  ];
  if (wanted !== undefined && chosen.length === 0)
    lines.push(`no constraint is called ${JSON.stringify(wanted)}, or none was needed for it`);
  process.stdout.write(`${lines.join("\n\n")}\n`);
  return 0;
}

/** What is known of encodings that tell no more than their proof. */
function explanationOf({ model, penalty, explain: told }: Encoding<unknown>, problem: string): Explanation {
  if (told !== undefined) return told();
  const constraints = (penalty?.weights ?? []).map(({ name, weight, threshold }) => {
    const { inequality, witness } = penalty!;
    return {
      name,
      made: `groundstate problems ${problem} tells its form`,
      weight,
      threshold,
      rule: "",
      inequality,
      witness,
      given: false,
    };
  });
  return { size: [{ origin: "of the encoding", variables: model.n }], constraints };
}

function assumptionOf(penalty: PenaltyProof | null, constraints: readonly ExplainedConstraint[]): string {
  if (penalty === null) return "No penalties: every state is valid, and its energy is its objective.";
  if (penalty.mode === "structural") return "No penalties: solvers keep to the valid states.";
  if (penalty.guaranteed) {
    return "Proved: every ground state is valid and optimal. It is assumed that a valid state exists, and nothing else; rounding is accounted for.";
  }
  const low = constraints.filter(({ weight, threshold }) => !(weight > threshold)).map(({ name }) => name);
  const why =
    low.length > 0
      ? `${low.length === 1 ? "a weight does" : "weights do"} not exceed the proven threshold: ${low.slice(0, 3).join(", ")}${low.length > 3 ? ", ..." : ""}`
      : penalty.inequality;
  return `Not proved: ${why}. Results are still checked from the instance.`;
}

const familyOf = (name: string): string => name.replace(/\[.*$/, "");

/** Constraints that differ in their indices only, the one of the largest threshold first. */
function families(constraints: readonly ExplainedConstraint[]): ExplainedConstraint[][] {
  const found = new Map<string, ExplainedConstraint[]>();
  for (const constraint of constraints) {
    const family = familyOf(constraint.name);
    const known = found.get(family);
    if (known === undefined) found.set(family, [constraint]);
    else if (constraint.threshold > known[0].threshold) known.unshift(constraint);
    else known.push(constraint);
  }
  return [...found.values()];
}

function told(family: readonly ExplainedConstraint[]): string {
  const [{ name, made, weight, threshold, rule, inequality, witness, given }] = family;
  const more =
    family.length > 1 ? pc.dim(`  and ${family.length - 1} more of ${familyOf(name)} (--all lists them)`) : "";
  const rows: [string, string][] = [
    ["penalty", made],
    ["weight", `${formatNumber(weight)}${given ? ", as the document says" : ""}; threshold ${formatNumber(threshold)}`],
    ["inequality", inequality],
    ["witness", witness],
    ...(rule === "" ? [] : [["because", rule] as [string, string]]),
  ];
  return [`${pc.bold(name)}${more}`, ...rows.map(([word, text]) => `  ${pc.dim(word.padEnd(10))}  ${text}`)].join("\n");
}
