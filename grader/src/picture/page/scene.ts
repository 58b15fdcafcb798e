/**
 * What a drawing is made on: a context, where lanes lie, and where there is room for words.
 *
 *     top     ───────── time ─────────
 *     y(0)    ════ lane, halfBand to each side ════
 *             │ gap
 *     y(1)    ════
 *
 * Words never lie on words: the first that asks for a place has it, the next one goes without. So
 * what matters most is written first.
 */
import type { NodeId } from "@labs/machine/sim";
import type { Session } from "./session.ts";
import type { Theme } from "./theme.ts";

const TOP_PX = 56;
const BOTTOM_PX = 26;
const HALF_BAND_PX = 8;
const HALF_LEADER_PX = 12;
const TEXT_PX = 12;
const DENSE_PX = 3;

/** Where lanes lie, in pixels. */
export class Geometry {
  readonly nodes: readonly NodeId[];
  readonly gap: number;
  readonly #rows: ReadonlyMap<NodeId, number>;

  constructor(nodes: readonly NodeId[]) {
    this.nodes = nodes;
    this.gap = nodes.length <= 3 ? 112 : nodes.length <= 5 ? 92 : 72;
    this.#rows = new Map(nodes.map((node, row) => [node, row]));
  }

  get height(): number {
    return TOP_PX + BOTTOM_PX + this.gap * Math.max(1, this.nodes.length) - this.gap / 3;
  }

  /** The middle of a lane; `undefined` where it is hidden. */
  y(node: NodeId): number | undefined {
    const row = this.#rows.get(node);
    return row === undefined ? undefined : TOP_PX + this.gap * (row + 1 / 3);
  }

  /** Half of a band's height. */
  half(leads: boolean): number {
    return leads ? HALF_LEADER_PX : HALF_BAND_PX;
  }
}

/** A rectangle, by its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** How words are written. */
export interface Writing {
  readonly colour: string;
  readonly bold?: boolean;
  /** Whether a plate of the background's colour lies under it. */
  readonly plate?: string;
}

/** One frame of the diagram. */
export class Scene {
  readonly context: CanvasRenderingContext2D;
  readonly session: Session;
  readonly geometry: Geometry;
  readonly theme: Theme;
  readonly width: number;
  /** How many shapes were drawn. */
  drawn = 0;
  /** Where words stand. */
  readonly #taken: Box[] = [];

  constructor(
    context: CanvasRenderingContext2D,
    session: Session,
    geometry: Geometry,
    theme: Theme,
  ) {
    this.context = context;
    this.session = session;
    this.geometry = geometry;
    this.theme = theme;
    this.width = session.viewport.width;
  }

  /** Whether events lie so close that arrows are lines, and words and small signs are left out. */
  get isDense(): boolean {
    return this.session.viewport.pixelsPerEvent < DENSE_PX;
  }

  x(index: number): number {
    return this.session.viewport.x(index);
  }

  /** Whether anything between these pixels is in sight. */
  isInSight(from: number, to: number): boolean {
    return to >= -20 && from <= this.width + 20;
  }

  /** Takes these boxes for words, or none of them. @returns whether all were free */
  takeAll(boxes: readonly Box[]): boolean {
    const areFree = boxes.every((box) => this.#taken.every((other) => !isOverlap(box, other)));
    if (areFree) this.#taken.push(...boxes);
    return areFree;
  }

  /** How wide a text is. */
  widthOf(text: string, bold = false): number {
    this.context.font = this.#font(bold);
    return this.context.measureText(text).width;
  }

  /** Writes text, its left edge and middle given. @returns whether there was room */
  write(text: string, x: number, y: number, { colour, bold = false, plate }: Writing): boolean {
    const { context } = this;
    const width = this.widthOf(text, bold);
    const box = { x: x - 3, y: y - TEXT_PX / 2 - 2, w: width + 6, h: TEXT_PX + 4 };
    if (!this.takeAll([box])) return false;
    if (plate !== undefined) {
      context.fillStyle = plate;
      context.fillRect(box.x, box.y, box.w, box.h);
    }
    context.font = this.#font(bold);
    context.fillStyle = colour;
    context.textBaseline = "middle";
    context.fillText(text, x, y + 0.5);
    this.drawn++;
    return true;
  }

  /** One stroke through `draw`'s path. */
  stroke(colour: string, width: number, dash: readonly number[], draw: () => void): void {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.beginPath();
    draw();
    context.stroke();
    context.setLineDash([]);
  }

  /** A polygon, filled. */
  fill(colour: string, points: readonly (readonly [number, number])[]): void {
    const { context } = this;
    context.fillStyle = colour;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x, y);
    context.fill();
    this.drawn++;
  }

  /** Parallel slanting lines in a rectangle. */
  hatch(colour: string, x: number, y: number, width: number, height: number): void {
    const { context } = this;
    const left = Math.max(-20, x);
    const right = Math.min(this.width + 20, x + width);
    if (right <= left) return;
    context.save();
    context.beginPath();
    context.rect(left, y, right - left, height);
    context.clip();
    this.stroke(colour, 1.5, [], () => {
      for (let at = left - (left % 7) - height; at < right; at += 7) {
        context.moveTo(at, y + height);
        context.lineTo(at + height, y);
      }
    });
    context.restore();
    this.drawn++;
  }

  #font(bold: boolean): string {
    return `${bold ? "600 " : ""}${TEXT_PX}px ${this.theme.font}`;
  }
}

function isOverlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
