/**
 * What may be chosen about a log, and what is chosen where nothing is said.
 *
 *     policy     append resolves when the record is    at stake when the power goes
 *     always     durable                               nothing that was acknowledged
 *     interval   written                               the last intervalMilliseconds, and at most unsyncedBytesMax
 *     lazy       written                               at most unsyncedBytesMax
 *
 * At stake is always a tail: what is lost is lost from some record on to the end. "At most
 * unsyncedBytesMax" is said of where the first byte of the last record stands: that record itself
 * may be as long as it likes.
 *
 * Left out: a policy that leaves all to the kernel. Recovery would not know where a crash can have
 * come.
 *
 * @given
 */
import { assert, type Clock, realClock } from "@labs/machine";

/** When an append is acknowledged. */
export type SyncPolicy = "always" | "interval" | "lazy";

export interface LogOptions {
  /** `always` unless said. */
  readonly policy?: SyncPolicy;
  /** A segment of this size or more is full; 64 MiB unless said. At least 1. */
  readonly segmentSizeBytes?: number;
  /**
   * A record is written only while fewer bytes than this are unsynced; 1 MiB unless said. At least
   * 1. The same, at every opening of a log: recovery trusts that its predecessor kept to it.
   */
  readonly unsyncedBytesMax?: number;
  /** Of the policy `interval`; 1000 unless said. */
  readonly intervalMilliseconds?: number;
  /** Of the policy `interval`; `realClock` unless said. */
  readonly clock?: Clock;
  /**
   * Called for each record that is recovered, in order, while `open` reads. The record is its own
   * to keep. It may count on the record only when `open` has resolved. What it throws, `open`
   * rejects with.
   */
  readonly replay?: (record: Uint8Array, index: number) => void;
}

/** Options of which none is missing. */
export type LogSettings = Required<LogOptions>;

/**
 * The options, with what is chosen where nothing was said. @throws InvariantError for sizes below 1
 */
export function settingsOf(options: LogOptions): LogSettings {
  const settings: LogSettings = {
    policy: "always",
    segmentSizeBytes: 64 * 1024 * 1024,
    unsyncedBytesMax: 1024 * 1024,
    intervalMilliseconds: 1000,
    clock: realClock,
    replay: () => {},
    ...options,
  };
  assert(settings.segmentSizeBytes >= 1, "a segment has room for something");
  assert(settings.unsyncedBytesMax >= 1, "some bytes may be unsynced");
  return settings;
}
