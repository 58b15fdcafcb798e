/**
 * Step 6, steps/06-damage.md: every flipped bit, every cut, and changes under checksums that are right; then what `checkTable`
 * makes of all of it.
 */
import { seekKey, userKeyOf } from "@labs/db-05";
import { checkTable, snappyCompress, Table, type TableFault, TableWriter } from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import { type DiskFile, type Random, seededRandom } from "@labs/machine";
import fc from "fast-check";
import { largestAllocation } from "./allocations.ts";
import {
  type Assembled,
  anyEntries,
  anyOptions,
  assembled,
  type DataBlock,
  deletion,
  type Entry,
  emptyFile,
  fileOf,
  filled,
  footerOf,
  handleOf,
  joined,
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
import { backwards, forwards, isDamage, isDiskError, orDamage, sameEntries } from "./places.ts";
import { ToyFilter, toyContents } from "./toy-filter.ts";

const law = step("damage");
const PATH = "000005.ldb";

/** Small, with a compressed block, several versions, a deletion and a filter. */
const ENTRIES: readonly Entry[] = [
  { key: value("ant", 9), value: utf8("six legs") },
  { key: deletion("bee", 8), value: utf8("") },
  { key: value("bee", 3), value: utf8("stings") },
  { key: value("cat", 5), value: utf8("purr ".repeat(20)) },
  { key: value("dog", 6), value: utf8("woof") },
  { key: value("eel", 7), value: utf8("") },
];

function small(filter?: ToyFilter): Assembled {
  const [first, second, third] = [ENTRIES.slice(0, 3), ENTRIES.slice(3, 4), ENTRIES.slice(4)];
  const contents = toyContents(["block 0", "key 616e74"]);
  const meta = filter === undefined ? [] : [{ name: `filter.${filter.name}`, contents }];
  return assembled(
    [
      { contents: modelBlock(first, 2), separator: value("bx", 1) },
      { contents: snappyCompress(modelBlock(second, 2)), type: 1, separator: value("cat", 5) },
      { contents: modelBlock(third, 2), separator: value("f", 1) },
    ],
    meta,
  );
}

/** Every answer that a table gives is right, or damage; how many were damage. */
function rightOrDamage(t: Trial, file: DiskFile, entries: readonly Entry[]): number {
  const opened = orDamage(t, PATH, () => Table.open(file));
  if (opened === undefined) return 1;
  const table = opened.given;
  let damage = 0;
  for (const entry of entries) {
    const found = orDamage(t, PATH, () => table.get(entry.key));
    if (found === undefined) damage++;
    else sameEntries(t, found.given === undefined ? [] : [found.given], [entry]);
  }
  for (const walk of [forwards, backwards]) {
    const found = orDamage(t, PATH, () => walk(t, table.iterator(), entries.length));
    if (found === undefined) damage++;
    else sameEntries(t, found.given, walk === forwards ? entries : entries.toReversed());
  }
  return damage;
}

law(
  "every-bit",
  "with any bit of a table flipped, every answer is right, or damage that names the file and a place",
  { hint: "Every bit" },
  (t) => {
    const { bytes } = small();
    const { disk, file } = fileOf(bytes);
    let damaged = 0;
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      disk.flipBit(PATH, bit >> 3, bit & 7);
      t.given("flipped", `bit ${bit & 7} of byte ${bit >> 3} of ${bytes.length}`);
      if (rightOrDamage(t, file, ENTRIES) > 0) damaged++;
      disk.flipBit(PATH, bit >> 3, bit & 7);
    }
    t.given("flipped", "nothing");
    t.equal(rightOrDamage(t, file, ENTRIES), 0, "damage");
    t.floor("bits whose flip was damage", damaged, 8 * (bytes.length - 80));
  },
);

law(
  "whole-tables",
  "checkTable finds no fault in any table that is whole, of ours or by the drawing, with a filter or without",
  { hint: "What must agree" },
  async (t) => {
    const some = anyEntries({ minLength: 1, maxLength: 30 });
    const compression = fc.constantFrom("none" as const, "snappy" as const);
    await t.forAll([some, anyOptions, compression], (entries, options, kind) => {
      t.did("a table of", `${entries.length} entries`);
      t.did("with", options);
      t.equal(checkTable(fileOf(modelTable(entries, options).bytes).file), [], "the faults");
      const { file } = emptyFile();
      const filter = new ToyFilter();
      const writer = new TableWriter(file, { ...options, compression: kind, filter });
      for (const { key, value } of entries) writer.add(key, value);
      writer.finish();
      t.did("and written, with a filter, compression", kind);
      t.equal(checkTable(file, filter), [], "the faults");
      t.holds(filter.asked.length >= entries.length, "the filter was not asked for every key");
    });
    t.given("a table", "without data blocks");
    t.equal(checkTable(fileOf(assembled([]).bytes).file), [], "the faults");
  },
);

law(
  "check-every-bit",
  "checkTable tells of every flipped bit, wherever it is, and of a whole table nothing",
  { hint: "Every bit" },
  (t) => {
    const { bytes } = small(new ToyFilter());
    const { disk, file } = fileOf(bytes);
    t.given("checked", "a whole table");
    t.equal(checkTable(file), [], "the faults");
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      disk.flipBit(PATH, bit >> 3, bit & 7);
      t.given("flipped", `bit ${bit & 7} of byte ${bit >> 3} of ${bytes.length}`);
      const faults = checkTable(file);
      t.holds(faults.length > 0, "no fault was told");
      disk.flipBit(PATH, bit >> 3, bit & 7);
    }
  },
);

law(
  "every-cut",
  "a table that is cut anywhere, or has bytes behind it, is none, and checkTable says so",
  { hint: "Every bit" },
  (t) => {
    const { bytes } = small();
    for (let size = 0; size < bytes.length; size++) {
      const { file } = fileOf(bytes.subarray(0, size));
      t.given("cut", `a table of ${bytes.length} bytes, at ${size}`);
      isDamage(t, () => Table.open(file), PATH, Math.max(0, size < 48 ? 0 : size - 48));
      t.equal(checkTable(file).length, 1, "faults");
    }
    for (const more of [1, 5, 100]) {
      t.given("added", `${more} bytes of zeros`);
      const { file } = fileOf(joined(bytes, new Uint8Array(more)));
      isDamage(t, () => Table.open(file), PATH);
      t.equal(checkTable(file).length, 1, "faults");
    }
  },
);

/** Goes everywhere in a table that may be anything; whether damage was met. Everything ends. */
function roam(t: Trial, file: DiskFile, mostEntries: number): boolean {
  const filter = new ToyFilter();
  const opened = orDamage(t, PATH, () => Table.open(file, { filter }));
  if (opened === undefined) return true;
  const table = opened.given;
  const iterator = table.iterator();
  const ways = [
    () => forwards(t, iterator, mostEntries),
    () => backwards(t, iterator, mostEntries),
    ...ENTRIES.flatMap(({ key }) => [
      () => table.get(key),
      () => table.offsetOf(key),
      () => {
        iterator.seek(key);
        if (iterator.isValid) iterator.prev();
        if (iterator.isValid) iterator.next();
      },
    ]),
    () => table.get(seekKey(utf8("f"), 1)),
  ];
  let isDamaged = false;
  for (const way of ways) if (orDamage(t, PATH, way) === undefined) isDamaged = true;
  iterator.close();
  return isDamaged;
}

/** Some bytes changed. */
function mutated(contents: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(contents);
  for (let change = 1 + random.below(3); change > 0 && bytes.length > 0; change--) {
    bytes[random.below(bytes.length)] = [0, 1, 128, 255, random.below(256)][random.below(5)]!;
  }
  return bytes;
}

law(
  "right-checksums",
  "whatever stands under checksums that are right, every call ends, with an answer or with damage",
  { hint: "Believe no length" },
  async (t) => {
    let [damaged, told] = [0, 0];
    await t.forAll([fc.nat(), fc.constantFrom(0, 1, 2, 3, 4)], (seed, victim) => {
      const random = seededRandom(seed);
      const changed = (contents: Uint8Array, at: number) =>
        at === victim ? mutated(contents, random) : contents;
      const parts = [ENTRIES.slice(0, 3), ENTRIES.slice(3)].map((part) => modelBlock(part, 2));
      const separators = [value("bx", 1), value("f", 1)];
      const data = parts.map((part, at): DataBlock => {
        const contents = changed(part, at);
        const isCompressed = random.below(2) === 0;
        const separator = separators[at]!;
        if (!isCompressed) return { contents, separator };
        return { contents: changed(snappyCompress(contents), at), type: 1, separator };
      });
      if (victim === 2) {
        data[0] = { ...data[0]!, separator: mutated(separators[0]!, random) };
        data[1] = { ...data[1]!, pointer: mutated(Uint8Array.of(80, 1, 90), random) };
      }
      const filter = changed(toyContents(["block 0", "key 616e74"]), 3);
      const { bytes } = assembled(data, [{ name: "filter.toy", contents: filter }]);
      if (victim === 4) bytes.set(mutated(bytes.subarray(-48, -8), random), bytes.length - 48);
      const { file } = fileOf(bytes);
      t.did("a table of", bytes);
      if (roam(t, file, 200)) damaged++;
      const lies = checkTable(file, new ToyFilter());
      t.holds(areFaults(lies), "faults without an offset or a word");
      if (checkTable(file).length > 0) told++;
    });
    t.floor("tables of which a call met damage", damaged, 50);
    t.floor("tables of which checkTable told a fault", told, 80);
  },
);

function areFaults(faults: readonly TableFault[]): boolean {
  return faults.every(
    ({ offset, what }) => Number.isSafeInteger(offset) && offset >= 0 && what.length > 0,
  );
}

law(
  "any-footer",
  "in a file of any bytes with a footer of any handles every call ends, with an answer or with damage",
  { hint: "Believe no length" },
  async (t) => {
    let damaged = 0;
    const number = fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(2 ** 31, 2 ** 52, 2 ** 53 - 1));
    const handle = fc.tuple(number, number).map(([offset, size]) => ({ offset, size }));
    await t.forAll([handle, handle, fc.nat()], (metaindex, index, seed) => {
      const blocks = [filled(40, seed), stored(rawBlock(utf8(""), [0])), stored(filled(30, seed))];
      const bytes = joined(...blocks, footerOf([handleOf(metaindex), handleOf(index)]));
      t.did("a file of", bytes);
      const { file } = fileOf(bytes);
      if (roam(t, file, 0)) damaged++;
      t.holds(checkTable(file).length > 0, "checkTable told no fault");
    });
    t.floor("files that were damage", damaged, 150);
  },
);

law(
  "memory",
  "no length that a table announces makes anybody take memory for it: not a handle's, not Snappy's, not an entry's",
  { hint: "Believe no length" },
  (t) => {
    const key = value("ant", 9);
    const block = (contents: Uint8Array, more: Partial<DataBlock> = {}): DataBlock => ({
      contents,
      separator: value("zebra", 1),
      ...more,
    });
    const huge = joined(varint(0), varint(2 ** 48));
    for (const [what, bytes] of [
      ["an index of 2 ** 40 bytes", footerOf([varint(0), varint(9), varint(0), varint(2 ** 40)])],
      ["a data block of 2 ** 48 bytes", assembled([block(utf8(""), { pointer: huge })]).bytes],
      [
        "a block that uncompresses to 4 GiB",
        assembled([block(joined(varint(2 ** 32 - 1), Uint8Array.of(0, 1)), { type: 1 })]).bytes,
      ],
      [
        "2 ** 30 restarts",
        assembled([block(joined(rawEntry(0, key, utf8("")), Uint8Array.of(0, 0, 0, 0x40)))]).bytes,
      ],
      [
        "a key of 2 ** 31 bytes",
        assembled([block(rawBlock(joined(varint(0), varint(2 ** 31), varint(0), key), [0]))]).bytes,
      ],
      [
        "a value of 2 ** 31 bytes",
        assembled([block(rawBlock(joined(varint(0), varint(11), varint(2 ** 31), key), [0]))])
          .bytes,
      ],
    ] as const) {
      t.given("a table with", what);
      const { file } = fileOf(bytes);
      const largest = largestAllocation(() => {
        t.holds(roam(t, file, 0), "no damage was met");
        t.holds(checkTable(file).length > 0, "checkTable told no fault");
      });
      t.atMost(largest, 22 * bytes.length + 10_000, "bytes allocated at once");
    }
  },
);

law(
  "index-in-circles",
  "an index whose entries lead to one block again and again, or to itself, ends",
  { hint: "Believe no length" },
  (t) => {
    const contents = modelBlock(ENTRIES, 2);
    const pointer = handleOf({ offset: 0, size: contents.length });
    const data = numbered(300).map(({ key }): DataBlock => ({ contents, separator: key, pointer }));
    const { bytes, index } = assembled(data);
    t.did("a table with", "300 entries in its index for one block");
    roam(t, fileOf(bytes).file, 300 * ENTRIES.length);
    t.holds(checkTable(fileOf(bytes).file).length > 0, "checkTable told no fault");
    const itself = { contents, separator: value("z", 1), pointer: handleOf(index) };
    t.given("a table with", "an index for the block of another table's index");
    roam(t, fileOf(assembled([...data.slice(0, 299), itself]).bytes).file, 300 * 400);
  },
);

/** Data blocks of one entry each, under the keys themselves. */
const blocksOf = (keys: readonly Uint8Array[]): DataBlock[] =>
  keys.map((key) => ({ contents: modelBlock([{ key, value: utf8("") }], 16), separator: key }));

const KEYS = ["ant", "bee", "cat"].map((name) => value(name, 5));

/** The offsets at which faults are told, each once, in order. */
function faultsAt(t: Trial, bytes: Uint8Array, filter?: ToyFilter): readonly number[] {
  const faults = checkTable(fileOf(bytes).file, filter);
  t.holds(areFaults(faults), "faults without an offset or a word");
  return [...new Set(faults.map(({ offset }) => offset))].sort((a, b) => a - b);
}

law(
  "keys-out-of-order",
  "keys that do not rise, within a block or from one to the next, are a fault of their block",
  { hint: "What must agree" },
  (t) => {
    const [ant, bee, cat] = KEYS as [Uint8Array, Uint8Array, Uint8Array];
    const empty = (key: Uint8Array) => ({ key, value: utf8("") });
    const first = blocksOf([ant])[0]!;
    for (const [what, second] of [
      [
        "two keys that fall",
        { contents: modelBlock([cat, bee].map(empty), 16), separator: value("d", 1) },
      ],
      [
        "a key that comes twice",
        { contents: modelBlock([bee, bee].map(empty), 16), separator: value("d", 1) },
      ],
      [
        "an older version before a newer one",
        { contents: modelBlock([bee, value("bee", 9)].map(empty), 16), separator: value("d", 1) },
      ],
      [
        "the last key of the block before",
        { contents: modelBlock([ant, bee].map(empty), 16), separator: value("d", 1) },
      ],
      [
        "a key behind its separator",
        { contents: modelBlock([bee, cat].map(empty), 16), separator: value("c", 1) },
      ],
      [
        "a key that is no internal key",
        {
          contents: modelBlock(
            [empty(joined(utf8("bee"), Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0)))],
            16,
          ),
          separator: value("d", 1),
        },
      ],
      [
        "a key whose sequence is above the largest, which only separators may have",
        {
          contents: modelBlock(
            [empty(joined(utf8("bee"), Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255)))],
            16,
          ),
          separator: value("d", 1),
        },
      ],
      [
        "an older version behind its separator, which is of the same user key",
        {
          contents: modelBlock([value("bee", 9), value("bee", 2)].map(empty), 16),
          separator: value("bee", 5),
        },
      ],
      ["no entries", { contents: rawBlock(utf8(""), [0]), separator: value("d", 1) }],
    ] as const) {
      const { bytes, data } = assembled([first, second]);
      t.given("a second data block with", what);
      t.equal(faultsAt(t, bytes), [data[1]!.offset], "where faults are told");
    }
    const low = { contents: modelBlock([empty(ant)], 16), separator: value("bz", 1) };
    const high = { ...low, separator: bee };
    for (const [what, before] of [
      ["a first key that is before the separator before it", low],
      ["a first key that is the separator before it", high],
    ] as const) {
      const { bytes, data } = assembled([before, ...blocksOf([bee, cat])]);
      t.given("a second data block with", what);
      t.equal(faultsAt(t, bytes).includes(data[1]!.offset), true, "whether a fault is told there");
    }
  },
);

law(
  "blocks-out-of-place",
  "every byte belongs to one block: a gap, a block that the index has twice, and one that it has not are faults",
  { hint: "What must agree" },
  (t) => {
    const [first, second, third] = blocksOf(KEYS) as [DataBlock, DataBlock, DataBlock];
    const hidden = assembled([first, { ...second, isHidden: true }, third]);
    t.given("a table with", "a block in the middle that is not in the index");
    t.equal(faultsAt(t, hidden.bytes), [hidden.data[2]!.offset], "where faults are told");
    const last = assembled([first, second, { ...third, isHidden: true }]);
    t.given("a table with", "a last data block that is not in the index");
    t.equal(faultsAt(t, last.bytes), [last.metaindex.offset], "where faults are told");
    const begin = assembled([{ ...first, isHidden: true }, second, third]);
    t.given("a table with", "a first data block that is not in the index");
    t.equal(faultsAt(t, begin.bytes), [begin.data[1]!.offset], "where faults are told");
    const only = assembled([{ ...first, isHidden: true }]);
    t.given("a table with", "one data block, which is not in the index");
    t.equal(faultsAt(t, only.bytes), [only.metaindex.offset], "where faults are told");
    const { bytes, index, metaindex } = assembled([first, second]);
    t.given("a table with", "bytes between its index and its footer");
    const apart = joined(bytes.subarray(0, -48), filled(9), bytes.subarray(-48));
    t.equal(faultsAt(t, apart), [apart.length - 48], "where faults are told");
    t.given("a table whose footer has", "the index in the place of the metaindex");
    const swapped = joined(bytes.subarray(0, -48), footerOf([handleOf(index), handleOf(index)]));
    t.holds(faultsAt(t, swapped).length > 0, "no fault was told");
    t.given("a table whose footer has", "bytes between its handles and the magic");
    const dirty = Uint8Array.from(bytes);
    dirty[dirty.length - 10] = 1;
    t.equal(faultsAt(t, dirty), [bytes.length - 48], "where faults are told");
    t.given("a table whose footer has", "an offset in one byte more than it needs");
    const long = joined(
      handleOf(metaindex),
      varint(index.offset),
      Uint8Array.of(index.size + 128, 0),
    );
    const other = joined(bytes.subarray(0, -48), footerOf([long]));
    t.equal(faultsAt(t, other), [bytes.length - 48], "where faults are told");
  },
);

law(
  "check-goes-on",
  "behind a fault the other blocks are looked at all the same, and each that is damaged is told",
  { hint: "One fault hides no other" },
  (t) => {
    const entries = numbered(100);
    const contents = toyContents(["block 0"]);
    const options = { blockSizeBytes: 300, filter: { name: "toy", contents } };
    const { bytes, data, meta, metaindex, index } = modelTable(entries, options);
    const flipped = (...offsets: readonly number[]) => {
      const { disk } = fileOf(bytes);
      for (const offset of offsets) disk.flipBit(PATH, offset + 1, 2);
      return disk.contents(PATH);
    };
    t.given("flipped", "a bit in three data blocks");
    const [one, two, three] = [data[0]!.offset, data[3]!.offset, data.at(-1)!.offset];
    t.equal(faultsAt(t, flipped(one, two, three)), [one, two, three], "where faults are told");
    t.given("flipped", "a bit in the filter block");
    t.equal(faultsAt(t, flipped(meta[0]!.offset)), [meta[0]!.offset], "where faults are told");
    t.given("flipped", "a bit in the filter block, and checked with its policy");
    t.equal(faultsAt(t, flipped(meta[0]!.offset), new ToyFilter()), [meta[0]!.offset]);
    t.given("flipped", "a bit in the index, and one in a data block");
    t.equal(faultsAt(t, flipped(index.offset, two)), [index.offset], "where faults are told");
    t.given("flipped", "a bit in the index, and one in the filter block");
    t.equal(faultsAt(t, flipped(index.offset, meta[0]!.offset)), [index.offset]);
    t.given("flipped", "a bit in the metaindex, and one in a data block");
    const found = faultsAt(t, flipped(metaindex.offset, two));
    t.holds(found.includes(metaindex.offset), "none is told at the metaindex");
    t.holds(found.includes(two), "none is told at the data block");
    const half = rawBlock(
      joined(rawEntry(0, value("a", 1), utf8("")), rawEntry(99, utf8("b"), utf8(""))),
      [0],
    );
    const rest = assembled([
      { contents: half, separator: value("b", 1) },
      ...blocksOf(KEYS.slice(2)),
    ]);
    t.given("a first data block with", "a damaged second entry");
    t.equal(faultsAt(t, rest.bytes), [0], "where faults are told");
    const [ant, bee, cat] = blocksOf(KEYS) as [DataBlock, DataBlock, DataBlock];
    const broken = assembled([ant, { ...bee, separator: value("d", 1) }, cat]);
    broken.bytes[broken.data[1]!.offset]! ^= 1;
    t.given("a block with another checksum, and behind it", "a key that is before its separator");
    const both = [broken.data[1]!.offset, broken.data[2]!.offset];
    t.equal(faultsAt(t, broken.bytes), both, "where faults are told");
    const part = assembled([ant, { ...bee, separator: utf8("seventh") }, cat]);
    part.bytes[0]! ^= 1;
    t.given(
      "a first data block with another checksum, and",
      "an index whose second entry is damaged",
    );
    const met = faultsAt(t, part.bytes);
    t.holds(met.includes(part.index.offset), "none is told at the index");
    t.holds(
      met.includes(0),
      "none is told at the first data block, which the index has before that",
    );
  },
);

law(
  "filter-that-lies",
  "a filter that denies a key which is there is a fault of that key's block, and nothing else would tell",
  { hint: "What must agree" },
  (t) => {
    const entries = numbered(60);
    const { file } = emptyFile();
    const filter = new ToyFilter();
    const sizes = { blockSizeBytes: 300 };
    const writer = new TableWriter(file, { ...sizes, compression: "none", filter });
    for (const { key, value } of entries) writer.add(key, value);
    writer.finish();
    const liar = entries[40]!.key;
    filter.denied.add(Buffer.from(userKeyOf(liar)).toString("hex"));
    t.did("denied by the filter", liar);
    t.equal(checkTable(file), [], "the faults, without the policy");
    const at = modelBlocks(entries, sizes).findIndex((block) =>
      block.some(({ key }) => Buffer.compare(key, liar) === 0),
    );
    const { offset } = modelTable(entries, sizes).data[at]!;
    t.equal(
      checkTable(file, filter).map((fault) => fault.offset),
      [offset],
      "where faults are told",
    );
    t.equal(checkTable(file, new ToyFilter("another")), [], "the faults, with another policy");
  },
);

law(
  "disk-errors-pass",
  "what the disk says is no damage: it passes through get, an iterator and checkTable",
  { hint: "One fault hides no other" },
  (t) => {
    const contents = toyContents(["block 0"]);
    const options = { blockSizeBytes: 300, filter: { name: "toy", contents } };
    const { disk, file } = fileOf(modelTable(numbered(50), options).bytes);
    const before = disk.counts.reads;
    checkTable(file, new ToyFilter());
    const reads = disk.counts.reads - before;
    t.floor("reads of checkTable", reads, 5);
    for (let nth = 1; nth <= reads; nth++) {
      t.given("checked", `a table with a filter, of which read ${nth} fails`);
      disk.failReads({ nth });
      isDiskError(t, () => checkTable(file, new ToyFilter()), "EIO");
    }
    const table = Table.open(file);
    t.given("read", "a table whose next read fails");
    disk.failReads();
    isDiskError(t, () => table.get(numbered(50)[9]!.key), "EIO");
    disk.failReads();
    isDiskError(t, () => table.iterator().seekToFirst(), "EIO");
    disk.failReads();
    isDiskError(t, () => Table.open(file), "EIO");
  },
);
