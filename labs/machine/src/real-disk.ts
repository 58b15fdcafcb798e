/**
 * The machine's own disk, below a directory of it.
 *
 *     open, read, write, rename …     one blocking system call each, until every byte is through
 *     sync                            fsync(2), on a thread of libuv's pool
 *     syncDirectory                   open(2) of the directory, fsync(2), close(2)
 *
 * Invariants: a write returns when all of its bytes are in the page cache; a file is closed only
 * when no fsync of it is under way, since the number that stands for it may be given to another.
 *
 * Source: POSIX read(2), write(2), fsync(2). On macOS fsync does not reach the platter; libuv asks
 * for F_FULLFSYNC there (deps/uv/src/unix/fs.c, uv__fs_fsync).
 *
 * Left out: Windows, which cannot sync a directory; links that lead out of the root; an error of
 * close(2), since who wanted to know has asked for a sync before.
 */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkCount, checkRename, exactly, namesOf, splitPath } from "./contract.ts";
import type { Disk, DiskFile } from "./disk.ts";
import { DiskError, type DiskErrorCode } from "./errors.ts";
import { assert, InvariantError } from "./invariant.ts";

const { O_CREAT, O_DIRECTORY, O_EXCL, O_RDONLY, O_RDWR } = constants;
const FLAGS = { existing: O_RDWR, create: O_RDWR | O_CREAT, new: O_RDWR | O_CREAT | O_EXCL };
/** A read above this asks first how much there is, so that a wild length costs no memory. */
const LARGE_READ_BYTES = 64 * 1024;

const fsyncInPool = promisify(fsync);

/** The files below `root`, a directory that is there. */
export function realDisk(root: string): Disk {
  const at = (path: string) => join(root, ...namesOf(path));
  return {
    open(path, mode) {
      const file = at(path);
      return new RealFile(
        path,
        refused("open", path, () => openSync(file, FLAGS[mode], 0o666)),
      );
    },
    exists: (path) => existsSync(at(path)),
    list: (path) => refused("list", path, () => readdirSync(at(path)).sort()),
    makeDirectory(path) {
      if (!isDirectory(at(path))) refused("make directory", path, () => mkdirSync(at(path)));
    },
    rename(from, to) {
      checkRename(from, to);
      assert(!isDirectory(at(from)), `rename is for files, not for the directory ${from}`);
      refused("rename", from, () => renameSync(at(from), at(to)));
    },
    remove(path) {
      splitPath(path);
      assert(!isDirectory(at(path)), `remove is for files, not for the directory ${path}`);
      refused("remove", path, () => unlinkSync(at(path)));
    },
    async syncDirectory(path) {
      const flags = O_RDONLY | O_DIRECTORY;
      const descriptor = refused("sync directory", path, () => openSync(at(path), flags));
      try {
        await fsyncInPool(descriptor);
      } catch (error) {
        throw translated(error, "sync directory", path);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

class RealFile implements DiskFile {
  readonly path: string;
  readonly #descriptor: number;
  #isOpen = true;
  /** The syncs under way. */
  #syncs = 0;

  constructor(path: string, descriptor: number) {
    this.path = path;
    this.#descriptor = descriptor;
  }

  get size(): number {
    return this.#do("size", (descriptor) => fstatSync(descriptor).size);
  }

  read(offset: number, length: number): Uint8Array {
    checkCount(offset, "offset");
    checkCount(length, "length");
    return this.#do("read", (descriptor) => {
      const most =
        length > LARGE_READ_BYTES
          ? Math.max(0, Math.min(length, fstatSync(descriptor).size - offset))
          : length;
      const bytes = new Uint8Array(most);
      let read = 0;
      while (read < most) {
        const more = readSync(descriptor, bytes, read, most - read, offset + read);
        if (more === 0) break;
        read += more;
      }
      return bytes.subarray(0, read);
    });
  }

  readExactly(offset: number, length: number): Uint8Array {
    return exactly(this.read(offset, length), length, this.path, offset);
  }

  write(offset: number, bytes: Uint8Array): void {
    checkCount(offset, "offset");
    this.#do("write", (descriptor) => {
      let written = 0;
      while (written < bytes.length) {
        const left = bytes.length - written;
        const more = writeSync(descriptor, bytes, written, left, offset + written);
        if (more === 0) throw new DiskError("EIO", this.path, "a write that writes nothing");
        written += more;
      }
    });
  }

  append(bytes: Uint8Array): number {
    const offset = this.size;
    this.write(offset, bytes);
    return offset;
  }

  truncate(size: number): void {
    checkCount(size, "size");
    this.#do("truncate", (descriptor) => ftruncateSync(descriptor, size));
  }

  async sync(): Promise<void> {
    assert(this.#isOpen, `sync of ${this.path}, which is closed`);
    this.#syncs++;
    try {
      await fsyncInPool(this.#descriptor);
    } catch (error) {
      throw translated(error, "sync", this.path);
    } finally {
      this.#syncs--;
      this.#closeIfIdle();
    }
  }

  close(): void {
    assert(this.#isOpen, `close of ${this.path}, which is closed`);
    this.#isOpen = false;
    this.#closeIfIdle();
  }

  #closeIfIdle(): void {
    if (!this.#isOpen && this.#syncs === 0) closeSync(this.#descriptor);
  }

  #do<T>(what: string, run: (descriptor: number) => T): T {
    assert(this.#isOpen, `${what} of ${this.path}, which is closed`);
    return refused(what, this.path, () => run(this.#descriptor));
  }
}

function isDirectory(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory();
}

function refused<T>(what: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw translated(error, what, path);
  }
}

const CODES: Readonly<Record<string, DiskErrorCode>> = {
  ENOENT: "ENOENT",
  // A file stands where the path has a directory: nothing is of that name.
  ENOTDIR: "ENOENT",
  EEXIST: "EEXIST",
  ENOSPC: "ENOSPC",
  EDQUOT: "ENOSPC",
  EIO: "EIO",
};

function translated(error: unknown, what: string, path: string): unknown {
  const errno = (error as NodeJS.ErrnoException).code ?? "";
  if (error instanceof DiskError) return error;
  if (errno === "EISDIR") return new InvariantError(`${what}: ${path} is a directory`);
  const code = CODES[errno];
  return code === undefined ? error : new DiskError(code, path, what, { cause: error });
}
