import { encodeInternalKey, internalKeyText, seekKey, userKeyOf, ValueType } from "@labs/db-05";
import { type Block, type FilterPolicy, TableWriter } from "@labs/db-06";
import {
  bloomFilterPolicy,
  bloomMayContain,
  createBloomFilter,
  deniedKeys,
  LruCache,
  TableCache,
} from "@labs/db-07";
import { step, type Trial } from "@labs/grader/testing";
import { type DiskFile, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { utf8 } from "./keys.ts";
import { keysOf, LevelDb, partsOf, type TableParts } from "./leveldb.ts";

const law = step("leveldb");

/** Made when it is asked for: a stub has none. */
const policy = (): FilterPolicy => bloomFilterPolicy(10);

/** Keys that sort as their numbers do. */
const keyOf = (i: number): string => `key ${String(i).padStart(6, "0")}`;
const valueAt = (i: number): string => `value ${i} `.padEnd(20 + ((i * 37) % 200), ".");

/** Writes keys 0 to `count` - 1 into a table of this number in LevelDB's folder, and makes a database of it. */
async function ours(t: Trial, filter: FilterPolicy | undefined, count: number): Promise<LevelDb> {
  const database = new LevelDb(t);
  const file = database.newFile("000005.ldb");
  const writer = new TableWriter(file, {
    compression: "none",
    ...(filter === undefined ? {} : { filter }),
  });
  for (let i = 0; i < count; i++) {
    writer.add(encodeInternalKey(utf8(keyOf(i)), i + 1, ValueType.Value), utf8(valueAt(i)));
  }
  writer.finish();
  await file.sync();
  await database.repair();
  return database;
}

/** A table of keys 0 to `count` - 1 on a simulated disk. */
function tableOf(
  count: number,
  filter: FilterPolicy | undefined,
  disk: SimDisk = new SimDisk(),
): DiskFile {
  const file = disk.open("table", "new");
  const options = filter === undefined ? {} : { filter };
  const writer = new TableWriter(file, { compression: "none", ...options });
  for (let i = 0; i < count; i++) {
    writer.add(encodeInternalKey(utf8(keyOf(i)), i + 1, ValueType.Value), utf8(valueAt(i)));
  }
  writer.finish();
  return file;
}

/** Our policy, but for some keys, which it does not put into its filters. */
function without(denied: (key: string) => boolean, name = policy().name): FilterPolicy {
  return {
    name,
    reader: (contents) => policy().reader(contents),
    builder: () => {
      const builder = policy().builder();
      return {
        startBlock: (offset) => builder.startBlock(offset),
        addKey: (key) => {
          if (!denied(Buffer.from(key).toString())) builder.addKey(key);
        },
        finish: () => builder.finish(),
      };
    },
  };
}

/** The filter block that our builder makes of a table's data blocks. */
function filterOf({ blocks, dataEnd }: TableParts): Uint8Array {
  const builder = policy().builder();
  for (const { offset, entries } of blocks) {
    builder.startBlock(offset);
    for (const { internalKey } of entries) builder.addKey(userKeyOf(internalKey));
  }
  builder.startBlock(dataEnd);
  return Uint8Array.from(builder.finish());
}

/** LevelDB's filter of each of its tables is ours; how many keys stand in them. */
function sameFilters(t: Trial, files: readonly DiskFile[]): number {
  let keys = 0;
  for (const file of files) {
    const parts = partsOf(file);
    t.did("LevelDB wrote", `${file.path}, ${file.size} bytes, ${parts.blocks.length} blocks`);
    t.holds(parts.filter !== undefined, "it has no filter block");
    t.bytes(filterOf(parts), parts.filter!);
    keys += keysOf(parts).length;
  }
  return keys;
}

law(
  "denied-keys",
  "deniedKeys finds the entries that a table has and its filter denies, every version, in order",
  { hint: "A table against its filter" },
  async (t) => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), {
      minLength: 1,
      maxLength: 60,
    });
    const left = fc.integer({ min: 1, max: 5 });
    await t.forAll([numbers, left], (given, modulus) => {
      const isLeftOut = (key: string) => Number(key.slice(4)) % modulus === 0;
      const file = new SimDisk().open("table", "new");
      const writer = new TableWriter(file, {
        compression: "none",
        blockSizeBytes: 200,
        filter: without(isLeftOut),
      });
      t.did("a table of", given);
      t.did("its filter leaves out", `the multiples of ${modulus}`);
      for (const i of given.toSorted((a, b) => a - b)) {
        writer.add(encodeInternalKey(utf8(keyOf(i)), 9, ValueType.Deletion), new Uint8Array());
        writer.add(encodeInternalKey(utf8(keyOf(i)), 4, ValueType.Value), utf8(valueAt(i)));
      }
      writer.finish();
      const parts = partsOf(file);
      const reader = policy().reader(parts.filter!);
      const expected = parts.blocks.flatMap(({ offset, entries }) =>
        entries
          .map(({ internalKey }) => internalKey)
          .filter((key) => !reader.mayContain(offset, userKeyOf(key))),
      );
      t.equal(
        deniedKeys(file, policy()).map(internalKeyText),
        expected.map(internalKeyText),
        "the keys that are denied",
      );
    });
  },
);

law(
  "none-denied",
  "of a table that agrees with its filter, or has none of this name, deniedKeys finds nothing",
  { hint: "A table against its filter" },
  (t) => {
    for (const filter of [policy(), undefined, without(() => true, "labs.DeniesAll")]) {
      const file = tableOf(1000, filter);
      t.given("a table of 1,000 keys, its filter", filter?.name ?? "none");
      t.equal(deniedKeys(file, policy()), [], "the keys that are denied");
    }
    t.given("a table of 1,000 keys, its filter", "one that denies all");
    const denied = deniedKeys(
      tableOf(
        1000,
        without(() => true),
      ),
      policy(),
    );
    t.equal(denied.length, 1000, "how many are denied");
  },
);

law(
  "read-once",
  "deniedKeys reads each data block once, and opens the table twice at the most",
  { hint: "A table against its filter" },
  (t) => {
    const disk = new SimDisk();
    const file = tableOf(1000, policy(), disk);
    const { length } = partsOf(file).blocks;
    const before = disk.counts;
    t.did("asked", `for the denied keys of a table of ${length} data blocks`);
    deniedKeys(file, policy());
    t.atMost(disk.counts.reads - before.reads, length + 8, "reads of the disk");
    t.equal(disk.openFiles, 1, "open files: the one that was lent");
  },
);

law(
  "damage-is-told",
  "damage in the table is told by deniedKeys, and is never an answer",
  { hint: "A table against its filter" },
  (t) => {
    const disk = new SimDisk();
    const file = tableOf(300, policy(), disk);
    for (const offset of [10, 5000, file.size - 200, file.size - 1]) {
      t.given("flipped", `a bit at ${offset} of ${file.size} bytes`);
      disk.flipBit(file.path, offset, 2);
      t.fails(() => deniedKeys(file, policy()), "CORRUPTION");
      disk.flipBit(file.path, offset, 2);
    }
    t.given("mended", "all of it");
    t.equal(deniedKeys(file, policy()), [], "the keys that are denied");
  },
);

/** Puts of `count` keys, of which each is `step` behind the one before it. */
const puts = (count: number, step = 1) =>
  Array.from({ length: count }, (_, i) => ({
    type: "put" as const,
    key: keyOf(i * step),
    value: valueAt(i),
  }));

law(
  "the-same-filters",
  "the filter blocks of LevelDB's own tables are, byte for byte, what our builder makes",
  { hint: "Their filters, our builder", seconds: 10 },
  async (t) => {
    for (const compression of [false, true]) {
      const database = new LevelDb(t);
      t.given("LevelDB wrote", `3,000 entries, ${compression ? "compressed" : "not compressed"}`);
      await database.write(puts(3000), compression);
      t.floor("keys in its tables", sameFilters(t, database.tables()), 3000);
    }
  },
);

law(
  "versions-count",
  "a key that has several versions in a table counts several times in LevelDB's filter, and in ours",
  { hint: "Their filters, our builder", seconds: 10 },
  async (t) => {
    const random = seededRandom(t.seed);
    const database = new LevelDb(t);
    t.did("LevelDB did", "2,000 puts and deletions, drawn, of 300 keys");
    await database.write(
      Array.from({ length: 2000 }, () => {
        const i = random.below(300);
        return random.below(4) === 0
          ? { type: "del", key: keyOf(i) }
          : { type: "put", key: keyOf(i), value: valueAt(random.below(1000)) };
      }),
    );
    t.floor("keys in its tables", sameFilters(t, database.tables()), 2000);
  },
);

law(
  "the-same-table",
  "a table of the same entries, written with our filter, is LevelDB's file byte for byte",
  { hint: "Their filters, our builder", seconds: 10 },
  async (t) => {
    const database = new LevelDb(t);
    t.did("LevelDB wrote", "1,500 entries, not compressed");
    await database.write(puts(1500, 7));
    for (const file of database.tables()) {
      const twin = new SimDisk().open("twin.ldb", "new");
      const writer = new TableWriter(twin, { compression: "none", filter: policy() });
      for (const { entries } of partsOf(file).blocks) {
        for (const { internalKey, value } of entries) writer.add(internalKey, value);
      }
      writer.finish();
      t.bytes(twin.read(0, twin.size), file.read(0, file.size));
    }
  },
);

law(
  "compacted",
  "the tables that LevelDB makes of ours, when it compacts them, have our filters too",
  { hint: "Their filters, our builder", seconds: 10 },
  async (t) => {
    const database = await ours(t, policy(), 2000);
    t.did("LevelDB did", "a compaction of our table of 2,000 keys with 500 puts of its own");
    await database.use(async (level) => {
      for (let from = 0; from < 500; from += 100) {
        await level.batch(
          Array.from({ length: 100 }, (_, i) => ({
            type: "put" as const,
            key: keyOf(4 * (from + i)),
            value: "new",
          })),
        );
      }
      await level.compactRange(keyOf(0), keyOf(9999));
    });
    const tables = database.tables();
    t.floor("keys in its tables", sameFilters(t, tables), 2000);
    for (const file of tables) t.equal(deniedKeys(file, policy()), [], "the keys that are denied");
    const names = tables.map(({ path }) => path);
    t.equal(names.includes("000005.ldb"), false, "whether our own table is still there");
  },
);

law(
  "found",
  "LevelDB finds every key of our table through our filter, and none that is not there",
  { hint: "Our filter, their reader", seconds: 10 },
  async (t) => {
    const database = await ours(t, policy(), 2000);
    t.did("LevelDB opened", "our table of 2,000 keys");
    await database.use(async (level) => {
      const keys = Array.from({ length: 2000 }, (_, i) => keyOf(i));
      const values = await level.getMany(keys);
      t.equal(
        values,
        keys.map((_, i) => valueAt(i)),
        "what it has",
      );
      const missing = await level.getMany(keys.map((key) => `${key} is missing`));
      t.equal(missing.filter((value) => value !== undefined).length, 0, "how many others it has");
      t.equal((await level.keys().all()).length, 2000, "how many an iterator has");
    });
  },
);

law(
  "denied",
  "what our filter denies LevelDB does not find, though it is there: it asks our filter",
  { hint: "Our filter, their reader", seconds: 10 },
  async (t) => {
    const isDenied = (key: string) => key.endsWith("7");
    const database = await ours(t, without(isDenied), 2000);
    const lost: string[] = [];
    t.did("LevelDB opened", "a table of 2,000 keys whose filter leaves out those that end with 7");
    await database.use(async (level) => {
      const keys = Array.from({ length: 2000 }, (_, i) => keyOf(i));
      const values = await level.getMany(keys);
      lost.push(...keys.filter((_, i) => values[i] === undefined));
      t.equal(
        lost.filter((key) => !isDenied(key)),
        [],
        "what is lost of the others",
      );
      // A filter of 10 bits a key says yes to about one in a hundred.
      t.floor("keys that the filter denies", lost.length, 180);
      t.equal((await level.keys().all()).length, 2000, "how many an iterator has");
    });
    const [file] = database.tables();
    const denied = deniedKeys(file!, policy()).map((key) => Buffer.from(userKeyOf(key)).toString());
    t.equal(denied, lost, "what deniedKeys finds, against what LevelDB loses");
  },
);

law(
  "another-name",
  "under another name LevelDB does not ask our filter, whatever it denies",
  { hint: "Our filter, their reader", seconds: 10 },
  async (t) => {
    for (const filter of [undefined, without(() => true, "labs.DeniesAll")]) {
      const database = await ours(t, filter, 500);
      t.given(
        "LevelDB opened",
        filter ? "a table with a filter under another name" : "one without",
      );
      await database.use(async (level) => {
        const values = await level.getMany(Array.from({ length: 500 }, (_, i) => keyOf(i)));
        t.equal(values.filter((value) => value === undefined).length, 0, "how many are lost");
      });
    }
    t.given("created", "a filter of the same keys alone");
    const keys = Array.from({ length: 500 }, (_, i) => utf8(keyOf(i)));
    const filter = createBloomFilter(keys, 10);
    t.equal(
      keys.every((key) => bloomMayContain(filter, key)),
      true,
      "whether it has all",
    );
  },
);

law(
  "their-tables",
  "through our caches LevelDB's tables give every key; one that is not there costs hardly a read",
  { hint: "Their tables, our caches", seconds: 10 },
  async (t) => {
    const database = new LevelDb(t);
    t.did("LevelDB wrote", "3,000 entries, compressed");
    await database.write(puts(3000), true);
    const files = database.tables();
    let reads = 0;
    const tables = new TableCache({
      openFile: (number) => counted(files[number]!, () => (reads += 1)),
      maxOpenFiles: 10,
      blockCache: new LruCache<Block>({ capacity: 0 }),
      filter: policy(),
    });
    const get = (key: string) =>
      files
        .map((_, number) => tables.get(number, seekKey(utf8(key), 1_000_000)))
        .find((found) => found !== undefined);
    for (let i = 0; i < 3000; i++) {
      const found = get(keyOf(i));
      t.equal(found && Buffer.from(found.value).toString(), valueAt(i), `the value of ${keyOf(i)}`);
    }
    reads = 0;
    for (let i = 0; i < 2000; i++) t.equal(get(`${keyOf(i)} is missing`), undefined);
    t.did("got", "2,000 keys that are not there");
    t.atMost(reads, 60 * files.length, "reads");
    tables.close();
  },
);

/** The file, whose reads are told; closing it is left to the law. */
function counted(file: DiskFile, tell: () => void): DiskFile {
  return {
    path: file.path,
    size: file.size,
    read: (offset, length) => {
      tell();
      return file.read(offset, length);
    },
    readExactly: (offset, length) => {
      tell();
      return file.readExactly(offset, length);
    },
    write: (offset, bytes) => file.write(offset, bytes),
    append: (bytes) => file.append(bytes),
    truncate: (size) => file.truncate(size),
    sync: () => file.sync(),
    close: () => {},
  };
}
