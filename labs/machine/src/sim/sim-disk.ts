/**
 * SimDisk: a disk that keeps the promises of `Disk`, and not one more.
 *
 *     run once ──▶ log of operations ──▶ crash after operation 0, 1, 2 … n, in every mode
 *       1  create    log                       │
 *       2  write     log  @0 +40               └─▶ a SimDisk of what the machine would find:
 *       3  sync      log                           recover from it, and look
 *       4  synced    log  of 3
 *
 * A test runs its workload once, notes `operations` whenever something was acknowledged, and asks
 * of each crash: is there everything that was acknowledged by then?
 *
 * Invariants: the disk itself never crashes, crashes are looked at beside it; the same workload,
 * the same point, mode and seed give the same disk.
 *
 * Source: the README of this package says which real system does what is done here.
 *
 * Left out: what README.md lists under "What it does not model".
 */
import { checkRename, splitPath } from "../contract.ts";
import type { Disk, DiskFile } from "../disk.ts";
import { DiskError } from "../errors.ts";
import { assert } from "../invariant.ts";
import { type Random, seededRandom } from "../random.ts";
import { afterCrash, type CrashMode } from "./crash.ts";
import type { Counts, Device } from "./device.ts";
import { dump } from "./dump.ts";
import type { Fault, FaultCounts, SyncFault } from "./faults.ts";
import type { History } from "./history.ts";
import type { DirectoryInode } from "./inode.ts";
import { Kernel, type KernelOptions, type SyncPace } from "./kernel.ts";
import type { Operation } from "./operation.ts";
import { SimFile } from "./sim-file.ts";
import { Volume } from "./volume.ts";

export interface SimDiskOptions {
  /** `soon` unless said. */
  readonly syncs?: SyncPace;
  /** What the disk pretends to be when it counts microseconds; `nvme` unless said. */
  readonly device?: Device;
  /** The sum of the sizes of all files that fits; no limit unless said. */
  readonly capacityBytes?: number;
}

/** Where a crash happens, and what it leaves. */
export interface CrashPoint {
  /** The number of operations that had happened; all, unless said. */
  readonly at?: number;
  readonly mode: CrashMode;
  /** For the modes that draw; 0 unless said. */
  readonly seed?: number;
  /** The next operation, a write, was under way: some of its bytes, drawn, were in the cache. */
  readonly torn?: boolean;
}

/** A disk in memory that crashes and fails when a test says so. */
export class SimDisk implements Disk {
  readonly #kernel: Kernel;
  readonly #device: Device;

  /** @param volume what is on it, taken over; nothing unless said */
  constructor(options: SimDiskOptions = {}, volume: Volume = new Volume()) {
    const { syncs = "soon", device = "nvme", capacityBytes = Number.POSITIVE_INFINITY } = options;
    this.#kernel = new Kernel(volume, { syncs, device, capacityBytes } satisfies KernelOptions);
    this.#device = device;
  }

  open(path: string, mode: "existing" | "create" | "new"): DiskFile {
    this.#kernel.checkPower();
    const found = this.#kernel.volume.lookup(path);
    if (found !== undefined && mode === "new") throw new DiskError("EEXIST", path, "open");
    assert(found?.kind !== "directory", `open: ${path} is a directory`);
    if (found === undefined) {
      if (mode === "existing") throw new DiskError("ENOENT", path, "open");
      this.#parent(path, "open");
      this.#kernel.do({ kind: "create", path, inode: this.#kernel.volume.nextInode });
    }
    this.#kernel.meter.count("opens");
    return new SimFile(this.#kernel, path, this.#file(path));
  }

  exists(path: string): boolean {
    this.#kernel.checkPower();
    return this.#kernel.volume.lookup(path) !== undefined;
  }

  list(directory: string): readonly string[] {
    return [...this.#directory(directory, "list").cached.keys()].sort();
  }

  makeDirectory(path: string): void {
    this.#kernel.checkPower();
    const found = this.#kernel.volume.lookup(path);
    if (found?.kind === "directory") return;
    if (found !== undefined) throw new DiskError("EEXIST", path, "make directory");
    this.#parent(path, "make directory");
    this.#kernel.do({ kind: "makeDirectory", path, inode: this.#kernel.volume.nextInode });
  }

  rename(from: string, to: string): void {
    this.#kernel.checkPower();
    checkRename(from, to);
    const found = this.#kernel.volume.lookup(from);
    assert(found?.kind !== "directory", `rename is for files, not for the directory ${from}`);
    if (found === undefined) throw new DiskError("ENOENT", from, "rename");
    const replaced = this.#kernel.volume.lookup(to);
    assert(replaced?.kind !== "directory", `rename: ${to} is a directory`);
    this.#kernel.meter.count("renames");
    if (from === to) return;
    this.#kernel.do({ kind: "rename", path: from, to, inode: found.inode });
  }

  remove(path: string): void {
    this.#kernel.checkPower();
    splitPath(path);
    const found = this.#kernel.volume.lookup(path);
    assert(found?.kind !== "directory", `remove is for files, not for the directory ${path}`);
    if (found === undefined) throw new DiskError("ENOENT", path, "remove");
    this.#kernel.meter.count("removes");
    this.#kernel.do({ kind: "remove", path, inode: found.inode });
  }

  async syncDirectory(path: string): Promise<void> {
    return this.#kernel.sync(this.#directory(path, "sync directory"), path);
  }

  /** How many operations there were: the number of the last one in `log`. */
  get operations(): number {
    return this.#kernel.history.length;
  }

  /** What was asked of it so far; a copy. */
  get counts(): Counts {
    return this.#kernel.meter.counts;
  }

  /** What has gone wrong so far; a copy. */
  get faults(): FaultCounts {
    return this.#kernel.faults.counts;
  }

  /** Handles that were not closed. */
  get openFiles(): number {
    return this.#kernel.openFiles;
  }

  /** Syncs that are under way. */
  get pendingSyncs(): number {
    return this.#kernel.pendingSyncs;
  }

  /** When syncs end that begin from now on. */
  get syncs(): SyncPace {
    return this.#kernel.syncs;
  }

  set syncs(pace: SyncPace) {
    this.#kernel.syncs = pace;
  }

  /** Ends the syncs that are under way, or the first `most` of them. @returns how many */
  completeSyncs(most = Number.POSITIVE_INFINITY): number {
    return this.#kernel.completeSyncs(most);
  }

  /** The sum of the sizes of all files that have a name or a handle. */
  get usedBytes(): number {
    return this.#kernel.usedBytes;
  }

  get capacityBytes(): number {
    return this.#kernel.capacityBytes;
  }

  /** A write that finds no room writes what it can and throws ENOSPC. */
  set capacityBytes(bytes: number) {
    this.#kernel.capacityBytes = bytes;
  }

  /** Syncs of files reject. A sync still waits its time before it does. */
  failSync(fault: SyncFault = {}): void {
    this.#kernel.faults.arm("failedSyncs", fault);
  }

  /** Syncs of directories reject; the names stay unsynced, and a later sync may save them. */
  failDirectorySync(fault: Omit<SyncFault, "pages"> = {}): void {
    this.#kernel.faults.arm("failedDirectorySyncs", fault);
  }

  /** Reads throw EIO. */
  failReads(fault: Fault = {}): void {
    this.#kernel.faults.arm("failedReads", fault);
  }

  /** Writes throw EIO, after half of their bytes. */
  failWrites(fault: Fault = {}): void {
    this.#kernel.faults.arm("failedWrites", fault);
  }

  /** Turns a bit round, in the cache and on the device. @param bit 0, the lowest, to 7 */
  flipBit(path: string, offset: number, bit: number): void {
    assert(bit >= 0 && bit < 8, `bit 0 to 7, not ${bit}`);
    const { inode, cached } = this.#file(path);
    assert(offset < cached.size, `${path} has ${cached.size} bytes, none at ${offset}`);
    this.#kernel.do({ kind: "flip", path, inode, offset, bit });
    this.#kernel.faults.count("flippedBits");
  }

  /** Turns a bit of a file round that chance chooses. @returns which */
  rot(random: Random, path: string): { readonly offset: number; readonly bit: number } {
    const at = { offset: random.below(this.#file(path).cached.size), bit: random.below(8) };
    this.flipBit(path, at.offset, at.bit);
    return at;
  }

  /**
   * Puts a durable file there, in directories that are made if need be. Before the first operation
   * it is as if it had always been there; after that it is an operation.
   */
  install(path: string, bytes: Uint8Array): void {
    const operation: Operation = { kind: "install", path, bytes: Uint8Array.from(bytes) };
    assert(this.#kernel.volume.lookup(path)?.kind !== "directory", `${path} is a directory`);
    if (this.operations > 0) {
      this.#kernel.do(operation);
    } else {
      this.#kernel.history.precede(operation);
      this.#kernel.volume.apply(operation, 0);
    }
  }

  /** The bytes that a read would see; not counted. */
  contents(path: string): Uint8Array {
    return this.#file(path).cached.bytes();
  }

  /** The bytes of every file, by path. Directories are not in it. */
  files(): ReadonlyMap<string, Uint8Array> {
    const files = new Map<string, Uint8Array>();
    for (const [path, node] of this.#kernel.volume.tree()) {
      if (node.kind === "file") files.set(path, node.cached.bytes());
    }
    return files;
  }

  /** Every file and directory: its size, what of it is durable and what is not. */
  dump(): string {
    return dump(this.#kernel.volume);
  }

  /** The operations in order, a line each; with `around`, those near a crash after that one. */
  log(around?: number): string {
    return this.#kernel.history.text(around);
  }

  /** From now on every operation throws PowerLoss, and no sync that is under way ever settles. */
  powerOff(): void {
    this.#kernel.powerOff();
  }

  /** The disk that the machine finds when it comes up again. This one goes on undisturbed. */
  crash({ at = this.operations, mode, seed = 0, torn = false }: CrashPoint): SimDisk {
    const random = seededRandom(seed);
    const { history } = this;
    const volume = torn ? history.torn(history.volume(at), at + 1, random) : history.volume(at);
    return this.restarted(afterCrash(volume, at, mode, random));
  }

  /** Where the disk began and what was done to it. For `crashes`. */
  get history(): History {
    return this.#kernel.history;
  }

  /**
   * A disk of this size and kind with another volume, taken over. It has no handles and no faults,
   * and its syncs end soon. For `crashes`.
   */
  restarted(volume: Volume): SimDisk {
    const { capacityBytes } = this.#kernel;
    return new SimDisk({ capacityBytes, device: this.#device }, volume);
  }

  #file(path: string) {
    const node = this.#kernel.volume.lookup(path);
    if (node === undefined) throw new DiskError("ENOENT", path, "open");
    return this.#kernel.volume.file(node.inode);
  }

  #directory(path: string, what: string): DirectoryInode {
    this.#kernel.checkPower();
    const node = this.#kernel.volume.lookup(path);
    if (node?.kind !== "directory") throw new DiskError("ENOENT", path, what);
    return node;
  }

  /** The directory that something is to be made in must be there. */
  #parent(path: string, what: string): void {
    const node = this.#kernel.volume.lookup(splitPath(path).directory);
    if (node?.kind !== "directory") throw new DiskError("ENOENT", path, what);
  }
}
