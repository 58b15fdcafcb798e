/**
 * Seeing a table: a line for every structure in the file.
 *
 *     offset   size  type    what
 *          0     62  none    data, 3 entries, 1 restart
 *                             0  0+11   "ant" 5 value = 3 bytes "six"
 *                            17  1+10   "ape" 9 value = 0 bytes ""
 *         67     16  none    metaindex, 0 entries, 1 restart
 *        …
 *
 * In front of an entry stand where it begins in its block, and how many bytes of its key it shares and has; behind the arrow of
 * an index the offset and size of a block. A separator whose
 * tag is the greatest, which no entry has, is told as `"b" first`. A block that is damaged has its error in place of its
 * entries: a dump throws for nothing but the footer and what the disk says.
 *
 * @given
 */
import {
  bytesText,
  compareBytes,
  compareInternalKeys,
  internalKeyText,
  TAG_SIZE_BYTES,
  userKeyOf,
} from "@labs/db-05";
import { CorruptionError, type DiskFile } from "@labs/machine";
import { Block } from "./block.ts";
import {
  type BlockHandle,
  decodeBlockHandle,
  FOOTER_SIZE_BYTES,
  readBlock,
  readFooter,
} from "./format.ts";
import { type Cursor, decodeVarint32 } from "./varint.ts";

const SHOWN_ENTRIES = 8;
const SHOWN_BYTES = 12;

type Kind = "data" | "metaindex" | "index";

/**
 * A table as text, for people: its blocks in the order of the file, the first entries of each, and the footer.
 *
 * @throws CorruptionError where the footer is none. DiskError
 */
export function dumpTable(file: DiskFile): string {
  const footer = readFooter(file);
  const end = file.size - FOOTER_SIZE_BYTES;
  const lines = [line("offset", "size", "type", "what")];
  const data = handlesOf(file, footer.index, end);
  for (const { handle } of data) lines.push(...dumpBlock(file, handle, end, "data"));
  for (const { key, handle } of handlesOf(file, footer.metaindex, end)) {
    lines.push(blockLine(file, handle, Buffer.from(key).toString()));
  }
  lines.push(...dumpBlock(file, footer.metaindex, end, "metaindex"));
  lines.push(...dumpBlock(file, footer.index, end, "index"));
  const text = `footer: metaindex ${handleText(footer.metaindex)}, index ${handleText(footer.index)}`;
  lines.push(line(String(end), String(FOOTER_SIZE_BYTES), "", text));
  return lines.join("\n");
}

/** The entries of an index as far as they can be read. */
function handlesOf(file: DiskFile, at: BlockHandle, end: number) {
  const found: { readonly key: Uint8Array; readonly handle: BlockHandle }[] = [];
  try {
    const place = new Block(readBlock(file, at, end), { path: file.path, offset: at.offset });
    const iterator = place.iterator(compareBytes);
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
      const bytes = iterator.value;
      const handle = decodeBlockHandle({ bytes, at: 0, end: bytes.length });
      if (handle !== undefined) found.push({ key: Uint8Array.from(iterator.key), handle });
    }
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
  }
  return found;
}

function dumpBlock(file: DiskFile, handle: BlockHandle, end: number, kind: Kind): string[] {
  const entries: string[] = [];
  let summary = "";
  try {
    const { path } = file;
    const block = new Block(readBlock(file, handle, end), { path, offset: handle.offset });
    summary = dumpEntries(block, kind, entries);
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    summary = `damaged: ${error.message}`;
  }
  return [blockLine(file, handle, `${kind}, ${summary}`), ...entries];
}

/** Pushes the first entries of a block; what there is to say of all. */
function dumpEntries(block: Block, kind: Kind, entries: string[]): string {
  const compare = kind === "metaindex" ? compareBytes : compareInternalKeys;
  const place = block.iterator(compare, kind === "metaindex" ? 0 : TAG_SIZE_BYTES);
  const cursor: Cursor = { bytes: block.bytes, at: 0, end: block.entriesEnd };
  let count = 0;
  for (place.seekToFirst(); place.isValid; place.next(), count++) {
    const start = cursor.at;
    const [shared, unshared, size] = [1, 2, 3].map(() => decodeVarint32(cursor) ?? 0);
    cursor.at += unshared! + size!;
    if (count >= SHOWN_ENTRIES) continue;
    const key = kind === "metaindex" ? bytesText(place.key) : keyText(place.key);
    const value = kind === "data" ? valueText(place.value) : pointerText(place.value);
    entries.push(
      `${" ".repeat(25)}${String(start).padStart(5)}  ${`${shared}+${unshared}`.padEnd(6)} ${key} ${value}`,
    );
  }
  if (count > SHOWN_ENTRIES) entries.push(`${" ".repeat(30)}  … ${count - SHOWN_ENTRIES} more`);
  return `${counted(count, "entry", "entries")}, ${counted(block.restartCount, "restart", "restarts")}`;
}

/** An internal key, or a separator with the tag that comes first of all. */
function keyText(key: Uint8Array): string {
  const user = userKeyOf(key);
  const tag = key.subarray(user.length);
  return tag.every((byte, at) => byte === (at === 0 ? 1 : 255))
    ? `${bytesText(user)} first`
    : internalKeyText(key);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function valueText(value: Uint8Array): string {
  const shown = bytesText(value.subarray(0, SHOWN_BYTES));
  return `= ${value.length} bytes ${shown}${value.length > SHOWN_BYTES ? " …" : ""}`;
}

function pointerText(bytes: Uint8Array): string {
  const handle = decodeBlockHandle({ bytes, at: 0, end: bytes.length });
  return handle === undefined ? "──▶ no handle" : `──▶ ${handleText(handle)}`;
}

function handleText({ offset, size }: BlockHandle): string {
  return `${offset}+${size}`;
}

function blockLine(file: DiskFile, handle: BlockHandle, what: string): string {
  const [type] = file.read(handle.offset + handle.size, 1);
  const name = type === 0 ? "none" : type === 1 ? "snappy" : `type ${type}`;
  return line(String(handle.offset), String(handle.size), name, what);
}

function line(offset: string, size: string, type: string, what: string): string {
  return `${offset.padStart(8)}  ${size.padStart(6)}  ${type.padEnd(7)} ${what}`.trimEnd();
}
