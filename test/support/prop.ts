/** One property, one test. A callback that returns false, throws or rejects fails, and the report prints seed and path. */
import fc from "fast-check";
import { test } from "vitest";

export function prop<T extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => boolean | void | Promise<boolean | void>,
  parameters: fc.Parameters<T> = {},
): void {
  test(name, async () => {
    await fc.assert(
      fc.asyncProperty<T>(...arbitraries, async (...values: T) => check(...values)),
      parameters,
    );
  });
}
