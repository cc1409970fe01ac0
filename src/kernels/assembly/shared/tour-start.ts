/** Random first tours: a walk over near nodes, from a dead end on to the next free city of the numbering. O(n width). */
import { doubled, n, near, setNode, width } from "./tour-memory";
import { below } from "./tour-random";

/** Candidates of one step. */
const NEAREST: i32 = 5;

/** i32 by city: itself if it is free, else one from which to look on. */
let free: usize = 0;

export function placeStart(work: usize): void {
  free = work;
}

@inline
function pointer(city: i32): usize {
  return free + (<usize>city << 2);
}

/** The first free city from `city` on, cyclic, with path halving. There is one. */
function firstFree(city: i32): i32 {
  let v = city;
  while (load<i32>(pointer(v)) != v) {
    store<i32>(pointer(v), load<i32>(pointer(load<i32>(pointer(v)))));
    v = load<i32>(pointer(v));
  }
  return v;
}

export function wander(): void {
  const cities = n >> doubled;
  for (let v = 0; v < cities; v++) store<i32>(pointer(v), v);
  const choices = <usize>min(NEAREST, width);
  let city = below(cities);
  for (let p = 0; p < cities; p++) {
    const last = (city << doubled) + doubled;
    setNode(p << doubled, city << doubled);
    setNode((p << doubled) + doubled, last);
    store<i32>(pointer(city), city + 1 < cities ? city + 1 : 0);
    if (p + 1 == cities) return;
    let open = 0;
    let pick = -1;
    const row = <usize>last * <usize>width;
    for (let k = row; k < row + choices; k++) {
      const v = load<i32>(near + (k << 2)) >> doubled;
      if (load<i32>(pointer(v)) == v && below(++open) == 0) pick = v;
    }
    city = pick < 0 ? firstFree(city) : pick;
  }
}
