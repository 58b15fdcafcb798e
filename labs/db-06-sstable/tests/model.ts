/**
 * What the laws compare with: blocks and tables put together by their drawings, from arrays, and a sorted array that is
 * gone through.
 *
 *     entries ──▶ modelBlock ──▶ contents ──▶ assembled ──▶ the bytes of a file
 *                                    ▲
 *                                    └ or anything else, under a checksum that is right
 *
 * Nothing here uses the submission but `@labs/db-03` and `@labs/db-05`, on which it stands.
 */
import { crc32c, maskCrc } from "@labs/db-03";
import { compareInternalKeys, encodeInternalKey, TAG_SIZE_BYTES, ValueType } from "@labs/db-05";
import { type DiskFile, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";

export interface Entry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All of these, one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** A number of 32 bits, the lowest byte first. */
export function fixed32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** A varint by its definition: digits to the base of 128, each but the last with 128 added. */
export function varint(value: number | bigint): Uint8Array {
  if (value < 128) return Uint8Array.of(Number(value));
  const digits: number[] = [];
  for (let rest = BigInt(value); rest > 0n; rest /= 128n) digits.push(Number(rest % 128n));
  return Uint8Array.from(digits, (digit, at) => (at < digits.length - 1 ? digit + 128 : digit));
}

/** One entry of a block as it is written. */
export function rawEntry(shared: number, rest: Uint8Array, value: Uint8Array): Uint8Array {
  return joined(varint(shared), varint(rest.length), varint(value.length), rest, value);
}

/** The contents of a block of these entries and restarts, whatever they are. */
export function rawBlock(entries: Uint8Array, restarts: readonly number[]): Uint8Array {
  return joined(entries, ...restarts.map(fixed32), fixed32(restarts.length));
}

/** The contents of a block, by the drawing. */
export function modelBlock(entries: readonly Entry[], restartInterval: number): Uint8Array {
  const parts: Uint8Array[] = [];
  const restarts: number[] = [];
  let size = 0;
  for (const index of entries.keys()) {
    if (index % restartInterval === 0) restarts.push(size);
    const part = partOf(entries, index, restartInterval);
    parts.push(part);
    size += part.length;
  }
  return rawBlock(joined(...parts), entries.length === 0 ? [0] : restarts);
}

/** One entry of a block, behind those before it. */
function partOf(entries: readonly Entry[], index: number, restartInterval: number): Uint8Array {
  const { key, value } = entries[index]!;
  const isRestart = index % restartInterval === 0;
  const shared = isRestart ? 0 : sharedBytes(entries[index - 1]!.key, key);
  return rawEntry(shared, key.subarray(shared), value);
}

function sharedBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? a.length : at;
}

/** A block as it stands in a file. */
export function stored(contents: Uint8Array, type = 0): Uint8Array {
  const summed = joined(contents, Uint8Array.of(type));
  return joined(summed, fixed32(maskCrc(crc32c(summed))));
}

export const MAGIC = Uint8Array.of(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb);

/** The footer, by the drawing. */
export function footerOf(handles: readonly Uint8Array[]): Uint8Array {
  const front = joined(...handles);
  return joined(front, new Uint8Array(40 - front.length), MAGIC);
}

export interface Placed {
  readonly offset: number;
  readonly size: number;
}

export const handleOf = ({ offset, size }: Placed): Uint8Array =>
  joined(varint(offset), varint(size));

/** A data block to be put into a table. */
export interface DataBlock {
  readonly contents: Uint8Array;
  /** Its key in the index. */
  readonly separator: Uint8Array;
  readonly type?: number;
  /** What the index says in place of its handle. */
  readonly pointer?: Uint8Array;
  /** It is in the file and not in the index. */
  readonly isHidden?: boolean;
}

/** A file, and where in it is what. */
export interface Assembled {
  readonly bytes: Uint8Array;
  readonly data: readonly Placed[];
  readonly meta: readonly Placed[];
  readonly metaindex: Placed;
  readonly index: Placed;
}

/** A table of these blocks, whatever they are. */
export function assembled(
  data: readonly DataBlock[],
  meta: readonly { readonly name: string; readonly contents: Uint8Array }[] = [],
  restartInterval = 16,
): Assembled {
  const parts: Uint8Array[] = [];
  let end = 0;
  const put = (contents: Uint8Array, type = 0): Placed => {
    const part = stored(contents, type);
    parts.push(part);
    const offset = end;
    end += part.length;
    return { offset, size: contents.length };
  };
  const placedData = data.map(({ contents, type }) => put(contents, type));
  const placedMeta = meta.map(({ contents }) => put(contents));
  const metaEntries = meta.map(({ name }, at) => ({
    key: utf8(name),
    value: handleOf(placedMeta[at]!),
  }));
  const metaindex = put(modelBlock(metaEntries, restartInterval));
  const indexEntries = data.flatMap(({ separator, pointer, isHidden }, at) =>
    isHidden === true ? [] : [{ key: separator, value: pointer ?? handleOf(placedData[at]!) }],
  );
  const index = put(modelBlock(indexEntries, 1));
  parts.push(footerOf([handleOf(metaindex), handleOf(index)]));
  return { bytes: joined(...parts), data: placedData, meta: placedMeta, metaindex, index };
}

export interface ModelOptions {
  readonly blockSizeBytes?: number;
  readonly restartInterval?: number;
  /** The filter block, and its policy's name. */
  readonly filter?: { readonly name: string; readonly contents: Uint8Array };
}

/** The entries of each data block: it ends behind the entry that makes it long enough. */
export function modelBlocks(
  entries: readonly Entry[],
  { blockSizeBytes = 4096, restartInterval = 16 }: ModelOptions = {},
): readonly (readonly Entry[])[] {
  const blocks: Entry[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (size >= blockSizeBytes) {
      blocks.push([]);
      size = 4;
    }
    const block = blocks.at(-1)!;
    block.push(entry);
    size += partOf(block, block.length - 1, restartInterval).length;
    if ((block.length - 1) % restartInterval === 0) size += 4;
  }
  return blocks;
}

/** An uncompressed table of these entries. */
export function modelTable(entries: readonly Entry[], options: ModelOptions = {}): Assembled {
  const { restartInterval = 16, filter } = options;
  const blocks = modelBlocks(entries, options);
  const data = blocks.map((block, at) => {
    const last = block.at(-1)!.key;
    const next = blocks[at + 1]?.[0]?.key;
    const separator = next === undefined ? modelSuccessor(last) : modelSeparator(last, next);
    return { contents: modelBlock(block, restartInterval), separator };
  });
  const meta = filter && [{ name: `filter.${filter.name}`, contents: filter.contents }];
  return assembled(data, meta, restartInterval);
}

const FIRST_TAG = Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255);
const userKey = (key: Uint8Array) => key.subarray(0, key.length - TAG_SIZE_BYTES);

/** The separator, by its three sentences. */
export function modelSeparator(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [from, to] = [[...userKey(a)], [...userKey(b)]];
  const at = from.findIndex((byte, index) => byte !== to[index]);
  if (at < 0 || at >= to.length) return a;
  if (from[at]! === 255 || from[at]! + 1 >= to[at]!) return a;
  const cut = [...from.slice(0, at), from[at]! + 1];
  return cut.length < from.length ? joined(Uint8Array.from(cut), FIRST_TAG) : a;
}

/** The successor, by its two sentences. */
export function modelSuccessor(a: Uint8Array): Uint8Array {
  const from = [...userKey(a)];
  const at = from.findIndex((byte) => byte !== 255);
  if (at < 0) return a;
  const cut = [...from.slice(0, at), from[at]! + 1];
  return cut.length < from.length ? joined(Uint8Array.from(cut), FIRST_TAG) : a;
}

/** An internal key of a value, from a text. */
export function value(text: string, sequence: number): Uint8Array {
  return encodeInternalKey(utf8(text), sequence, ValueType.Value);
}

/** An internal key of a deletion, from a text. */
export function deletion(text: string, sequence: number): Uint8Array {
  return encodeInternalKey(utf8(text), sequence, ValueType.Deletion);
}

/** Entries with values of `size` bytes, under rising keys with a common beginning. */
export function numbered(count: number, size = 20): Entry[] {
  return Array.from({ length: count }, (_, at) => ({
    key: value(`key ${String(at).padStart(6, "0")}`, count - at),
    value: filled(size, at),
  }));
}

/** So many bytes that hardly repeat each other. */
export function filled(length: number, seed = 0): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => random.below(256));
}

const anyByte = fc.oneof(
  fc.constantFrom(97, 98, 99),
  fc.constantFrom(0, 1, 127, 128, 253, 254, 255),
  fc.integer({ min: 0, max: 255 }),
);

/** User keys that are near each other: few different bytes, shared beginnings, 0 and 255. */
export const anyUserKey = fc
  .tuple(
    fc.constantFrom(...["", "a", "aa", "prefix", "x".repeat(140)].map(utf8)),
    fc.array(anyByte, { maxLength: 5 }),
  )
  .map(([beginning, rest]) => joined(beginning, Uint8Array.from(rest)));

/** Entries in the order of internal keys, several of one user key among them, deletions too. */
export const anyEntries = (options: { readonly minLength?: number; readonly maxLength: number }) =>
  fc
    .array(
      fc.record({
        user: anyUserKey,
        isDeleted: fc.boolean(),
        size: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 200 })),
      }),
      options,
    )
    .map((drawn) =>
      drawn
        .map(({ user, isDeleted, size }, at): Entry => {
          const type = isDeleted ? ValueType.Deletion : ValueType.Value;
          const key = encodeInternalKey(user, at + 1, type);
          return { key, value: isDeleted ? new Uint8Array() : filled(size, at) };
        })
        .sort((a, b) => compareInternalKeys(a.key, b.key)),
    );

/** Options small enough that a few entries make several blocks. */
export const anyOptions = fc.record({
  blockSizeBytes: fc.constantFrom(1, 40, 100, 300, 4096),
  restartInterval: fc.constantFrom(1, 2, 3, 16),
});

/** A file of these bytes on a disk of its own. */
export function fileOf(bytes: Uint8Array): { readonly disk: SimDisk; readonly file: DiskFile } {
  const disk = new SimDisk();
  disk.install("000005.ldb", bytes);
  return { disk, file: disk.open("000005.ldb", "existing") };
}

/** An empty file on a disk of its own. */
export function emptyFile(): { readonly disk: SimDisk; readonly file: DiskFile } {
  return fileOf(new Uint8Array());
}
