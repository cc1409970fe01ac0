/** The equations of motion of bifurcation (Goto et al. 2021), four positions at a time. */

/** Moves four positions. Walls at +-1 take the momentum away. Returns the new positions. */
@inline
export function moveFour(position: usize, momentum: usize, field: v128, leak: v128, push: v128, step: v128, heat: v128): v128 {
  const x = v128.load(position);
  const y = v128.load(momentum);
  const kicked = f32x4.add(y, f32x4.add(f32x4.mul(leak, x), f32x4.mul(push, field)));
  const drifted = f32x4.add(x, f32x4.mul(step, kicked));
  const walled = f32x4.pmax(f32x4.splat(-1), f32x4.pmin(f32x4.splat(1), drifted));
  const inside = f32x4.eq(walled, drifted);
  v128.store(position, walled);
  v128.store(momentum, f32x4.add(v128.and(kicked, inside), f32x4.mul(heat, y)));
  return walled;
}
