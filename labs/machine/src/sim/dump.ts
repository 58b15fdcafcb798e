/**
 * A volume as text, for a person who asks why a crash lost something.
 *
 *     /              names not durable: +log.tmp, log.tmp → log
 *     log            160 bytes, of which durable 120; not durable: write @120 +40
 *     wal/           names durable
 *     wal/000001     4096 bytes, durable
 *     wal/000002     10 bytes, of which durable 4; not durable and never to be: a sync failed
 *
 * Of many changes the last few are shown.
 *
 * A name that was removed and is still durable shows as `-name` at its directory.
 *
 * Left out: the bytes.
 */
import type { Change, DirectoryInode, FileInode, NameChange } from "./inode.ts";
import type { Volume } from "./volume.ts";

const CHANGES_SHOWN = 4;

/** A line for each file and directory. */
export function dump(volume: Volume): string {
  const rows = [...volume.tree()].map(([path, node]) =>
    node.kind === "file" ? [path, fileText(node)] : [`${path}/`, directoryText(node)],
  );
  const width = Math.max(...rows.map(([path]) => path!.length));
  return rows.map(([path, text]) => `${path!.padEnd(width)}  ${text}`).join("\n");
}

function fileText({ cached, durable, changes }: FileInode): string {
  const size = `${cached.size} bytes`;
  if (changes.length > 0) {
    return `${size}, of which durable ${durable.size}; not durable: ${shown(changes, changeText)}`;
  }
  const isSaved = Buffer.compare(cached.bytes(), durable.bytes()) === 0;
  if (isSaved) return `${size}, durable`;
  return `${size}, of which durable ${durable.size}; not durable and never to be: a sync failed`;
}

function directoryText({ changes }: DirectoryInode): string {
  return changes.length === 0 ? "names durable" : `names not durable: ${shown(changes, nameText)}`;
}

function shown<T>(changes: readonly T[], text: (change: T) => string): string {
  const last = changes.slice(-CHANGES_SHOWN).map(text).join(", ");
  const more = changes.length - CHANGES_SHOWN;
  return more > 0 ? `${more} changes, then ${last}` : last;
}

function changeText(change: Change): string {
  if (change.kind === "truncate") return `truncate to ${change.size}`;
  return `write @${change.offset} +${change.bytes.length}`;
}

function nameText(change: NameChange): string {
  if (change.kind === "rename") return `${change.from} → ${change.to}`;
  return `${change.kind === "link" ? "+" : "-"}${change.name}`;
}
