/**
 * The elite set of path relinking: good states that lie apart. A new one takes the place of the worst, and of all that lie near it
 * and are no better. Mirror images count as one state in symmetric models. O(size n) an offer.
 */

export interface Elite {
  readonly spins: Int8Array;
  readonly energy: number;
}

export interface Elites {
  readonly members: readonly Elite[];
  /** The new member; null when it is no better than one nearer than `apart`, or than the worst of a full set. Copies the spins. */
  offer(spins: Int8Array, energy: number): Elite | null;
  /** Only the best stays. */
  thin(): void;
}

/** Number of variables in which two states differ, towards the nearer of the mirror images in symmetric models. */
export function distance(a: Int8Array, b: Int8Array, symmetric: boolean): number {
  let differing = 0;
  for (let i = 0; i < a.length; i++) differing += a[i] === b[i] ? 0 : 1;
  return symmetric ? Math.min(differing, a.length - differing) : differing;
}

export function createElites(size: number, symmetric: boolean, apart: number): Elites {
  let members: Elite[] = [];
  const best = () => members.reduce((a, b) => (b.energy < a.energy ? b : a));
  return {
    get members() {
      return members;
    },
    offer(spins, energy) {
      const worst = members.reduce((a, b) => (b.energy > a.energy ? b : a), members[0]);
      const full = members.length >= size;
      if (full && energy >= worst.energy) return null;
      const near = members.filter((member) => distance(member.spins, spins, symmetric) < apart);
      if (near.some((member) => member.energy <= energy)) return null;
      const elite = { spins: spins.slice(), energy };
      members = members.filter((member) => !near.includes(member));
      if (members.length >= size) members = members.filter((member) => member !== worst);
      members.push(elite);
      return elite;
    },
    thin() {
      members = members.filter((member) => member === best());
    },
  };
}
