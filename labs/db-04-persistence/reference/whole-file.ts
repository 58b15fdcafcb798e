/**
 * WholeFile: small files, read and written at once.
 *
 * @solution
 */
import type { Disk } from "@labs/machine";

/** All bytes of a file. */
export function bytesOf(disk: Disk, path: string): Uint8Array {
  const file = disk.open(path, "existing");
  try {
    return file.readExactly(0, file.size);
  } finally {
    file.close();
  }
}

export function sizeOf(disk: Disk, path: string): number {
  const file = disk.open(path, "existing");
  try {
    return file.size;
  } finally {
    file.close();
  }
}

/** Makes a file with these bytes, in the place of one that a crash has left; they are durable, its name is not. */
export async function writeWhole(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  if (disk.exists(path)) disk.remove(path);
  const file = disk.open(path, "new");
  try {
    file.write(0, bytes);
    await file.sync();
  } finally {
    file.close();
  }
}
