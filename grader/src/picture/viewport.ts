/**
 * Which part of a run is in sight: the two scales, and how far it is moved and enlarged.
 *
 *     units     0 ─────────[left ──────────── right]───────── last
 *     pixels               0                  width
 *
 * A unit is a column of events, or a millisecond. Events come in clusters (a round of messages,
 * then nothing), so that the axis that counts them is the first one; time is the other.
 *
 * Invariant: some part of the run is in sight, and the middle of the picture lies between its first
 * event and its last.
 */
import type { Story } from "./story.ts";

/** What a step along the axis is. */
export type Scale = "events" | "time";

/** A column is at most so wide, and at first at least so. */
const COLUMN_PX_MAX = 240;
const COLUMN_PX_START = 22;
const COLUMN_PX_START_MAX = 130;
/** Free units, in pixels, before the first event and after the last. */
const MARGIN_PX = 44;

export class Viewport {
  readonly #story: Story;
  #scale: Scale = "events";
  #width = 1;
  #left = 0;
  #pixelsPerUnit = 1;

  constructor(story: Story) {
    this.#story = story;
  }

  get scale(): Scale {
    return this.#scale;
  }

  get width(): number {
    return this.#width;
  }

  get pixelsPerUnit(): number {
    return this.#pixelsPerUnit;
  }

  /** How far events are apart, on average. */
  get pixelsPerEvent(): number {
    return this.#scale === "events" ? this.#pixelsPerUnit : this.#pixelsPerUnit / this.#density();
  }

  /** Where an event stands, in units; the end of the run for an index that is past the last. */
  unit(index: number): number {
    const { events, columns } = this.#story;
    if (index >= events.length) return this.last + this.#margin;
    return this.#scale === "events" ? columns[index]! : events[index]!.at;
  }

  /** Where an event stands, in pixels from the left edge. */
  x(index: number): number {
    return this.xOf(this.unit(index));
  }

  /** Where a unit stands, in pixels. */
  xOf(unit: number): number {
    return (unit - this.#left) * this.#pixelsPerUnit;
  }

  /** The unit at this pixel. */
  unitAt(x: number): number {
    return this.#left + x / this.#pixelsPerUnit;
  }

  /** The last event at or left of this pixel; the first event where there is none. */
  indexAt(x: number): number {
    const unit = this.unitAt(x);
    return Math.max(0, this.#count((each) => each <= unit) - 1);
  }

  /** The first event at or after this unit; the last event where there is none. */
  indexFrom(unit: number): number {
    return Math.min(
      this.#story.events.length - 1,
      this.#count((each) => each < unit),
    );
  }

  get first(): number {
    return this.#scale === "events" ? 0 : (this.#story.events[0]?.at ?? 0);
  }

  get last(): number {
    const { events, columns } = this.#story;
    return (this.#scale === "events" ? columns.at(-1) : events.at(-1)?.at) ?? 0;
  }

  /** Gives it another width; what was in the middle stays there. */
  resize(width: number): void {
    const middle = this.unitAt(this.#width / 2);
    this.#width = Math.max(1, width);
    this.#move(middle - this.#width / 2 / this.#pixelsPerUnit);
  }

  /** The whole run where it can be read, else as much as can, this event near the right edge. */
  open(index: number): void {
    this.fit();
    const start = this.#scale === "events" ? COLUMN_PX_START : COLUMN_PX_START * this.#density();
    if (this.#pixelsPerUnit < start) this.#pixelsPerUnit = start;
    const most = this.#scale === "events" ? COLUMN_PX_START_MAX : Number.POSITIVE_INFINITY;
    this.#pixelsPerUnit = Math.min(this.#pixelsPerUnit, most);
    this.#move(this.unit(index) - (this.#width * 0.8) / this.#pixelsPerUnit);
  }

  /** The whole run. */
  fit(): void {
    const span = Math.max(1, this.last - this.first);
    this.#pixelsPerUnit = Math.max(1e-6, (this.#width - 2 * MARGIN_PX) / span);
    this.#move(this.first - this.#margin);
  }

  /** Enlarges by `factor`; what is at pixel `x` stays there. */
  zoom(factor: number, x: number): void {
    const unit = this.unitAt(x);
    const span = Math.max(1, this.last - this.first);
    const least = Math.max(1e-6, Math.min(COLUMN_PX_MAX, (this.#width - 2 * MARGIN_PX) / span));
    const most = Math.max(COLUMN_PX_MAX, least);
    this.#pixelsPerUnit = Math.min(most, Math.max(least, this.#pixelsPerUnit * factor));
    this.#move(unit - x / this.#pixelsPerUnit);
  }

  /** Moves the run by so many pixels to the left. */
  pan(pixels: number): void {
    this.#move(this.#left + pixels / this.#pixelsPerUnit);
  }

  /** Moves just as far as it takes for the event to be well in sight. */
  reveal(index: number): void {
    const edge = Math.min(90, this.#width / 5);
    const x = this.x(index);
    if (x < edge) this.pan(x - edge);
    else if (x > this.#width - edge) this.pan(x - this.#width + edge);
  }

  /** Puts the middle of the picture at this unit. */
  centre(unit: number): void {
    this.#move(unit - this.#width / 2 / this.#pixelsPerUnit);
  }

  /** The other scale; `index` stays where it is, and about as much is in sight as before. */
  switchScale(index: number): void {
    const x = this.x(index);
    const density = this.#density();
    this.#scale = this.#scale === "events" ? "time" : "events";
    this.#pixelsPerUnit *= this.#scale === "time" ? density : 1 / density;
    this.#move(this.unit(index) - x / this.#pixelsPerUnit);
  }

  get #margin(): number {
    return MARGIN_PX / this.#pixelsPerUnit;
  }

  /** Columns to a millisecond, over the whole run. */
  #density(): number {
    const { events, columns } = this.#story;
    const milliseconds = (events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0);
    return Math.max(1, columns.at(-1) ?? 1) / Math.max(1, milliseconds);
  }

  /** How many events lie before the first whose unit fails `isBefore`. */
  #count(isBefore: (unit: number) => boolean): number {
    let low = 0;
    let high = this.#story.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.unit(middle))) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #move(left: number): void {
    const shown = this.#width / this.#pixelsPerUnit;
    const margin = this.#margin;
    const whole = this.last - this.first + 2 * margin;
    const least = this.first - margin;
    const most = this.last + margin - shown;
    this.#left =
      whole <= shown ? least - (shown - whole) / 2 : Math.min(most, Math.max(least, left));
  }
}
