/**
 * The table format: what stands around blocks.
 *
 *     file       │ data block │ data block │ … │ filter │ metaindex │ index │ footer │
 *                                                            ▲         ▲        │
 *                                                            └─────────┴────────┘
 *
 *     stored     │ contents, of `size` bytes, compressed or not │ type 1 │ checksum 4 │
 *     block      ▲ offset                                       └──── trailer ────────┘
 *
 *     handle     │ offset, a varint │ size, a varint │              without the trailer's 5 bytes
 *
 *     footer     │ metaindex handle │ index handle │ zeros … │ magic 57 fb 80 8b 24 75 47 db │
 *     48 bytes   └────────────────── 40 bytes ──────────────┘
 *
 * A reader begins at the end, since only the footer has a place that is known. The checksum is the CRC-32C of the contents as
 * they are stored and the type, masked as in db-03.
 *
 * Source: LevelDB doc/table_format.md, table/format.h, table/format.cc.
 *
 * Left out: type 2, Zstandard, which LevelDB has since 2023.
 */
import { crc32c, maskCrc } from "@labs/db-03";
import { CorruptionError, type DiskFile } from "@labs/machine";
import { GrowingBytes } from "./growing-bytes.ts";
// @solution
import { snappyUncompress } from "./snappy.ts";
import { type Cursor, decodeVarint64, encodeVarint64 } from "./varint.ts";

/** How a block's contents are stored. The numbers are LevelDB's, on disk. */
export const CompressionType = {
  None: 0,
  Snappy: 1,
} as const;

export type CompressionType = (typeof CompressionType)[keyof typeof CompressionType];

/** The last bytes of every table. */
export const MAGIC = Uint8Array.of(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb);

/** How long the footer is. */
export const FOOTER_SIZE_BYTES = 48;

/** What stands behind the contents of every block: type and checksum. */
export const TRAILER_SIZE_BYTES = 5;

/** Where a block is. */
export interface BlockHandle {
  readonly offset: number;
  /** How many bytes its contents take as they are stored; the trailer is not counted. */
  readonly size: number;
}

/** The two blocks that lead to all others. */
export interface Footer {
  readonly metaindex: BlockHandle;
  readonly index: BlockHandle;
}

/**
 * Writes a handle: offset, then size.
 * @step 4
 */
export function encodeBlockHandle(target: GrowingBytes, handle: BlockHandle): void {
  encodeVarint64(target, handle.offset);
  encodeVarint64(target, handle.size);
}

/**
 * The 48 bytes of a footer: both handles, zeros up to byte 40, the magic.
 * @step 4
 */
export function encodeFooter(footer: Footer): Uint8Array {
  const handles = new GrowingBytes();
  encodeBlockHandle(handles, footer.metaindex);
  encodeBlockHandle(handles, footer.index);
  const bytes = new Uint8Array(FOOTER_SIZE_BYTES);
  bytes.set(handles.contents());
  bytes.set(MAGIC, FOOTER_SIZE_BYTES - MAGIC.length);
  return bytes;
}

/**
 * The 5 bytes behind a block: the type, then the masked CRC-32C of contents and type, lowest byte first.
 *
 * @param contents as they are stored
 * @step 4
 */
export function blockTrailer(contents: Uint8Array, type: CompressionType): Uint8Array {
  const trailer = new Uint8Array(TRAILER_SIZE_BYTES);
  trailer[0] = type;
  const crc = maskCrc(crc32c(trailer.subarray(0, 1), crc32c(contents)));
  new DataView(trailer.buffer).setUint32(1, crc, true);
  return trailer;
}

/**
 * The handle that begins at the cursor, which moves behind it. Undefined, wherever the cursor is then, where there is none.
 * @step 5
 */
export function decodeBlockHandle(cursor: Cursor): BlockHandle | undefined {
  const offset = decodeVarint64(cursor);
  if (offset === undefined) return undefined;
  const size = decodeVarint64(cursor);
  return size === undefined ? undefined : { offset, size };
}

/**
 * The footer at the end of a file. The bytes between the handles and the magic may be any.
 *
 * @throws CorruptionError where the file has fewer than 48 bytes (at 0); where the magic is another or a handle is none (at
 * the footer's offset)
 * @step 5
 */
export function readFooter(file: DiskFile): Footer {
  const { path, size } = file;
  if (size < FOOTER_SIZE_BYTES) throw new CorruptionError(path, 0, `${size} bytes are no table`);
  const start = size - FOOTER_SIZE_BYTES;
  const bytes = file.readExactly(start, FOOTER_SIZE_BYTES);
  const magicAt = FOOTER_SIZE_BYTES - MAGIC.length;
  if (MAGIC.some((byte, index) => bytes[magicAt + index] !== byte)) {
    throw new CorruptionError(path, start, "not the magic number of a table");
  }
  const cursor: Cursor = { bytes, at: 0, end: magicAt };
  const metaindex = decodeBlockHandle(cursor);
  const index = metaindex && decodeBlockHandle(cursor);
  if (metaindex === undefined || index === undefined) {
    throw new CorruptionError(path, start, "a footer without two handles");
  }
  return { metaindex, index };
}

/**
 * The contents of a block, as they were before they were compressed; memory of the caller's own. Reads the file once.
 *
 * @param end where blocks end in this file: no block with its trailer reaches beyond it. The file's size unless said
 * @throws CorruptionError at the block's offset, by the first that is true: it reaches beyond `end` (nothing is read then); the
 * checksum is another; the type is none that is known; the contents are not Snappy's. DiskError as `read` does
 * @step 5
 */
export function readBlock(file: DiskFile, handle: BlockHandle, end = file.size): Uint8Array {
  const { offset, size } = handle;
  if (size + TRAILER_SIZE_BYTES > end - offset) {
    throw damaged(file, offset, `a block of ${size} bytes, cut`);
  }
  const stored = file.readExactly(offset, size + TRAILER_SIZE_BYTES);
  const crc = new DataView(stored.buffer, stored.byteOffset + size + 1, 4).getUint32(0, true);
  if (maskCrc(crc32c(stored.subarray(0, size + 1))) !== crc) {
    throw damaged(file, offset, "a block with another checksum");
  }
  const contents = stored.subarray(0, size);
  const type = stored[size];
  if (type === CompressionType.None) return contents;
  if (type !== CompressionType.Snappy) throw damaged(file, offset, `a block of type ${type}`);
  const uncompressed = snappyUncompress(contents);
  if (uncompressed === undefined) throw damaged(file, offset, "a block that does not uncompress");
  return uncompressed;
}

/** @solution */
function damaged({ path }: DiskFile, offset: number, what: string): CorruptionError {
  return new CorruptionError(path, offset, what);
}
