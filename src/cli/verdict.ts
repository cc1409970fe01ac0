/** What a finished run means for the exit code. */
import type { Result } from "../run/result.ts";

/** `interrupted`: 0, 130 or 143. A broken promise of the solver counts more than anything else. */
export function verdict(
  { valid, verification }: Pick<Result, "valid" | "verification">,
  interrupted: number,
): { readonly exitCode: number; readonly complaint: string | null } {
  const first = verification?.first ?? null;
  if (first !== null) return { exitCode: 1, complaint: `verification failed: ${first}` };
  if (interrupted !== 0) return { exitCode: interrupted, complaint: null };
  return { exitCode: valid ? 0 : 1, complaint: null };
}
