/** Counts distinct digests up to a limit, so that its memory is bounded. */
export interface Distinct {
  readonly size: number;
  /** True once something new could not be remembered: then `size` is a lower bound. */
  readonly capped: boolean;
  add(digest: string): void;
}

/** A million digests take about 60 MB. */
export function createDistinct(limit = 1_000_000): Distinct {
  const seen = new Set<string>();
  let capped = false;
  return {
    get size() {
      return seen.size;
    },
    get capped() {
      return capped;
    },
    add(digest) {
      if (seen.size < limit) seen.add(digest);
      else if (!seen.has(digest)) capped = true;
    },
  };
}
