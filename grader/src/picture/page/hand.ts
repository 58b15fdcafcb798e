/**
 * The hand on the diagram: it drags, turns the wheel, pinches, points and clicks.
 *
 *     one pointer that moves        pans             two pointers            zoom at their middle
 *     one that does not             chooses          ctrl and the wheel      zooms at the pointer
 *                                                    the wheel sideways      pans
 *
 * The wheel alone, and a finger that goes up or down, scroll the page: a diagram that holds on to
 * them is a trap.
 */
import { find } from "../../pages/browser/elements.ts";
import type { Hit } from "./hit.ts";
import type { Session } from "./session.ts";

const DRAG_MIN_PX = 4;
const WHEEL_ZOOM = 0.0025;

/** Listens on `canvas`; `hit` says what lies under one of its pixels. */
export function followHand(
  canvas: HTMLCanvasElement,
  session: Session,
  hit: (x: number, y: number) => Hit,
): void {
  const hand = new Hand(canvas, session, hit);
  canvas.addEventListener("pointerdown", (event) => hand.down(event));
  canvas.addEventListener("pointermove", (event) => hand.move(event));
  canvas.addEventListener("pointerup", (event) => hand.up(event));
  canvas.addEventListener("pointercancel", (event) => hand.cancel(event));
  canvas.addEventListener("pointerleave", () => session.hover(undefined));
  find("frame").addEventListener("wheel", (event) => hand.wheel(event), { passive: false });
}

class Hand {
  readonly #canvas: HTMLCanvasElement;
  readonly #session: Session;
  readonly #hit: (x: number, y: number) => Hit;
  /** Where each pointer that is down was last. */
  readonly #pointers = new Map<number, { readonly x: number; readonly y: number }>();
  #moved = 0;

  constructor(canvas: HTMLCanvasElement, session: Session, hit: (x: number, y: number) => Hit) {
    this.#canvas = canvas;
    this.#session = session;
    this.#hit = hit;
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.#moved = 0;
    this.#pointers.set(event.pointerId, this.#place(event));
    this.#canvas.setPointerCapture(event.pointerId);
  }

  move(event: PointerEvent): void {
    const place = this.#place(event);
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      const { index, isThing } = this.#hit(place.x, place.y);
      this.#canvas.style.cursor = isThing ? "pointer" : "grab";
      this.#session.hover(isThing ? index : undefined);
      return;
    }
    const { viewport } = this.#session;
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, place);
    this.#moved += Math.abs(place.x - before.x) + Math.abs(place.y - before.y);
    if (other !== undefined) {
      const factor =
        Math.max(1, Math.abs(place.x - other.x)) / Math.max(1, Math.abs(before.x - other.x));
      viewport.zoom(factor, (place.x + other.x) / 2);
      viewport.pan((before.x - place.x) / 2);
    } else if (this.#moved > DRAG_MIN_PX) viewport.pan(before.x - place.x);
    this.#session.changed();
  }

  up(event: PointerEvent): void {
    const place = this.#pointers.get(event.pointerId);
    this.#pointers.delete(event.pointerId);
    if (place === undefined || this.#pointers.size > 0 || this.#moved > DRAG_MIN_PX) return;
    this.#session.choose(this.#hit(place.x, place.y).index);
  }

  cancel(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#moved = Number.POSITIVE_INFINITY;
  }

  wheel(event: WheelEvent): void {
    const { viewport } = this.#session;
    if (event.ctrlKey || event.metaKey) {
      viewport.zoom(Math.exp(-event.deltaY * WHEEL_ZOOM), this.#place(event).x);
    } else {
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) <= Math.abs(event.deltaY) && !event.shiftKey) return;
      viewport.pan(sideways);
    }
    event.preventDefault();
    this.#session.changed();
  }

  #place({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
