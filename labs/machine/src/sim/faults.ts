/**
 * Faults: what a test has arranged to go wrong, and what has.
 *
 *     failSync({ nth: 3, times: 2 })      sync   1   2   3   4   5
 *                                                ok  ok  ✗   ✗   ok
 *
 * A fault waits until enough requests of its kind, and of its path where it has one, have come. A
 * test holds a floor on `counts`: a run in which nothing went wrong has shown nothing.
 *
 * Left out: chance. A test draws `nth` from its own generator, and knows what it asked for.
 */
import type { DiskErrorCode } from "../errors.ts";
import { assert } from "../invariant.ts";
import type { FailedPages } from "./operation.ts";

/** Which requests fail. */
export interface Fault {
  /** The first that fails, counted from now; 1, the next, unless said. */
  readonly nth?: number;
  /** How many fail from then on; 1 unless said, Infinity for a device that stays bad. */
  readonly times?: number;
  /** Counts, and fails, only requests for this path; for a file the one it was opened under. */
  readonly path?: string;
}

/** A sync that fails, and what becomes of the pages; `forgotten` unless said. */
export interface SyncFault extends Fault {
  readonly pages?: FailedPages;
  /** EIO unless said. ENOSPC is what a file system says that finds its room only now. */
  readonly code?: Extract<DiskErrorCode, "EIO" | "ENOSPC">;
}

/** What has gone wrong so far. */
export interface FaultCounts {
  readonly failedReads: number;
  readonly failedWrites: number;
  readonly failedSyncs: number;
  readonly failedDirectorySyncs: number;
  /** Writes and truncates that found no room. */
  readonly outOfSpace: number;
  readonly flippedBits: number;
}

/** Faults that wait for a request, by the count that they add to. */
export type FaultKind = Exclude<keyof FaultCounts, "outOfSpace" | "flippedBits">;

interface Armed {
  readonly kind: FaultKind;
  readonly fault: SyncFault;
  /** Requests that still pass. */
  spared: number;
  /** Requests that then fail. */
  left: number;
}

/** The faults of one disk. */
export class Faults {
  readonly #counts = {
    failedReads: 0,
    failedWrites: 0,
    failedSyncs: 0,
    failedDirectorySyncs: 0,
    outOfSpace: 0,
    flippedBits: 0,
  };
  readonly #armed: Armed[] = [];

  get counts(): FaultCounts {
    return { ...this.#counts };
  }

  /** Lets requests of this kind fail. */
  arm(kind: FaultKind, fault: SyncFault): void {
    const { nth = 1, times = 1 } = fault;
    assert(nth >= 1 && times >= 1, `the ${nth}th request, ${times} times`);
    this.#armed.push({ kind, fault, spared: nth - 1, left: times });
  }

  /** Whether this request fails, and by which fault. Every waiting fault counts it. */
  meet(kind: FaultKind, path: string): SyncFault | undefined {
    let met: SyncFault | undefined;
    for (const armed of this.#armed) {
      if (armed.kind !== kind || armed.left === 0) continue;
      if (armed.fault.path !== undefined && armed.fault.path !== path) continue;
      if (armed.spared > 0) {
        armed.spared--;
      } else {
        armed.left--;
        met ??= armed.fault;
      }
    }
    if (met !== undefined) this.#counts[kind]++;
    return met;
  }

  /** Counts what no fault was armed for. */
  count(what: "outOfSpace" | "flippedBits"): void {
    this.#counts[what]++;
  }
}
