/**
 * Slices: long work in pieces, so that whoever else is on this loop gets a turn.
 *
 *     work 64 KiB │ others │ work 64 KiB │ others │ …
 *
 * To write a table of 4 MiB takes tens of milliseconds, and there is one thread: a server that did it in one piece
 * would answer nobody meanwhile. So it counts what it has done since the last pause, and pauses. How long a piece may
 * be is a number of bytes, the same on every machine.
 *
 * Left out: pieces that become shorter where others wait.
 *
 * @given
 */
import { setImmediate } from "node:timers/promises";

/** How work is cut. */
export interface Slices {
  /** How many bytes of keys and values are worked on at most, but for the last one, before a pause. */
  readonly bytes: number;
  /** Resolves when the others have had a turn. */
  readonly pause: () => Promise<void>;
}

/** 64 KiB, and then the loop goes round. */
export const loopSlices: Slices = { bytes: 65_536, pause: () => setImmediate() };
