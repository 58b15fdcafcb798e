/**
 * What happens at one point of a lane, as a sign.
 *
 *     start   a ring                    timer    a tick above the band
 *     killed  a box with a cross        synced   a diamond below it, crossed out where it failed
 *     power   a bolt in a circle        act      a flag
 */
import type { SimEvent } from "@labs/machine/sim";
import type { Scene } from "./scene.ts";

/** Where marks of things that happened to the whole stand. */
export const WHOLE_Y = 44;
/** How large a crash is drawn where there is no room. */
const DENSE_SIZE = 0.5;

const BOLT = [
  [3, -10],
  [-6, 2],
  [-0.5, 2],
  [-3, 10],
  [6, -2],
  [0.5, -2],
] as const;

type Mark = (scene: Scene, x: number, y: number, size: number) => void;

/** The marks of all events that are in sight. */
export function drawMarks(scene: Scene): void {
  const { session } = scene;
  session.story.events.forEach((event, index) => {
    const mark = markOf(event);
    if (mark === undefined || (scene.isDense && event.kind !== "crash")) return;
    const x = scene.x(index);
    const y = markY(scene, event);
    if (y === undefined || !scene.isInSight(x, x)) return;
    scene.context.globalAlpha = session.words === "" || session.passes(index) ? 1 : 0.25;
    mark(scene, x, y, scene.isDense ? DENSE_SIZE : 1);
    scene.context.globalAlpha = 1;
    scene.drawn++;
  });
}

/** The words of acts, and of lives that begin and end. */
export function writeMarks(scene: Scene): void {
  const { session, theme } = scene;
  if (scene.isDense) return;
  session.story.events.forEach((event, index) => {
    const words = markWords(event);
    const y = markY(scene, event);
    if (words === undefined || y === undefined) return;
    const x = scene.x(index);
    if (!scene.isInSight(x, x) || !session.passes(index)) return;
    const above = event.kind === "act" && event.node === undefined ? 0 : 25;
    scene.write(words, x + 8, y - above, { colour: theme.ink, plate: theme.ground });
  });
}

/** The middle of an event's lane, where it is of one that is shown. */
export function markY(scene: Scene, event: SimEvent): number | undefined {
  if (event.kind === "act" && event.node === undefined) return WHOLE_Y;
  if (!("node" in event) || event.node === undefined) return undefined;
  return scene.geometry.y(event.node);
}

function markWords(event: SimEvent): string | undefined {
  if (event.kind === "act") return event.text.slice(0, 40);
  if (event.kind === "crash") return event.power ? "power lost" : "killed";
  if (event.kind === "start" && event.life > 1) return `life ${event.life}`;
  return undefined;
}

function markOf(event: SimEvent): Mark | undefined {
  if (event.kind === "start") return drawStart;
  if (event.kind === "crash") return event.power ? drawBolt : drawKill;
  if (event.kind === "timer") return drawTick;
  if (event.kind === "synced") return event.ok ? drawSynced : drawUnsynced;
  if (event.kind === "act") return drawFlag;
  return undefined;
}

function drawStart({ context, theme }: Scene, x: number, y: number): void {
  context.fillStyle = theme.ground;
  context.strokeStyle = theme.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

function drawKill(scene: Scene, x: number, y: number, size: number): void {
  const { context, theme } = scene;
  const [half, arm] = [9 * size, 5 * size];
  context.fillStyle = theme.ground;
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  scene.stroke(theme.ink, 2.5 * size, [], () => {
    context.rect(x - half, y - half, 2 * half, 2 * half);
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
  });
}

function drawBolt(scene: Scene, x: number, y: number, size: number): void {
  const { context, theme } = scene;
  context.fillStyle = theme.ground;
  context.beginPath();
  context.arc(x, y, 13 * size, 0, 2 * Math.PI);
  context.fill();
  scene.stroke(theme.ink, 2 * size, [], () => context.arc(x, y, 13 * size, 0, 2 * Math.PI));
  scene.fill(
    theme.ink,
    BOLT.map(([dx, dy]) => [x + dx * size, y + dy * size] as const),
  );
}

function drawTick({ context, theme }: Scene, x: number, y: number): void {
  context.fillStyle = theme.muted;
  context.fillRect(x - 0.75, y - 17, 1.5, 7);
}

function drawSynced(scene: Scene, x: number, y: number): void {
  scene.fill(scene.theme.muted, diamond(x, y + 17));
}

function drawUnsynced(scene: Scene, x: number, y: number): void {
  const { context, theme } = scene;
  scene.stroke(theme.cut, 2, [], () => {
    for (const [px, py] of [...diamond(x, y + 17), [x, y + 13] as const]) context.lineTo(px, py);
    context.moveTo(x - 6, y + 23);
    context.lineTo(x + 6, y + 11);
  });
}

function diamond(x: number, y: number): readonly (readonly [number, number])[] {
  return [
    [x, y - 4],
    [x + 4, y],
    [x, y + 4],
    [x - 4, y],
  ];
}

function drawFlag(scene: Scene, x: number, y: number): void {
  const { context, theme } = scene;
  const top = y === WHOLE_Y ? y - 5 : y - 30;
  scene.stroke(theme.accent, 2, [], () => {
    context.moveTo(x, y + 7);
    context.lineTo(x, top);
  });
  scene.fill(theme.accent, [
    [x, top],
    [x + 8, top + 4],
    [x, top + 8],
  ]);
}
