/** Promises seen from outside, and disks that have a file ready. */
import { setImmediate } from "node:timers/promises";
import { DurableFile, type LogError } from "@labs/db-03";
import type { Trial } from "@labs/grader/testing";
import type { Watched } from "@labs/grader/testing/promises";
import { SimDisk, type SimDiskOptions } from "@labs/machine/sim";

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
  return seen.error as LogError;
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
