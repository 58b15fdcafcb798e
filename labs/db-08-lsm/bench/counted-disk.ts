/**
 * The real disk, counted: how many bytes are written, and how often somebody waits for the device.
 *
 * Left out: reads, which come out of the kernel's cache here.
 */
import type { Disk, DiskFile } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";

/** What was asked of a disk so far. */
export interface DiskCounts {
  bytes: number;
  /** Of files and of directories. */
  syncs: number;
}

/** The disk in `folder`, and what was asked of it. */
export function countedDisk(folder: string): { readonly disk: Disk; readonly counts: DiskCounts } {
  const inner = realDisk(folder);
  const counts: DiskCounts = { bytes: 0, syncs: 0 };
  const disk: Disk = {
    open: (path, mode) => countedFile(inner.open(path, mode), counts),
    exists: (path) => inner.exists(path),
    list: (directory) => inner.list(directory),
    makeDirectory: (path) => inner.makeDirectory(path),
    rename: (from, to) => inner.rename(from, to),
    remove: (path) => inner.remove(path),
    syncDirectory: (path) => {
      counts.syncs += 1;
      return inner.syncDirectory(path);
    },
  };
  return { disk, counts };
}

function countedFile(file: DiskFile, counts: DiskCounts): DiskFile {
  return {
    path: file.path,
    get size() {
      return file.size;
    },
    read: (offset, length) => file.read(offset, length),
    readExactly: (offset, length) => file.readExactly(offset, length),
    write: (offset, bytes) => {
      counts.bytes += bytes.length;
      file.write(offset, bytes);
    },
    append: (bytes) => {
      counts.bytes += bytes.length;
      return file.append(bytes);
    },
    truncate: (size) => file.truncate(size),
    sync: () => {
      counts.syncs += 1;
      return file.sync();
    },
    close: () => file.close(),
  };
}
