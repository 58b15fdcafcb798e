/**
 * Step 4, steps/04-table-writer.md: what stands around blocks, by example and by rule; then whole files, held against tables
 * that were put together by the drawing, and against one that LevelDB wrote.
 */
import { compareInternalKeys, userKeyOf } from "@labs/db-05";
import {
  blockTrailer,
  CompressionType,
  encodeBlockHandle,
  encodeFooter,
  GrowingBytes,
  PIECE_SIZE_BYTES,
  shortestSeparator,
  shortSuccessor,
  snappyCompress,
  TableWriter,
  type TableWriterOptions,
} from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import type { DiskFile } from "@labs/machine";
import {
  anyEntries,
  anyOptions,
  deletion,
  type Entry,
  emptyFile,
  filled,
  footerOf,
  handleOf,
  joined,
  modelBlock,
  modelBlocks,
  modelSeparator,
  modelSuccessor,
  modelTable,
  numbered,
  stored,
  utf8,
  value,
} from "./model.ts";
import { isDiskError } from "./places.ts";
import { ToyFilter, toyContents } from "./toy-filter.ts";

const law = step("table-writer");

const NONE = { compression: "none" } as const;
const SNAPPY = { compression: "snappy" } as const;

/** Adds all of these. */
function addAll(writer: TableWriter, entries: readonly Entry[]): void {
  for (const { key, value } of entries) writer.add(key, value);
}

/** The file of these entries. */
function written(entries: readonly Entry[], options: TableWriterOptions): Uint8Array {
  const { disk, file } = emptyFile();
  const writer = new TableWriter(file, options);
  addAll(writer, entries);
  writer.finish();
  return disk.contents(file.path);
}

const LEVELDB_TABLE = Uint8Array.from(
  Buffer.from(
    "000d006170706c65000300000000000005080301010000000000007265640509" +
      "047301040000000000006d616e79000c05706561720102000000000000677265" +
      "656e00000000010000000072d1ecc9000000000100000000c0f2a1b000090271" +
      "01ffffffffffffff004a000000000100000000e2a2d5774f085c160000000000" +
      "0000000000000000000000000000000000000000000000000000000000000057" +
      "fb808b247547db",
    "hex",
  ),
);

law(
  "trailer",
  "behind a block stand its type and the masked checksum of contents and type, lowest byte first",
  { hint: "Under the checksum" },
  async (t) => {
    const contents = utf8("the contents of a block");
    for (const type of [CompressionType.None, CompressionType.Snappy]) {
      t.given("the trailer of", `23 bytes of type ${type}`);
      t.bytes(blockTrailer(contents, type), stored(contents, type).subarray(contents.length));
    }
    t.given("the trailer of", "LevelDB's empty metaindex");
    const empty = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0);
    t.bytes(blockTrailer(empty, 0), Uint8Array.of(0, 0xc0, 0xf2, 0xa1, 0xb0));
  },
);

law(
  "handle-and-footer",
  "a handle is two varints; the footer has the metaindex's, the index's, zeros up to 40 bytes and the magic",
  { hint: "The order of things" },
  (t) => {
    for (const [metaindex, index] of [
      [
        { offset: 79, size: 8 },
        { offset: 92, size: 22 },
      ],
      [
        { offset: 0, size: 0 },
        { offset: 127, size: 128 },
      ],
      [
        { offset: 2 ** 53 - 1, size: 2 ** 40 },
        { offset: 2 ** 32, size: 2 ** 31 },
      ],
    ] as const) {
      t.given("metaindex and index at", [metaindex, index]);
      const target = new GrowingBytes();
      encodeBlockHandle(target, metaindex);
      encodeBlockHandle(target, index);
      t.bytes(target.contents(), joined(handleOf(metaindex), handleOf(index)));
      t.bytes(encodeFooter({ metaindex, index }), footerOf([handleOf(metaindex), handleOf(index)]));
    }
  },
);

law(
  "separator",
  "a separator is cut at the first difference, where one more there is still less than the next; else it is the key itself",
  { hint: "Between two blocks" },
  (t) => {
    for (const [a, b, expected] of [
      ["the quick brown fox", "the who", "the r"],
      ["abc1xyz", "abc9", "abc2"],
      ["abcdef", "abd", undefined],
      ["abcdef", "abe", "abd"],
      ["abc", "abcd", undefined],
      ["abc", "abz", undefined],
      ["abcx", "abzx", "abd"],
      ["a", "c", undefined],
      ["ab", "b", undefined],
      ["ab", "c", "b"],
      ["ab", "d", "b"],
      ["\xfe\xfex", "\xff", undefined],
      ["a\xffxyz", "b", undefined],
      ["", "a", undefined],
      ["same", "same", undefined],
    ] as const) {
      const [from, to] = [key(a, 7), key(b, 4)];
      t.given("between", `${JSON.stringify(a)} 7 and ${JSON.stringify(b)} 4`);
      const separator = shortestSeparator(from, to);
      t.equal(shown(separator), expected ?? a, "the user key");
      t.bytes(separator, expected === undefined ? from : joined(latin1(expected), FIRST_TAG));
    }
  },
);

law(
  "successor",
  "behind the last block the first byte below 255 gets one more and ends the key, where it becomes shorter",
  { hint: "Between two blocks" },
  (t) => {
    for (const [a, expected] of [
      ["pear", "q"],
      ["\xff\xffab", "\xff\xffb"],
      ["\xfeab", "\xff"],
      ["a", undefined],
      ["\xffa", undefined],
      ["\xff\xff", undefined],
      ["", undefined],
    ] as const) {
      t.given("behind", `${JSON.stringify(a)} 7`);
      const successor = shortSuccessor(key(a, 7));
      t.bytes(successor, expected === undefined ? key(a, 7) : joined(latin1(expected), FIRST_TAG));
    }
  },
);

law(
  "any-separator",
  "any separator is not before the one key, before the other, not longer, and the one that LevelDB has",
  { hint: "Between two blocks" },
  async (t) => {
    await t.forAll([anyEntries({ minLength: 2, maxLength: 12 })], (entries) => {
      for (let at = 1; at < entries.length; at++) {
        const [a, b] = [entries[at - 1]!.key, entries[at]!.key];
        t.did("between", [a, b]);
        const [first, second] = [Uint8Array.from(a), Uint8Array.from(b)];
        const separator = shortestSeparator(a, b);
        t.holds(compareInternalKeys(a, separator) <= 0, "it is before the first");
        t.holds(compareInternalKeys(separator, b) < 0, "it is not before the second");
        t.atMost(separator.length, a.length, "bytes");
        t.bytes(separator, modelSeparator(a, b));
        t.bytes(shortSuccessor(a), modelSuccessor(a));
        t.bytes(a, first);
        t.bytes(b, second);
      }
    });
  },
);

law(
  "leveldb-table",
  "of four entries a table is, byte for byte, the one that LevelDB wrote of them",
  { hint: "The order of things" },
  (t) => {
    t.did("written", "apple deleted at 3, apple = red at 1, apples = many at 4, pear = green at 2");
    const entries = [
      { key: deletion("apple", 3), value: utf8("") },
      { key: value("apple", 1), value: utf8("red") },
      { key: value("apples", 4), value: utf8("many") },
      { key: value("pear", 2), value: utf8("green") },
    ];
    t.bytes(written(entries, NONE), LEVELDB_TABLE);
  },
);

/** For the title of a case: its user keys. */
const shown = (key: Uint8Array) => Buffer.from(userKeyOf(key)).toString("latin1");

const FIRST_TAG = Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const key = (text: string, sequence: number) => joined(latin1(text), value("", sequence));

law(
  "any-table",
  "of any entries, with any sizes of blocks and any restart interval, an uncompressed table is what the drawing says",
  { hint: "When a block is full" },
  async (t) => {
    let blocks = 0;
    const some = anyEntries({ minLength: 1, maxLength: 40 });
    await t.forAll([some, anyOptions], (entries, options) => {
      t.did("written", `${entries.length} entries`);
      t.did("with", options);
      const expected = modelTable(entries, options);
      blocks += expected.data.length;
      t.bytes(written(entries, { ...NONE, ...options }), expected.bytes);
    });
    t.floor("data blocks", blocks, 300);
  },
);

law(
  "defaults",
  "unless said, a block ends with 4,096 bytes and has a restart every 16 entries",
  { hint: "When a block is full" },
  (t) => {
    const entries = numbered(2000, 30);
    t.did("written", "2,000 entries, with nothing said");
    t.bytes(written(entries, NONE), modelTable(entries).bytes);
    const one = [{ key: value("k", 1), value: filled(100_000) }];
    t.given("written", "one entry of 100,000 bytes");
    t.bytes(written(one, NONE), modelTable(one).bytes);
  },
);

/** The first blocks of a file, how long each is and its type: a block ends where a trailer is right. */
function storedBlocks(bytes: Uint8Array, count: number): { size: number; type: number }[] {
  const found: { size: number; type: number }[] = [];
  for (let from = 0; found.length < count; ) {
    let end = from;
    while (end < bytes.length && !isTrailer(bytes, from, end)) end++;
    found.push({ size: end - from, type: bytes[end] ?? -1 });
    from = end + 5;
  }
  return found;
}

function isTrailer(bytes: Uint8Array, from: number, end: number): boolean {
  if (bytes[end]! > 1) return false;
  const block = stored(bytes.subarray(from, end), bytes[end]!);
  return Buffer.compare(block, bytes.subarray(from, end + 5)) === 0;
}

law(
  "snappy-where-it-saves",
  "a block is compressed where that saves more than an eighth of it, and else it is stored as it is",
  { hint: "What Snappy must save" },
  (t) => {
    const options = { ...SNAPPY, blockSizeBytes: 200 };
    let [kept, dropped, equal] = [0, 0, 0];
    // Blocks of one entry, of which more and more is a run.
    for (let run = 0; run <= 60; run++) {
      for (const noise of [190, 191, 192, 193, 194, 195]) {
        const entry = {
          key: value("key", 1),
          value: joined(filled(noise, noise), new Uint8Array(run).fill(7)),
        };
        const contents = modelBlock([entry], 16);
        const compressed = snappyCompress(contents);
        const least = contents.length - Math.floor(contents.length / 8);
        const isSaving = compressed.length < least;
        if (compressed.length === least) equal++;
        else if (isSaving) kept++;
        else dropped++;
        t.given("a block of", `${contents.length} bytes, ${compressed.length} compressed`);
        const front = isSaving ? stored(compressed, 1) : stored(contents, 0);
        t.bytes(written([entry], options).subarray(0, front.length), front);
      }
    }
    t.floor("blocks that are compressed", kept, 20);
    t.floor("blocks that are not", dropped, 20);
    t.floor("blocks of which exactly an eighth is saved", equal, 1);
  },
);

law(
  "snappy-index",
  "the index is compressed as data blocks are, and under `none` nothing is",
  { hint: "What Snappy must save" },
  (t) => {
    const entries = Array.from({ length: 300 }, (_, at) => ({
      key: value(`a long key, the same for all but its number ${1000 + at}`, 1),
      value: utf8("value ".repeat(20)),
    }));
    t.did("written", "300 entries that repeat each other, a block for each");
    const options = { blockSizeBytes: 1, restartInterval: 16 };
    const compressed = written(entries, { ...SNAPPY, ...options });
    const plain = written(entries, { ...NONE, ...options });
    t.bytes(plain, modelTable(entries, options).bytes);
    const blocks = storedBlocks(compressed, 302);
    t.equal(blocks.length, 302, "blocks");
    t.equal(
      blocks.slice(0, 300).every(({ type }) => type === 1),
      true,
      "whether all data blocks are compressed",
    );
    t.equal(blocks[300], { size: 8, type: 0 }, "the metaindex");
    t.equal(blocks[301]?.type, 1, "the type of the index");
  },
);

law(
  "size-so-far",
  "sizeBytes counts the blocks that are complete, count the entries that were added, from the first on",
  { hint: "Pieces" },
  (t) => {
    const entries = numbered(200, 50);
    const options = { blockSizeBytes: 500, restartInterval: 4 };
    const { data } = modelTable(entries, options);
    const blocks = modelBlocks(entries, options);
    const writer = new TableWriter(emptyFile().file, { ...NONE, ...options });
    t.did("added", "200 entries, to blocks of 500 bytes");
    t.equal([writer.sizeBytes, writer.count], [0, 0], "sizeBytes and count, at first");
    let count = 0;
    for (const [at, block] of blocks.entries()) {
      const isFull = modelBlock(block, 4).length >= 500;
      for (const [index, { key, value }] of block.entries()) {
        writer.add(key, value);
        count++;
        const { offset, size } = data[at]!;
        const isComplete = index === block.length - 1 && isFull;
        t.equal(writer.count, count, "count");
        t.equal(writer.sizeBytes, isComplete ? offset + size + 5 : offset, "sizeBytes");
      }
    }
    const { sizeBytes } = writer.finish();
    t.equal([writer.sizeBytes, writer.count], [sizeBytes, 200], "sizeBytes and count, finished");
  },
);

law(
  "pieces",
  "the file is written in pieces of 64 KiB and a block at the most, each as soon as it is that long, and never synced",
  { hint: "Pieces" },
  (t) => {
    const { disk, file } = emptyFile();
    const writer = new TableWriter(file, NONE);
    t.did("written", "10,000 entries of 120 bytes");
    let before = 0;
    for (const { key, value } of numbered(10_000, 100)) {
      writer.add(key, value);
      t.atMost(writer.sizeBytes - file.size, PIECE_SIZE_BYTES - 1, "bytes that are not written");
      const piece = file.size - before;
      if (piece > 0) t.holds(piece >= PIECE_SIZE_BYTES, `a piece of ${piece} bytes`);
      t.atMost(piece, PIECE_SIZE_BYTES + 5000, "bytes in a piece");
      before = file.size;
    }
    const { sizeBytes } = writer.finish();
    const { writes, syncs } = disk.counts;
    t.atMost(writes, Math.ceil(sizeBytes / PIECE_SIZE_BYTES), "writes");
    t.equal(syncs, 0, "syncs");
    t.equal(disk.openFiles, 1, "open files: it is the caller who closes it");
    t.equal(file.size, sizeBytes, "the file's size");
    const exact = emptyFile().file;
    // 1, 1 and 3 bytes of lengths, 9 of the key, 8 of restarts, 5 of the trailer.
    const valueSizeBytes = PIECE_SIZE_BYTES - 27;
    new TableWriter(exact, NONE).add(value("a", 1), filled(valueSizeBytes));
    t.given("written", "an entry whose block has 64 KiB exactly, with its trailer");
    t.equal(exact.size, PIECE_SIZE_BYTES, "the file's size");
  },
);

law(
  "summary",
  "what finish tells is the file's size, the count, and the first and the last key, in the caller's own memory",
  { hint: "The order of things" },
  async (t) => {
    const some = anyEntries({ minLength: 1, maxLength: 30 });
    await t.forAll([some, anyOptions], (entries, options) => {
      const { file } = emptyFile();
      const writer = new TableWriter(file, { ...SNAPPY, ...options });
      const memory = Buffer.alloc(400);
      t.did(
        "written",
        `${entries.length} entries, all from the same Buffer, whose slice is no copy`,
      );
      for (const { key, value } of entries) {
        memory.set(key);
        memory.set(value, 200);
        writer.add(memory.subarray(0, key.length), memory.subarray(200, 200 + value.length));
        memory.fill(0);
      }
      const { sizeBytes, count, smallest, largest } = writer.finish();
      t.equal([sizeBytes, count], [file.size, entries.length], "sizeBytes and count");
      t.bytes(smallest, entries[0]!.key);
      t.bytes(largest, entries.at(-1)!.key);
    });
  },
);

law(
  "filter-calls",
  "a filter is told of 0, of every user key, and behind each data block of where the next would begin; then it is finished",
  { hint: "What the filter hears" },
  async (t) => {
    const some = anyEntries({ minLength: 1, maxLength: 25 });
    await t.forAll([some, anyOptions], (entries, options) => {
      const filter = new ToyFilter();
      t.did("written", `${entries.length} entries, with a filter`);
      const { file } = emptyFile();
      const writer = new TableWriter(file, { ...NONE, ...options, filter });
      t.equal(filter.built, ["block 0"], "what the filter was told before the first key");
      addAll(writer, entries);
      writer.finish();
      const expected = ["block 0"];
      const { data } = modelTable(entries, options);
      for (const [at, block] of modelBlocks(entries, options).entries()) {
        for (const { key } of block) {
          expected.push(`key ${Buffer.from(userKeyOf(key)).toString("hex")}`);
        }
        expected.push(`block ${data[at]!.offset + data[at]!.size + 5}`);
      }
      t.equal(filter.built, [...expected, "finish"], "what the filter was told");
    });
  },
);

law(
  "filter-block",
  "the filter block stands behind the data, never compressed, and the metaindex has it under filter. and its name",
  { hint: "What the filter hears" },
  (t) => {
    const entries = numbered(60, 5);
    const options = { blockSizeBytes: 400, restartInterval: 16 };
    for (const compression of ["none", "snappy"] as const) {
      const filter = new ToyFilter("labs.Toy");
      t.given("written", `60 entries with a filter named labs.Toy, compression ${compression}`);
      const bytes = written(entries, { ...options, compression, filter });
      const contents = toyContents(filter.built.slice(0, -1));
      if (compression === "none") {
        const named = { ...options, filter: { name: "labs.Toy", contents } };
        t.bytes(bytes, modelTable(entries, named).bytes);
      }
      const at = Buffer.from(bytes).indexOf(contents);
      t.holds(at > 0, "its contents are not in the file as they are");
      t.bytes(bytes.subarray(at, at + contents.length + 5), stored(contents));
    }
  },
);

law(
  "keys-rise",
  "a key that is not behind the one before it is a bug, within a block and from one to the next",
  { hint: "Keys that do not rise" },
  (t) => {
    for (const blockSizeBytes of [1, 4096]) {
      for (const [what, wrong] of [
        ["the same key", value("bee", 7)],
        ["a newer version", value("bee", 8)],
        ["another user key, before it", value("ant", 1)],
      ] as const) {
        const writer = new TableWriter(emptyFile().file, { ...NONE, blockSizeBytes });
        writer.add(value("bee", 7), utf8("1"));
        t.given("after bee 7, in blocks of", blockSizeBytes);
        t.did("added", what);
        t.isBug(() => writer.add(wrong, utf8("2")));
      }
    }
  },
);

law(
  "misuse",
  "to finish without an entry, to call it when it is finished, and to begin in a file that has bytes are bugs",
  { hint: "When it is over" },
  (t) => {
    const { file } = emptyFile();
    const writer = new TableWriter(file, NONE);
    t.given("finished", "a table without entries");
    t.isBug(() => writer.finish());
    const finished = new TableWriter(emptyFile().file, NONE);
    finished.add(value("a", 1), utf8("1"));
    finished.finish();
    t.given("called", "when it was finished");
    t.isBug(() => finished.add(value("b", 1), utf8("2")));
    t.isBug(() => finished.finish());
    const other = emptyFile().file;
    other.append(utf8("?"));
    t.given("begun", "in a file of one byte");
    t.isBug(() => new TableWriter(other, NONE));
  },
);

function faulty(t: Trial, nth: number, code: "EIO" | "ENOSPC"): DiskFile {
  const { disk, file } = emptyFile();
  t.given("written", `10,000 entries, of which write ${nth} fails with ${code}`);
  if (code === "EIO") disk.failWrites({ nth });
  else disk.capacityBytes = (nth - 1) * 70_000 + 1000;
  return file;
}

law(
  "disk-refuses",
  "what the disk refuses is thrown as it is, and the writer is of no use then: every further call is a bug",
  { hint: "When it is over" },
  (t) => {
    const entries = numbered(2000, 100);
    for (const code of ["EIO", "ENOSPC"] as const) {
      for (let nth = 1; nth <= 4; nth++) {
        const writer = new TableWriter(faulty(t, nth, code), NONE);
        let added = 0;
        isDiskError(
          t,
          () => {
            for (const { key, value } of entries) {
              writer.add(key, value);
              added++;
            }
            writer.finish();
          },
          code,
        );
        t.isBug(() => writer.finish());
        t.isBug(() => writer.add(value("zebra", 1), utf8("")));
        t.holds(added > 400 * (nth - 1), `only ${added} entries were added before`);
      }
    }
  },
);
