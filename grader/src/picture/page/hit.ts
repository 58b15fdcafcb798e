/**
 * What lies under the pointer: the index of the event that it stands for.
 *
 *     a mark or an arrow near enough  →  its event; of an arrow, that of its nearer end
 *     a band                          →  the event since which the process looks so
 *     a pause, a cut                  →  the event that began it
 *     anything else                   →  the last event at that time
 */
import { spellAt } from "../story.ts";
import { lineOf } from "./flights.ts";
import { severed } from "./lanes.ts";
import { markY } from "./marks.ts";
import type { Scene } from "./scene.ts";

const NEAR_PX = 7;
const MARK_PX = 12;

/** The event under this pixel of the drawing, and whether it is something that was drawn there. */
export interface Hit {
  readonly index: number;
  readonly isThing: boolean;
}

/** Never fails: where nothing is, it is the time that is meant. */
export function hit(scene: Scene, x: number, y: number): Hit {
  const index =
    nearMark(scene, x, y) ?? nearFlight(scene, x, y) ?? onLane(scene, x, y) ?? onCut(scene, x, y);
  return index === undefined
    ? { index: scene.session.viewport.indexAt(x), isThing: false }
    : { index, isThing: true };
}

function nearMark(scene: Scene, x: number, y: number): number | undefined {
  let nearest: number | undefined;
  let least = MARK_PX;
  scene.session.story.events.forEach((event, index) => {
    const at = scene.x(index);
    if (event.kind === "state" || Math.abs(at - x) > MARK_PX) return;
    const markAt = markY(scene, event);
    if (markAt === undefined) return;
    const distance = Math.hypot(at - x, Math.max(0, Math.abs(markAt - y) - 8));
    if (distance >= least) return;
    least = distance;
    nearest = index;
  });
  return nearest;
}

function nearFlight(scene: Scene, x: number, y: number): number | undefined {
  let nearest: number | undefined;
  let least = NEAR_PX;
  for (const flight of scene.session.story.flights) {
    const line = lineOf(scene, flight);
    if (line === undefined || x < line.x1 - NEAR_PX || x > line.x2 + NEAR_PX) continue;
    const { x1, y1, x2, y2 } = line;
    const square = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const part = square === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square;
    const along = Math.max(0, Math.min(1, part));
    const distance = Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
    if (distance >= least) continue;
    least = distance;
    nearest = along < 0.5 ? flight.sent : (flight.ended ?? flight.sent);
  }
  return nearest;
}

function onLane(scene: Scene, x: number, y: number): number | undefined {
  const { session, geometry } = scene;
  const at = session.viewport.indexAt(x);
  const lane = session.lanes.find(
    ({ node }) => Math.abs((geometry.y(node) ?? Number.NaN) - y) <= geometry.half(true),
  );
  if (lane === undefined) return undefined;
  const pause = lane.pauses.find(({ start, end }) => start <= at && at < end);
  return pause?.start ?? spellAt(lane, at)?.start;
}

function onCut(scene: Scene, x: number, y: number): number | undefined {
  const cut = scene.session.story.cuts.find(
    (each) =>
      scene.x(each.start) <= x &&
      x <= scene.x(each.end) &&
      severed(scene, each).some(([above, below]) => above <= y && y <= below),
  );
  return cut?.start;
}
