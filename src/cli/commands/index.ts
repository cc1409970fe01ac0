/** All commands: name, options, help; the work is loaded when a command runs. */
import type { CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import { capacityCommands } from "./capacity.ts";
import { compareCommand } from "./compare.ts";
import { configCommand } from "./config.ts";
import { correctCommand } from "./correct.ts";
import { explainCommand } from "./explain.ts";
import { infoCommands } from "./info.ts";
import { landscapeCommand } from "./landscape.ts";
import { penaltyCommand } from "./penalty.ts";
import { recallCommand } from "./recall.ts";
import { solveCommand } from "./solve.ts";
import { storeCommand } from "./store.ts";
import { toolCommands } from "./tools.ts";
import { tuneCommand } from "./tune.ts";
import { weightsCommand } from "./weights.ts";

/** Commands whose options files and variables may set. */
export function configurable(context: CommandContext): CommandModule[] {
  return [
    solveCommand(context),
    ...toolCommands(context),
    compareCommand(context),
    tuneCommand(context),
    explainCommand(context),
    penaltyCommand(context),
    weightsCommand(context),
    storeCommand(context),
    recallCommand(context),
    correctCommand(context),
    ...capacityCommands(context),
    landscapeCommand(context),
  ] as CommandModule[];
}

export function commands(context: CommandContext): CommandModule[] {
  const main = configurable(context);
  return [...main, configCommand(context, main), ...infoCommands(context, main)];
}
