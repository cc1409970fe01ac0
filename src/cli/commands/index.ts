/** All commands: name, options, help; the work is loaded when a command runs. */
import type { CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import { infoCommands } from "./info.ts";
import { solveCommand } from "./solve.ts";
import { toolCommands } from "./tools.ts";

export function commands(context: CommandContext): CommandModule[] {
  return [solveCommand(context), ...toolCommands(context), ...infoCommands(context)] as CommandModule[];
}
