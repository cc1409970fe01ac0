/** Places on a map. Geographic coordinates become x = longitude, y = latitude in decimal degrees; 3-d drops z. */
import { geoDegrees, type Places } from "./distance-rules.ts";

function isGeographic({ display, metric }: Places): boolean {
  return display === undefined && (metric === "GEO" || metric === "great-circle");
}

/** What a drawing of these positions must say about its scale: nothing but for geographic ones. */
export function mapScale(places: Places, positions: readonly { readonly y: number }[]): { readonly xScale?: number } {
  return isGeographic(places) ? { xScale: longitudeScale(positions) } : {};
}

/** Cosine of the middle latitude: how much shorter a degree of longitude is than one of latitude. */
function longitudeScale(positions: readonly { readonly y: number }[]): number {
  let [low, high] = [90, -90];
  for (const { y } of positions) [low, high] = [Math.min(low, y), Math.max(high, y)];
  return Math.max(0.1, Math.cos(((low + high) / 360) * Math.PI));
}

/** One position a city, y upwards, or null. */
export function drawnPositions({ display, coordinates, metric }: Places): readonly { x: number; y: number }[] | null {
  if (display !== undefined) return display.map(([x, y]) => ({ x, y }));
  if (coordinates === undefined) return null;
  if (metric === "GEO") return coordinates.map(([lat, lon]) => ({ x: geoDegrees(lon), y: geoDegrees(lat) }));
  if (metric === "great-circle") return coordinates.map(([latitude, longitude]) => ({ x: longitude, y: latitude }));
  return coordinates.map(([x, y]) => ({ x, y }));
}
