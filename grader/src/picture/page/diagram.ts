/**
 * The diagram: one canvas that is drawn anew in each frame in which something changed, and the hand
 * that moves it.
 *
 *     names │ axis
 *     a ★   │ ══════════╪═══════
 *     b     │ ═══╪══════╪═══
 *                       └ the broken law: a line, and its name as an element that is read aloud
 *
 * Drawn from the back: cuts, bands, arrows, marks, what is chosen, the law, words. Only what is in
 * sight is drawn. How much that was, and from which event to which, stands in the canvas's
 * data-drawn, data-first and data-last.
 */

import { find, make } from "../../pages/browser/elements.ts";
import type { Flight } from "../story.ts";
import { causeOf, isPausedAt, spellAt } from "../story.ts";
import {
  drawChosenFlight,
  drawFlights,
  writeChosenFlight,
  writeFlights,
  writeReasons,
} from "./flights.ts";
import { followHand } from "./hand.ts";
import { hit } from "./hit.ts";
import { drawCuts, drawLanes, writeCuts, writeLanes } from "./lanes.ts";
import { drawMarks, markY, writeMarks } from "./marks.ts";
import { Geometry, Scene } from "./scene.ts";
import type { Session } from "./session.ts";
import { readTheme, type Theme } from "./theme.ts";

const AXIS_Y = 11;
const AXIS_LINE_PX = 17;
const AXIS_STEP_MIN_PX = 76;
const STEPS = [1, 2, 5];
const LAW_TOP_PX = 26;
const LAW_HALF_PX = 9;
const LAW_RING_PX = 19;

/** Draws now and after each change of the session, of the window and of light and dark. */
export function showDiagram(session: Session): void {
  const canvas = find<HTMLCanvasElement>("diagram");
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser cannot draw");
  let theme = readTheme();
  let scene = new Scene(context, session, new Geometry([]), theme);
  const draw = () => {
    scene = drawFrame(canvas, context, session, theme);
  };
  session.watch(draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    theme = readTheme();
    session.changed();
  });
  const frame = find("frame");
  frame.tabIndex = 0;
  let isOpen = false;
  new ResizeObserver(([entry]) => {
    session.viewport.resize(entry?.contentRect.width ?? 1);
    if (!isOpen) session.viewport.open(session.chosen);
    isOpen = true;
    session.changed();
  }).observe(frame);
  followHand(canvas, session, (x, y) => hit(scene, x, y));
}

function drawFrame(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  session: Session,
  theme: Theme,
): Scene {
  const geometry = new Geometry(session.lanes.map(({ node }) => node));
  const scene = new Scene(context, session, geometry, theme);
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(scene.width * ratio);
  canvas.height = Math.round(geometry.height * ratio);
  canvas.style.height = `${geometry.height}px`;
  context.scale(ratio, ratio);
  const focus = session.hovered ?? session.chosen;
  const isLaw = focus === session.story.violation;
  const flights = flightsOf(session, isLaw ? (causeOf(session.story) ?? focus) : focus);
  placeLaw(scene);
  drawAxis(scene);
  drawCuts(scene);
  drawLanes(scene);
  drawFlights(scene);
  const colour = isLaw ? theme.law : theme.accent;
  for (const flight of flights) drawChosenFlight(scene, flight, colour);
  drawMarks(scene);
  drawFocus(scene, focus);
  drawLaw(scene);
  for (const flight of flights) writeChosenFlight(scene, flight, colour);
  writeLanes(scene);
  writeCuts(scene);
  writeMarks(scene);
  writeReasons(scene);
  writeFlights(scene);
  nameLanes(scene, focus);
  canvas.dataset.drawn = String(scene.drawn);
  canvas.dataset.first = String(session.viewport.indexAt(0) + session.story.firstNumber);
  canvas.dataset.last = String(session.viewport.indexAt(scene.width) + session.story.firstNumber);
  return scene;
}

/** The flights to which an event belongs. */
function flightsOf({ story }: Session, index: number): readonly Flight[] {
  const event = story.events[index];
  if (event?.kind === "send") return story.flights.filter(({ sent }) => sent === index);
  if (event?.kind !== "deliver" && event?.kind !== "lose") return [];
  return story.flights.filter(({ ended }) => ended === index);
}

function drawAxis(scene: Scene): void {
  const { context, theme, session } = scene;
  const { viewport, story } = session;
  if (story.events.length === 0) return;
  const step = axisStep(AXIS_STEP_MIN_PX / viewport.pixelsPerUnit);
  const first = Math.max(viewport.first, Math.ceil(viewport.unitAt(0) / step) * step);
  const last = Math.min(viewport.last, viewport.unitAt(scene.width));
  for (let unit = first; unit <= last; unit += step) {
    const x = viewport.xOf(unit);
    context.globalAlpha = 0.5;
    scene.stroke(theme.faint, 1, [], () => {
      context.moveTo(x, AXIS_Y + 8);
      context.lineTo(x, scene.geometry.height);
    });
    context.globalAlpha = 1;
    const index = viewport.indexFrom(unit);
    const number = (story.firstNumber + index).toLocaleString("en");
    const isTime = viewport.scale === "time";
    const at = `${(isTime ? unit : story.events[index]!.at).toLocaleString("en")} ms`;
    (isTime ? [at] : [number, at]).forEach((text, line) => {
      const left = x - scene.widthOf(text) / 2;
      if (left >= 0) scene.write(text, left, AXIS_Y + AXIS_LINE_PX * line, { colour: theme.muted });
    });
  }
}

function axisStep(least: number): number {
  let power = 1;
  for (;;) {
    for (const step of STEPS) if (step * power >= least) return step * power;
    power *= 10;
  }
}

/** A line where the chosen event is, and a ring around its mark. */
function drawFocus(scene: Scene, index: number): void {
  const { context, theme, session } = scene;
  const event = session.story.events[index];
  if (event === undefined) return;
  const x = scene.x(index);
  if (index !== session.story.violation) {
    scene.stroke(theme.accent, 1.5, [4, 3], () => {
      context.moveTo(x, AXIS_Y + 10);
      context.lineTo(x, scene.geometry.height);
    });
  }
  const y = markY(scene, event);
  if (y === undefined || event.kind === "violation") return;
  scene.stroke(theme.accent, 3, [], () => context.arc(x, y, 16, 0, 2 * Math.PI));
}

/** The law's name, above its line; first of all, so that nothing is written under it. */
function placeLaw(scene: Scene): void {
  const { violation, events } = scene.session.story;
  const event = events[violation ?? -1];
  if (violation === undefined || event?.kind !== "violation") return;
  const tag = find("law-tag");
  const x = scene.x(violation);
  tag.hidden = x < 0 || x > scene.width;
  if (tag.hidden) return;
  tag.textContent = `✗ ${event.law}`;
  const width = tag.offsetWidth;
  const left = Math.min(Math.max(0, x - width / 2), Math.max(0, scene.width - width));
  tag.style.left = `${left}px`;
  scene.takeAll([
    { x: left, y: 0, w: width, h: LAW_TOP_PX },
    { x: x - LAW_HALF_PX, y: LAW_TOP_PX, w: 2 * LAW_HALF_PX, h: AXIS_LINE_PX },
  ]);
}

/** Where the law was broken: a line from top to bottom, and a ring on the lane that it names. */
function drawLaw(scene: Scene): void {
  const { context, theme, session, geometry } = scene;
  const { violation, events } = session.story;
  const event = events[violation ?? -1];
  if (violation === undefined || event?.kind !== "violation") return;
  const x = scene.x(violation);
  if (!scene.isInSight(x, x)) return;
  context.globalAlpha = 0.14;
  context.fillStyle = theme.law;
  context.fillRect(x - LAW_HALF_PX, LAW_TOP_PX, 2 * LAW_HALF_PX, geometry.height);
  context.globalAlpha = 1;
  scene.stroke(theme.law, 3, [], () => {
    context.moveTo(x, LAW_TOP_PX);
    context.lineTo(x, geometry.height);
  });
  const y = event.node === undefined ? undefined : geometry.y(event.node);
  if (y === undefined) return;
  scene.stroke(theme.law, 3, [], () => context.arc(x, y, LAW_RING_PX, 0, 2 * Math.PI));
}

/** The names left of the lanes, with what each is at the chosen time. */
function nameLanes(scene: Scene, index: number): void {
  const names = find("names");
  names.style.height = `${scene.geometry.height}px`;
  names.replaceChildren(
    ...scene.session.lanes.map((lane) => {
      const spell = spellAt(lane, index);
      const isPaused = isPausedAt(lane, index);
      const sign =
        spell?.down !== undefined ? "✕" : isPaused ? "‖" : spell?.state?.leads ? "★" : "";
      const style = `top: ${scene.geometry.y(lane.node) ?? 0}px`;
      return make("div", { class: "name", style }, lane.node, make("span", {}, sign));
    }),
  );
}
