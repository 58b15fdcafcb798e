/**
 * Operations: what was done to a disk, one entry for each change, in order.
 *
 *      17  write      000001.log  @32768 +120
 *      18  sync       000001.log
 *      19  rename     CURRENT.tmp to CURRENT
 *      20  synced     000001.log  of 18
 *
 * The number of an operation is its place in the log, from 1 on. A sync has two entries, one when
 * it is asked for and one when it ends: in between, nothing is promised.
 *
 * Invariant: the log alone tells the whole state. Whoever applies the same operations to the same
 * disk gets the same disk.
 *
 * Left out: what changes nothing. An open of a file that is there, a read, a list and a close are
 * counted and not logged: a crash before one and a crash after it find the same disk.
 */
import { unreachable } from "../invariant.ts";

/** What becomes of the bytes that a failed sync could not save. */
export type FailedPages =
  /** They stay in the cache, marked clean: read, and never written. As ext4 and XFS do. */
  | "forgotten"
  /** The cache goes back to what is on the device. As Btrfs does. */
  | "reverted";

/** A change. `inode` is the file or directory itself, whatever its name is by now. */
export type Operation =
  | { readonly kind: "create"; readonly path: string; readonly inode: number }
  | { readonly kind: "makeDirectory"; readonly path: string; readonly inode: number }
  | Rename
  | Remove
  | Write
  | {
      readonly kind: "truncate";
      readonly path: string;
      readonly inode: number;
      readonly size: number;
    }
  | { readonly kind: "sync"; readonly path: string; readonly inode: number }
  | Synced
  | Failed
  | {
      readonly kind: "flip";
      readonly path: string;
      readonly inode: number;
      readonly offset: number;
      readonly bit: number;
    }
  | { readonly kind: "install"; readonly path: string; readonly bytes: Uint8Array };

export interface Rename {
  readonly kind: "rename";
  readonly path: string;
  readonly to: string;
  readonly inode: number;
}

export interface Remove {
  readonly kind: "remove";
  readonly path: string;
  readonly inode: number;
}

/** Bytes written; the log's own copy. An append is the write that it comes to. */
export interface Write {
  readonly kind: "write";
  readonly path: string;
  readonly inode: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The sync that operation `begun` asked for has made durable what was changed before it. */
export interface Synced {
  readonly kind: "synced";
  readonly path: string;
  readonly inode: number;
  readonly begun: number;
}

/** … has failed. Changed names stay unsynced; bytes fare as `pages` says. */
export interface Failed {
  readonly kind: "failed";
  readonly path: string;
  readonly inode: number;
  readonly begun: number;
  readonly pages: FailedPages;
}

/** What an operation did, in one line without its number. */
export function describe(operation: Operation): string {
  const verb = operation.kind === "makeDirectory" ? "mkdir" : operation.kind;
  const path = operation.path === "" ? "/" : operation.path;
  return `${verb.padEnd(9)}  ${path}${detail(operation)}`;
}

function detail(operation: Operation): string {
  switch (operation.kind) {
    case "create":
    case "makeDirectory":
    case "remove":
    case "sync":
      return "";
    case "rename":
      return ` to ${operation.to}`;
    case "write":
      return `  @${operation.offset} +${operation.bytes.length}`;
    case "truncate":
      return `  to ${operation.size}`;
    case "synced":
      return `  of ${operation.begun}`;
    case "failed":
      return `  of ${operation.begun}, pages ${operation.pages}`;
    case "flip":
      return `  @${operation.offset} bit ${operation.bit}`;
    case "install":
      return `  ${operation.bytes.length} bytes`;
    default:
      return unreachable(operation);
  }
}
