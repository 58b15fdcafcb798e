/**
 * Messages on their way, as rows of arrows between the machines.
 *
 *     row 0   ├─ append 4/2 ──▶·····┤                     from left to right, half-way
 *     row 1             ┤····◀─ has up to 3 ─┤            and back
 *     row 2   ├─ append 4/2 ─✗                            lost
 *
 * A message keeps its row as long as it is on its way, so that the eye can follow it; two share a row where they do
 * not touch.
 */
import type { NodeId, SimEvent } from "@labs/machine/sim";

/** One message on its way, or just lost. */
export interface Flight {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly text: string;
  readonly sentAt: number;
  readonly row: number;
  /** When it was lost. */
  lostAt?: number;
}

/** For how many milliseconds of the simulation a lost message goes on being shown. */
const LOST_MS = 50;

export class Flights {
  readonly #nodes: readonly NodeId[];
  /** By number of the message. */
  readonly #byNumber = new Map<number, Flight>();
  #read = 0;

  constructor(nodes: readonly NodeId[]) {
    this.#nodes = nodes;
  }

  /** Takes in what the trace has got since the last call. */
  follow(trace: readonly SimEvent[], now: number): void {
    for (; this.#read < trace.length; this.#read++) {
      const event = trace[this.#read]!;
      if (event.kind === "send") this.#begin(event);
      else if (event.kind === "deliver") this.#byNumber.delete(event.message);
      else if (event.kind === "lose") {
        const flight = this.#byNumber.get(event.message);
        if (flight !== undefined) flight.lostAt = event.at;
      }
    }
    for (const [number, { lostAt }] of this.#byNumber) {
      if (lostAt !== undefined && lostAt + LOST_MS <= now) this.#byNumber.delete(number);
    }
  }

  /** All of them, in the order in which they were sent. */
  get all(): readonly Flight[] {
    return [...this.#byNumber.values()];
  }

  #begin({ from, to, text, at, message }: Extract<SimEvent, { kind: "send" }>): void {
    const [low, high] = this.#span(from, to);
    const others = this.all.filter((other) => {
      const [start, end] = this.#span(other.from, other.to);
      return start < high && low < end;
    });
    const taken = new Set(others.map(({ row }) => row));
    let row = 0;
    while (taken.has(row)) row += 1;
    this.#byNumber.set(message, { from, to, text, sentAt: at, row });
  }

  #span(from: NodeId, to: NodeId): readonly [number, number] {
    const [a, b] = [this.#nodes.indexOf(from), this.#nodes.indexOf(to)];
    return a < b ? [a, b] : [b, a];
  }
}
