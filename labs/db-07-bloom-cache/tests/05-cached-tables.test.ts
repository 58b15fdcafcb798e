import { type InternalIterator, seekKey } from "@labs/db-05";
import { Block, Table } from "@labs/db-06";
import { cachedBlocks, LruCache } from "@labs/db-07";
import { step } from "@labs/grader/testing";
import { CorruptionError, DiskError } from "@labs/machine";
import fc from "fast-check";
import { utf8 } from "./keys.ts";
import {
  allOf,
  entriesOf,
  entryAt,
  nothingIsHeld,
  pathOf,
  policy,
  Rig,
  wanted,
  writeTable,
} from "./tables.ts";

const law = step("cached-tables");

/** As many blocks as nobody needs here, and as few. */
const ROOMY = 1 << 24;

law(
  "answers",
  "of any tables, through caches of any size, a get finds what is there and nothing else",
  { hint: "A get, from the outside in" },
  async (t) => {
    const name = fc.integer({ min: 0, max: 60 }).map((i) => `key ${i}`);
    const tables = fc.array(fc.uniqueArray(name, { minLength: 1, maxLength: 25 }), {
      minLength: 1,
      maxLength: 4,
    });
    const sizes = fc.record({
      maxOpenFiles: fc.integer({ min: 0, max: 4 }),
      blockBytes: fc.constantFrom(0, 150, 600, ROOMY),
      hasFilter: fc.boolean(),
    });
    const gets = fc.array(fc.tuple(fc.nat(), name), { maxLength: 30 });
    await t.forAll([tables, sizes, gets], (given, options, asked) => {
      const rig = new Rig(options);
      t.did("tables of", given);
      t.did("sizes", options);
      for (const [number, keys] of given.entries()) {
        const entries = keys.map((key) => [key, `${key} in ${number}`] as const);
        writeTable(rig.disk, number, entries, { blockSizeBytes: 100 });
      }
      for (const [which, key] of asked) {
        const number = which % given.length;
        t.did("get", `${key} in table ${number}`);
        const expected = given[number]!.includes(key) ? `${key} in ${number}` : undefined;
        t.equal(rig.get(number, key), expected);
        nothingIsHeld(t, rig, options.maxOpenFiles);
      }
    });
  },
);

law(
  "opened-once",
  "a table is opened by the first who asks for it, and not again while it is kept",
  { hint: "A get, from the outside in" },
  (t) => {
    const rig = new Rig();
    writeTable(rig.disk, 7, entriesOf(200));
    writeTable(rig.disk, 8, entriesOf(200, "other"));
    t.did("made", "a table cache over tables 7 and 8");
    t.equal(rig.opened, [], "what was opened before anybody asked");
    t.did("did", "100 gets in 7, an iterator over 7, a get in 8, a get in 7");
    for (const [key] of entriesOf(100)) rig.get(7, key);
    const iterator = rig.tables.iterator(7);
    iterator.seekToFirst();
    iterator.close();
    rig.get(8, "other 000001");
    rig.get(7, "key 000150");
    t.equal(rig.opened, [7, 8], "what was opened");
    const none = new Rig({ maxOpenFiles: 0 });
    writeTable(none.disk, 7, entriesOf(200));
    t.given("made", "two iterators over table 7, and got a key of it, with 0 files kept open");
    const iterators = [none.tables.iterator(7), none.tables.iterator(7)];
    none.get(7, "key 000001");
    t.equal(none.opened, [7], "what was opened");
    for (const each of iterators) each.close();
    t.equal(none.disk.openFiles, 0, "open files, when both iterators are closed");
  },
);

law(
  "opening",
  "to open a table costs what Table.open reads, and the options say whether the filter is among it",
  { hint: "A get, from the outside in" },
  (t) => {
    for (const hasFilter of [true, false]) {
      const rig = new Rig({ hasFilter, blockBytes: 0 });
      writeTable(rig.disk, 7, entriesOf(200));
      const file = rig.disk.open(pathOf(7), "existing");
      const needed = rig.reads(() => Table.open(file, hasFilter ? { filter: policy() } : {}));
      file.close();
      t.given("got", `a key of a table that is not open, ${hasFilter ? "with" : "without"} filter`);
      const reads = rig.reads(() => rig.get(7, "key 000100"));
      t.equal(reads, needed + 1, `reads, of which Table.open takes ${needed}`);
    }
  },
);

law(
  "filter-saves-reads",
  "a key that is not there costs no read: of 2,000 gets the filter lets 60 through at most",
  { hint: "Who is given the filter" },
  (t) => {
    const entries = entriesOf(2000);
    const missing = entries.map(([key]) => `${key} is missing`);
    const ask = (hasFilter: boolean): number => {
      const rig = new Rig({ hasFilter, blockBytes: 0 });
      writeTable(rig.disk, 7, entries);
      rig.get(7, "key 000000");
      return rig.reads(() => {
        for (const key of missing) t.equal(rig.get(7, key), undefined);
      });
    };
    t.did("got", "2,000 keys that are not there, each between two that are, without a filter");
    t.floor("reads without a filter", ask(false), 1990);
    t.did("got", "the same with a filter of 10 bits a key");
    t.atMost(ask(true), 60, "reads of the disk");
  },
);

law(
  "no-filter-no-loss",
  "tables without a filter are read as well, and a policy that nobody gives is not asked",
  { hint: "Who is given the filter" },
  (t) => {
    for (const [written, asked] of [
      [false, true],
      [true, false],
      [false, false],
    ] as const) {
      const rig = new Rig({ hasFilter: asked });
      writeTable(rig.disk, 7, entriesOf(300), { hasFilter: written });
      t.given("table", `${written ? "with" : "without"} a filter`);
      t.did("cache", `${asked ? "with" : "without"} a policy`);
      for (const [key, value] of entriesOf(300)) t.equal(rig.get(7, key), value);
      t.equal(rig.get(7, "nowhere"), undefined);
    }
  },
);

law(
  "cached-blocks",
  "a block that is cached costs no read: a thousand gets read each block once",
  { hint: "The loader" },
  (t) => {
    const entries = entriesOf(500);
    const rig = new Rig({ blockBytes: ROOMY });
    writeTable(rig.disk, 7, entries);
    rig.get(7, "key 000000");
    t.did("got", "the same key again, and another one of its block");
    t.equal(
      rig.reads(() => [rig.get(7, "key 000000"), rig.get(7, "key 000001")]),
      0,
      "reads of the disk",
    );
    const reads = rig.reads(() => {
      for (const [key] of [...entries, ...entries.toReversed()]) rig.get(7, key);
    });
    t.did("got", "500 keys, forwards and backwards; they lie in 14 to 17 blocks");
    t.holds(reads >= 13 && reads <= 17, `${reads} reads of the disk`);
    t.equal(
      rig.reads(() => allOf(rig.tables.iterator(7))),
      0,
      "reads of an iterator over all of it",
    );
  },
);

law(
  "nothing-kept",
  "with a block cache of 0 bytes each get reads its block, once",
  { hint: "The loader" },
  (t) => {
    const rig = new Rig({ blockBytes: 0 });
    writeTable(rig.disk, 7, entriesOf(200));
    rig.get(7, "key 000000");
    t.did("got", "100 keys that are there");
    const reads = rig.reads(() => {
      for (const [key, value] of entriesOf(100)) t.equal(rig.get(7, key), value);
    });
    t.equal(reads, 100, "reads of the disk");
    t.equal(rig.blocks.usage, 0, "what the cache holds");
  },
);

law(
  "charged-by-size",
  "a block counts by its bytes: what is cached is within the capacity, and close to it",
  { hint: "The loader" },
  (t) => {
    const rig = new Rig({ blockBytes: 20_000 });
    writeTable(rig.disk, 7, entriesOf(1000));
    t.did("got", "1,000 keys, in blocks of about 4,150 bytes, through a cache of 20,000");
    for (const [key] of entriesOf(1000)) {
      rig.get(7, key);
      t.atMost(rig.blocks.usage, 20_000, "bytes of blocks");
    }
    t.holds(rig.blocks.usage >= 12_000, `only ${rig.blocks.usage} bytes of blocks are cached`);
    const all = new Rig({ blockBytes: ROOMY });
    writeTable(all.disk, 7, entriesOf(1000));
    let sizes = 0;
    const blocks = (_offset: number, load: () => Block) => {
      const block = load();
      sizes += block.bytes.length;
      return { block, release() {} };
    };
    allOf(Table.open(all.disk.open(pathOf(7), "existing"), { blocks }).iterator());
    t.given("got", "1,000 keys through a cache that has room for all blocks");
    for (const [key] of entriesOf(1000)) all.get(7, key);
    t.equal(all.blocks.usage, sizes, "usage, against the bytes of all blocks");
  },
);

law(
  "max-open-files",
  "no more than maxOpenFiles tables are kept open; the one that was used longest ago is closed",
  { hint: "Files are an LRU cache too" },
  (t) => {
    const rig = new Rig({ maxOpenFiles: 3 });
    for (let number = 1; number <= 5; number++) writeTable(rig.disk, number, entriesOf(20));
    t.did("got", "in tables 1, 2, 3, 1, 4, 1, 5, 1, with 3 files at most");
    for (const number of [1, 2, 3, 1, 4, 1, 5, 1]) {
      t.equal(rig.get(number, "key 000003") !== undefined, true, "whether it was found");
      t.atMost(rig.disk.openFiles, 3, "open files");
    }
    t.equal(rig.opened, [1, 2, 3, 4, 5], "what was opened");
    t.did("got", "in 4, then in 2, which was closed");
    rig.get(4, "key 000003");
    rig.get(2, "key 000003");
    t.equal(rig.opened, [1, 2, 3, 4, 5, 2], "what was opened");
    t.equal(rig.disk.openFiles, 3, "open files");
    const none = new Rig({ maxOpenFiles: 0 });
    writeTable(none.disk, 1, entriesOf(20));
    t.given("got", "twice in table 1, with 0 files kept open");
    for (let i = 0; i < 2; i++) {
      t.equal(none.get(1, "key 000003") !== undefined, true, "whether it was found");
      t.equal(none.disk.openFiles, 0, "open files");
    }
    t.equal(none.opened, [1, 1], "what was opened");
  },
);

law(
  "iterators-hold",
  "a table stays open while an iterator over it is not closed, whatever else is opened",
  { hint: "An iterator that holds" },
  (t) => {
    const rig = new Rig({ maxOpenFiles: 1, blockBytes: 0 });
    const numbers = [1, 2, 3, 4];
    for (const number of numbers) writeTable(rig.disk, number, entriesOf(120, `in ${number}`));
    t.did("made", "iterators over four tables, with one file at most");
    const iterators = numbers.map((number) => rig.tables.iterator(number));
    t.equal(rig.disk.openFiles, 4, "open files");
    for (const [i, iterator] of iterators.entries()) {
      t.equal(
        allOf(iterator),
        entriesOf(120, `in ${i + 1}`),
        `what the iterator over ${i + 1} has`,
      );
    }
    t.did("closed", "the iterators, one by one");
    for (const [closed, iterator] of iterators.entries()) {
      iterator.close();
      t.equal(rig.disk.openFiles, Math.max(1, 3 - closed), "open files");
    }
    nothingIsHeld(t, rig, 1);
  },
);

law(
  "blocks-stay",
  "the block in which an iterator stands is leased, and given back when it moves on or is closed",
  { hint: "An iterator that holds" },
  (t) => {
    const rig = new Rig({ blockBytes: 5000 });
    writeTable(rig.disk, 1, entriesOf(400));
    const iterator = rig.tables.iterator(1);
    t.equal(rig.blocks.pinned, 0, "bytes that are leased by an iterator that stands nowhere");
    iterator.seek(seekKey(utf8("key 000200"), 1000));
    t.did("stood", "at key 200 of 400, while 400 keys are got through a cache of one block");
    const pinned = rig.blocks.pinned;
    t.holds(pinned > 3000 && pinned < 5000, `${pinned} bytes are leased, and a block has 4,150`);
    for (const [key, value] of entriesOf(400)) t.equal(rig.get(1, key), value);
    t.equal(rig.blocks.pinned, pinned, "bytes that are leased");
    const reads = rig.reads(() => t.equal(rig.get(1, "key 000200") !== undefined, true));
    t.equal(reads, 0, "reads of a get in the same block");
    t.equal(entryAt(iterator), entriesOf(400)[200], "where it stands");
    t.did("went", "to the end");
    while (iterator.isValid) {
      t.atMost(rig.blocks.pinned, 5000, "bytes that are leased");
      iterator.next();
    }
    iterator.seekToFirst();
    iterator.close();
    t.did("closed", "the iterator, which stood at the first entry");
    nothingIsHeld(t, rig, 1);
  },
);

law(
  "closed-twice",
  "an iterator that is closed twice is closed once",
  { hint: "An iterator that holds" },
  (t) => {
    const rig = new Rig({ maxOpenFiles: 0 });
    writeTable(rig.disk, 1, entriesOf(100));
    const [one, two] = [rig.tables.iterator(1), rig.tables.iterator(1)];
    one.seekToFirst();
    two.seekToFirst();
    t.did("closed", "one of two iterators, three times");
    for (let i = 0; i < 3; i++) one.close();
    t.equal(rig.disk.openFiles, 1, "open files");
    t.equal(allOf(two), entriesOf(100), "what the other has");
    two.close();
    two.close();
    nothingIsHeld(t, rig, 0);
  },
);

law(
  "any-walk",
  "an iterator goes both ways and seeks, as over a list, through caches of any size",
  { hint: "An iterator that holds" },
  async (t) => {
    const names = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 40 });
    const acts = fc.array(
      fc.oneof(
        fc.constantFrom("first" as const, "last" as const, "next" as const, "prev" as const),
        fc.integer({ min: 0, max: 99 }),
      ),
      { maxLength: 40 },
    );
    const blockBytes = fc.constantFrom(0, 200, ROOMY);
    await t.forAll([names, acts, blockBytes], (numbers, given, bytes) => {
      const rig = new Rig({ blockBytes: bytes, maxOpenFiles: 0 });
      const keys = numbers.map((i) => `key ${String(i).padStart(2, "0")}`).toSorted();
      const entries = keys.map((key) => [key, `${key}!`] as const);
      writeTable(rig.disk, 1, entries, { blockSizeBytes: 60 });
      t.did("a table of", keys);
      const iterator = rig.tables.iterator(1);
      let at = -1;
      for (const act of given) {
        t.did("then", typeof act === "number" ? `seek ${act}` : act);
        if (act === "first") iterator.seekToFirst();
        else if (act === "last") iterator.seekToLast();
        else if (typeof act === "number") {
          iterator.seek(seekKey(utf8(`key ${String(act).padStart(2, "0")}`), 1000));
        } else if (at < 0) continue;
        else if (act === "next") iterator.next();
        else iterator.prev();
        at = placeAfter(
          act,
          at,
          numbers.toSorted((a, b) => a - b),
        );
        t.equal(iterator.isValid, at >= 0, "whether it stands at an entry");
        if (at >= 0) t.equal(entryAt(iterator), entries[at], "where it stands");
      }
      iterator.close();
      nothingIsHeld(t, rig, 0);
    });
  },
);

/** Where an iterator is among the sorted numbers after this act; -1 at no entry. */
function placeAfter(act: string | number, at: number, sorted: readonly number[]): number {
  if (act === "first") return 0;
  if (act === "last") return sorted.length - 1;
  if (typeof act === "number") return sorted.findIndex((number) => number >= act);
  if (act === "next") return at + 1 < sorted.length ? at + 1 : -1;
  return at - 1;
}

law(
  "evicted",
  "evict closes the file: at once, or with the last iterator over it",
  { hint: "Forgetting a table" },
  (t) => {
    const rig = new Rig();
    for (const number of [1, 2]) writeTable(rig.disk, number, entriesOf(100));
    rig.get(1, "key 000001");
    rig.get(2, "key 000001");
    t.did("evicted", "table 1, which nobody uses");
    rig.tables.evict(1);
    t.equal(rig.disk.openFiles, 1, "open files");
    const [one, two] = [rig.tables.iterator(2), rig.tables.iterator(2)];
    t.did("evicted", "table 2, which two iterators use, and table 9, which there is not");
    rig.tables.evict(2);
    rig.tables.evict(9);
    t.equal(rig.disk.openFiles, 1, "open files");
    t.equal(allOf(one), entriesOf(100), "what one of them has");
    one.close();
    t.equal(rig.disk.openFiles, 1, "open files after one was closed");
    t.equal(allOf(two), entriesOf(100), "what the other has");
    two.close();
    t.equal(rig.disk.openFiles, 0, "open files after both");
    t.equal(rig.opened, [1, 2], "what was opened");
  },
);

law(
  "another-of-the-number",
  "after evict the file of this number is opened anew, and no block of the old one is found",
  { hint: "Forgetting a table" },
  (t) => {
    const rig = new Rig({ blockBytes: ROOMY });
    writeTable(rig.disk, 1, [["pear", "old"]]);
    t.equal(rig.get(1, "pear"), "old");
    const iterator = rig.tables.iterator(1);
    rig.tables.evict(1);
    writeTable(rig.disk, 1, [["pear", "new"]]);
    t.did("evicted", "table 1, and wrote another table under this number");
    t.equal(rig.get(1, "pear"), "new");
    t.equal(allOf(iterator), [["pear", "old"]], "what an iterator over the old one has");
    iterator.close();
    t.equal(rig.get(1, "pear"), "new");
    t.equal(rig.disk.openFiles, 1, "open files");
  },
);

law(
  "shared-blocks",
  "two table caches that share a block cache never get each other's blocks, nor lose them by each other",
  { hint: "The loader" },
  (t) => {
    const blocks = new LruCache<Block>({ capacity: ROOMY });
    const [one, two] = [new Rig({ blocks }), new Rig({ blocks })];
    for (const number of [1, 2, 11, 12, 112]) {
      writeTable(one.disk, number, entriesOf(100, `one ${number}`));
      writeTable(two.disk, number, entriesOf(100, `two ${number}`));
    }
    t.did("got", "all keys of five tables in each of two stores that share a block cache");
    for (let round = 0; round < 2; round++) {
      for (const number of [1, 2, 11, 12, 112]) {
        for (const [key, value] of entriesOf(100, `one ${number}`)) {
          t.equal(one.get(number, key), value);
          const other = key.replace("one", "two");
          t.equal(two.get(number, other), value.replace("one", "two"));
        }
      }
    }
    const reads = () =>
      two.reads(() => {
        for (const [key] of entriesOf(100, "two 2")) two.get(2, key);
      });
    t.given("got", "all keys of a table, whose blocks are cached");
    t.equal(reads(), 0, "reads of the disk");
    t.did("evicted", "another table of its store, and one of the other store");
    two.tables.evict(1);
    one.tables.evict(1);
    t.equal(reads(), 0, "reads of the disk");
    t.did("closed", "the other store's table cache");
    const { usage } = blocks;
    one.tables.close();
    t.equal(blocks.usage, usage, "usage of the block cache");
    t.equal(reads(), 0, "reads of the disk");
  },
);

law(
  "loaders",
  "of a hundred loaders over one cache each finds its own blocks, at any offset, also beyond 4 GiB",
  { hint: "The loader" },
  (t) => {
    const cache = new LruCache<Block>({ capacity: ROOMY });
    const loaders = Array.from({ length: 120 }, () => cachedBlocks(cache));
    const offsets = [0, 1, 2, 11, 12, 21, 111, 112, 121, 1111, 2 ** 32, 2 ** 32 + 1, 2 ** 33];
    const loaded = new Map<string, Block>();
    for (const round of ["first", "second"]) {
      for (const [i, loader] of loaders.entries()) {
        for (const offset of offsets) {
          t.given("asked", `loader ${i + 1} of 120 for the block at ${offset}, the ${round} time`);
          const name = `${i} ${offset}`;
          const lease = loader(offset, () => {
            t.holds(!loaded.has(name), "it was loaded again");
            // A block without an entry: one restart, at 0.
            const bytes = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0);
            const block = new Block(bytes, { path: `${i}`, offset });
            loaded.set(name, block);
            return block;
          });
          t.holds(
            loaded.has(name),
            "it loaded nothing, and gave a block that another loader has loaded",
          );
          t.holds(
            lease.block === loaded.get(name),
            "it gave another block than the one that it has loaded",
          );
          lease.release();
        }
      }
    }
    t.equal(cache.usage, 8 * 120 * offsets.length, "usage");
  },
);

law(
  "closed",
  "close closes all files, those with iterators when these are closed; what comes afterwards is a bug",
  { hint: "Forgetting a table" },
  (t) => {
    const rig = new Rig();
    for (const number of [1, 2, 3]) {
      writeTable(rig.disk, number, entriesOf(100));
      rig.get(number, "key 000001");
    }
    const iterator = rig.tables.iterator(3);
    t.did("closed", "a table cache with three tables, over one of which there is an iterator");
    rig.tables.close();
    t.equal(rig.disk.openFiles, 1, "open files");
    t.equal(allOf(iterator), entriesOf(100), "what the iterator has");
    iterator.close();
    nothingIsHeld(t, rig, 0);
    rig.tables.close();
    t.isBug(() => rig.tables.get(1, wanted("key 000001")));
    t.isBug(() => rig.tables.iterator(1));
    t.isBug(() => rig.tables.evict(1));
    t.equal(rig.disk.openFiles, 0, "open files");
  },
);

law(
  "not-there",
  "a file that cannot be opened is told as the disk tells it, each time, until it is there",
  { hint: "When it fails" },
  (t) => {
    const rig = new Rig();
    t.did("got", "in table 1, which is not there, twice; then it is written");
    for (let i = 0; i < 2; i++) {
      const error = t.fails(() => rig.get(1, "pear"), "ENOENT");
      t.holds(error instanceof DiskError, "a DiskError");
      t.fails(() => rig.tables.iterator(1), "ENOENT");
    }
    writeTable(rig.disk, 1, [["pear", "green"]]);
    t.equal(rig.get(1, "pear"), "green");
  },
);

law(
  "damaged-tables",
  "a table that cannot be opened is closed again and not kept: mended, it is read",
  { hint: "When it fails" },
  (t) => {
    const rig = new Rig();
    writeTable(rig.disk, 1, entriesOf(200));
    const { length } = rig.disk.contents(pathOf(1));
    // The magic; the index block; the filter block, before them.
    for (const offset of [length - 1, length - 100, length - 500]) {
      t.given("flipped", `a bit at ${offset} of ${length} bytes`);
      rig.disk.flipBit(pathOf(1), offset, 0);
      const error = t.fails(() => rig.get(1, "key 000001"), "CORRUPTION");
      t.holds(error instanceof CorruptionError, "a CorruptionError");
      t.fails(() => rig.tables.iterator(1), "CORRUPTION");
      nothingIsHeld(t, rig, 0);
      t.did("mended", "the same bit");
      rig.disk.flipBit(pathOf(1), offset, 0);
      t.equal(rig.get(1, "key 000001"), entriesOf(2)[1]![1]);
      rig.tables.evict(1);
    }
  },
);

law(
  "damaged-blocks",
  "a block that is damaged is not kept, and holds nothing open: mended, it is read",
  { hint: "When it fails" },
  (t) => {
    const rig = new Rig({ maxOpenFiles: 0 });
    writeTable(rig.disk, 1, entriesOf(200));
    t.did("flipped", "a bit of the first data block");
    rig.disk.flipBit(pathOf(1), 50, 3);
    t.fails(() => rig.get(1, "key 000001"), "CORRUPTION");
    nothingIsHeld(t, rig, 0);
    const iterator = rig.tables.iterator(1);
    t.fails(() => iterator.seekToFirst(), "CORRUPTION");
    t.did("mended", "the same bit");
    rig.disk.flipBit(pathOf(1), 50, 3);
    t.equal(allOf(iterator), entriesOf(200), "what the iterator has");
    iterator.close();
    t.equal(rig.get(1, "key 000001"), entriesOf(2)[1]![1]);
    nothingIsHeld(t, rig, 0);
  },
);

law(
  "reads-that-fail",
  "a read that fails at any point passes through; nothing stays leased, and the next get or seek reads",
  { hint: "When it fails" },
  (t) => {
    let failed = 0;
    for (let nth = 1; nth <= 5; nth++) {
      const rig = new Rig({ maxOpenFiles: 0 });
      writeTable(rig.disk, 1, entriesOf(200));
      rig.disk.failReads({ nth });
      t.given("got", `a key, and read ${nth} of the disk fails`);
      t.fails(() => rig.get(1, "key 000001"), "EIO");
      failed += rig.disk.faults.failedReads;
      nothingIsHeld(t, rig, 0);
      t.equal(rig.get(1, "key 000001"), entriesOf(2)[1]![1]);
      nothingIsHeld(t, rig, 0);
    }
    const moves: readonly (readonly [string, (iterator: InternalIterator) => void])[] = [
      ["seekToFirst", (iterator) => iterator.seekToFirst()],
      ["seekToLast", (iterator) => iterator.seekToLast()],
      ["seek", (iterator) => iterator.seek(wanted("key 000050"))],
      ["next", forwards],
      ["prev", backwards],
    ];
    for (const [name, move] of moves) {
      const rig = new Rig({ maxOpenFiles: 0, blockBytes: 0 });
      writeTable(rig.disk, 1, entriesOf(200));
      const iterator = rig.tables.iterator(1);
      if (name === "next") iterator.seekToFirst();
      if (name === "prev") iterator.seekToLast();
      rig.disk.failReads({ nth: 1 });
      t.given("went on", `with ${name}, until a read failed`);
      t.fails(() => move(iterator), "EIO");
      failed += rig.disk.faults.failedReads;
      t.equal(rig.disk.openFiles, 1, "open files, while the iterator is not closed");
      t.did("went", "with the same iterator over all, and closed it");
      t.equal(allOf(iterator), entriesOf(200), "what it has");
      iterator.close();
      nothingIsHeld(t, rig, 0);
    }
    t.floor("reads that failed", failed, 10);
  },
);

function forwards(iterator: InternalIterator): void {
  while (iterator.isValid) iterator.next();
}

function backwards(iterator: InternalIterator): void {
  while (iterator.isValid) iterator.prev();
}
