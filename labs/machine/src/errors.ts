/**
 * What a disk may say instead of doing what it was asked, and what a file may turn out to be.
 *
 *     DiskError         the disk refused; the caller decides what that means
 *     CorruptionError   the bytes are there, and are not what was once written
 *
 * Both have a `code` that stays the same for ever: programs and tests match the code, people read the message.
 *
 * Left out: every other errno. What a disk says that is not named here passes through as Node threw it.
 */

/** Why a disk refused, in the names of errno(3). */
export type DiskErrorCode =
  /** There is no such file. */
  | "ENOENT"
  /** There is one already. */
  | "EEXIST"
  /** The disk is full. A part of the bytes may have been written. */
  | "ENOSPC"
  /** The device failed. After a failed sync, what was not durable before it must be taken for lost. */
  | "EIO"
  /** Fewer bytes are in the file than were to be read. */
  | "SHORT_READ";

/** A disk operation that did not happen, or not whole. */
export class DiskError extends Error {
  override readonly name = "DiskError";
  readonly code: DiskErrorCode;
  /** The file or directory, as it was named to the disk. */
  readonly path: string;

  /** @param options its `cause`: the error that the machine gave, where there was one */
  constructor(code: DiskErrorCode, path: string, what: string, options?: ErrorOptions) {
    super(`${code}: ${what}: ${path}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Bytes that nobody wrote so: which file, and where in it. */
export class CorruptionError extends Error {
  override readonly name = "CorruptionError";
  readonly code = "CORRUPTION";
  readonly path: string;
  /** Where in the file the damaged thing begins, in bytes. */
  readonly offset: number;

  constructor(path: string, offset: number, what: string) {
    super(`${path}, offset ${offset}: ${what}`);
    this.path = path;
    this.offset = offset;
  }
}
