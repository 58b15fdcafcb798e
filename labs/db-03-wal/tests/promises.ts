/** Promises seen from outside, and disks that have a file ready. */
import { setImmediate } from "node:timers/promises";
import { DurableFile, type LogError } from "@labs/db-03";
import type { Trial } from "@labs/grader/testing";
import { SimDisk, type SimDiskOptions } from "@labs/machine/sim";

/** What has become of a promise. */
export interface Watched {
  state: "pending" | "resolved" | "rejected";
  value?: unknown;
  error?: LogError;
}

export function watched(promise: Promise<unknown>): Watched {
  const seen: Watched = { state: "pending" };
  promise.then(
    (value) => {
      seen.state = "resolved";
      seen.value = value;
    },
    (error) => {
      seen.state = "rejected";
      seen.error = error;
    },
  );
  return seen;
}

/** Lets everything go on that waits for nothing. */
export async function turns(count = 4): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate();
}

/** Ends syncs of a held disk until none is under way. @returns how many that were */
export async function endSyncs(disk: SimDisk): Promise<number> {
  let ended = 0;
  await turns();
  for (let more = disk.completeSyncs(); more > 0; more = disk.completeSyncs()) {
    ended += more;
    await turns();
  }
  return ended;
}

/** Checks that the promise has rejected with a LogError of this code, and gives it. */
export function refused(t: Trial, seen: Watched, code: string, what: string): LogError {
  t.equal(seen.state, "rejected", what);
  t.fails(() => {
    throw seen.error;
  }, code);
  return seen.error!;
}

/** A disk with an empty file "log" whose name is durable, and a DurableFile on it. */
export async function diskWithFile(options: SimDiskOptions = {}) {
  const disk = new SimDisk();
  const handle = disk.open("log", "new");
  await disk.syncDirectory("");
  disk.syncs = options.syncs ?? "soon";
  return { disk, handle, file: new DurableFile(handle) };
}

/** The code of an error that the disk gave, or nothing. */
export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code;
}

/** `count` bytes, each one `value`. */
export function bytesOf(count: number, value = 0x61): Uint8Array {
  return new Uint8Array(count).fill(value);
}

/** Bytes as a text of the same length, so that they are shown as one. */
export function text(words: string): Uint8Array {
  return Uint8Array.from(Buffer.from(words, "latin1"));
}
