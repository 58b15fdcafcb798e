/**
 * Step 7, steps/07-sorted-peer.md: a store of all parts, and two peers that nobody here wrote: the
 * same changes, the same answers.
 */
import { type Change, MemoryStore, type Snapshot } from "@labs/db-05";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import type { AbstractSnapshot } from "abstract-level";
import fc from "fast-check";
import { filled, utf8 } from "./entries.ts";
import { DrawnChanges, type Part, Peer, walked, worldOf } from "./peers.ts";
import { isBug } from "./walks.ts";

const law = step("sorted-peer");

/** Full after about 80 entries: every law has several tables. */
const TABLE_BYTES_MAX = 16_384;
const ALL: Part = { isReverse: false };
const ALL_BACK: Part = { isReverse: true };

const put = (key: string, value: string): Change => ({
  kind: "put",
  key: utf8(key),
  value: utf8(value),
});
const del = (key: string): Change => ({ kind: "delete", key: utf8(key) });

const storeFor = (t: Trial, bytesMax = TABLE_BYTES_MAX): MemoryStore =>
  new MemoryStore(seededRandom(t.seed), bytesMax);

const hex = (key: Uint8Array): string => Buffer.from(key).toString("hex") || "no bytes";

const textOf = (value: Uint8Array | undefined): string | undefined =>
  value === undefined ? undefined : Buffer.from(value).toString();

/** What is read, to be compared. */
const textsOf = (store: MemoryStore, keys: readonly string[], snapshot?: Snapshot) =>
  keys.map((key) => textOf(store.get(utf8(key), snapshot)));

law(
  "write-and-read",
  "the changes of a write are made in order, and a delete in the newest table hides a put in an older",
  { hint: "The first that knows" },
  (t) => {
    const store = storeFor(t, 1);
    const keys = ["a", "b", "c"];
    t.equal(textsOf(store, keys), [undefined, undefined, undefined], "an empty store");
    t.did("wrote", "each write to a table of its own");
    store.write([put("a", "1"), put("b", "1"), put("a", "2")]);
    t.equal(textsOf(store, keys), ["2", "1", undefined], "a, b and c");
    store.write([del("a"), put("c", "3")]);
    t.equal(textsOf(store, keys), [undefined, "1", "3"], "a, b and c, when a was deleted");
    store.write([del("c"), put("c", "4"), put("b", ""), del("never was")]);
    t.equal(textsOf(store, keys), [undefined, "", "4"], "a, b and c, when b was put again");
    t.equal(
      worldOf(store, ALL).map(([key, value]) => [textOf(key), textOf(value)]),
      [
        ["b", ""],
        ["c", "4"],
      ],
      "what an iterator sees",
    );
  },
);

law(
  "moments",
  "a snapshot keeps what was there, and an iterator what was there when it was made",
  { hint: "Each change has a number" },
  (t) => {
    for (const bytesMax of [1, TABLE_BYTES_MAX]) {
      const store = storeFor(t, bytesMax);
      const empty = store.snapshot();
      store.write([put("a", "1"), put("b", "1")]);
      const early = store.snapshot();
      const iterator = store.iterator();
      store.write([put("a", "2"), del("b"), put("c", "2")]);
      const late = store.snapshot();
      store.write([del("a"), del("c")]);
      t.given("had", `${store.tables.length} tables in the end`);
      t.did("wrote", "a and b; then a again, c, and deleted b; then deleted a and c");
      const keys = ["a", "b", "c"];
      t.equal(textsOf(store, keys, empty), [undefined, undefined, undefined], "before it all");
      t.equal(textsOf(store, keys, early), ["1", "1", undefined], "after the first write");
      t.equal(textsOf(store, keys, late), ["2", undefined, "2"], "after the second");
      t.equal(textsOf(store, keys), [undefined, undefined, undefined], "now");
      const seen = walked(iterator, ALL).map(([key, value]) => [textOf(key), textOf(value)]);
      const first = [
        ["a", "1"],
        ["b", "1"],
      ];
      t.equal(seen, first, "by an iterator that was made after the first write");
      t.equal(worldOf(store, ALL, empty), [], "by an iterator at the snapshot before it all");
    }
    const store = storeFor(t);
    store.write([put("a", "first"), put("b", "2"), put("c", "3")]);
    const kept = store.get(utf8("a"));
    store.get(utf8("b"));
    const [one, two] = [store.iterator(), store.iterator()];
    one.seekToFirst();
    two.seekToLast();
    one.next();
    t.given("had", "a, b and c; got a, then b; went with one iterator to b, with another to c");
    t.equal(textOf(kept), "first", "what the first get gave");
    t.equal([textOf(one.key), textOf(two.key)], ["b", "c"], "where the two iterators stand");
  },
);

law(
  "numbers",
  "each change has the next sequence number, and the oldest snapshot says which are still read",
  { hint: "Each change has a number" },
  (t) => {
    const store = storeFor(t);
    t.equal(store.oldestReadSequence, 0, "oldestReadSequence of an empty store");
    const nothing = storeFor(t);
    nothing.snapshot();
    nothing.write(Array.from({ length: 2000 }, (_, i) => put(`key ${i}`, "x")));
    t.given("wrote", "2,000 changes in one write, with a snapshot of the empty store");
    t.equal(nothing.oldestReadSequence, 0, "oldestReadSequence");
    t.equal(nothing.snapshot().sequence, 2000, "the sequence of a snapshot");
    store.write([put("a", "1"), put("a", "2"), del("a")]);
    t.did("wrote", "two puts and a delete of one key");
    t.equal(store.oldestReadSequence, 3, "oldestReadSequence");
    t.equal(store.tables[0]!.dump(), '"a" 3 deletion\n"a" 2 value "2"\n"a" 1 value "1"', "dump");
    store.write([]);
    const first = store.snapshot();
    t.equal(first.sequence, 3, "the sequence of a snapshot, after a write of nothing");
    store.write([put("b", "4"), put("c", "5")]);
    const second = store.snapshot();
    store.write([put("d", "6")]);
    t.did("took", "a snapshot, wrote two, took another, wrote one");
    t.equal(store.oldestReadSequence, 3, "oldestReadSequence");
    store.release(first);
    t.equal(store.oldestReadSequence, 5, "oldestReadSequence, when the first was released");
    store.release(second);
    t.equal(store.oldestReadSequence, 6, "oldestReadSequence, when both were released");
    isBug(t, "released one a second time", () => store.release(first));
  },
);

law(
  "full-tables",
  "a write goes whole to one table: a new one where the newest was full before",
  { hint: "When a table is full" },
  (t) => {
    const store = storeFor(t);
    const large = Array.from({ length: 100 }, (_, i) => ({
      kind: "put" as const,
      key: utf8(`key ${i}`),
      value: filled(1000),
    }));
    t.equal(store.tables.length, 1, "tables of an empty store");
    store.write([put("first", "x")]);
    store.write(large);
    t.did("wrote", "one entry, then a hundred of 1,000 bytes in one write");
    t.equal(
      store.tables.map(({ count }) => count),
      [101],
      "entries of each table",
    );
    store.write([put("next", "x")]);
    store.write([put("one more", "x")]);
    t.did("wrote", "one entry, twice");
    t.equal(
      store.tables.map(({ count }) => count),
      [2, 101],
      "entries of each table",
    );
    t.equal(textsOf(store, ["first", "next"]), ["x", "x"], "what is read");
    const measured = storeFor(t);
    measured.write([put("a", "x")]);
    const exact = storeFor(t, measured.tables[0]!.memoryBytes);
    exact.write([put("a", "x")]);
    exact.write([put("b", "x")]);
    t.given(
      "wrote",
      "one entry, twice, where a table is full with as many bytes as the first takes",
    );
    t.equal(exact.tables.length, 2, "tables");
  },
);

law(
  "memory-level-gets",
  "after any changes memory-level and the store have the same values",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    await t.forAll([fc.nat(), fc.integer({ min: 1, max: 16 })], async (seed, writes) => {
      const [peer, store] = [await Peer.memory(t), storeFor(t)];
      const drawn = new DrawnChanges(seed, 30);
      for (let i = 0; i < writes; i++) {
        const batch = drawn.batch();
        store.write(batch);
        await peer.write(batch);
      }
      t.did("wrote", `${writes} batches`);
      for (let i = 0; i < 10; i++) {
        const key = drawn.key();
        t.equal(store.get(key), await peer.get(key), `get of ${hex(key)}`);
      }
    });
  },
);

law(
  "memory-level-walks",
  "after any changes a walk sees what memory-level sees, both ways and from any key",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    await t.forAll([fc.nat(), fc.integer({ min: 1, max: 16 })], async (seed, writes) => {
      const [peer, store] = [await Peer.memory(t), storeFor(t)];
      const drawn = new DrawnChanges(seed, 30);
      for (let i = 0; i < writes; i++) {
        const batch = drawn.batch();
        store.write(batch);
        await peer.write(batch);
      }
      t.did("wrote", `${writes} batches`);
      for (const from of [undefined, drawn.key(), drawn.key()]) {
        for (const isReverse of [false, true]) {
          const part = { from, isReverse };
          const where = from === undefined ? "all" : `from ${hex(from)}`;
          const what = `${where}, ${isReverse ? "backwards" : "forwards"}`;
          t.equal(worldOf(store, part), await peer.world(part), what);
        }
      }
    });
  },
);

/** Snapshots of both at one moment. */
type Pair = { readonly ours: Snapshot; readonly theirs: AbstractSnapshot };

/** Holds that both see the same at the same moment. */
async function sameAt(t: Trial, store: MemoryStore, peer: Peer, pair?: Pair): Promise<void> {
  for (const part of [ALL, ALL_BACK]) {
    const theirs = await peer.world(part, pair?.theirs);
    const what = part.isReverse ? "all, backwards" : "all, forwards";
    t.equal(worldOf(store, part, pair?.ours), theirs, what);
  }
}

law(
  "memory-level-snapshots",
  "at snapshots that were taken anywhere in between the store still sees what memory-level sees",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    let taken = 0;
    await t.forAll([fc.nat(), fc.integer({ min: 4, max: 14 })], async (seed, writes) => {
      const [peer, store] = [await Peer.memory(t), storeFor(t)];
      const drawn = new DrawnChanges(seed, 20);
      const pairs: Pair[] = [];
      for (let i = 0; i < writes; i++) {
        if (i % 4 === 0) pairs.push({ ours: store.snapshot(), theirs: peer.snapshot() });
        const batch = drawn.batch();
        store.write(batch);
        await peer.write(batch);
      }
      t.did("wrote", `${writes} batches, with ${pairs.length} snapshots in between`);
      taken += pairs.length;
      for (const pair of pairs) {
        t.did("looked at", `the snapshot at ${pair.ours.sequence}`);
        await sameAt(t, store, peer, pair);
        const key = drawn.key();
        const theirs = await peer.get(key, pair.theirs);
        t.equal(store.get(key, pair.ours), theirs, `get of ${hex(key)}`);
      }
    });
    t.floor("snapshots", taken, 300);
  },
);

law(
  "leveldb-reads",
  "after two thousand batches LevelDB has the same values for every key",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    const [peer, store] = [await Peer.level(t), storeFor(t)];
    const drawn = new DrawnChanges(t.seed, 300);
    for (let i = 0; i < 2000; i++) {
      const batch = drawn.batch();
      store.write(batch);
      await peer.write(batch);
    }
    t.did("wrote", "2,000 batches to both");
    t.floor("tables", store.tables.length, 10);
    for (let i = 0; i < 300; i++) {
      const key = drawn.key();
      t.equal(store.get(key), await peer.get(key), `get of ${hex(key)}`);
    }
    await sameAt(t, store, peer);
  },
);

law(
  "leveldb-order",
  "LevelDB has any keys in the same order: of one byte, of two, and beginnings of one another",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    const [peer, store] = [await Peer.level(t), storeFor(t, 200_000)];
    const random = seededRandom(t.seed);
    const keys = Array.from({ length: 256 }, (_, byte) => [
      Uint8Array.of(byte),
      Uint8Array.of(byte, 0),
      Uint8Array.of(byte, 255, random.below(256)),
    ]).flat();
    const changes = keys.map((key, i) => ({ kind: "put" as const, key, value: filled(i % 50, i) }));
    const shuffled = changes.map((_, i) => changes[(i * 619) % changes.length]!);
    t.did("wrote", `${keys.length} keys in no order`);
    store.write(shuffled);
    await peer.write(shuffled);
    t.equal(worldOf(store, ALL).length, keys.length, "keys that the store has");
    await sameAt(t, store, peer);
    for (let i = 0; i < 40; i++) {
      const from = Uint8Array.of(random.below(256), random.below(256));
      for (const isReverse of [false, true]) {
        const theirs = await peer.world({ from, isReverse });
        t.equal(worldOf(store, { from, isReverse }), theirs, `from ${hex(from)}`);
      }
    }
  },
);

law(
  "leveldb-snapshots",
  "at twenty snapshots LevelDB sees the same, after ten others were released in between",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    const [peer, store] = [await Peer.level(t), storeFor(t)];
    const drawn = new DrawnChanges(t.seed, 60);
    const random = seededRandom(t.seed);
    const pairs: Pair[] = [];
    for (let i = 0; i < 600; i++) {
      if (i % 20 === 0) pairs.push({ ours: store.snapshot(), theirs: peer.snapshot() });
      if (i % 60 === 0) {
        const [pair] = pairs.splice(random.below(pairs.length), 1);
        store.release(pair!.ours);
        await pair!.theirs.close();
      }
      const batch = drawn.batch();
      store.write(batch);
      await peer.write(batch);
    }
    t.did("wrote", `600 batches, and held ${pairs.length} snapshots`);
    t.equal(store.oldestReadSequence, pairs[0]!.ours.sequence, "oldestReadSequence");
    for (const pair of pairs) {
      t.did("looked at", `the snapshot at ${pair.ours.sequence}`);
      await sameAt(t, store, peer, pair);
    }
  },
);

law(
  "leveldb-in-files",
  "when LevelDB has moved its memtable into a file and dropped what nobody reads, both see the same",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    const [peer, store] = [await Peer.level(t), storeFor(t)];
    const drawn = new DrawnChanges(t.seed, 80);
    const pairs: Pair[] = [];
    for (let i = 0; i < 400; i++) {
      if (i === 150) pairs.push({ ours: store.snapshot(), theirs: peer.snapshot() });
      const batch = drawn.batch();
      store.write(batch);
      await peer.write(batch);
      if (i % 130 === 129) await peer.flush();
    }
    await peer.flush();
    t.did("wrote", "400 batches, held one snapshot, and had LevelDB compact");
    await sameAt(t, store, peer);
    for (const pair of pairs) await sameAt(t, store, peer, pair);
  },
);

law(
  "leveldb-while-writing",
  "who writes while he walks sees what there was when the walk began, as in LevelDB",
  { hint: "Where two answers differ", seconds: 20 },
  async (t) => {
    const [peer, store] = [await Peer.level(t), storeFor(t)];
    const drawn = new DrawnChanges(t.seed, 120);
    for (let i = 0; i < 60; i++) {
      const batch = drawn.batch();
      store.write(batch);
      await peer.write(batch);
    }
    for (const isReverse of [false, true]) {
      const theirs = peer.walk(isReverse);
      const ours = store.iterator();
      if (isReverse) ours.seekToLast();
      else ours.seekToFirst();
      let steps = 0;
      t.did("walked", `${isReverse ? "backwards" : "forwards"}, and wrote at each step`);
      for await (const [key, value] of theirs) {
        t.equal(ours.isValid, true, `isValid, at ${hex(key)}`);
        t.equal([ours.key, ours.value], [key, value], `key and value, at ${hex(key)}`);
        const batch = drawn.batch();
        store.write(batch);
        await peer.write(batch);
        if (isReverse) ours.prev();
        else ours.next();
        steps += 1;
      }
      t.equal(ours.isValid, false, "isValid, at the end");
      t.floor("steps", steps, 20);
    }
  },
);
