/**
 * Step 7, steps/07-leveldb.md: LevelDB's tables under our reader, our tables under LevelDB, Snappy beside somebody else's, and what
 * is saved of a damaged table.
 */
import { compareBytes, compareInternalKeys } from "@labs/db-05";
import {
  checkTable,
  salvageTable,
  snappyCompress,
  snappyUncompress,
  Table,
  TableWriter,
} from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  copiedFilter,
  drawnChanges,
  entriesOf,
  newestOf,
  ourTable,
  stateWith,
  theirTable,
} from "./leveldb.ts";
import {
  assembled,
  type DataBlock,
  type Entry,
  emptyFile,
  fileOf,
  filled,
  joined,
  modelBlock,
  modelBlocks,
  modelTable,
  numbered,
  rawBlock,
  rawEntry,
  utf8,
  value,
} from "./model.ts";
import { backwards, forwards, isDamage, isDiskError, sameEntries } from "./places.ts";

const law = step("leveldb");
const PATH = "000005.ldb";

/** All entries of a batch, in the order of a table. */
const sorted = (entries: readonly Entry[]) =>
  entries.toSorted((a, b) => compareInternalKeys(a.key, b.key));

law(
  "we-read-theirs",
  "of LevelDB's table, compressed or not, our reader has every entry that was written, both ways, and every newest version",
  { hint: "Their table, our reader" },
  async (t) => {
    for (const compression of [true, false]) {
      const changes = drawnChanges(t.seed, 2000);
      t.given("LevelDB wrote", `2,000 changes, compression ${compression}`);
      const { table: bytes, state } = await theirTable(t, changes, { compression });
      const { file } = fileOf(bytes);
      const table = Table.open(file);
      const entries = sorted(entriesOf(changes));
      sameEntries(t, forwards(t, table.iterator(), 2000), entries);
      sameEntries(t, backwards(t, table.iterator(), 2000), entries.toReversed());
      const keys = [...new Map(changes.map(({ key }) => [String(key), key])).values()];
      const found = newestOf(table, keys).flatMap((entry) => entry ?? []);
      sameEntries(
        t,
        found.sort((a, b) => compareBytes(a.key, b.key)),
        state,
      );
      t.equal(checkTable(file), [], "what checkTable says of it");
    }
  },
);

law(
  "byte-for-byte",
  "of the same entries an uncompressed table of ours is LevelDB's, byte for byte, whatever its blocks and restarts",
  { hint: "Their table, our writer" },
  async (t) => {
    for (const [blockSizeBytes, restartInterval] of [
      [4096, 16],
      [1024, 1],
      [2000, 5],
    ] as const) {
      const changes = drawnChanges(t.seed + blockSizeBytes, 1500);
      t.given(
        "LevelDB wrote",
        `1,500 changes to blocks of ${blockSizeBytes}, a restart every ${restartInterval}`,
      );
      const options = {
        compression: false,
        blockSize: blockSizeBytes,
        blockRestartInterval: restartInterval,
      };
      const { table } = await theirTable(t, changes, options);
      const filter = copiedFilter(table);
      const entries = sorted(entriesOf(changes));
      t.bytes(
        ourTable(entries, { compression: "none", blockSizeBytes, restartInterval, filter }),
        table,
      );
    }
  },
);

law(
  "as-small-as-theirs",
  "with Snappy our table is not larger than LevelDB's by more than a twentieth",
  { hint: "Their table, our writer" },
  async (t) => {
    const changes = drawnChanges(t.seed, 3000);
    const { table } = await theirTable(t, changes, { compression: true });
    const filter = copiedFilter(table);
    const ours = ourTable(sorted(entriesOf(changes)), { compression: "snappy", filter });
    t.did("LevelDB wrote", `3,000 changes, ${table.length} bytes`);
    t.atMost(ours.length, 1.05 * table.length, "bytes");
    t.did("uncompressed", "ours");
    const plain = ourTable(sorted(entriesOf(changes)), { compression: "none", filter });
    t.atMost(ours.length, 0.9 * plain.length, "bytes of the compressed one");
  },
);

law(
  "leveldb-reads-ours",
  "LevelDB opens a folder of our tables, and has what a reader of them has, forwards, backwards and key by key",
  { hint: "Our table, their database" },
  async (t) => {
    for (const compression of ["none", "snappy"] as const) {
      const changes = drawnChanges(t.seed + 1, 1500);
      const entries = entriesOf(changes);
      const tables = [entries.slice(0, 800), entries.slice(800)].map((part) =>
        ourTable(sorted(part), { compression, blockSizeBytes: 900 }),
      );
      t.given(
        "put into an empty folder",
        `two tables of 1,500 entries, compression ${compression}`,
      );
      const newest = new Map<string, Entry>();
      for (const { key, value } of changes) {
        if (value === undefined) newest.delete(String(key));
        else newest.set(String(key), { key, value });
      }
      const expected = [...newest.values()].sort((a, b) => compareBytes(a.key, b.key));
      const state = await stateWith(t, tables);
      sameEntries(t, state.forwards, expected);
      sameEntries(t, state.backwards, expected.toReversed());
    }
  },
);

law(
  "snappy-of-others",
  "Snappy by somebody else reads what we compress, and we read what it compresses",
  { hint: "Their table, our reader" },
  async (t) => {
    const { compress, uncompress } = await import("snappyjs");
    const text = fc
      .tuple(fc.nat(), fc.nat({ max: 5000 }), fc.constantFrom(1, 2, 4, 30, 256))
      .map(([seed, length, different]) => {
        const random = seededRandom(seed);
        return Uint8Array.from({ length }, () => random.below(different));
      });
    await t.forAll([text], (bytes) => {
      t.did("compressed by us", bytes);
      t.bytes(uncompress(Uint8Array.from(snappyCompress(bytes))), bytes);
      t.did("compressed by snappyjs", bytes);
      t.bytes(snappyUncompress(compress(bytes)), bytes);
    });
    const large = joined(filled(100_000, 1), filled(100_000, 2), filled(100_000, 1));
    t.given("compressed by both", "300,000 bytes");
    t.bytes(uncompress(Uint8Array.from(snappyCompress(large))), large);
    t.bytes(snappyUncompress(compress(large)), large);
  },
);

/** Salvages a file into a new one; what it is then. */
function salvaged(bytes: Uint8Array) {
  const { disk, file: to } = emptyFile();
  const writer = new TableWriter(to, { compression: "none", blockSizeBytes: 300 });
  const result = salvageTable(fileOf(bytes).file, writer);
  return {
    result,
    writer,
    disk,
    finished: () => {
      writer.finish();
      return disk.contents(to.path);
    },
  };
}

law(
  "salvage-whole",
  "of a whole table salvage makes the same entries again, has lost nothing, and neither finishes nor syncs",
  { hint: "Every whole block" },
  (t) => {
    const entries = numbered(200);
    const { bytes } = modelTable(entries, { blockSizeBytes: 300 });
    t.did("salvaged", "a whole table of 200 entries");
    const { result, writer, disk, finished } = salvaged(bytes);
    t.equal(result, { count: 200, lost: [] });
    t.equal(writer.count, 200, "entries that the writer has");
    t.equal(disk.counts.syncs, 0, "syncs");
    t.bytes(finished(), bytes);
  },
);

law(
  "salvage",
  "of a table with damaged blocks salvage saves every other block, whole and in order, and tells each that is lost",
  { hint: "Every whole block" },
  async (t) => {
    let lostBlocks = 0;
    const entries = numbered(150);
    const options = { blockSizeBytes: 300 };
    const { bytes, data } = modelTable(entries, options);
    const blocks = modelBlocks(entries, options);
    const numbers = fc.uniqueArray(fc.nat({ max: data.length - 1 }), { maxLength: 6 });
    await t.forAll([numbers, fc.nat()], (numbers, seed) => {
      const random = seededRandom(seed);
      const bad = numbers.toSorted((a, b) => a - b);
      const { disk } = fileOf(bytes);
      for (const at of bad) {
        const { offset, size } = data[at]!;
        disk.flipBit(PATH, offset + random.below(size + 5), random.below(8));
      }
      t.did("flipped a bit in each of the blocks", bad);
      const { result, finished } = salvaged(disk.contents(PATH));
      const saved = blocks.flatMap((block, at) => (bad.includes(at) ? [] : block));
      t.equal(result.count, saved.length, "count");
      const places = result.lost.map(({ offset, size }) => ({ offset, size }));
      t.equal(
        places,
        bad.map((at) => data[at]!),
        "where blocks are lost",
      );
      t.holds(
        result.lost.every(({ what }) => what.length > 0),
        "a block is lost without a word",
      );
      lostBlocks += bad.length;
      t.bytes(finished(), modelTable(saved, options).bytes);
    });
    t.floor("lost blocks", lostBlocks, 100);
  },
);

law(
  "salvage-what-can-be-a-table",
  "a block whose keys are none, fall, or are not behind the last that was saved is lost whole, and the writer never complains",
  { hint: "Every whole block" },
  (t) => {
    const block = (...names: readonly string[]): DataBlock => ({
      contents: modelBlock(
        names.map((name) => ({ key: value(name, 5), value: utf8(name) })),
        16,
      ),
      separator: value("?", 1),
    });
    const none = rawEntry(0, joined(utf8("cow"), Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0)), utf8(""));
    const most = Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255);
    const high = rawEntry(0, joined(utf8("cow"), most), utf8(""));
    const half = joined(rawEntry(0, value("cow", 5), utf8("")), rawEntry(99, utf8("x"), utf8("")));
    for (const [what, second] of [
      ["keys that fall", block("cow", "bee")],
      ["a key that comes twice", block("cow", "cow")],
      ["the last key of the block before", block("ape", "cow")],
      ["a key before the last of the block before", block("aaa", "cow")],
      ["a key that is no internal key", { ...block(), contents: rawBlock(none, [0]) }],
      ["a key whose sequence is above the largest", { ...block(), contents: rawBlock(high, [0]) }],
      ["a damaged second entry", { ...block(), contents: rawBlock(half, [0]) }],
      ["a key behind all others, and then one that falls", block("zoo", "bee")],
    ] as const) {
      const data = [block("ant", "ape"), second, block("dog")].map((each, at) => ({
        ...each,
        separator: value(["b", "d", "e"][at]!, 1),
      }));
      const { bytes, data: placed } = assembled(data);
      t.given("a second block with", what);
      const { result, finished } = salvaged(bytes);
      const places = result.lost.map(({ offset, size }) => ({ offset, size }));
      t.equal(places, [placed[1]], "where blocks are lost");
      t.equal(result.count, 3, "count");
      const table = Table.open(fileOf(finished()).file);
      const names = forwards(t, table.iterator(), 3).map((entry) => entry.value);
      t.equal(names, ["ant", "ape", "dog"].map(utf8), "what was saved");
    }
    const { bytes, data } = assembled([
      { ...block("ant", "bee"), separator: value("c", 1) },
      { ...block(), separator: value("d", 1) },
      { ...block("ape"), separator: value("e", 1) },
    ]);
    t.given("a block without entries, and behind it", "one that is before the last that was saved");
    const { result } = salvaged(bytes);
    t.equal(result.count, 2, "count");
    t.equal(
      result.lost.map(({ offset, size }) => ({ offset, size })),
      [data[2]],
      "where blocks are lost",
    );
  },
);

law(
  "salvage-fault",
  "without a footer or an index nothing is salvaged, and what either disk says passes",
  { hint: "Every whole block" },
  (t) => {
    const { bytes, index } = modelTable(numbered(3000, 60), { blockSizeBytes: 300 });
    const flipped = (offset: number) => {
      const { disk } = fileOf(bytes);
      disk.flipBit(PATH, offset, 4);
      return disk.contents(PATH);
    };
    t.given("damaged", "the magic of a table");
    isDamage(t, () => salvaged(flipped(bytes.length - 1)), PATH, bytes.length - 48);
    t.given("damaged", "the index of a table");
    isDamage(t, () => salvaged(flipped(index.offset)), PATH, index.offset);
    const short = [
      { contents: rawBlock(utf8(""), [0]), separator: value("a", 1), pointer: utf8("") },
    ];
    const { bytes: other, index: at } = assembled(short);
    t.given("damaged", "a handle in the index");
    isDamage(t, () => salvaged(other), PATH, at.offset);
    const seven = { contents: rawBlock(utf8(""), [0]), separator: utf8("seventh") };
    const { bytes: third, index: there } = assembled([seven]);
    t.given("damaged", "a key in the index, which has seven bytes");
    isDamage(t, () => salvaged(third), PATH, there.offset);
    for (const nth of [1, 2, 3, 10, 500]) {
      const { disk, file } = fileOf(bytes);
      const writer = new TableWriter(emptyFile().file, { compression: "none" });
      disk.failReads({ nth });
      t.given("salvaged", `a table of which read ${nth} fails`);
      isDiskError(t, () => salvageTable(file, writer), "EIO");
      if (nth < 500) continue;
      // A block has three entries at least, and is read twice at the most.
      const isAdded = writer.count > 3 * 200;
      t.holds(
        isAdded,
        `the writer has ${writer.count} entries by then: blocks are held, and should be added one by one`,
      );
    }
    const { disk, file } = emptyFile();
    disk.capacityBytes = 1000;
    t.given("salvaged", "with room for 1,000 bytes");
    const writer = new TableWriter(file, { compression: "none" });
    isDiskError(t, () => salvageTable(fileOf(bytes).file, writer), "ENOSPC");
  },
);

law(
  "leveldb-reads-what-was-salvaged",
  "LevelDB opens what was salvaged of its own damaged table, and has every key but those of the lost block",
  { hint: "Every whole block" },
  async (t: Trial) => {
    const changes = Array.from({ length: 500 }, (_, at) => ({
      key: utf8(`key ${String(at).padStart(4, "0")}`),
      value: filled(100, at),
    }));
    const { table } = await theirTable(t, changes, {});
    table[Math.floor(table.length / 2)]! ^= 16;
    t.did("flipped", `a bit in the middle of LevelDB's table of ${table.length} bytes`);
    const { disk, file } = emptyFile();
    const writer = new TableWriter(file, { compression: "snappy" });
    const { count, lost } = salvageTable(fileOf(table).file, writer);
    writer.finish();
    t.equal(lost.length, 1, "blocks that are lost");
    t.holds(count > 440 && count < 500, `${count} of 500 entries were saved`);
    const { forwards: state } = await stateWith(t, [disk.contents(file.path)]);
    t.equal(state.length, count, "keys that LevelDB has");
    const missing = changes.findIndex(({ key }, at) => compareBytes(key, state[at]!.key) !== 0);
    const expected = changes.toSpliced(missing, 500 - count);
    sameEntries(t, state, expected);
  },
);
