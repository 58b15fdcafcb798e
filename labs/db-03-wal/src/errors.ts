/**
 * Errors: what a log says to whom it refuses.
 *
 *     LogError         the log takes no more: it failed, or it was closed
 *     CorruptionError  bytes that were durable have changed (@labs/machine)
 *     DiskError        the disk refused; here it is a LogError's cause (@labs/machine)
 *
 * What a crash leaves is no error: a reader says what it found, see log-reader.ts.
 *
 * Left out: codes for each cause. Whoever appends can do nothing else than start anew, whatever it was.
 *
 * @given
 */

/**
 * Why nothing is appended any more. `LOG_FAILED`: a write or a sync failed, now or before; what was
 * not durable by then may be lost. `LOG_CLOSED`: `close` was called.
 */
export type LogErrorCode = "LOG_FAILED" | "LOG_CLOSED";

/** The log did not take it. What was rejected may be found when the log is opened again, or not. */
export class LogError extends Error {
  override readonly name = "LogError";
  readonly code: LogErrorCode;

  /** @param options its `cause`: the DiskError that ended the log, where one did */
  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
