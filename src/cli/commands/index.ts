/** All commands: name, options, help; the work is loaded when a command runs. */
import type { CommandModule } from "yargs";
import { infoCommands } from "./info.ts";
import { solveCommand } from "./solve.ts";
import { toolCommands } from "./tools.ts";

/** Where a command leaves its exit code. */
export interface CommandContext {
  exitCode: number;
}

export function commands(context: CommandContext): CommandModule[] {
  return [solveCommand(context), ...toolCommands(context), ...infoCommands(context)] as CommandModule[];
}
