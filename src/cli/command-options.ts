/** The options of each command, as its builder declares them: for settings from files and the environment, and for their schema. */
import yargs, { type Argv, type CommandModule } from "yargs";

export interface CommandOption {
  readonly name: string;
  readonly kind: "flag" | "list" | "value";
  readonly describe: string;
  /** The only values allowed, where these are few. */
  readonly choices: readonly string[];
}

/** What the parser keeps of options, beyond its published types. */
interface Declared {
  readonly key: Readonly<Record<string, unknown>>;
  readonly boolean: readonly string[];
  readonly array: readonly string[];
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

interface Declaring {
  getOptions(): Declared;
  getGroups(): Readonly<Record<string, readonly string[]>>;
  getInternalMethods(): { getUsageInstance(): { getDescriptions(): Readonly<Record<string, string | undefined>> } };
}

/** `solve` of `solve <file>`. */
export const commandName = ({ command }: CommandModule): string => String(command).split(" ")[0];

/** In the order of the help; positionals and what every command has left out. */
export function optionsOf({ builder }: CommandModule): CommandOption[] {
  const parser = yargs().help(false).version(false);
  (builder as (argv: Argv) => unknown)(parser);
  const declaring = parser as unknown as Declaring;
  const { key, boolean, array, choices } = declaring.getOptions();
  const descriptions = declaring.getInternalMethods().getUsageInstance().getDescriptions();
  const positionals = new Set(declaring.getGroups()["Positionals:"] ?? []);
  return Object.keys(key)
    .filter((name) => !positionals.has(name))
    .map((name) => ({
      name,
      kind: boolean.includes(name) ? "flag" : array.includes(name) ? "list" : "value",
      describe: (descriptions[name] ?? "").replace(/^__yargsString__:/, ""),
      choices: choices[name] ?? [],
    }));
}
