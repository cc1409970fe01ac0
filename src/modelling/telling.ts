/** Solutions in a line of words, however large they are. */

const SHOWN = 20;

/** The first names of a list: "a, b, c", and "..." for the rest. */
export const firstOf = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(", ") + (names.length > SHOWN ? ", ..." : "");

/** Numbered groups and who is in them: "0: a, b; 2: c". @param groupOf the group of each member */
export function tellGroups(groupOf: readonly number[], nameOf: (member: number) => string): string {
  const groups = new Map<number, string[]>();
  for (const [member, group] of groupOf.entries()) {
    const names = groups.get(group);
    if (names === undefined) groups.set(group, [nameOf(member)]);
    else names.push(nameOf(member));
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .slice(0, SHOWN)
    .map(([group, names]) => `${group}: ${firstOf(names)}`)
    .join("; ");
}
