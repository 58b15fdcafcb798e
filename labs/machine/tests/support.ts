/**
 * What the tests of this package share: bytes from text and back, and a real disk that goes away.
 *
 * Left out: bytes that are not Latin-1 text; a test that needs them writes them out.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Disk, DiskError } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";

/** A byte for each character. */
export function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** A character for each byte. */
export function text(read: Uint8Array): string {
  return Buffer.from(read.buffer, read.byteOffset, read.length).toString("latin1");
}

/** Runs `use` on a real disk in a directory of its own, which is then removed. */
export async function withRealDisk<T>(use: (disk: Disk, root: string) => T | Promise<T>) {
  const root = mkdtempSync(join(tmpdir(), "labs-machine-"));
  try {
    return await use(realDisk(root), root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The code of the error that `run` throws, its class where it has none, or what it returns. */
export function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return { throws: error instanceof DiskError ? error.code : (error as Error).name };
  }
}

/** A file written and saved, with its name. */
export async function saved(disk: Disk, path: string, content: string): Promise<void> {
  const file = disk.open(path, "create");
  file.write(0, bytes(content));
  await file.sync();
  file.close();
  await disk.syncDirectory(path.split("/").slice(0, -1).join("/"));
}
