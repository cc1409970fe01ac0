/** The work behind `explain`: the penalties of an instance's energy, constraint by constraint, and what proves their weights. */
import pc from "picocolors";
import type { ExplainedConstraint } from "../problem.ts";
import { assumptionOf, explanationOf, familiesOf, familyOf } from "../report/penalty-words.ts";
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
    ...(args.all === true || wanted !== undefined ? chosen.map((one) => told([one])) : familiesOf(chosen).map(told)),
  ];
  if (wanted !== undefined && chosen.length === 0)
    lines.push(`no constraint is called ${JSON.stringify(wanted)}, or none was needed for it`);
  process.stdout.write(`${lines.join("\n\n")}\n`);
  return 0;
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
