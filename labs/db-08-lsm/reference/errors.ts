/**
 * Errors: what a store says to whom it refuses.
 *
 *     StoreError         it cannot be opened so, it was closed, or it writes no more
 *     VersionConflict    an edit that does not fit the version that it is for
 *     CorruptionError    a file is not what was once written (@labs/machine)
 *     DiskError          a read failed; where a write or a sync did, it is a StoreError's cause (@labs/machine)
 *
 * Left out: codes for each cause of a failure. Whoever writes can do nothing else than open the store anew, whatever
 * it was.
 *
 * @given
 */

/**
 * - `STORE_MISSING`: there is none in this directory, and none was to be made.
 * - `STORE_EXISTS`: there is one, and there was to be none.
 * - `STORE_COMPARATOR`: its keys are in another order than that of their bytes. The message names it.
 * - `STORE_FAILED`: a write or a sync failed, now or before. Nothing is written any more; reads go on.
 * - `STORE_CLOSED`: `close` was called.
 */
export type StoreErrorCode =
  | "STORE_MISSING"
  | "STORE_EXISTS"
  | "STORE_COMPARATOR"
  | "STORE_FAILED"
  | "STORE_CLOSED";

/** The store did not do it. A write that was refused with STORE_FAILED may be found when the store is opened again, or not. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  /** @param options its `cause`: the error that ended the store, where one did */
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An edit that cannot be applied: whoever made it had another version in mind, or it is damaged. */
export class VersionConflict extends Error {
  override readonly name = "VersionConflict";
  readonly code = "VERSION_CONFLICT";
}
