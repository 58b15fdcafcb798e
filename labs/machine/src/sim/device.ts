/**
 * Devices: what the work on a disk would cost, counted and never slept.
 *
 *     read     an access, unless it goes on where the last read of the file ended; then its bytes
 *     write    nothing: it changes memory
 *     sync     an access for each run of bytes written since, then the bytes, then a flush
 *     syncDirectory      an access and a flush
 *
 * Every read is taken to come from the device, as for a database larger than memory.
 *
 * Orders of magnitude, for a device of each kind without protection against power loss; sources
 * are in the README of this package.
 *
 * Left out: queues (one request at a time), the page cache's reading ahead, wear, and what the
 * file system writes for itself.
 */

/** What a kind of device takes for things. */
export interface DeviceProfile {
  /** To begin a read or a write somewhere. */
  readonly accessMicroseconds: number;
  readonly bytesPerMicrosecond: number;
  /** To make what is in its own cache durable. */
  readonly flushMicroseconds: number;
}

export type Device = "nvme" | "ssd" | "hdd";

/** The profiles that a SimDisk knows. */
export const DEVICES: Readonly<Record<Device, DeviceProfile>> = {
  nvme: { accessMicroseconds: 80, bytesPerMicrosecond: 3_000, flushMicroseconds: 1_000 },
  ssd: { accessMicroseconds: 150, bytesPerMicrosecond: 500, flushMicroseconds: 3_000 },
  hdd: { accessMicroseconds: 12_000, bytesPerMicrosecond: 200, flushMicroseconds: 8_000 },
};

/** What was asked of a disk. The same on every machine. */
export interface Counts {
  readonly opens: number;
  readonly reads: number;
  readonly bytesRead: number;
  readonly writes: number;
  readonly bytesWritten: number;
  readonly truncates: number;
  readonly renames: number;
  readonly removes: number;
  readonly syncs: number;
  readonly directorySyncs: number;
  /** What all of it would have taken, one thing after the other. */
  readonly elapsedMicroseconds: number;
}

/** Counts without a time of their own. */
export type Counted = "opens" | "truncates" | "renames" | "removes";

/** Adds up what is asked of one disk. */
export class Meter {
  readonly #profile: DeviceProfile;
  readonly #counts = {
    opens: 0,
    reads: 0,
    bytesRead: 0,
    writes: 0,
    bytesWritten: 0,
    truncates: 0,
    renames: 0,
    removes: 0,
    syncs: 0,
    directorySyncs: 0,
    elapsedMicroseconds: 0,
  };
  /** By inode. */
  readonly #files = new Map<number, FileMeter>();

  constructor(device: Device) {
    this.#profile = DEVICES[device];
  }

  /** The counts so far; they do not change any more. */
  get counts(): Counts {
    const elapsedMicroseconds = Math.round(this.#counts.elapsedMicroseconds);
    return { ...this.#counts, elapsedMicroseconds };
  }

  count(what: Counted): void {
    this.#counts[what]++;
  }

  read(inode: number, offset: number, length: number): void {
    this.#counts.reads++;
    this.#counts.bytesRead += length;
    const file = this.#file(inode);
    this.#spend(offset === file.readEnd ? 0 : 1, length);
    file.readEnd = offset + length;
  }

  write(inode: number, offset: number, length: number): void {
    this.#counts.writes++;
    this.#counts.bytesWritten += length;
    const file = this.#file(inode);
    if (offset !== file.writeEnd || file.dirtyRuns === 0) file.dirtyRuns++;
    file.dirtyBytes += length;
    file.writeEnd = offset + length;
  }

  sync(inode: number): void {
    this.#counts.syncs++;
    const file = this.#file(inode);
    this.#spend(file.dirtyRuns, file.dirtyBytes);
    this.#counts.elapsedMicroseconds += this.#profile.flushMicroseconds;
    file.dirtyRuns = 0;
    file.dirtyBytes = 0;
  }

  syncDirectory(): void {
    this.#counts.directorySyncs++;
    this.#spend(1, 0);
    this.#counts.elapsedMicroseconds += this.#profile.flushMicroseconds;
  }

  #spend(accesses: number, bytes: number): void {
    const { accessMicroseconds, bytesPerMicrosecond } = this.#profile;
    this.#counts.elapsedMicroseconds += accesses * accessMicroseconds + bytes / bytesPerMicrosecond;
  }

  #file(inode: number): FileMeter {
    const file = this.#files.get(inode) ?? {
      readEnd: -1,
      writeEnd: -1,
      dirtyRuns: 0,
      dirtyBytes: 0,
    };
    this.#files.set(inode, file);
    return file;
  }
}

interface FileMeter {
  /** Where the last read ended, and the last write. */
  readEnd: number;
  writeEnd: number;
  /** Written and not synced. */
  dirtyRuns: number;
  dirtyBytes: number;
}
