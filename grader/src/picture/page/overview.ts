/**
 * The whole run in a strip: a row for each node, coloured by epoch, the broken law, and a window on
 * what is in sight.
 *
 *     ▁▁▁▁▁▁▁▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂│▂
 *     ▁▁▁▁✗      ▁▁▂▂▂▂[▂▂▂▂▂│▂]
 *
 * By number of events, whichever scale the diagram has. Pointing at it or dragging in it moves the
 * diagram.
 */
import { find } from "../../pages/browser/elements.ts";
import type { Session } from "./session.ts";
import { epochPlace, readTheme } from "./theme.ts";

const ROW_PX = 5;
const WINDOW_PX_MIN = 6;

/** Draws it now and when something changed, and listens to it. */
export function showOverview(session: Session): void {
  const strip = find("overview");
  const place = (event: PointerEvent) => {
    const { left, width } = strip.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - left) / width));
    const column = part * ((session.story.columns.at(-1) ?? 0) + 1);
    const index = session.story.columns.findIndex((each) => each >= Math.floor(column));
    session.viewport.centre(
      session.viewport.unit(index === -1 ? session.story.events.length : index),
    );
    session.changed();
  };
  strip.addEventListener("pointerdown", (event) => {
    strip.setPointerCapture(event.pointerId);
    place(event);
  });
  strip.addEventListener("pointermove", (event) => {
    if (strip.hasPointerCapture(event.pointerId)) place(event);
  });
  let drawn = "";
  session.watch(() => {
    const nodes = session.lanes.map(({ node }) => node).join(" ");
    const wanted = `${strip.clientWidth} ${devicePixelRatio} ${readTheme().ground} ${nodes}`;
    if (wanted !== drawn) draw(session);
    drawn = wanted;
    placeWindow(session);
  });
}

function draw(session: Session): void {
  const canvas = find<HTMLCanvasElement>("overview-canvas");
  const context = canvas.getContext("2d");
  if (context === null) return;
  const theme = readTheme();
  const { story, lanes } = session;
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, lanes.length * ROW_PX + 6];
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  context.scale(ratio, ratio);
  const x = (index: number) => partOf(session, index) * width;
  lanes.forEach(({ phases }, row) => {
    for (const { start, end, epoch, leads, down } of phases) {
      if (down !== undefined) continue;
      context.fillStyle = epoch === undefined ? theme.faint : theme.epochs[epochPlace(epoch)]!.fill;
      const thickness = leads ? ROW_PX : ROW_PX - 3;
      const y = 3 + row * ROW_PX + (ROW_PX - thickness) / 2;
      context.fillRect(x(start), y, Math.max(0.5, x(end) - x(start)), thickness);
    }
  });
  context.fillStyle = theme.law;
  if (story.violation !== undefined) context.fillRect(x(story.violation) - 1, 0, 3, height);
}

function placeWindow(session: Session): void {
  const { viewport } = session;
  const width = find("overview").clientWidth;
  const x = (index: number) => partOf(session, index) * width;
  const [from, to] = [x(viewport.indexAt(0)), x(viewport.indexAt(viewport.width) + 1)];
  const { style } = find("overview-window");
  style.left = `${from}px`;
  style.width = `${Math.max(WINDOW_PX_MIN, to - from)}px`;
}

/** How far along the run an event is, from 0 to 1. */
function partOf({ story: { columns } }: Session, index: number): number {
  const count = (columns.at(-1) ?? 0) + 1;
  return (columns[index] ?? count) / count;
}
