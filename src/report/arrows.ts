/** Arrows between states as path data in pixels. */
import { px } from "./canvas.ts";

/** A state's mark: a circle of radius `half[0] = half[1]` or a box of those half sizes. */
export interface Node {
  readonly x: number;
  readonly y: number;
  readonly half: readonly [width: number, height: number];
}

/** From the edge of one mark to the edge of the other, with an open head; bent where it is level, as states may stand between. */
export function arrow(from: Node, to: Node, head: number): string {
  const level = Math.abs(from.y - to.y) < 4;
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  if (distance < 1) return "";
  const bend = level ? Math.min(40, distance / 4) : 0;
  const control = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - bend };
  const start = border(from, control);
  const end = border(to, control);
  const angle = Math.atan2(end.y - control.y, end.x - control.x);
  const wing = (turn: number) =>
    `${px(end.x - head * Math.cos(angle + turn))},${px(end.y - head * Math.sin(angle + turn))}`;
  const shaft = bend === 0 ? "L" : `Q${px(control.x)},${px(control.y)} `;
  const tip = `${px(end.x)},${px(end.y)}`;
  return `M${px(start.x)},${px(start.y)}${shaft}${tip}M${wing(0.45)}L${tip}L${wing(-0.45)}`;
}

/** Where the way from the middle of a mark towards `goal` leaves the mark, and a pixel more. */
function border({ x, y, half: [wide, tall] }: Node, goal: { readonly x: number; readonly y: number }) {
  const [dx, dy] = [goal.x - x, goal.y - y];
  const length = Math.hypot(dx, dy) || 1;
  const inside =
    wide === tall ? wide / length : Math.min(wide / Math.max(Math.abs(dx), 1e-9), tall / Math.max(Math.abs(dy), 1e-9));
  const share = Math.min(0.45, inside + 1.5 / length);
  return { x: x + share * dx, y: y + share * dy };
}
