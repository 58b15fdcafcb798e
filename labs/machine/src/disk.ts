/**
 * Disk: a directory tree of files, as a program that must survive a crash has to see it.
 *
 *      your program
 *          │  write, append, truncate, rename …      return at once: they change memory
 *          ▼
 *      page cache, and the names in it                what every later read sees
 *          │  sync()          syncDirectory()         the only promises: they wait for the device
 *          ▼
 *      the device                                     what is there after the power was cut
 *
 * Reads and writes are synchronous because on the real machine they are: they copy to and from the
 * page cache. Only a sync waits, and only a sync makes anything certain:
 *
 * - bytes are durable once a `sync` of that file, begun after they were written, has resolved;
 * - a name (a file made, renamed or removed) is durable once a `syncDirectory` of its directory, begun
 *   after the change, has resolved. Syncing the file does not make its name durable;
 * - before that, anything may have happened to them: all, nothing, a part, in any order;
 * - a `sync` that rejects has promised nothing, and the next one does not make up for it: the kernel
 *   may have dropped the pages that it could not write, and forgotten that it did;
 * - what a process wrote that was then killed is in the page cache: the next one reads it, and it is
 *   no more durable than before.
 *
 * Paths are relative to the disk's root, with one `/` between names. The root itself is "". Any
 * other spelling, a path out of the root, and a directory in the place of a file are bugs
 * (InvariantError).
 *
 * Source: POSIX write(2), fsync(2), rename(2); what file systems make of them: ../README.md.
 *
 * Left out: locks, memory maps, links, permissions, O_DIRECT, removing directories, renaming from
 * one directory to another.
 */

/**
 * A tree of files. `realDisk` is the machine's; `SimDisk`, of `@labs/machine/sim`, is one that fails.
 */
export interface Disk {
  /**
   * Opens a file for reading and writing.
   *
   * @param mode `existing`: it must be there. `create`: it is made if it is not there. `new`: it
   * must not be there
   * @throws DiskError ENOENT where it, or the directory that it belongs in, is not there; EEXIST
   */
  open(path: string, mode: "existing" | "create" | "new"): DiskFile;
  /** Whether there is a file or directory of this name. */
  exists(path: string): boolean;
  /** The names in a directory, sorted by code unit; directories too. @throws DiskError ENOENT */
  list(directory: string): readonly string[];
  /**
   * Makes a directory whose parent is there; nothing is done where there is one.
   * @throws DiskError ENOENT, EEXIST where a file has this name
   */
  makeDirectory(path: string): void;
  /**
   * Gives a file another name in the same directory, in one step: at every moment, and after a
   * crash, the new name stands for the old file or for the new. A file of that name is replaced; who
   * has it open keeps it. Directories keep their names.
   * @throws DiskError ENOENT
   */
  rename(from: string, to: string): void;
  /** Takes a file's name away. Who has it open keeps it. @throws DiskError ENOENT */
  remove(path: string): void;
  /**
   * Resolves when all changes of names in this directory, made before the call, are durable.
   * Rejects with DiskError ENOENT or EIO.
   */
  syncDirectory(path: string): Promise<void>;
}

/** A file that is open. */
export interface DiskFile {
  /** The name it was opened under. */
  readonly path: string;
  /** Its length in bytes. */
  readonly size: number;
  /**
   * At most `length` bytes from `offset` on: fewer where the file ends, none behind its end. The
   * caller's own memory.
   * @throws DiskError EIO
   */
  read(offset: number, length: number): Uint8Array;
  /** Exactly `length` bytes. @throws DiskError SHORT_READ where the file ends before, EIO */
  readExactly(offset: number, length: number): Uint8Array;
  /**
   * Writes all of `bytes` (borrowed for the call) at `offset`; a hole before it reads as zeros.
   * @throws DiskError ENOSPC, EIO: a part of them may have been written
   */
  write(offset: number, bytes: Uint8Array): void;
  /** Writes at the end of the file; the offset at which the bytes stand. Errors as for `write`. */
  append(bytes: Uint8Array): number;
  /** Cuts the file to `size`, or lengthens it with zeros. @throws DiskError ENOSPC, EIO */
  truncate(size: number): void;
  /**
   * Resolves when what was written before the call is durable. Rejects with DiskError EIO or ENOSPC.
   */
  sync(): Promise<void>;
  /**
   * Gives the handle back; does not sync. A sync that is under way goes on. To use the file
   * afterwards is a bug (InvariantError).
   */
  close(): void;
}
