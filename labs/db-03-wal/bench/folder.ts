/**
 * A folder on the real disk for one bench, and a disk below it that counts its syncs.
 *
 * Left out: anything about the device. BENCH_FOLDER says where.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Disk } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";

/** A disk, and how many syncs of files it was asked for. */
export interface CountingDisk {
  readonly disk: Disk;
  readonly syncs: () => number;
}

/** Gives `work` an empty folder, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "db-03-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The real disk below `folder`. */
export function countingDisk(folder: string): CountingDisk {
  const disk = realDisk(folder);
  let syncs = 0;
  return {
    syncs: () => syncs,
    disk: {
      ...disk,
      open(path, mode) {
        const file = disk.open(path, mode);
        const sync = file.sync.bind(file);
        file.sync = () => {
          syncs += 1;
          return sync();
        };
        return file;
      },
    },
  };
}
