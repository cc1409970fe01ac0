/** Ctrl-C and SIGTERM: before a search they end the command at once; during one the first stops it and keeps the best, the second ends the command. */
export interface Interrupts {
  readonly signal: AbortSignal;
  /** The search begins. */
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
    if (!begun || controller.signal.aborted) process.exit(exitCode);
    code = exitCode;
    controller.abort();
  };
  const onInt = interrupt(130);
  const onTerm = interrupt(143);
  process.on("SIGINT", onInt);
  process.on("SIGTERM", onTerm);
  return {
    signal: controller.signal,
    searching: () => {
      begun = true;
    },
    code: () => code,
    release: () => {
      process.off("SIGINT", onInt);
      process.off("SIGTERM", onTerm);
    },
  };
}
