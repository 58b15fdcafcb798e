/**
 * Crashes: which of the unsynced changes are still there when the machine comes up again.
 *
 *     mode        names                  bytes of a file            its size
 *     lost        durable                durable                    durable
 *     kept        all, still unsynced    all, still unsynced        all
 *     names       all                    durable, zeros behind      after some changes
 *     bytes       durable                all                        all
 *     prefix      ◀── the first n of all unsynced changes; the n-th torn at a byte ──▶
 *     scattered   after some changes     of each sector after some  after some changes
 *
 * "After some changes" is after the first n of them, for an n that chance chooses for each directory,
 * file and sector. No mode makes up bytes: each was written there, or is a zero where nothing was.
 *
 * Invariants: what a completed sync covers is there in every mode. All but `kept` find a disk on
 * which everything is durable, as after power was lost; `kept` finds the cache as it was, its
 * unsynced changes still unsynced, as after the process alone was killed.
 *
 * Source: Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014), §3, for the model; for
 * each mode the README of this package.
 *
 * Left out: names of one directory that reach the device in another order than they were changed.
 */
import { unreachable } from "../invariant.ts";
import type { Random } from "../random.ts";
import {
  applyChange,
  applyNameChange,
  type Change,
  type DirectoryInode,
  directoryInode,
  type FileInode,
  fileInode,
  type Inode,
  sizeAfter,
} from "./inode.ts";
import type { Pages } from "./pages.ts";
import { scattered } from "./scatter.ts";
import { Volume } from "./volume.ts";

/** Every mode of a crash. */
export const CRASH_MODES = ["lost", "kept", "names", "bytes", "prefix", "scattered"] as const;

/** What of the unsynced a crash leaves. */
export type CrashMode = (typeof CRASH_MODES)[number];

/** What a mode leaves of one file and of one directory. */
interface Survival {
  bytes(file: FileInode): Pages;
  names(directory: DirectoryInode): Map<string, number>;
}

/**
 * What is found after a crash; `volume` stays as it is.
 *
 * @param at the number of the last operation before it, or of the one that was under way
 */
export function afterCrash(volume: Volume, at: number, mode: CrashMode, random: Random): Volume {
  return mode === "kept" ? volume.clone(-at) : survivors(volume, survivalOf(mode, volume, random));
}

function survivalOf(mode: Exclude<CrashMode, "kept">, volume: Volume, random: Random): Survival {
  switch (mode) {
    case "lost":
      return { bytes: noBytes, names: noNames };
    case "names":
      return { bytes: (file) => grown(file, random), names: allNames };
    case "bytes":
      return { bytes: allBytes, names: noNames };
    case "prefix":
      return prefix(volume, random);
    case "scattered":
      return {
        bytes: (file) => scattered(file, random),
        names: (directory) => firstNames(directory, random.below(directory.changes.length + 1)),
      };
    default:
      return unreachable(mode);
  }
}

/** A volume of what can be reached from the root, all of it durable. */
function survivors(volume: Volume, survival: Survival): Volume {
  const found: Inode[] = [];
  const reach = (inode: number): void => {
    const node = volume.inode(inode);
    if (node.kind === "file") {
      found.push(fileInode(inode, survival.bytes(node)));
    } else {
      const names = survival.names(node);
      found.push(directoryInode(inode, names));
      for (const child of names.values()) reach(child);
    }
  };
  reach(0);
  return new Volume(found);
}

const noBytes = (file: FileInode): Pages => file.durable.clone();
const noNames = (directory: DirectoryInode) => new Map(directory.durable);
const allNames = (directory: DirectoryInode) => new Map(directory.cached);

/** Not the cache: that has what a failed sync forgot, too. */
function allBytes(file: FileInode): Pages {
  const pages = file.durable.clone();
  for (const change of file.changes) applyChange(pages, change);
  return pages;
}

/** The size after some changes, and none of their bytes. */
function grown(file: FileInode, random: Random): Pages {
  const pages = file.durable.clone();
  const count = random.below(file.changes.length + 1);
  for (const change of file.changes.slice(0, count)) pages.truncate(sizeAfter(pages.size, change));
  return pages;
}

function firstNames(directory: DirectoryInode, count: number): Map<string, number> {
  const names = new Map(directory.durable);
  for (const change of directory.changes.slice(0, count)) applyNameChange(names, change);
  return names;
}

function prefix(volume: Volume, random: Random): Survival {
  const numbers = [...volume.inodes()]
    .flatMap((node) => node.changes.map(({ number }) => number))
    .sort((a, b) => a - b);
  const last = numbers[random.below(numbers.length + 1) - 1] ?? Number.NEGATIVE_INFINITY;
  return {
    bytes(file) {
      const pages = file.durable.clone();
      for (const change of file.changes.filter(({ number }) => number <= last)) {
        applyChange(pages, change.number === last ? torn(change, random) : change);
      }
      return pages;
    },
    names: (directory) =>
      firstNames(directory, directory.changes.filter(({ number }) => number <= last).length),
  };
}

/** The beginning of a write, all of it perhaps. */
function torn(change: Change, random: Random): Change {
  if (change.kind === "truncate") return change;
  const length = random.below(change.bytes.length + 1);
  return { ...change, bytes: change.bytes.subarray(0, length) };
}
