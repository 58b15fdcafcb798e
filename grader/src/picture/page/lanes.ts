/**
 * Lanes and what lies between them: a band for each process, coloured by its epoch, and the cuts.
 *
 *     ══ follower 2 ═╪▓▓ ★ leader 3 ▓▓▓✗ - - down - - ●══ follower 3
 *     ░░░░░░░░░░ a, b cannot reach c ░░░░░░░░░░
 *     ══ follower 2 ═╪══ ╱╱╱╱ ═══════════
 *
 * A leader's band is thicker and has a star, so that its colour is not all that tells. What a lane
 * is stands at the left edge of what is in sight, too.
 */
import type { Cut, Lane, Phase } from "../story.ts";
import type { Scene } from "./scene.ts";
import { epochPlace } from "./theme.ts";

const LABEL_GAP_PX = 7;
/** Less has room for no number. */
const LABEL_PX_MIN = 16;
const STAR_PX = 7;
/** Half of the sign with which a lane ends. */
const CRASH_PX = 12;

/** Bands, with what they are; a process that stands still is hatched. */
export function drawLanes(scene: Scene): void {
  for (const lane of scene.session.lanes) {
    const y = scene.geometry.y(lane.node);
    if (y === undefined) continue;
    for (const phase of lane.phases) drawPhase(scene, phase, y);
    drawChanges(scene, lane, y);
    for (const { start, end } of lane.pauses) {
      const [from, to] = [scene.x(start), scene.x(end)];
      if (!scene.isInSight(from, to)) continue;
      scene.hatch(scene.theme.ground, from, y - 12, to - from, 24);
      scene.stroke(scene.theme.ink, 1, [], () => scene.context.rect(from, y - 12, to - from, 24));
    }
  }
}

/** What the bands are, in words; over all that is drawn before. */
export function writeLanes(scene: Scene): void {
  for (const { node, phases, pauses } of scene.session.lanes) {
    const y = scene.geometry.y(node);
    if (y === undefined) continue;
    for (const { start, end } of pauses) {
      writeStanding(scene, "stands still", scene.x(start), scene.x(end), y - 21, scene.theme.muted);
    }
    for (const phase of phases) writePhase(scene, phase, y);
  }
}

/** Shades the room between lanes that cannot reach each other. */
export function drawCuts(scene: Scene): void {
  const { context, theme } = scene;
  for (const cut of scene.session.story.cuts) {
    const [from, to] = [scene.x(cut.start), scene.x(cut.end)];
    if (!scene.isInSight(from, to)) continue;
    for (const [above, below] of severed(scene, cut)) {
      context.globalAlpha = 0.2;
      scene.fill(theme.cut, [
        [from, above],
        [to, above],
        [to, below],
        [from, below],
      ]);
      context.globalAlpha = 0.9;
      const middle = (above + below) / 2;
      scene.stroke(theme.cut, 2, [2, 5], () => {
        context.moveTo(Math.max(-20, from), middle);
        context.lineTo(Math.min(scene.width + 20, to), middle);
      });
      context.globalAlpha = 1;
    }
  }
}

/** Who cannot reach whom, in words. */
export function writeCuts(scene: Scene): void {
  for (const cut of scene.session.story.cuts) {
    const [from, to] = [scene.x(cut.start), scene.x(cut.end)];
    const [first] = severed(scene, cut);
    if (first === undefined || !scene.isInSight(from, to)) continue;
    const middle = (first[0] + first[1]) / 2;
    const { ink, ground } = scene.theme;
    const write = (words: string, y: number) =>
      writeStanding(scene, words, from, to, y, ink, ground);
    const places = [middle, middle + 17, middle - 17];
    if (!places.some((y) => write(cut.words, y))) places.some((y) => write("cut off", y));
  }
}

/**
 * The rooms between lanes that a cut shades, from y to y: from each side to the nearest lane of the
 * other.
 */
export function severed(scene: Scene, { from, to }: Cut): (readonly [number, number])[] {
  const { geometry } = scene;
  const sides = geometry.nodes.flatMap((node) => {
    const isFrom = from.includes(node);
    return isFrom || to.includes(node) ? [{ y: geometry.y(node) ?? 0, isFrom }] : [];
  });
  return sides.flatMap((side, index) => {
    const next = sides[index + 1];
    if (next === undefined || next.isFrom === side.isFrom) return [];
    return [[side.y + geometry.half(true) + 4, next.y - geometry.half(true) - 4] as const];
  });
}

function drawPhase(scene: Scene, { start, end, epoch, leads, down }: Phase, y: number): void {
  const { context, theme } = scene;
  const [from, to] = [scene.x(start), scene.x(end)];
  if (!scene.isInSight(from, to)) return;
  if (down !== undefined) {
    scene.stroke(theme.muted, 1.5, [3, 6], () => {
      context.moveTo(Math.max(-20, from), y);
      context.lineTo(Math.min(scene.width + 20, to), y);
    });
    return;
  }
  const half = scene.geometry.half(leads);
  context.fillStyle = epoch === undefined ? theme.faint : theme.epochs[epochPlace(epoch)]!.fill;
  context.fillRect(from, y - half, to - from, 2 * half);
  if (leads) {
    context.fillStyle = theme.ink;
    context.fillRect(from, y - half - 2, to - from, 2);
    context.fillRect(from, y + half, to - from, 2);
  }
  scene.drawn++;
}

/** Where a process came to look otherwise: a notch in its band. */
function drawChanges(scene: Scene, lane: Lane, y: number): void {
  if (scene.isDense) return;
  const { context, theme } = scene;
  for (const { start, state } of lane.spells) {
    const x = scene.x(start);
    if (state === undefined || !scene.isInSight(x, x)) continue;
    context.fillStyle = theme.ground;
    context.fillRect(x - 0.75, y - scene.geometry.half(state.leads), 1.5, 4);
    scene.drawn++;
  }
}

function writePhase(scene: Scene, { start, end, label, epoch, leads }: Phase, y: number): void {
  const { theme } = scene;
  const [from, to] = [scene.x(start), scene.x(end)];
  if (label === "" || to - from < LABEL_PX_MIN || !scene.isInSight(from, to)) return;
  if (epoch === undefined) {
    writeStanding(scene, label, Math.max(from, 0) + CRASH_PX, to, y, theme.muted, theme.ground);
    return;
  }
  const colour = theme.epochs[epochPlace(epoch)]!.ink;
  const left = Math.max(from, 0) + LABEL_GAP_PX;
  const room = Math.min(to, scene.width) - left - 2;
  const star = leads ? 2 * STAR_PX + 4 : 0;
  if (leads && room > 2 * STAR_PX) drawStar(scene, left + STAR_PX, y, colour);
  const short = String(epoch);
  const text = scene.widthOf(label, true) + star <= room ? label : short;
  if (scene.widthOf(text, true) + star > room) return;
  scene.write(text, left + star, y, { colour, bold: true });
}

/** Words that stand within a stretch, at its left edge or at that of what is in sight. */
function writeStanding(
  scene: Scene,
  text: string,
  from: number,
  to: number,
  y: number,
  colour: string,
  plate?: string,
): boolean {
  const left = Math.max(from, 0) + LABEL_GAP_PX;
  if (scene.widthOf(text) > Math.min(to, scene.width) - left) return false;
  return scene.write(text, left, y, { colour, ...(plate === undefined ? {} : { plate }) });
}

function drawStar(scene: Scene, x: number, y: number, colour: string): void {
  const points = Array.from({ length: 10 }, (_, point): readonly [number, number] => {
    const radius = point % 2 === 0 ? STAR_PX : STAR_PX * 0.42;
    const angle = (Math.PI * point) / 5 - Math.PI / 2;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  scene.fill(colour, points);
}
