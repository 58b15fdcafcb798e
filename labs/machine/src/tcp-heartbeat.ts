/**
 * Heartbeats: how one end of a connection notices that there is no other end any more.
 *
 *     beat · beat ▲ beat · beat · beat · beat ✗           ▲ something was heard
 *
 * TCP notices a dead peer when something is written, and then after minutes; a cable that was pulled says nothing.
 *
 * Invariant: silence is counted in beats, not in time. A process that has itself stood still for long has one beat
 * behind it, and reads what came meanwhile before the next.
 *
 * Left out: adapting to how regularly a peer answers.
 */
import type { Clock } from "./clock.ts";

/** After how many beats without a word a connection is given up. */
const SILENT_BEATS = 3;

export class Heartbeat {
  #silent = 0;
  #callOff: () => void;

  /** @param beat called at each beat; @param silent called once, when nothing was heard for too many of them */
  constructor(clock: Clock, everyMs: number, silent: () => void, beat: () => void = () => {}) {
    const next = (): void => {
      this.#silent += 1;
      if (this.#silent > SILENT_BEATS) {
        silent();
        return;
      }
      this.#callOff = clock.after(everyMs, next);
      beat();
    };
    this.#callOff = clock.after(everyMs, next);
  }

  /** The other end has said something. */
  heard(): void {
    this.#silent = 0;
  }

  stop(): void {
    this.#callOff();
  }
}
