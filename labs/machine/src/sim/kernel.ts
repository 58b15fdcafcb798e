/**
 * The kernel of a simulated machine: what lies between the calls of a program and the volume.
 *
 *     SimDisk, SimFile ──▶ power on? ──▶ a fault? ──▶ room? ──▶ log ──▶ volume
 *                                                                ▲
 *                           sync ──▶ queue ── later, or when the test says ┘
 *
 * A sync takes hold of what was changed before it when it begins, and saves it when it ends.
 *
 * Invariants: the volume changes by logged operations alone; syncs end in the order in which they
 * began; when the power is off nothing changes any more.
 *
 * Left out: threads. A call is whole before the next one begins.
 */
import { setImmediate } from "node:timers";
import { DiskError } from "../errors.ts";
import { assert } from "../invariant.ts";
import { type Device, Meter } from "./device.ts";
import { Faults, type SyncFault } from "./faults.ts";
import { History } from "./history.ts";
import type { Inode } from "./inode.ts";
import type { Operation } from "./operation.ts";
import type { Volume } from "./volume.ts";

/** The power is gone: the machine does nothing more. What is on its disk, `crash` tells. */
export class PowerLoss extends Error {
  override readonly name = "PowerLoss";

  constructor() {
    super("the power is off");
  }
}

/** When a sync ends: `soon`, in a later turn of the event loop, or `held` until the test says. */
export type SyncPace = "soon" | "held";

export interface KernelOptions {
  readonly syncs: SyncPace;
  readonly device: Device;
  readonly capacityBytes: number;
}

interface PendingSync {
  readonly inode: number;
  readonly path: string;
  readonly begun: number;
  readonly fault: SyncFault | undefined;
  readonly settle: (error?: DiskError) => void;
}

/** One machine, from its start until its power goes off. */
export class Kernel {
  readonly volume: Volume;
  readonly history: History;
  readonly faults = new Faults();
  readonly meter: Meter;
  /** May be changed at any time. */
  syncs: SyncPace;
  /** May be changed at any time. */
  capacityBytes: number;
  readonly #pending: PendingSync[] = [];
  /** How many handles each inode has. */
  readonly #handles = new Map<number, number>();
  #isOn = true;

  /** @param volume taken over */
  constructor(volume: Volume, options: KernelOptions) {
    this.volume = volume;
    this.history = new History(volume);
    this.meter = new Meter(options.device);
    this.syncs = options.syncs;
    this.capacityBytes = options.capacityBytes;
  }

  /** @throws PowerLoss */
  checkPower(): void {
    if (!this.#isOn) throw new PowerLoss();
  }

  powerOff(): void {
    this.#isOn = false;
  }

  /** Logs an operation and makes its change. @returns its number */
  do(operation: Operation): number {
    this.checkPower();
    const number = this.history.record(operation);
    this.volume.apply(operation, number);
    return number;
  }

  /** Begins a sync. Rejects as its fault says, or with PowerLoss; never settles if power goes. */
  async sync(node: Inode, path: string): Promise<void> {
    this.checkPower();
    const { inode } = node;
    const isFile = node.kind === "file";
    if (isFile) this.meter.sync(inode);
    else this.meter.syncDirectory();
    const fault = this.faults.meet(isFile ? "failedSyncs" : "failedDirectorySyncs", path);
    const begun = this.do({ kind: "sync", path, inode });
    return new Promise((resolve, reject) => {
      const settle = (error?: DiskError) => (error === undefined ? resolve() : reject(error));
      this.#pending.push({ inode, path, begun, fault, settle });
      if (this.syncs === "soon") setImmediate(() => this.#complete(begun));
    });
  }

  get pendingSyncs(): number {
    return this.#pending.length;
  }

  /** Ends the first `most` syncs that are under way. @returns how many there were */
  completeSyncs(most: number): number {
    this.checkPower();
    const ending = this.#pending.slice(0, most);
    for (const { begun } of ending) this.#complete(begun);
    return ending.length;
  }

  /** Ends the sync that operation `begun` is, if it is still under way, and all before it. */
  #complete(begun: number): void {
    while (this.#isOn && this.#pending[0] !== undefined && this.#pending[0].begun <= begun) {
      const { settle, fault, ...sync } = this.#pending.shift()!;
      const { inode, path } = sync;
      if (fault === undefined) {
        this.do({ kind: "synced", path, inode, begun: sync.begun });
        settle();
      } else {
        const pages = fault.pages ?? "forgotten";
        this.do({ kind: "failed", path, inode, begun: sync.begun, pages });
        settle(new DiskError(fault.code ?? "EIO", path, "sync"));
      }
    }
  }

  opened(inode: number): void {
    this.#handles.set(inode, (this.#handles.get(inode) ?? 0) + 1);
  }

  closed(inode: number): void {
    const left = (this.#handles.get(inode) ?? 0) - 1;
    assert(left >= 0, `inode ${inode} is open`);
    if (left === 0) this.#handles.delete(inode);
    else this.#handles.set(inode, left);
  }

  /** How many handles are open. */
  get openFiles(): number {
    return [...this.#handles.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The bytes of all files that have a name or a handle. */
  get usedBytes(): number {
    const files = new Map<number, number>();
    for (const [, node] of this.volume.tree()) {
      if (node.kind === "file") files.set(node.inode, node.cached.size);
    }
    for (const inode of this.#handles.keys()) {
      files.set(inode, this.volume.file(inode).cached.size);
    }
    return [...files.values()].reduce((sum, size) => sum + size, 0);
  }

  /** The size up to which a file may grow now. */
  roomUpTo(size: number): number {
    if (this.capacityBytes === Number.POSITIVE_INFINITY) return this.capacityBytes;
    return size + Math.max(0, this.capacityBytes - this.usedBytes);
  }
}
