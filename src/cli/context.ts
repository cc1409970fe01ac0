/** Where a command leaves its exit code. */
export interface CommandContext {
  exitCode: number;
}
