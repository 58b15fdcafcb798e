/**
 * Messages, as arrows from lane to lane.
 *
 *     a ──●──────●──────●─────       delivered    a line with a head
 *          ╲      ╲      ╲           repeated     a second line from the same place, dashed
 *     b ────▼──────✕      ◦          lost         ends in a cross, with the reason
 *                                    on its way   ends in a ring
 */
import type { Flight } from "../story.ts";
import type { Scene } from "./scene.ts";

/** A flight's line, in pixels. */
export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const HEAD_PX = 8;
/** How strong a line is: the more lie over each other, the less. */
const ALPHA_MIN = 0.15;
const ALPHA_MAX = 0.75;
const ALPHA_PER_PX = 0.07;
const CROSS_PX = 5;
const RING_PX = 4;
/** How far on its way a message is that gets no further. */
const LOST_PART = 0.42;
const WORDS_LENGTH_MIN_PX = 70;
const WORDS_LENGTH_MAX_PX = 420;
const SAME_NODE_PX = 22;
const REASON_WORDS = { lost: "lost", cut: "cut off", down: "machine off" } as const;

/** The line of a flight; `undefined` where one of its lanes is hidden. */
export function lineOf(scene: Scene, flight: Flight): Line | undefined {
  const { geometry } = scene;
  const [from, to] = [geometry.y(flight.from), geometry.y(flight.to)];
  if (from === undefined || to === undefined) return undefined;
  const isSame = from === to;
  const sign = to > from ? 1 : -1;
  const y1 = from + sign * 10;
  const end = isSame ? from - SAME_NODE_PX : to - sign * 11;
  const stays = flight.ended === undefined || (flight.why !== undefined && flight.why !== "down");
  const y2 = stays ? y1 + (end - y1) * LOST_PART : end;
  const { events } = scene.session.story;
  const x2 =
    flight.ended === undefined ? scene.x(events.length) - RING_PX * 3 : scene.x(flight.ended);
  return { x1: scene.x(flight.sent), y1, x2, y2 };
}

/** All that are in sight; those that do not pass the filter are faint. */
export function drawFlights(scene: Scene): void {
  const { theme, context } = scene;
  const groups = { plain: [], again: [], lost: [], faint: [] } as Record<string, Line[]>;
  const shown: { flight: Flight; line: Line }[] = [];
  for (const flight of scene.session.story.flights) {
    const line = lineOf(scene, flight);
    if (line === undefined || !scene.isInSight(line.x1, line.x2)) continue;
    const group = groupOf(scene, flight);
    groups[group]!.push(line);
    if (group !== "faint") shown.push({ flight, line });
  }
  const trace = (lines: readonly Line[]) => () => {
    for (const { x1, y1, x2, y2 } of lines) {
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
    }
  };
  context.globalAlpha = alphaOf(scene);
  scene.stroke(theme.faint, 1, [], trace(groups.faint!));
  scene.stroke(theme.ink, 1.25, [], trace(groups.plain!));
  scene.stroke(theme.ink, 1.25, [5, 4], trace(groups.again!));
  scene.stroke(theme.muted, 1.25, [1.5, 3], trace(groups.lost!));
  context.globalAlpha = 1;
  scene.drawn += shown.length + groups.faint!.length;
  if (scene.isDense) return;
  for (const { flight, line } of shown) drawEnd(scene, flight, line);
}

/** One flight over the others. */
export function drawChosenFlight(scene: Scene, flight: Flight, colour: string): void {
  const line = lineOf(scene, flight);
  if (line === undefined) return;
  scene.stroke(colour, 3, [], () => {
    scene.context.moveTo(line.x1, line.y1);
    scene.context.lineTo(line.x2, line.y2);
  });
  drawEnd(scene, flight, line, colour);
}

/** Why messages were lost, beside their crosses. */
export function writeReasons(scene: Scene): void {
  if (scene.isDense) return;
  for (const flight of scene.session.story.flights) {
    if (flight.why === undefined || groupOf(scene, flight) === "faint") continue;
    const line = lineOf(scene, flight);
    if (line === undefined || !scene.isInSight(line.x2, line.x2)) continue;
    const { muted, ground } = scene.theme;
    scene.write(REASON_WORDS[flight.why], line.x2 + 9, line.y2, { colour: muted, plate: ground });
  }
}

/** What messages say, along their lines, where there is room; what is cut ends in "…". */
export function writeFlights(scene: Scene): void {
  if (scene.isDense) return;
  for (const flight of scene.session.story.flights) {
    if (flight.copy > 1 || groupOf(scene, flight) === "faint") continue;
    const line = lineOf(scene, flight);
    if (line === undefined || !scene.isInSight(line.x1, line.x2)) continue;
    const length = lengthOf(line);
    if (length < WORDS_LENGTH_MIN_PX) continue;
    writeAlong(scene, shortened(scene, flight.text, length), line);
  }
}

/** What one message says, whole if that can be: along its line, or level across it. */
export function writeChosenFlight(scene: Scene, flight: Flight, colour: string): void {
  const line = lineOf(scene, flight);
  if (line === undefined || !scene.isInSight(line.x1, line.x2)) return;
  const words = shortened(scene, flight.text, Math.min(WORDS_LENGTH_MAX_PX, scene.width - 16));
  if (scene.widthOf(words) <= lengthOf(line) && writeAlong(scene, words, line)) return;
  const width = scene.widthOf(words, true);
  const [middleX, middleY] = [(line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2];
  const left = Math.max(4, Math.min(scene.width - width - 4, middleX - width / 2));
  scene.write(words, left, middleY, { colour, bold: true, plate: scene.theme.ground });
}

function groupOf(scene: Scene, flight: Flight): "plain" | "again" | "lost" | "faint" {
  const isWanted = scene.session.words === "" || scene.session.passes(flight.sent);
  if (!isWanted) return "faint";
  if (flight.why !== undefined || flight.ended === undefined) return "lost";
  return flight.copy > 1 ? "again" : "plain";
}

function alphaOf({ session: { viewport } }: Scene): number {
  return Math.min(ALPHA_MAX, Math.max(ALPHA_MIN, viewport.pixelsPerEvent * ALPHA_PER_PX));
}

function drawEnd(scene: Scene, flight: Flight, line: Line, colour = scene.theme.ink): void {
  const { context, theme } = scene;
  const { x2, y2 } = line;
  if (flight.ended === undefined) {
    scene.stroke(theme.muted, 1.5, [], () => context.arc(x2, y2, RING_PX, 0, 2 * Math.PI));
    return;
  }
  if (flight.why !== undefined) {
    drawCross(scene, x2, y2, theme.cut);
    return;
  }
  const angle = Math.atan2(y2 - line.y1, x2 - line.x1);
  const point = (turn: number): readonly [number, number] => [
    x2 - HEAD_PX * Math.cos(angle + turn),
    y2 - HEAD_PX * Math.sin(angle + turn),
  ];
  scene.fill(colour, [[x2, y2], point(0.42), point(-0.42)]);
}

function drawCross(scene: Scene, x: number, y: number, colour: string): void {
  const { context } = scene;
  scene.stroke(colour, 2.5, [], () => {
    context.moveTo(x - CROSS_PX, y - CROSS_PX);
    context.lineTo(x + CROSS_PX, y + CROSS_PX);
    context.moveTo(x + CROSS_PX, y - CROSS_PX);
    context.lineTo(x - CROSS_PX, y + CROSS_PX);
  });
}

/** How long words along a line may be. */
function lengthOf({ x1, y1, x2, y2 }: Line): number {
  return Math.hypot(x2 - x1, y2 - y1) - 2 * HEAD_PX;
}

/** Along the line, at its middle, on its upper side. @returns whether there was room */
function writeAlong(scene: Scene, words: string, { x1, y1, x2, y2 }: Line): boolean {
  const { context, theme } = scene;
  const width = scene.widthOf(words);
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const [middleX, middleY] = [(x1 + x2) / 2, (y1 + y2) / 2];
  if (middleX < 0 || middleX > scene.width) return false;
  const steps = Math.max(1, Math.ceil(width / 14));
  const boxes = Array.from({ length: steps }, (_, step) => {
    const along = ((step + 0.5) / steps - 0.5) * width;
    return [middleX + along * Math.cos(angle), middleY + along * Math.sin(angle) - 7] as const;
  });
  if (!scene.takeAll(boxes.map(([x, y]) => ({ x: x - 7, y: y - 6, w: 14, h: 12 })))) return false;
  context.save();
  context.translate(middleX, middleY);
  context.rotate(angle);
  context.textBaseline = "alphabetic";
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = theme.ground;
  context.strokeText(words, -width / 2, -5);
  context.fillStyle = theme.ink;
  context.fillText(words, -width / 2, -5);
  context.restore();
  scene.drawn++;
  return true;
}

function shortened(scene: Scene, text: string, width: number): string {
  const line = text.replace(/\s+/g, " ").slice(0, 120);
  if (scene.widthOf(line) <= width) return line;
  let length = line.length - 1;
  while (length > 1 && scene.widthOf(`${line.slice(0, length)}…`) > width) length--;
  return `${line.slice(0, length)}…`;
}
