/**
 * The small print that both disks keep: what a path is, what a range is, what a whole read is.
 *
 *     ""            the root
 *     wal/000001    the file 000001 in the directory wal
 *     /wal  wal/  a//b  ../x  ./x     bugs, all of them
 *
 * A path has one spelling, so that two paths are the same file exactly if they are the same text.
 *
 * Left out: what names a file system allows beyond that (255 bytes on most, any case on few).
 */
import { DiskError } from "./errors.ts";
import { assert } from "./invariant.ts";

/** The names along a path; none for the root. @throws InvariantError if it leaves the root */
export function namesOf(path: string): readonly string[] {
  if (path === "") return [];
  const names = path.split("/");
  const isPlain = names.every((name) => !["", ".", ".."].includes(name) && !name.includes("\0"));
  assert(isPlain, `a path inside the disk, its names parted by one /: ${JSON.stringify(path)}`);
  return names;
}

/** The directory that a path stands in, and its own name there. The root stands in none. */
export function splitPath(path: string): { readonly directory: string; readonly name: string } {
  const names = namesOf(path);
  assert(names.length > 0, "the root has no name");
  const at = path.lastIndexOf("/");
  return { directory: path.slice(0, Math.max(0, at)), name: path.slice(at + 1) };
}

/** A rename stays in its directory. */
export function checkRename(from: string, to: string): void {
  const isWithin = splitPath(from).directory === splitPath(to).directory;
  assert(isWithin, `a rename within a directory: ${from} to ${to}`);
}

/** An offset, a length, a size: whole, and not negative. */
export function checkCount(count: number, what: string): void {
  assert(Number.isSafeInteger(count) && count >= 0, `${what} is a whole number, not ${count}`);
}

/** `bytes`, if they are as many as were to be read. */
export function exactly(
  bytes: Uint8Array,
  length: number,
  path: string,
  offset: number,
): Uint8Array {
  if (bytes.length === length) return bytes;
  const what = `read ${length} bytes at ${offset}, found ${bytes.length}`;
  throw new DiskError("SHORT_READ", path, what);
}
