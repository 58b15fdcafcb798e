/**
 * Step 5, steps/05-table-reader.md: tables that were put together by the drawing, held against sorted arrays; what a read costs;
 * what stands where it should not.
 */
import {
  compareInternalKeys,
  encodeInternalKey,
  MAX_SEQUENCE,
  seekKey,
  userKeyOf,
} from "@labs/db-05";
import {
  type Block,
  type BlockLease,
  decodeBlockHandle,
  readBlock,
  readFooter,
  snappyCompress,
  Table,
  type TableOptions,
} from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import {
  anyEntries,
  anyOptions,
  anyUserKey,
  assembled,
  type DataBlock,
  deletion,
  type Entry,
  fileOf,
  filled,
  footerOf,
  handleOf,
  joined,
  MAGIC,
  modelBlock,
  modelBlocks,
  modelTable,
  numbered,
  rawBlock,
  rawEntry,
  stored,
  utf8,
  value,
  varint,
} from "./model.ts";
import {
  anyMoves,
  backwards,
  follows,
  forwards,
  isDamage,
  isDiskError,
  sameEntries,
  standsAt,
} from "./places.ts";
import { ToyFilter, toyContents } from "./toy-filter.ts";

const law = step("table-reader");

const PATH = "000005.ldb";
const anyTarget = fc
  .tuple(anyUserKey, fc.nat({ max: 45 }), fc.constantFrom(0 as const, 1 as const))
  .map(([user, sequence, type]) => encodeInternalKey(user, sequence, type));

/** A table of these bytes, on a disk that counts. */
function opened(bytes: Uint8Array, options: TableOptions = {}) {
  const { disk, file } = fileOf(bytes);
  const table = Table.open(file, options);
  let before = disk.counts.reads;
  return {
    disk,
    file,
    table,
    /** How many reads there were since this was asked last. */
    reads: () => {
      const all = disk.counts.reads;
      const since = all - before;
      before = all;
      return since;
    },
  };
}

/** What `get` should find. */
function modelGet(entries: readonly Entry[], target: Uint8Array): Entry | undefined {
  const found = entries.find(({ key }) => compareInternalKeys(key, target) >= 0);
  if (found === undefined) return undefined;
  return Buffer.compare(userKeyOf(found.key), userKeyOf(target)) === 0 ? found : undefined;
}

function finds(t: Trial, table: Table, target: Uint8Array, expected: Entry | undefined): void {
  t.did("get", target);
  const found = table.get(target);
  t.equal(found === undefined, expected === undefined, "whether nothing was found");
  if (found === undefined || expected === undefined) return;
  t.bytes(found.key, expected.key);
  t.bytes(found.value, expected.value);
}

law(
  "handle",
  "a handle is read where the cursor stands; where one of its two numbers is none, so is the handle",
  { hint: "From the end" },
  (t) => {
    for (const [offset, size] of [
      [0, 0],
      [79, 300],
      [2 ** 53 - 1, 2 ** 40],
    ] as const) {
      const bytes = joined(utf8("??"), varint(offset), varint(size), utf8("more"));
      const cursor = { bytes, at: 2, end: bytes.length };
      t.given("a handle of", [offset, size]);
      t.equal(decodeBlockHandle(cursor), { offset, size });
      t.equal(cursor.at, bytes.length - 4, "cursor.at");
      const end = bytes.length - 5;
      t.did("cut", "by a byte");
      t.equal(decodeBlockHandle({ bytes, at: 2, end }), undefined);
    }
    const large = joined(varint(2n ** 53n), varint(1));
    t.given("a handle of", "2 ** 53 and 1");
    t.equal(decodeBlockHandle({ bytes: large, at: 0, end: large.length }), undefined);
  },
);

law(
  "footer",
  "the footer is the last 48 bytes: a file without them, another magic and handles that are none are damage",
  { hint: "From the end" },
  (t) => {
    const good = footerOf([varint(7), varint(8), varint(20), varint(300)]);
    t.given("a footer behind", "1,000 bytes");
    const { file } = fileOf(joined(filled(1000), good));
    t.equal(readFooter(file), {
      metaindex: { offset: 7, size: 8 },
      index: { offset: 20, size: 300 },
    });
    t.given("a file of", "48 bytes, all of them the footer's");
    t.equal(readFooter(fileOf(good).file).metaindex, { offset: 7, size: 8 }, "the metaindex");
    for (const size of [0, 1, 47]) {
      t.given("a file of", `${size} bytes`);
      isDamage(t, () => readFooter(fileOf(good.subarray(48 - size)).file), PATH, 0);
    }
    for (let at = 40; at < 48; at++) {
      const bytes = joined(filled(100), good);
      bytes[100 + at]! ^= 0x10;
      t.given("another magic, from byte", at);
      isDamage(t, () => readFooter(fileOf(bytes).file), PATH, 100);
    }
    for (const [what, handles] of [
      ["an offset without an end", new Uint8Array(40).fill(0x80)],
      [
        "three numbers and no fourth",
        joined(varint(1), varint(1), varint(1), new Uint8Array(37).fill(0x80)),
      ],
      ["an offset of 2 ** 60", joined(varint(2n ** 60n), new Uint8Array(31))],
    ] as const) {
      t.given("a footer with", what);
      const bytes = joined(filled(10), handles, MAGIC);
      isDamage(t, () => readFooter(fileOf(bytes).file), PATH, 10);
    }
  },
);

law(
  "block",
  "a block is read once, its checksum looked at, and uncompressed where its type says so",
  { hint: "What is under the checksum" },
  (t) => {
    const text = utf8("contents ".repeat(30));
    for (const [what, contents, type] of [
      ["a block as it is", text, 0],
      ["a compressed block", snappyCompress(text), 1],
    ] as const) {
      const bytes = joined(filled(50), stored(contents, type), filled(50));
      const { disk, file } = fileOf(bytes);
      const handle = { offset: 50, size: contents.length };
      t.given("read", what);
      t.bytes(readBlock(file, handle), text);
      t.equal(disk.counts.reads, 1, "reads");
      for (let at = 50; at < bytes.length - 50; at++) {
        disk.flipBit(PATH, at, at % 8);
        t.given("read", `${what}, with a flipped bit at ${at}`);
        isDamage(t, () => readBlock(file, handle), PATH, 50);
        disk.flipBit(PATH, at, at % 8);
      }
    }
  },
);

law(
  "block-that-is-none",
  "a block that reaches beyond the end, of an unknown type, or that does not uncompress is damage, and the disk's errors pass",
  { hint: "What is under the checksum" },
  (t) => {
    const contents = utf8("contents");
    const { disk, file } = fileOf(joined(stored(contents), filled(10)));
    for (const [what, handle, end] of [
      ["behind the file", { offset: 100, size: 1 }, undefined],
      ["behind the file, by its trailer", { offset: 0, size: 19 }, undefined],
      ["of 2 ** 52 bytes", { offset: 0, size: 2 ** 52 }, undefined],
      ["at 2 ** 53 - 1", { offset: 2 ** 53 - 1, size: 2 ** 53 - 1 }, undefined],
      ["behind the end that was said, by a byte", { offset: 0, size: 8 }, 12],
    ] as const) {
      t.given("a block", what);
      isDamage(t, () => readBlock(file, handle, end), PATH, handle.offset);
      t.equal(disk.counts.reads, 0, "reads");
    }
    t.given("a block", "that ends where it was said");
    t.bytes(readBlock(file, { offset: 0, size: 8 }, 13), contents);
    for (const [what, bytes] of [
      ["of type 2", stored(contents, 2)],
      ["of type 255", stored(contents, 255)],
      ["that is not Snappy's", stored(contents, 1)],
    ] as const) {
      const other = fileOf(bytes).file;
      t.given("a block", what);
      isDamage(t, () => readBlock(other, { offset: 0, size: 8 }), PATH, 0);
    }
    disk.failReads();
    t.given("a block", "that the disk does not read");
    isDiskError(t, () => readBlock(file, { offset: 0, size: 8 }), "EIO");
  },
);

law(
  "get",
  "get finds the newest version that is not newer than the target, deletions too, and nothing for a key that is not there",
  { hint: "Two seeks" },
  (t) => {
    const entries = [
      { key: deletion("apple", 9), value: utf8("") },
      { key: value("apple", 5), value: utf8("red") },
      { key: value("apple", 2), value: utf8("green") },
      { key: value("bee", 7), value: utf8("") },
      { key: value("cat", 3), value: utf8("purr") },
      { key: value("dog", 4), value: utf8("woof") },
    ];
    for (const blockSizeBytes of [1, 60, 4096]) {
      const { table } = opened(modelTable(entries, { blockSizeBytes }).bytes);
      for (const [user, sequence, index] of [
        ["apple", MAX_SEQUENCE, 0],
        ["apple", 8, 1],
        ["apple", 5, 1],
        ["apple", 4, 2],
        ["apple", 1, undefined],
        ["apples", 100, undefined],
        ["bee", 7, 3],
        ["bee", 6, undefined],
        ["bat", 9, undefined],
        ["cat", 9, 4],
        ["dog", 4, 5],
        ["dog", 3, undefined],
        ["", 9, undefined],
        ["zebra", 9, undefined],
      ] as const) {
        t.given("a table of six entries, in blocks of", blockSizeBytes);
        const expected = index === undefined ? undefined : entries[index];
        finds(t, table, seekKey(utf8(user), sequence), expected);
      }
    }
  },
);

law(
  "any-get",
  "in any table every key is found, and every other target finds what a sorted array has",
  { hint: "Two seeks" },
  async (t) => {
    const some = anyEntries({ minLength: 1, maxLength: 30 });
    await t.forAll([some, anyOptions, fc.array(anyTarget)], (entries, options, targets) => {
      t.did("a table of", `${entries.length} entries`);
      t.did("with", options);
      const { table } = opened(modelTable(entries, options).bytes);
      for (const target of [...entries.map(({ key }) => key), ...targets]) {
        finds(t, table, target, modelGet(entries, target));
      }
    });
  },
);

law(
  "both-ways",
  "an iterator gives all entries forwards and backwards, through all blocks, compressed or not",
  { hint: "Two levels" },
  async (t) => {
    const entries = numbered(500, 40);
    for (const blockSizeBytes of [1, 300, 4096, 100_000]) {
      for (const isCompressed of [false, true]) {
        t.given("a table of 500 entries, in blocks of", blockSizeBytes);
        const bytes = isCompressed
          ? compressedTable(entries, blockSizeBytes)
          : modelTable(entries, { blockSizeBytes }).bytes;
        const iterator = opened(bytes).table.iterator();
        t.equal(iterator.isValid, false, "isValid, of a new iterator");
        sameEntries(t, forwards(t, iterator, 500), entries);
        sameEntries(t, backwards(t, iterator, 500), entries.toReversed());
        iterator.close();
      }
    }
  },
);

/** A table all of whose data blocks are compressed. */
function compressedTable(entries: readonly Entry[], blockSizeBytes: number): Uint8Array {
  const data = modelBlocks(entries, { blockSizeBytes }).map(
    (block): DataBlock => ({
      contents: snappyCompress(modelBlock(block, 16)),
      type: 1,
      separator: block.at(-1)!.key,
    }),
  );
  return assembled(data).bytes;
}

law(
  "any-moves",
  "any moves in any table lead where they lead in a sorted array",
  { hint: "Two levels" },
  async (t) => {
    const some = anyEntries({ minLength: 1, maxLength: 30 });
    await t.forAll([some, anyOptions, anyMoves(anyTarget)], (entries, options, moves) => {
      t.did("a table of", `${entries.length} entries`);
      t.did("with", options);
      const iterator = opened(modelTable(entries, options).bytes).table.iterator();
      follows(t, iterator, entries, moves, compareInternalKeys);
      iterator.close();
    });
  },
);

law(
  "blocks-without-entries",
  "a data block without entries, and a table without data blocks, are passed over in both directions",
  { hint: "Two levels" },
  (t) => {
    const empty = (separator: Uint8Array): DataBlock => ({
      contents: rawBlock(utf8(""), [0]),
      separator,
    });
    const [bee, cat] = ["bee", "cat"].map((name) => ({ key: value(name, 5), value: utf8(name) }));
    const one = (entry: Entry): DataBlock => ({
      contents: modelBlock([entry], 16),
      separator: entry.key,
    });
    const entries = [bee!, cat!];
    const { bytes } = assembled([
      empty(value("a", 9)),
      empty(value("b", 9)),
      one(bee!),
      empty(value("bz", 9)),
      one(cat!),
      empty(value("z", 9)),
    ]);
    const { table } = opened(bytes);
    const iterator = table.iterator();
    t.did("a table of", "two entries, with a block without entries before, between and behind");
    sameEntries(t, forwards(t, iterator, 2), entries);
    sameEntries(t, backwards(t, iterator, 2), entries.toReversed());
    iterator.seek(value("aa", 9));
    standsAt(t, iterator, bee);
    iterator.seek(value("by", 1));
    standsAt(t, iterator, cat);
    iterator.seek(value("y", 1));
    standsAt(t, iterator, undefined);
    finds(t, table, value("by", 1), undefined);
    t.given("a table of", "no data blocks");
    const none = opened(assembled([]).bytes).table;
    t.equal(forwards(t, none.iterator(), 0), []);
    t.equal(backwards(t, none.iterator(), 0), []);
    finds(t, none, value("a", 1), undefined);
  },
);

law(
  "not-valid",
  "where an iterator stands at no entry, key, value, next and prev are bugs, and it may seek again",
  { hint: "Two levels" },
  (t) => {
    const entries = numbered(30);
    const { table } = opened(modelTable(entries, { blockSizeBytes: 100 }).bytes);
    const iterator = table.iterator();
    const isNowhere = (where: string) => {
      t.given("an iterator", where);
      t.equal(iterator.isValid, false, "isValid");
      t.isBug(() => iterator.key);
      t.isBug(() => iterator.value);
      t.isBug(() => iterator.next());
      t.isBug(() => iterator.prev());
    };
    isNowhere("that is new");
    iterator.seekToLast();
    iterator.next();
    isNowhere("behind the last entry");
    iterator.seekToFirst();
    iterator.prev();
    isNowhere("before the first entry");
    iterator.seek(value("zebra", 1));
    isNowhere("that sought behind the last entry");
    iterator.seek(entries[17]!.key);
    standsAt(t, iterator, entries[17]);
    iterator.close();
    iterator.close();
    t.equal(iterator.isValid, false, "isValid, closed twice");
  },
);

law(
  "reads",
  "to open takes two reads, a get one, an iteration one for each block, and a seek within the block none",
  { hint: "What it costs" },
  (t) => {
    const entries = numbered(1000, 40);
    const { bytes, data } = modelTable(entries);
    t.did("a table of", `1,000 entries in ${data.length} blocks`);
    const { disk, table, reads } = opened(bytes);
    t.equal(disk.counts.reads, 2, "reads of open");
    for (let at = 0; at < entries.length; at += 50) {
      finds(t, table, entries[at]!.key, entries[at]);
      t.atMost(reads(), 1, "reads of a get");
    }
    finds(t, table, value("zebra", 1), undefined);
    t.atMost(reads(), 1, "reads of a get, for a key that is not there");
    table.offsetOf(entries[500]!.key);
    t.equal(reads(), 0, "reads of offsetOf");
    const iterator = table.iterator();
    t.equal(reads(), 0, "reads of a new iterator");
    forwards(t, iterator, 1000);
    t.equal(reads(), data.length, "reads of an iteration");
    backwards(t, iterator, 1000);
    t.equal(reads(), data.length, "reads of an iteration backwards");
    iterator.seek(entries[500]!.key);
    t.equal(reads(), 1, "reads of a seek");
    for (const at of [501, 503, 498, 502, 500]) iterator.seek(entries[at]!.key);
    t.equal(reads(), 0, "reads of seeks within the block");
    for (const [end, seekToEnd] of [
      [0, () => iterator.seekToFirst()],
      [999, () => iterator.seekToLast()],
    ] as const) {
      seekToEnd();
      t.equal(reads(), 1, "reads of a seek to an end");
      iterator.seek(entries[end]!.key);
      seekToEnd();
      t.equal(reads(), 0, "reads of a seek to the end in whose block it stands");
    }
    iterator.close();
    const [ant, cow] = ["ant", "cow"].map((name) => ({ key: value(name, 5), value: utf8(name) }));
    const parted = [
      { contents: modelBlock([ant!], 16), separator: value("b", 1) },
      { contents: modelBlock([cow!], 16), separator: value("d", 1) },
    ];
    const between = opened(assembled(parted).bytes);
    t.given("a table of", 'two blocks: "ant" under the separator "b", and "cow"');
    for (const target of [value("az", 9), value("ant", 4)]) {
      finds(t, between.table, target, undefined);
      t.atMost(between.reads(), 1, "reads of a get behind the block's last key");
    }
  },
);

law(
  "value-of-their-own",
  "what get found stays right through later calls, and so do the values of an iterator, which are windows on blocks",
  { hint: "Whose memory" },
  (t) => {
    const entries = numbered(100);
    const keeper = new Keeper();
    const { bytes } = modelTable(entries, { blockSizeBytes: 300 });
    const { table } = opened(bytes, { blocks: keeper.blocks });
    t.did("kept", "what 100 gets found, and the values of an iteration");
    const found = entries.map(({ key }) => table.get(key)!);
    const iterator = table.iterator();
    const values: Uint8Array[] = [];
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) values.push(iterator.value);
    iterator.close();
    for (const [at, entry] of entries.entries()) {
      t.bytes(found[at]!.key, entry.key);
      t.bytes(found[at]!.value, entry.value);
      t.bytes(values[at]!, entry.value);
    }
    const memory = new Set([...keeper.kept.values()].map((block) => block.bytes.buffer));
    const isWindow = ({ buffer }: Uint8Array) => memory.has(buffer);
    t.holds(
      found.every(({ value }) => isWindow(value)),
      "a value of get is a copy, and should be a window on its block",
    );
    t.holds(values.every(isWindow), "a value of the iterator is a copy, and should be a window");
  },
);

law(
  "side-by-side",
  "iterators and gets of one table do not disturb each other",
  { hint: "Whose memory" },
  (t) => {
    const entries = numbered(200);
    const { table } = opened(modelTable(entries, { blockSizeBytes: 300 }).bytes);
    const [one, two] = [table.iterator(), table.iterator()];
    t.did("moved", "two iterators in turns, with a get and an offsetOf between");
    one.seekToFirst();
    two.seekToLast();
    for (let at = 0; at < entries.length; at++) {
      standsAt(t, one, entries[at]);
      standsAt(t, two, entries[199 - at]);
      finds(t, table, entries[(at * 7) % 200]!.key, entries[(at * 7) % 200]);
      table.offsetOf(entries[(at * 3) % 200]!.key);
      one.next();
      two.prev();
    }
    one.close();
    two.close();
  },
);

/** A table of these entries with an exact filter. */
function withFilter(entries: readonly Entry[], name: string) {
  const plain = modelTable(entries, { blockSizeBytes: 300 });
  const calls = modelBlocks(entries, { blockSizeBytes: 300 }).flatMap((block, at) => [
    `block ${plain.data[at]!.offset}`,
    ...block.map(({ key }) => `key ${Buffer.from(userKeyOf(key)).toString("hex")}`),
  ]);
  const filter = { name, contents: toyContents(calls) };
  return modelTable(entries, { blockSizeBytes: 300, filter });
}

law(
  "filter",
  "a filter is asked by block and user key; what it denies is not there, and costs no read",
  { hint: "Asking the filter" },
  (t) => {
    const entries = numbered(100);
    const { bytes, data } = withFilter(entries, "toy");
    const filter = new ToyFilter();
    const { disk, table, reads } = opened(bytes, { filter });
    t.did("opened", "a table with a filter");
    t.atMost(disk.counts.reads, 4, "reads of open");
    const target = seekKey(utf8("key 000010?"), 9);
    finds(t, table, target, undefined);
    t.equal(reads(), 0, "reads of a get that the filter denies");
    finds(t, table, entries[0]!.key, entries[0]);
    t.equal(reads(), 1, "reads of a get that it does not");
    t.equal(filter.asked.at(-1), `${data[0]!.offset} ${hexOf(entries[0]!.key)}`, "what was asked");
    for (const entry of entries) finds(t, table, entry.key, entry);
    filter.denied.add(hexOf(entries[33]!.key));
    reads();
    t.given("denied by the filter", entries[33]!.key);
    finds(t, table, entries[33]!.key, undefined);
    t.equal(reads(), 0, "reads");
    const asked = filter.asked.length;
    const iterator = table.iterator();
    sameEntries(t, forwards(t, iterator, 100), entries);
    iterator.close();
    t.equal(filter.asked.length, asked, "questions to the filter of an iteration");
  },
);

const hexOf = (key: Uint8Array) => Buffer.from(userKeyOf(key)).toString("hex");

law(
  "filter-of-another-name",
  "a filter of another name, or none, is no filter: nobody is asked, and everything is found",
  { hint: "Asking the filter" },
  (t) => {
    const entries = numbered(100);
    for (const name of ["toy2", "to", "toz", "a", "zebra"]) {
      const filter = new ToyFilter();
      const { table } = opened(withFilter(entries, name).bytes, { filter });
      t.given("a table with a filter named", name);
      for (const entry of entries) finds(t, table, entry.key, entry);
      t.equal(filter.asked, [], "what was asked");
    }
    const filter = new ToyFilter();
    t.given("a table", "without a filter");
    const { table } = opened(modelTable(entries).bytes, { filter });
    for (const entry of entries) finds(t, table, entry.key, entry);
    t.given("a table with a filter", "and nobody who asks for it");
    const { disk, table: other } = opened(withFilter(entries, "toy").bytes);
    t.equal(disk.counts.reads, 2, "reads of open");
    for (const entry of entries) finds(t, other, entry.key, entry);
  },
);

/** Keeps every block, and counts. */
class Keeper {
  readonly kept = new Map<number, Block>();
  readonly asked: number[] = [];
  held = 0;
  most = 0;

  readonly blocks = (offset: number, load: () => Block): BlockLease => {
    this.asked.push(offset);
    const block = this.kept.get(offset) ?? load();
    this.kept.set(offset, block);
    this.held++;
    this.most = Math.max(this.most, this.held);
    let isReleased = false;
    return {
      block,
      release: () => {
        if (isReleased) throw new Error("a lease was released twice");
        isReleased = true;
        this.held--;
      },
    };
  };
}

law(
  "loader",
  "data blocks come from the loader by their offsets, one at a time, and what it keeps is not read again",
  { hint: "Leases" },
  (t) => {
    const entries = numbered(100);
    const { bytes, data } = modelTable(entries, { blockSizeBytes: 300 });
    const keeper = new Keeper();
    const { table, reads } = opened(bytes, { blocks: keeper.blocks });
    t.did("a table of", `100 entries in ${data.length} blocks, with a loader that keeps them`);
    t.equal(keeper.asked, [], "what was asked of it by open");
    const iterator = table.iterator();
    sameEntries(t, forwards(t, iterator, 100), entries);
    t.equal(keeper.held, 0, "leases, when the iterator stepped over the end");
    t.equal(
      keeper.asked,
      data.map(({ offset }) => offset),
      "the blocks that were asked for",
    );
    t.equal(reads(), data.length, "reads");
    sameEntries(t, backwards(t, iterator, 100), entries.toReversed());
    t.equal(keeper.held, 0, "leases, when it stepped over the beginning");
    for (const entry of entries) finds(t, table, entry.key, entry);
    t.equal(reads(), 0, "reads, when all are kept");
    t.atMost(keeper.most, 1, "leases at once");
    iterator.close();
  },
);

law(
  "leases",
  "a lease is held while the iterator stands in the block, and given back when it leaves it, at the ends, and by close",
  { hint: "Leases" },
  (t) => {
    const entries = numbered(100);
    const keeper = new Keeper();
    const { bytes } = modelTable(entries, { blockSizeBytes: 300 });
    const { table } = opened(bytes, { blocks: keeper.blocks });
    const held = (count: number, what: string) => t.equal(keeper.held, count, `leases, ${what}`);
    t.did("a table of", "100 entries");
    finds(t, table, entries[50]!.key, entries[50]);
    finds(t, table, value("key 000050?", 1), undefined);
    held(0, "after two gets");
    const iterator = table.iterator();
    held(0, "of a new iterator");
    iterator.seekToFirst();
    held(1, "in the first block");
    iterator.prev();
    held(0, "before the first entry");
    iterator.seek(entries[50]!.key);
    iterator.seekToLast();
    held(1, "in the last block");
    iterator.next();
    held(0, "behind the last entry");
    iterator.seek(entries[50]!.key);
    iterator.seek(value("zebra", 1));
    held(0, "after a seek behind the last entry");
    iterator.seek(entries[50]!.key);
    held(1, "in a block in the middle");
    iterator.close();
    iterator.close();
    held(0, "closed");
  },
);

law(
  "leases-and-damage",
  "a get that meets damage gives its lease back, and an iterator that met it is not valid and holds nothing when closed",
  { hint: "Leases" },
  (t) => {
    const good = { key: value("a", 1), value: utf8("1") };
    const data: DataBlock[] = [
      { contents: modelBlock([good], 16), separator: value("a", 1) },
      { contents: rawBlock(rawEntry(9, value("b", 1), utf8("")), [0]), separator: value("b", 1) },
    ];
    const { bytes, data: placed } = assembled(data);
    const keeper = new Keeper();
    const { table, disk } = opened(bytes, { blocks: keeper.blocks });
    t.did("a table of", "a good block and one with a damaged entry");
    isDamage(t, () => table.get(value("b", 1)), PATH, placed[1]!.offset);
    t.equal(keeper.held, 0, "leases, after a get");
    const iterator = table.iterator();
    iterator.seekToFirst();
    standsAt(t, iterator, good);
    isDamage(t, () => iterator.next(), PATH, placed[1]!.offset);
    t.equal(iterator.isValid, false, "isValid");
    iterator.seekToFirst();
    standsAt(t, iterator, good);
    isDamage(t, () => iterator.seekToLast(), PATH, placed[1]!.offset);
    iterator.close();
    t.equal(keeper.held, 0, "leases, when it is closed");
    keeper.kept.clear();
    disk.failReads({ times: 2 });
    const another = table.iterator();
    isDiskError(t, () => another.seekToFirst(), "EIO");
    isDiskError(t, () => table.get(value("a", 1)), "EIO");
    another.close();
    t.equal(keeper.held, 0, "leases, after reads that failed");
    const step = table.iterator();
    step.seekToFirst();
    t.given(
      "stepped",
      "from the first block into one that the disk does not read, and sought back",
    );
    disk.failReads();
    isDiskError(t, () => step.next(), "EIO");
    t.equal(keeper.held, 0, "leases, when the next block was not to be had");
    step.seekToFirst();
    standsAt(t, step, good);
    t.equal(keeper.held, 1, "leases, in the first block again");
    step.close();
    t.equal(keeper.held, 0, "leases, when it is closed");
  },
);

/** Three blocks: the second has `good` alone, those around it are damaged, each in the same way. */
function damagedAround(good: Entry, kind: "checksum" | "entry" | "handle"): Uint8Array {
  const around = (name: string): DataBlock => {
    const contents =
      kind === "entry"
        ? rawBlock(rawEntry(9, value(name, 1), utf8("")), [0])
        : modelBlock([{ key: value(name, 1), value: utf8("") }], 16);
    return { contents, separator: value(name, 1), ...(kind === "handle" && { pointer: utf8("") }) };
  };
  const middle = { contents: modelBlock([good], 16), separator: good.key };
  const { bytes, data } = assembled([around("a"), middle, around("c")]);
  if (kind !== "checksum") return bytes;
  for (const at of [0, 2]) bytes[data[at]!.offset]! ^= 1;
  return bytes;
}

law(
  "moves-into-damage",
  "whichever call of an iterator throws, it is not valid then, and may seek again",
  { hint: "Two levels" },
  (t) => {
    const good = { key: value("b", 1), value: utf8("good") };
    for (const [kind, what] of [
      ["checksum", "their checksums are others"],
      ["entry", "their only entries are damaged"],
      ["handle", "their values in the index are no handles"],
    ] as const) {
      const { table } = opened(damagedAround(good, kind));
      const iterator = table.iterator();
      for (const [name, move] of [
        ["seekToFirst", () => iterator.seekToFirst()],
        ["seekToLast", () => iterator.seekToLast()],
        ["seek to the first block", () => iterator.seek(value("a", 1))],
        ["seek to the last block", () => iterator.seek(value("c", 1))],
        ["next", () => iterator.next()],
        ["prev", () => iterator.prev()],
      ] as const) {
        t.given("a table of", `three blocks, the first and the last damaged: ${what}`);
        iterator.seek(good.key);
        t.did("from the one in the middle", name);
        standsAt(t, iterator, good);
        isDamage(t, move, PATH);
        t.equal(iterator.isValid, false, "isValid, after the damage");
        t.isBug(() => iterator.key);
        t.isBug(() => iterator.value);
        t.isBug(() => iterator.next());
        t.isBug(() => iterator.prev());
      }
      iterator.close();
    }
  },
);

law(
  "offsets",
  "offsetOf tells where the block begins in which a key would be, and for a key behind all of them where the metaindex begins",
  { hint: "Two seeks" },
  async (t) => {
    const some = anyEntries({ minLength: 1, maxLength: 30 });
    await t.forAll([some, anyOptions, fc.boolean()], (entries, options, hasFilter) => {
      t.did("a table of", `${entries.length} entries, ${hasFilter ? "with" : "without"} a filter`);
      const filter = hasFilter ? { filter: { name: "toy", contents: filled(50) } } : {};
      const { bytes, data, metaindex } = modelTable(entries, { ...options, ...filter });
      const { table } = opened(bytes);
      for (const [at, block] of modelBlocks(entries, options).entries()) {
        for (const { key } of block) t.equal(table.offsetOf(key), data[at]!.offset, "offsetOf");
      }
      const behind = value("\u{10ffff}".repeat(50), 0);
      behind.fill(255, 0, 150);
      t.equal(table.offsetOf(behind), metaindex.offset, "offsetOf a key behind all");
    });
  },
);

law(
  "index-that-is-none",
  "an index whose entries are no keys or no handles is damage, at the index, to the call that meets it",
  { hint: "What is under the checksum" },
  (t) => {
    const block = (separator: Uint8Array, pointer?: Uint8Array): DataBlock => ({
      contents: modelBlock([{ key: value("a", 1), value: utf8("1") }], 16),
      separator,
      ...(pointer === undefined ? {} : { pointer }),
    });
    for (const [what, data] of [
      ["a key of seven bytes", [block(utf8("seventh"))]],
      ["a pointer of no bytes", [block(value("a", 1), utf8(""))]],
      ["a pointer of one number", [block(value("a", 1), varint(0))]],
      ["a pointer that is cut", [block(value("a", 1), Uint8Array.of(0, 0x80))]],
    ] as const) {
      const { bytes, index } = assembled(data);
      t.given("an index with", what);
      t.did("opened", "the table, which must succeed: open does not look at the entries");
      const { table } = opened(bytes);
      isDamage(t, () => table.get(value("a", 1)), PATH, index.offset);
      isDamage(t, () => table.offsetOf(value("a", 1)), PATH, index.offset);
      isDamage(t, () => table.iterator().seekToFirst(), PATH, index.offset);
      isDamage(t, () => table.iterator().seekToLast(), PATH, index.offset);
    }
    t.given("a handle with", "more bytes behind it, which are for others");
    const [first] = assembled([block(value("a", 1))]).data;
    const more = joined(varint(first!.offset), varint(first!.size), utf8("more"));
    const { table } = opened(assembled([block(value("a", 1), more)]).bytes);
    t.bytes(table.get(value("a", 1))?.value, "1");
  },
);

law(
  "data-that-is-none",
  "a damaged block is told by the offset where it begins, and hides no other; a handle into the footer is damage too",
  { hint: "What is under the checksum" },
  (t) => {
    const entries = numbered(100);
    const { bytes, data } = modelTable(entries, { blockSizeBytes: 300 });
    const blocks = modelBlocks(entries, { blockSizeBytes: 300 });
    const { disk, table } = opened(bytes);
    const { offset } = data[2]!;
    disk.flipBit(PATH, offset + 9, 3);
    t.given("flipped", `a bit in the block at ${offset}`);
    for (const [at, block] of blocks.entries()) {
      for (const entry of block) {
        if (at !== 2) finds(t, table, entry.key, entry);
        else isDamage(t, () => table.get(entry.key), PATH, offset);
      }
    }
    const iterator = table.iterator();
    iterator.seek(blocks[1]!.at(-1)!.key);
    isDamage(t, () => iterator.next(), PATH, offset);
    t.equal(iterator.isValid, false, "isValid, after the damage");
    iterator.seek(blocks[3]![0]!.key);
    standsAt(t, iterator, blocks[3]![0]);
    isDamage(t, () => iterator.prev(), PATH, offset);
    const short = { contents: rawBlock(rawEntry(0, utf8("seventh"), utf8("")), [0]) };
    t.given("a data block with", "a key of seven bytes");
    const bad = opened(assembled([{ ...short, separator: value("z", 1) }]).bytes).table;
    isDamage(t, () => bad.get(value("a", 1)), PATH, 0);
    isDamage(t, () => bad.iterator().seekToFirst(), PATH, 0);
    const into = joined(varint(0), varint(10_000));
    const footer = assembled([
      { contents: modelBlock([entries[0]!], 16), separator: value("z", 1), pointer: into },
    ]);
    t.given("a handle that reaches", "behind the file's end");
    isDamage(t, () => opened(footer.bytes).table.get(value("a", 1)), PATH, 0);
  },
);

law(
  "damage-to-open",
  "open tells damage of the index, and with a filter that of the metaindex and the filter block; without one it reads neither",
  { hint: "From the end" },
  (t) => {
    const entries = numbered(100);
    const { bytes, index, metaindex, meta } = withFilter(entries, "toy");
    for (const [what, { offset }, isRead] of [
      ["the index", index, true],
      ["the metaindex", metaindex, false],
      ["the filter block", meta[0]!, false],
    ] as const) {
      const { disk, file } = fileOf(bytes);
      disk.flipBit(PATH, offset + 2, 1);
      t.given("damaged", what);
      isDamage(t, () => Table.open(file, { filter: new ToyFilter() }), PATH, offset);
      if (isRead) isDamage(t, () => Table.open(file), PATH, offset);
      else finds(t, Table.open(file), entries[0]!.key, entries[0]);
      t.equal(disk.openFiles, 1, "open files: it is the caller who closes it");
    }
    const named = { key: utf8("filter.toy"), value: Uint8Array.of(0x80) };
    const parts = [modelBlock([named], 16), modelBlock([], 1)].map((part) => stored(part));
    const handles = [
      { offset: 0, size: parts[0]!.length - 5 },
      { offset: parts[0]!.length, size: parts[1]!.length - 5 },
    ];
    t.given("a metaindex with", "a value that is no handle, under the filter's name");
    const { file } = fileOf(joined(...parts, footerOf(handles.map(handleOf))));
    isDamage(t, () => Table.open(file, { filter: new ToyFilter() }), PATH, 0);
    t.did("opened", "the same without a filter: the metaindex is not read");
    t.equal(Table.open(file).get(value("a", 1)), undefined, "get");
  },
);
