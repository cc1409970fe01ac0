/** All commands: name, options, help; the work is loaded when a command runs. */
import type { CommandModule } from "yargs";
import type { CommandContext } from "../context.ts";
import { capacityCommands } from "./capacity.ts";
import { compareCommand } from "./compare.ts";
import { correctCommand } from "./correct.ts";
import { explainCommand } from "./explain.ts";
import { infoCommands } from "./info.ts";
import { landscapeCommand } from "./landscape.ts";
import { penaltyCommand } from "./penalty.ts";
import { recallCommand } from "./recall.ts";
import { solveCommand } from "./solve.ts";
import { storeCommand } from "./store.ts";
import { toolCommands } from "./tools.ts";
import { weightsCommand } from "./weights.ts";

export function commands(context: CommandContext): CommandModule[] {
  return [
    solveCommand(context),
    ...toolCommands(context),
    compareCommand(context),
    explainCommand(context),
    penaltyCommand(context),
    weightsCommand(context),
    storeCommand(context),
    recallCommand(context),
    correctCommand(context),
    ...capacityCommands(context),
    landscapeCommand(context),
    ...infoCommands(context),
  ] as CommandModule[];
}
