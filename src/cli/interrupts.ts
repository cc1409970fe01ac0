/**
 * Ctrl-C and SIGTERM. Until the search begins they are the system's own: they end the process at once, even while a large file is
 * being read or encoded, which no handler in JavaScript could interrupt (a shell then sees 130 or 143). During a search the first
 * one stops it and keeps the best, the second ends the command.
 */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** The search begins: called when instance and model are made. */
  searching(): void;
  /** 130 or 143 once interrupted, else 0. */
  code(): number;
  release(): void;
}

export function watchInterrupts(): Interrupts {
  const controller = new AbortController();
  let begun = false;
  let code = 0;
  const interrupt = (exitCode: number) => () => {
    if (controller.signal.aborted) process.exit(exitCode);
    code = exitCode;
    controller.abort();
  };
  const onInt = interrupt(130);
  const onTerm = interrupt(143);
  return {
    signal: controller.signal,
    searching() {
      if (begun) return;
      begun = true;
      process.on("SIGINT", onInt);
      process.on("SIGTERM", onTerm);
    },
    code: () => code,
    release() {
      process.off("SIGINT", onInt);
      process.off("SIGTERM", onTerm);
    },
  };
}
