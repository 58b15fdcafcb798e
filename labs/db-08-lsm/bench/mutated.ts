/**
 * Tables, logs and manifests that are a little wrong, each read to its end and backwards: a result, or an error that names
 * file and offset. Anything else ends this at once, with what it was and how to have it again.
 *
 *     npx tsx --conditions=reference labs/db-08-lsm/bench/mutated.ts [HOW MANY OF EACH] [SEED]
 *
 *     harm     bits and bytes changed, a piece cut, doubled, left out
 *                in the file, where mostly a checksum tells
 *                in a block or a record, whose checksum is made right again: then only the format's own rules are left
 *     read     in full: by the checks, iterators and gets that a store uses
 *     limits   SECONDS for one file; MEMORY_BYTES more than at the beginning, looked at after each collection of garbage
 *
 * Left out: files made wrong on purpose by somebody who knows the format; the laws have those.
 */
import { BLOCK_SIZE_BYTES, crc32c, HEADER_SIZE_BYTES, maskCrc } from "@labs/db-03";
import {
  compareInternalKeys,
  encodeInternalKey,
  type InternalIterator,
  MemTable,
  seekKey,
  ValueType,
} from "@labs/db-05";
import {
  Block,
  type BlockHandle,
  blockTrailer,
  checkTable,
  decodeBlockHandle,
  readBlock,
  readFooter,
  salvageTable,
  Table,
  TableWriter,
  TRAILER_SIZE_BYTES,
} from "@labs/db-06";
import { bloomFilterPolicy } from "@labs/db-07";
import { applyBatch, LsmStore, parseFileName, readManifest, replayLog } from "@labs/db-08";
import { type DiskFile, type Random, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";

const [count = 10_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const SECONDS = 2;
const MEMORY_BYTES = 256 << 20;
const DIRECTORY = "db";
const FILTER = bloomFilterPolicy(10);

/** Good files: by kind, their paths and bytes. */
type Good = Readonly<
  Record<Kind, readonly { readonly path: string; readonly bytes: Uint8Array }[]>
>;
type Kind = "table" | "log" | "manifest";

/** What a few stores leave that were written to, and then killed. */
async function goodFiles(random: Random): Promise<Good> {
  const good = { table: [], log: [], manifest: [] } as Record<Kind, Good[Kind][number][]>;
  for (const compression of ["none", "snappy"] as const) {
    for (const [keys, valueBytes] of [
      [3, 20],
      [60, 40],
      [400, 30],
    ] as const) {
      const disk = new SimDisk();
      const store = await LsmStore.open(disk, DIRECTORY, {
        compression,
        writeBufferBytes: 1 << 20,
      });
      for (let table = 0; table < 3; table++) {
        for (let i = 0; i < keys; i++) {
          const key = Buffer.from(`key ${random.below(2 * keys)}`);
          if (random.below(4) === 0) await store.delete(key);
          else await store.put(key, Buffer.alloc(random.below(valueBytes), `value ${i} `));
        }
        if (table < 2) await store.flush();
      }
      for (const [path, bytes] of disk.files()) {
        const kind = parseFileName(path.slice(DIRECTORY.length + 1))?.kind;
        if (kind === "table" || kind === "log" || kind === "manifest") {
          good[kind].push({ path, bytes: Uint8Array.from(bytes) });
        }
      }
    }
  }
  return good;
}

/** Changes some bytes, in place. */
function spoil(bytes: Uint8Array, random: Random): void {
  if (bytes.length === 0) return;
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(bytes.length);
    const byte = [0, 0x7f, 0x80, 0xff, random.below(256), bytes[at]! ^ (1 << random.below(8))];
    bytes[at] = byte[random.below(byte.length)]!;
  }
}

/** A piece of it cut off, left out or doubled, or some bytes changed. */
function harmed(bytes: Uint8Array, random: Random): Uint8Array {
  const [a, b] = [random.below(bytes.length + 1), random.below(bytes.length + 1)];
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  switch (random.below(6)) {
    case 0:
      return bytes.slice(0, from);
    case 1:
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
    case 2:
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]));
    default: {
      const copy = bytes.slice();
      spoil(copy, random);
      return copy;
    }
  }
}

/** Bytes changed in one record's payload or fragment's type, with a checksum that is right. */
function harmedRecord(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice();
  const starts: number[] = [];
  for (let at = 0; at + HEADER_SIZE_BYTES <= copy.length; ) {
    const left = BLOCK_SIZE_BYTES - (at % BLOCK_SIZE_BYTES);
    if (left < HEADER_SIZE_BYTES) at += left;
    else {
      starts.push(at);
      at += HEADER_SIZE_BYTES + copy[at + 4]! + 256 * copy[at + 5]!;
    }
  }
  if (starts.length === 0) return copy;
  const at = starts[random.below(starts.length)]!;
  const length = copy[at + 4]! + 256 * copy[at + 5]!;
  const summed = copy.subarray(at + 6, at + HEADER_SIZE_BYTES + length);
  spoil(random.below(8) === 0 ? summed.subarray(0, 1) : summed.subarray(1), random);
  new DataView(copy.buffer).setUint32(at, maskCrc(crc32c(summed)), true);
  return copy;
}

/** The handles of all blocks of a good table. */
function handlesOf(file: DiskFile): BlockHandle[] {
  const { index, metaindex } = readFooter(file);
  const handles = [index, metaindex];
  for (const [of, compare, least] of [
    [index, compareInternalKeys, 8],
    [metaindex, Buffer.compare, 0],
  ] as const) {
    const place = new Block(readBlock(file, of), { path: file.path, offset: of.offset }).iterator(
      compare,
      least,
    );
    for (place.seekToFirst(); place.isValid; place.next()) {
      handles.push(decodeBlockHandle({ bytes: place.value, at: 0, end: place.value.length })!);
    }
  }
  return handles;
}

/** Bytes changed in one block, with a checksum that is right. */
function harmedBlock(bytes: Uint8Array, file: DiskFile, random: Random): Uint8Array {
  const copy = bytes.slice();
  const handles = handlesOf(file);
  const { offset, size } = handles[random.below(handles.length)]!;
  const contents = copy.subarray(offset, offset + size);
  spoil(contents, random);
  copy.set(blockTrailer(contents, copy[offset + size] as 0 | 1), offset + size);
  if (copy.length < offset + size + TRAILER_SIZE_BYTES) throw new Error("a block beyond the end");
  return copy;
}

/** Goes through all of it, and to and fro. */
function walk(iterator: InternalIterator, random: Random): void {
  try {
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) iterator.value.at(-1);
    for (iterator.seekToLast(); iterator.isValid; iterator.prev()) iterator.key.at(-1);
    for (let i = 0; i < 5; i++) {
      const key = Buffer.from(`key ${random.below(900)}`);
      iterator.seek(encodeInternalKey(key, random.below(1000), ValueType.Value));
      for (let step = 0; step < 3 && iterator.isValid; step++) {
        if (random.below(2) === 0) iterator.next();
        else iterator.prev();
      }
    }
  } finally {
    iterator.close();
  }
}

/** Everything that a store would do with the file, each by itself. */
const READS: Readonly<
  Record<Kind, (disk: SimDisk, file: DiskFile, random: Random) => (() => unknown)[]>
> = {
  table: (disk, file, random) => [
    () => checkTable(file, FILTER),
    () => {
      const saved = new TableWriter(disk.open("saved", "create"), { compression: "none" });
      if (salvageTable(file, saved).count > 0) saved.finish();
    },
    () => walk(Table.open(file).iterator(), random),
    () => {
      const table = Table.open(file, { filter: FILTER });
      for (let i = 0; i < 10; i++) {
        const key = Buffer.from(`key ${random.below(900)}`);
        table.get(seekKey(key, random.below(1000)));
        table.offsetOf(seekKey(key, 0));
      }
    },
  ],
  log: (_, file) =>
    (["whole", "torn", "paranoid"] as const).map((end) => () => {
      const memtable = new MemTable(seededRandom(1));
      for (const { batch, sequence } of replayLog(file, end)) applyBatch(batch, sequence, memtable);
    }),
  manifest: (disk) => [() => readManifest(disk, DIRECTORY)],
};

/** `undefined` where it went well, or the error's code. */
function outcomeOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    const { code, path, offset } = error as { code?: string; path?: string; offset?: number };
    if (code === "STORE_COMPARATOR") return code;
    const isTold = code === "CORRUPTION" && path !== undefined && Number.isSafeInteger(offset);
    if (!isTold || offset! < 0) throw error;
    return code;
  }
}

const random = seededRandom(seed);
const good = await goodFiles(random);
const startedBytes = process.memoryUsage().rss;
let mostBytes = 0;
let slowest = 0;
for (const kind of ["table", "log", "manifest"] as const) {
  const told = { read: 0, refused: 0 };
  for (let at = 0; at < count; at++) {
    const { path, bytes } = good[kind][random.below(good[kind].length)]!;
    const draw = seededRandom(seed + at);
    const disk = new SimDisk();
    disk.makeDirectory(DIRECTORY);
    const isBelow = random.below(2) === 0;
    let wrong: Uint8Array;
    if (!isBelow) wrong = harmed(bytes, draw);
    else if (kind !== "table") wrong = harmedRecord(bytes, draw);
    else {
      disk.install("good", bytes);
      wrong = harmedBlock(bytes, disk.open("good", "existing"), draw);
    }
    disk.install(path, wrong);
    disk.install(`${DIRECTORY}/CURRENT`, Buffer.from(`${path.slice(DIRECTORY.length + 1)}\n`));
    const file = disk.open(path, "existing");
    const began = performance.now();
    try {
      const outcomes = READS[kind](disk, file, draw).map(outcomeOf);
      if (outcomes.some((code) => code !== undefined)) told.refused += 1;
      else told.read += 1;
    } catch (error) {
      console.error(`${kind} ${at} of ${count}, seed ${seed}: ${path}, ${wrong.length} bytes`);
      throw error;
    }
    slowest = Math.max(slowest, performance.now() - began);
    if (slowest > SECONDS * 1000) throw new Error(`${kind} ${at}, seed ${seed}: ${slowest} ms`);
    if (at % 1000 === 999)
      mostBytes = Math.max(mostBytes, process.memoryUsage().rss - startedBytes);
    if (mostBytes > MEMORY_BYTES) throw new Error(`${mostBytes} bytes of memory more`);
  }
  const [read, refused] = [told.read, told.refused].map((n) => n.toLocaleString("en"));
  console.log(
    `${count.toLocaleString("en")} ${kind}s: ${read} read, ${refused} refused, by file and offset`,
  );
}
console.log(`seed ${seed}; at most ${Math.round(mostBytes / (1 << 20))} MiB more than at first`);
