/**
 * Inodes: one file or one directory, as the cache has it and as the device has it.
 *
 *     durable    what a sync has saved                     names: { log → 1 }      bytes: AAAA
 *     changes    what came after, in order                        tmp → 2                 @4 BB
 *     cached     durable, and all changes on top           names: { log → 1,       bytes: AAAABB
 *                                                                 tmp → 2 }
 *
 * Invariant: `cached` is `durable` with `changes` applied, in order, except for the bytes that a
 * failed sync has forgotten. Those are in `cached` alone.
 *
 * Left out: links. An inode has one name, or none any more.
 */
import { unreachable } from "../invariant.ts";
import { Pages } from "./pages.ts";

/** A change of a file's bytes, and the number of the operation that made it. */
export type Change =
  | {
      readonly kind: "write";
      readonly number: number;
      readonly offset: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: "truncate"; readonly number: number; readonly size: number };

/** A change of a directory's names. A rename is one change: there is no half of it. */
export type NameChange =
  | {
      readonly kind: "link";
      readonly number: number;
      readonly name: string;
      readonly inode: number;
    }
  | { readonly kind: "unlink"; readonly number: number; readonly name: string }
  | {
      readonly kind: "rename";
      readonly number: number;
      readonly from: string;
      readonly to: string;
    };

/** A file. */
export interface FileInode {
  readonly kind: "file";
  readonly inode: number;
  cached: Pages;
  readonly durable: Pages;
  changes: Change[];
}

/** A directory: names, and the inodes that they stand for. */
export interface DirectoryInode {
  readonly kind: "directory";
  readonly inode: number;
  readonly cached: Map<string, number>;
  readonly durable: Map<string, number>;
  changes: NameChange[];
}

export type Inode = FileInode | DirectoryInode;

/** A file all of whose bytes are durable. `pages` is taken over. */
export function fileInode(inode: number, pages = new Pages()): FileInode {
  return { kind: "file", inode, cached: pages.clone(), durable: pages, changes: [] };
}

/** A directory all of whose names are durable. `names` is taken over. */
export function directoryInode(inode: number, names = new Map<string, number>()): DirectoryInode {
  return { kind: "directory", inode, cached: new Map(names), durable: names, changes: [] };
}

/** @param renumber added to the number of each change */
export function cloneInode(node: Inode, renumber: number): Inode {
  if (node.kind === "file") {
    const changes = renumbered(node.changes, renumber);
    return { ...node, cached: node.cached.clone(), durable: node.durable.clone(), changes };
  }
  const changes = renumbered(node.changes, renumber);
  return { ...node, cached: new Map(node.cached), durable: new Map(node.durable), changes };
}

function renumbered<T extends { readonly number: number }>(changes: readonly T[], by: number): T[] {
  return changes.map((each) => (by === 0 ? each : { ...each, number: each.number + by }));
}

/** Makes a change to bytes. */
export function applyChange(pages: Pages, change: Change): void {
  if (change.kind === "write") pages.write(change.offset, change.bytes);
  else pages.truncate(change.size);
}

/** How long a file of `size` bytes is after a change. */
export function sizeAfter(size: number, change: Change): number {
  if (change.kind === "truncate") return change.size;
  return Math.max(size, change.offset + change.bytes.length);
}

/** Makes a change to names. */
export function applyNameChange(names: Map<string, number>, change: NameChange): void {
  switch (change.kind) {
    case "link":
      names.set(change.name, change.inode);
      return;
    case "unlink":
      names.delete(change.name);
      return;
    case "rename": {
      const inode = names.get(change.from);
      names.delete(change.from);
      if (inode !== undefined) names.set(change.to, inode);
      return;
    }
    default:
      unreachable(change);
  }
}
