/** The work behind `config`: which options are in force although no command line names them, and the schema of the file they come from. */
import pc from "picocolors";
import type { CommandModule } from "yargs";
import { type CommandOption, commandName, optionsOf } from "./command-options.ts";
import { counted } from "./numbers.ts";
import { printJson } from "./output.ts";
import { CONFIG_FILE, type Setting, settingsOf } from "./settings.ts";
import { textTable } from "./table.ts";

export interface ConfigArguments {
  readonly name?: string | undefined;
  readonly config?: string | undefined;
  readonly json?: boolean | undefined;
}

export function showConfig({ name, config, json }: ConfigArguments, commands: readonly CommandModule[]): number {
  const all = settingsOf(commands, { folder: process.cwd(), environment: process.env, file: config });
  const settings = all.filter(({ command }) => name === undefined || command === name);
  if (json === true) printJson(settings);
  else process.stdout.write(`${textOf(settings)}\n`);
  return 0;
}

function textOf(settings: readonly Setting[]): string {
  const order =
    "The command line goes before GROUNDSTATE_ variables, these before the file, the file before the defaults.";
  if (settings.length === 0)
    return `Everything is as by default: no variable, no ${CONFIG_FILE} here or above.\n${order}`;
  const rows = settings.map(({ command, option, values, from }) => [command, `--${option}`, values.join(", "), from]);
  return [
    pc.bold(counted(settings.length, "setting")),
    textTable(["command", "option", "value", "from"], rows),
    "",
    order,
  ].join("\n");
}

export function printConfigSchema(commands: readonly CommandModule[]): number {
  printJson(configSchema(commands));
  return 0;
}

/** JSON Schema of groundstate.config.json. */
export function configSchema(commands: readonly CommandModule[]): Record<string, unknown> {
  const sections = commands.map((module): [string, unknown] => {
    const properties = Object.fromEntries(optionsOf(module).map((option) => [option.name, optionSchema(option)]));
    const description = String(module.describe);
    return [commandName(module), { type: "object", description, properties, additionalProperties: false }];
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "config.schema.json",
    title: "groundstate.config.json",
    description: "Defaults for options of groundstate's commands, a section for each command.",
    type: "object",
    properties: { $schema: { type: "string" }, ...Object.fromEntries(sections) },
    additionalProperties: false,
  };
}

function optionSchema({ kind, describe, choices }: CommandOption): Record<string, unknown> {
  const description = describe;
  const plain = ["string", "number"];
  if (kind === "flag") return { type: "boolean", description };
  if (kind === "value") return choices.length > 0 ? { enum: choices, description } : { type: plain, description };
  return { type: [...plain, "array", "object"], items: { type: plain }, description };
}
