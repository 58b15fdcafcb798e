/**
 * Volume: the state of a disk, moved on by operations and by nothing else.
 *
 *     operation ──apply──▶  inodes ── 0 "/"     { wal → 1 }
 *                                     1 wal     { 000001 → 2 }
 *                                     2 000001  cached, durable, changes
 *
 * It knows nothing of handles, faults or time, so that the run itself and the replay of its log are
 * the same code, and a crash can be tried at every operation after the run has ended.
 *
 * Invariants: inode 0 is the root; inodes are numbered as they are made, and never used again.
 *
 * Source: POSIX rename(2) and unlink(2): who has the file open keeps it. What a sync covers is
 * said in ../disk.ts.
 *
 * Left out: freeing inodes. A removed file is dropped when a crash makes a new volume.
 */
import { namesOf, splitPath } from "../contract.ts";
import { assert, unreachable } from "../invariant.ts";
import {
  applyChange,
  applyNameChange,
  type Change,
  cloneInode,
  type DirectoryInode,
  directoryInode,
  type FileInode,
  fileInode,
  type Inode,
  type NameChange,
} from "./inode.ts";
import type { Failed, Operation, Remove, Rename } from "./operation.ts";
import { Pages } from "./pages.ts";

const ROOT = 0;

/** A tree of inodes. */
export class Volume {
  readonly #inodes: Map<number, Inode>;
  #next: number;

  /** @param inodes taken over; the root is among them */
  constructor(inodes: readonly Inode[] = [directoryInode(ROOT)]) {
    this.#inodes = new Map(inodes.map((node) => [node.inode, node]));
    this.#next = Math.max(...this.#inodes.keys()) + 1;
    assert(this.#inodes.get(ROOT)?.kind === "directory", "a volume has a root");
  }

  /** A copy, with `renumber` added to the number of every unsynced change. */
  clone(renumber = 0): Volume {
    return new Volume([...this.#inodes.values()].map((node) => cloneInode(node, renumber)));
  }

  /** The number that the next inode gets. */
  get nextInode(): number {
    return this.#next;
  }

  /** What stands at a path, as the cache has it. */
  lookup(path: string): Inode | undefined {
    let node = this.#inodes.get(ROOT);
    for (const name of namesOf(path)) {
      const inode = node?.kind === "directory" ? node.cached.get(name) : undefined;
      if (inode === undefined) return undefined;
      node = this.#inodes.get(inode);
    }
    return node;
  }

  /** The inode of this number, which is there. */
  inode(number: number): Inode {
    const node = this.#inodes.get(number);
    assert(node !== undefined, `inode ${number} is there`);
    return node;
  }

  /** Every inode, with a name or without, in the order in which they were made. */
  inodes(): Iterable<Inode> {
    return this.#inodes.values();
  }

  file(inode: number): FileInode {
    const node = this.inode(inode);
    assert(node.kind === "file", `inode ${inode} is a file`);
    return node;
  }

  /** Everything that has a name in the cache, by path: a directory before what is in it. */
  *tree(path = "", node = this.inode(ROOT)): Generator<readonly [path: string, node: Inode]> {
    yield [path, node];
    if (node.kind === "file") return;
    for (const name of [...node.cached.keys()].sort()) {
      const child = this.inode(node.cached.get(name)!);
      yield* this.tree(path === "" ? name : `${path}/${name}`, child);
    }
  }

  /** Makes a change. @param number of the operation */
  apply(operation: Operation, number: number): void {
    switch (operation.kind) {
      case "create":
        this.#make(fileInode(this.#next), operation.path, number);
        break;
      case "makeDirectory":
        this.#make(directoryInode(this.#next), operation.path, number);
        break;
      case "rename":
      case "remove":
        this.#changeNames(operation.path, nameChange(operation, number));
        break;
      case "write":
      case "truncate":
        changeFile(this.file(operation.inode), { ...operation, number });
        break;
      case "sync":
        break;
      case "synced":
        save(this.inode(operation.inode), operation.begun);
        break;
      case "failed":
        fail(this.inode(operation.inode), operation);
        break;
      case "flip":
        flip(this.file(operation.inode), operation.offset, operation.bit);
        break;
      case "install":
        this.#install(operation.path, operation.bytes);
        break;
      default:
        unreachable(operation);
    }
  }

  #make(node: Inode, path: string, number: number): void {
    this.#add(node);
    const { name } = splitPath(path);
    this.#changeNames(path, { kind: "link", number, name, inode: node.inode });
  }

  #add(node: Inode): void {
    this.#inodes.set(node.inode, node);
    this.#next = node.inode + 1;
  }

  #changeNames(path: string, made: NameChange): void {
    const directory = this.#parent(path);
    directory.changes.push(made);
    applyNameChange(directory.cached, made);
  }

  #parent(path: string): DirectoryInode {
    const parent = this.lookup(splitPath(path).directory);
    assert(parent?.kind === "directory", `the directory of ${path} is there`);
    return parent;
  }

  /** Puts a file there as if it had always been there, and the directories that it needs. */
  #install(path: string, bytes: Uint8Array): void {
    const pages = new Pages();
    pages.write(0, bytes);
    this.#settle(path, (inode) => fileInode(inode, pages));
  }

  #settle(path: string, make: (inode: number) => Inode): void {
    const { directory, name } = splitPath(path);
    if (this.lookup(directory) === undefined) {
      this.#settle(directory, (inode) => directoryInode(inode));
    }
    const parent = this.#parent(path);
    const isSettled = parent.changes.every((each) => !isOf(each, name));
    assert(isSettled, `no unsynced change of the name ${path} when it is installed`);
    const node = make(this.#next);
    this.#add(node);
    parent.cached.set(name, node.inode);
    parent.durable.set(name, node.inode);
  }
}

function isOf(made: NameChange, name: string): boolean {
  return made.kind === "rename" ? made.from === name || made.to === name : made.name === name;
}

function nameChange(operation: Rename | Remove, number: number): NameChange {
  const { name } = splitPath(operation.path);
  if (operation.kind === "remove") return { kind: "unlink", number, name };
  return { kind: "rename", number, from: name, to: splitPath(operation.to).name };
}

function changeFile(file: FileInode, made: Change): void {
  file.changes.push(made);
  applyChange(file.cached, made);
}

/** What was changed up to operation `begun` is durable. */
function save(node: Inode, begun: number): void {
  if (node.kind === "file") {
    for (const each of node.changes) if (each.number <= begun) applyChange(node.durable, each);
    node.changes = node.changes.filter(({ number }) => number > begun);
  } else {
    for (const each of node.changes) if (each.number <= begun) applyNameChange(node.durable, each);
    node.changes = node.changes.filter(({ number }) => number > begun);
  }
}

function fail(node: Inode, { begun, pages }: Failed): void {
  if (node.kind === "directory") return;
  node.changes = node.changes.filter(({ number }) => number > begun);
  if (pages === "forgotten") return;
  node.cached = node.durable.clone();
  for (const each of node.changes) applyChange(node.cached, each);
}

/** The bit turns in the cache, on the device, and in what is on its way there. */
function flip(file: FileInode, offset: number, bit: number): void {
  file.cached.flip(offset, bit);
  if (offset < file.durable.size) file.durable.flip(offset, bit);
  file.changes = file.changes.map((each) => {
    if (each.kind === "truncate") return each;
    const at = offset - each.offset;
    if (at < 0 || at >= each.bytes.length) return each;
    const bytes = Uint8Array.from(each.bytes);
    bytes[at]! ^= 1 << bit;
    return { ...each, bytes };
  });
}
