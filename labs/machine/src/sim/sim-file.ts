/**
 * SimFile: a handle on a file of a SimDisk.
 *
 * What it is asked it does at once, to the cache; only `sync` waits. Each change becomes an
 * operation in the log, under the name by which the file was opened.
 *
 *     write      1. a fault: half of the bytes are written, then EIO
 *                2. no room: as many bytes as there is room for, then ENOSPC
 *                3. all of them
 *
 * Invariant: a handle stands for an inode, so that it reads and writes the same file after a
 * rename, and after the name is gone.
 *
 * Left out: files above 4 GiB, which are refused as a disk that is full.
 */
import { checkCount, exactly } from "../contract.ts";
import type { DiskFile } from "../disk.ts";
import { DiskError } from "../errors.ts";
import { assert } from "../invariant.ts";
import type { FileInode } from "./inode.ts";
import type { Kernel } from "./kernel.ts";

const LARGEST_FILE_BYTES = 2 ** 32;

/** An open file of a simulated disk. */
export class SimFile implements DiskFile {
  readonly path: string;
  readonly #kernel: Kernel;
  readonly #file: FileInode;
  #isOpen = true;

  constructor(kernel: Kernel, path: string, file: FileInode) {
    this.path = path;
    this.#kernel = kernel;
    this.#file = file;
    kernel.opened(file.inode);
  }

  get size(): number {
    this.#check("size");
    return this.#file.cached.size;
  }

  read(offset: number, length: number): Uint8Array {
    this.#check("read");
    checkCount(offset, "offset");
    checkCount(length, "length");
    if (this.#kernel.faults.meet("failedReads", this.path) !== undefined) {
      throw new DiskError("EIO", this.path, "read");
    }
    const bytes = this.#file.cached.read(offset, length);
    this.#kernel.meter.read(this.#file.inode, offset, bytes.length);
    return bytes;
  }

  readExactly(offset: number, length: number): Uint8Array {
    return exactly(this.read(offset, length), length, this.path, offset);
  }

  write(offset: number, bytes: Uint8Array): void {
    this.#check("write");
    checkCount(offset, "offset");
    if (bytes.length === 0) return;
    if (this.#kernel.faults.meet("failedWrites", this.path) !== undefined) {
      this.#put(offset, bytes.subarray(0, Math.floor(bytes.length / 2)));
      throw new DiskError("EIO", this.path, "write");
    }
    const room = this.#room() - offset;
    this.#put(offset, bytes.subarray(0, Math.max(0, room)));
    if (room < bytes.length) throw this.#full("write");
  }

  append(bytes: Uint8Array): number {
    const offset = this.size;
    this.write(offset, bytes);
    return offset;
  }

  truncate(size: number): void {
    this.#check("truncate");
    checkCount(size, "size");
    this.#kernel.meter.count("truncates");
    if (size === this.#file.cached.size) return;
    if (size > this.#file.cached.size && size > this.#room()) throw this.#full("truncate");
    this.#kernel.do({ kind: "truncate", path: this.path, inode: this.#file.inode, size });
  }

  async sync(): Promise<void> {
    this.#check("sync");
    return this.#kernel.sync(this.#file, this.path);
  }

  close(): void {
    assert(this.#isOpen, `close of ${this.path}, which is closed`);
    this.#isOpen = false;
    this.#kernel.closed(this.#file.inode);
  }

  #check(what: string): void {
    assert(this.#isOpen, `${what} of ${this.path}, which is closed`);
    this.#kernel.checkPower();
  }

  #put(offset: number, borrowed: Uint8Array): void {
    if (borrowed.length === 0) return;
    const { inode } = this.#file;
    const bytes = Uint8Array.from(borrowed);
    this.#kernel.meter.write(inode, offset, bytes.length);
    this.#kernel.do({ kind: "write", path: this.path, inode, offset, bytes });
  }

  /** How far the file may reach now. */
  #room(): number {
    return Math.min(LARGEST_FILE_BYTES, this.#kernel.roomUpTo(this.#file.cached.size));
  }

  #full(what: string): DiskError {
    this.#kernel.faults.count("outOfSpace");
    return new DiskError("ENOSPC", this.path, what);
  }
}
