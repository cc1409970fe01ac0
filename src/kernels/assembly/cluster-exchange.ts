/**
 * Cluster exchange of two states: the sites where they differ fall into connected components, and each component changes sides on its own
 * with probability min(1, exp(-rate change)). See src/kernels/clusters/types.ts. One pass over the rows of the differing sites.
 */
import { half, minusLog } from "./shared/logarithm";

const FLIPPED: u8 = 2;

/** Marks with 1 the sites where first = -sign * second, in whole vectors; the places beyond n are never looked at. */
@inline
function markDifferences(first: usize, second: usize, sign: i32, mark: usize, n: usize): void {
  const mirrored = i8x16.splat(sign < 0 ? -1 : 0);
  for (let i: usize = 0; i < n; i += 16) {
    const differ = v128.xor(i8x16.ne(v128.load(first + i), v128.load(second + i)), mirrored);
    v128.store(mark + i, v128.and(differ, i8x16.splat(1)));
  }
}

/** The next word of one sfc32 generator: a, b, c and counter at `generator`, 16 bytes apart. */
@inline
function draw(generator: usize): u32 {
  const a = load<u32>(generator);
  const b = load<u32>(generator, 16);
  const c = load<u32>(generator, 32);
  const counter = load<u32>(generator, 48);
  const word = a + b + counter;
  store<u32>(generator, counter + 1, 48);
  store<u32>(generator, b ^ (b >> 9));
  store<u32>(generator, c + (c << 3), 16);
  store<u32>(generator, rotl<u32>(c, 21) + word, 32);
  return word;
}

/**
 * @param rate of the change of the second state's energy, units of the weights
 * @param sign -1 when the first state stands for its mirror image
 * @param found two u32: components, and those that changed sides
 */
export function exchangeClusters(
  n: usize, rowStart: usize, column: usize, weight: usize, bias: usize, first: usize, second: usize, mark: usize, stack: usize,
  generator: usize, rate: f64, sign: i32, found: usize,
): void {
  markDifferences(first, second, sign, mark, n);
  let components: u32 = 0;
  let moved: u32 = 0;
  for (let i: usize = 0; i < n; i++) {
    if (load<u8>(mark + i) != 1) continue;
    components++;
    store<u8>(mark + i, FLIPPED);
    store<u32>(stack, <u32>i);
    let end = stack + 4;
    let change: f64 = 0;
    for (let at = stack; at < end; at += 4) {
      const site = <usize>load<u32>(at);
      let field = load<f64>(bias + (site << 3));
      const last = load<u32>(rowStart + (site << 2), 4);
      for (let k = <usize>load<u32>(rowStart + (site << 2)); k < last; k++) {
        const neighbour = <usize>load<u32>(column + (k << 2));
        const state = load<u8>(mark + neighbour);
        // Neighbours that differ belong to the component: their couplings do not change.
        if (state == 0) field += load<f64>(weight + (k << 3)) * <f64>load<i8>(second + neighbour);
        else if (state == 1) {
          store<u8>(mark + neighbour, FLIPPED);
          store<u32>(end, <u32>neighbour);
          end += 4;
        }
      }
      change += field * <f64>load<i8>(second + site);
    }
    const exponent = change == 0 ? 0 : rate * 2 * change;
    if (!accepts(exponent, generator)) continue;
    moved++;
    for (let at = stack; at < end; at += 4) {
      const site = <usize>load<u32>(at);
      store<i8>(first + site, -load<i8>(first + site));
      store<i8>(second + site, -load<i8>(second + site));
    }
  }
  store<u32>(found, components);
  store<u32>(found, moved, 4);
}

/** Downhill always, level with probability 1/2, else exp(-exponent). */
@inline
function accepts(exponent: f64, generator: usize): bool {
  if (exponent < 0) return true;
  const word = draw(generator);
  if (exponent == 0) return <i32>word < 0;
  return <f64>f32x4.extract_lane(minusLog(half(i32x4.splat(word))), 0) > exponent;
}
