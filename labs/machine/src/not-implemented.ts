/**
 * What a stub throws where the learner has not written anything yet.
 *
 * "Not started" is not "wrong": the grader shows it as a hollow circle and names the step to read. It learns of
 * it over a diagnostics channel, so that a test which swallows errors, or a throw inside a socket's callback,
 * still counts as not started.
 */
import { channel } from "node:diagnostics_channel";

const notImplemented = channel("labs:not-implemented");

/** Thrown by a function of the stub: `throw new NotImplemented("db-01 step 1: encode")`. */
export class NotImplemented extends Error {
  override readonly name = "NotImplemented";

  /** @param what lab, step and function, as in `db-01 step 1: encode` */
  constructor(what: string) {
    super(`not written yet: ${what}`);
    notImplemented.publish(what);
  }
}
