/**
 * What was done to a disk, held against the rules of a log: in which order it rotates and removes,
 * and how much is ever unsynced. It looks at the operations alone, whoever did them.
 */
import type { Trial } from "@labs/grader/testing";
import type { SimDisk } from "@labs/machine/sim";
import { DIRECTORY } from "./log-runs.ts";

/** What is known of a file while its operations pass. */
interface Deeds {
  readonly createdAt: number;
  size: number;
  lastWrite: number;
  /** The last sync of it that ended well began here. */
  saved: number;
  savedBytes: number;
}

export interface DeedCounts {
  rotations: number;
  removals: number;
  writes: number;
}

/**
 * Breaks the law where an operation from `from` on was done too early. @returns how much there was
 * to look at
 */
export function inOrder(t: Trial, disk: SimDisk, unsyncedBytesMax: number, from = 0): DeedCounts {
  const counts: DeedCounts = { rotations: 0, removals: 0, writes: 0 };
  const files = new Map<string, Deeds>();
  const begunAt = new Map<number, number>();
  let [directorySaved, lastRemoval] = [0, 0];
  for (let at = 1; at <= disk.operations; at++) {
    const { path, ...operation } = disk.history.operation(at);
    const file = files.get(path);
    const isDue = (condition: boolean, what: string) =>
      t.holds(condition || at <= from, `operation ${at}: ${what}\n${disk.log(at)}`);
    switch (operation.kind) {
      case "create": {
        for (const [other, deeds] of files) {
          isDue(deeds.saved > deeds.lastWrite, `${path} is made, and ${other} is not synced whole`);
        }
        if (files.size > 0) counts.rotations += 1;
        files.set(path, { createdAt: at, size: 0, lastWrite: 0, saved: at, savedBytes: 0 });
        break;
      }
      case "write": {
        if (file === undefined) break;
        const grows = operation.offset >= file.size;
        const unsynced = file.size - file.savedBytes;
        if (grows) {
          counts.writes += 1;
          isDue(directorySaved > file.createdAt, `${path} is written, and its name is not synced`);
          isDue(unsynced < unsyncedBytesMax, `${path} is written with ${unsynced} bytes unsynced`);
        }
        file.lastWrite = at;
        file.size = Math.max(file.size, operation.offset + operation.bytes.length);
        break;
      }
      case "truncate":
        if (file !== undefined) file.size = operation.size;
        break;
      case "sync":
        begunAt.set(at, file?.size ?? 0);
        break;
      case "synced":
        if (path === DIRECTORY) directorySaved = operation.begun;
        if (file === undefined) break;
        file.saved = operation.begun;
        file.savedBytes = begunAt.get(operation.begun) ?? 0;
        break;
      case "remove": {
        counts.removals += 1;
        const oldest = [...files.keys()].sort()[0];
        isDue(path === oldest, `${path} is removed, and ${oldest} is older`);
        isDue(directorySaved > lastRemoval || lastRemoval === 0, `${path} is removed unsynced`);
        lastRemoval = at;
        files.delete(path);
        break;
      }
    }
  }
  return counts;
}
