import { type Compactor, LsmStore, type Pressure, type Slices, type Version } from "@labs/db-08";
import {
  type CompactionLimits,
  LEVELDB_LIMITS,
  leveled,
  limitsOf,
  meteredDisk,
  pressureOf,
  sizeTiered,
} from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import {
  type Deed,
  DIRECTORY,
  entriesOf,
  keyOf,
  LOADS,
  modelOf,
  opened,
  optionsOf,
  sorted,
  TINY,
  textAt,
  textOf,
  utf8,
  versionOf,
  write,
} from "./loads.ts";

const law = step("pressure");

law(
  "none-slow-stop",
  "under LevelDB's limits 7 tables in level 0 are none, 8 are slow, 11 are slow, 12 and more are stop",
  { hint: "Two numbers" },
  (t) => {
    const expected: Pressure[] = [
      ...Array<Pressure>(8).fill("none"),
      ...Array<Pressure>(4).fill("slow"),
      ...Array<Pressure>(4).fill("stop"),
    ];
    for (const [tables, pressure] of expected.entries()) {
      t.given("tables in level 0", tables);
      t.equal(pressureOf(versionOf([tables]), LEVELDB_LIMITS), pressure, "the pressure");
    }
  },
);

law(
  "limits-are-said",
  "who says other limits is held up by those",
  { hint: "Two numbers" },
  async (t) => {
    const limits = (level0Slow: number, level0Stop: number) => limitsOf({ level0Slow, level0Stop });
    t.equal(pressureOf(versionOf([3]), limits(2, 4)), "slow", "3 tables, slow at 2, stop at 4");
    t.equal(pressureOf(versionOf([4]), limits(2, 4)), "stop", "4 tables, slow at 2, stop at 4");
    t.equal(pressureOf(versionOf([4]), limits(4, 4)), "stop", "4 tables, slow at 4, stop at 4");
    t.equal(pressureOf(versionOf([19]), limits(20, 40)), "none", "19 tables, slow at 20");
    const small = fc.integer({ min: 1, max: 12 });
    await t.forAll([small, small, fc.integer({ min: 0, max: 14 })], (a, b, tables) => {
      const [slow, stop] = [Math.min(a, b), Math.max(a, b)];
      t.did("limits", `slow at ${slow}, stop at ${stop}`);
      t.did("tables in level 0", tables);
      const expected = tables < slow ? "none" : tables < stop ? "slow" : "stop";
      t.equal(pressureOf(versionOf([tables]), limits(slow, stop)), expected, "the pressure");
    });
  },
);

law(
  "level-0-alone",
  "however full the other levels are, and however large the tables: nobody waits for them",
  { hint: "Two numbers" },
  (t) => {
    for (const tables of [
      [0, 50],
      [7, 50, 50],
      [0, 0, 0, 0, 0, 0, 40],
      [3, 9, 9, 9, 9, 9, 9],
    ]) {
      t.given("tables by level", tables);
      t.equal(pressureOf(versionOf(tables), LEVELDB_LIMITS), "none", "the pressure");
    }
    t.given("tables in level 0", "7, of a gigabyte each");
    t.equal(pressureOf(versionOf([7], 2 ** 30), LEVELDB_LIMITS), "none", "the pressure");
    t.given("tables in level 0", "8, of one byte each");
    t.equal(pressureOf(versionOf([8], 1), LEVELDB_LIMITS), "slow", "the pressure");
  },
);

law(
  "both-strategies",
  "either compactor's pressure is pressureOf, by its own limits",
  { hint: "Two numbers" },
  (t) => {
    const limits = { level0Slow: 3, level0Stop: 5 };
    for (const make of [leveled, sizeTiered]) {
      for (const tables of [0, 2, 3, 4, 5, 8, 12]) {
        const version = versionOf([tables]);
        t.given(`${make === leveled ? "leveled" : "size-tiered"}, tables in level 0`, tables);
        t.equal(make(limits).pressure(version), pressureOf(version, limitsOf(limits)), "limits");
        t.equal(make().pressure(version), pressureOf(version, LEVELDB_LIMITS), "without limits");
      }
    }
  },
);

/** Slices whose pauses end when the law says so. */
class HeldPauses implements Slices {
  readonly bytes = 1_000_000;
  readonly #waiting: (() => void)[] = [];
  readonly pause = () => new Promise<void>((resolve) => void this.#waiting.push(resolve));

  get count(): number {
    return this.#waiting.length;
  }

  async endOne(): Promise<void> {
    this.#waiting.shift()?.();
    await turns();
  }
}

/** Lets everything that is ready go on. */
async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A store with so many tables in level 0, which nobody compacts. */
async function withTables(
  t: Trial,
  tables: number,
  limits: CompactionLimits,
): Promise<{ readonly store: LsmStore; readonly pauses: HeldPauses }> {
  const pauses = new HeldPauses();
  const compactor: Compactor = {
    next: () => undefined,
    pressure: (version) => pressureOf(version, limits),
  };
  const disk = new SimDisk();
  const first = await opened(disk);
  for (let i = 0; i < tables; i++) {
    await first.put(utf8("key"), utf8(`value ${i}`));
    await first.flush();
  }
  await first.close();
  const store = await opened(disk, compactor, { slices: pauses });
  t.given("opened", `a store with ${tables} tables in level 0`);
  t.equal(store.version.levels[0]!.length, tables, "tables in level 0");
  return { store, pauses };
}

law(
  "none-waits-for-nothing",
  "a table below level0Slow, a write does not pause",
  { hint: "What slow costs a writer" },
  async (t) => {
    const { store, pauses } = await withTables(t, 2, limitsOf({ level0Slow: 3, level0Stop: 5 }));
    const writes = Array.from({ length: 5 }, (_, i) => watched(store.put(utf8(`${i}`), utf8("x"))));
    t.did("put", "five keys");
    await turns();
    t.equal(
      writes.map(({ state }) => state),
      Array(5).fill("resolved"),
      "the five writes",
    );
    t.equal(pauses.count, 0, "pauses that somebody waits for");
    await store.close();
  },
);

law(
  "slow-is-one-pause",
  "from level0Slow tables on each write that comes alone waits for one pause, and is then made",
  { hint: "What slow costs a writer" },
  async (t) => {
    const { store, pauses } = await withTables(t, 3, limitsOf({ level0Slow: 3, level0Stop: 5 }));
    for (let i = 0; i < 4; i++) {
      const one = watched(store.put(utf8("key"), utf8(`new value ${i}`)));
      await turns();
      t.did("put", `a key, for the ${["first", "second", "third", "fourth"][i]} time`);
      t.equal(
        [one.state, pauses.count],
        ["pending", 1],
        "the write, and how many pauses it waits for",
      );
      t.equal(textOf(store.get(utf8("key"))!), i === 0 ? "value 2" : `new value ${i - 1}`, "a get");
      t.did("ended", "the pause");
      await pauses.endOne();
      t.equal(
        [one.state, pauses.count],
        ["resolved", 0],
        "the write, and pauses that are waited for",
      );
      t.equal(textOf(store.get(utf8("key"))!), `new value ${i}`, "a get");
    }
    await store.close();
  },
);

/** What was seen of a store's level 0, by its compactor. */
interface Seen {
  most: number;
  stops: number;
  slows: number;
}

/** The compactor, and what it comes to see. */
function seeing(compactor: Compactor): { readonly compactor: Compactor; readonly seen: Seen } {
  const seen: Seen = { most: 0, stops: 0, slows: 0 };
  const look = (version: Version) => {
    seen.most = Math.max(seen.most, version.levels[0]!.length);
  };
  return {
    seen,
    compactor: {
      next(host) {
        look(host.version);
        return compactor.next(host);
      },
      pressure(version) {
        look(version);
        const pressure = compactor.pressure(version);
        if (pressure === "stop") seen.stops += 1;
        if (pressure === "slow") seen.slows += 1;
        return pressure;
      },
    },
  };
}

/** Pauses that give the others one turn, and are counted. */
function countedSlices(bytes: number) {
  const counted = {
    bytes,
    pauses: 0,
    pause: () => {
      counted.pauses += 1;
      return new Promise<void>((resolve) => void setImmediate(resolve));
    },
  };
  return counted;
}

/** Some who write, each one key after the other; and what was acknowledged. */
class Clients {
  readonly #store: LsmStore;
  readonly #isSync: boolean;
  /** The keys that were acknowledged, and with what the others were refused. */
  readonly served: number[] = [];
  readonly refused: unknown[] = [];
  readonly ended: Promise<unknown>;
  isDone = false;

  constructor(store: LsmStore, clients: number, each: number, isSync = false) {
    this.#store = store;
    this.#isSync = isSync;
    const runs = Array.from({ length: clients }, (_, client) => this.#run(client * each, each));
    this.ended = Promise.all(runs).then(() => {
      this.isDone = true;
    });
  }

  async #run(from: number, each: number): Promise<void> {
    for (let key = from; key < from + each; key++) {
      try {
        const sync = this.#isSync && key % 3 === 0;
        await this.#store.put(utf8(keyOf(key)), utf8(textAt(key)), { sync });
        this.served.push(key);
      } catch (error) {
        this.refused.push((error as { readonly code?: unknown }).code);
        return;
      }
    }
  }
}

/** All that was served is there. */
function hasServed(t: Trial, store: LsmStore, { served }: Clients): void {
  for (const key of served) {
    const found = store.get(utf8(keyOf(key)));
    t.equal(found && textOf(found), textAt(key), `the value of ${keyOf(key)}`);
  }
}

const HURRIED = limitsOf({ ...TINY, level0Tables: 2, level0Slow: 3, level0Stop: 5 });
const BOTH = [
  ["leveled", leveled],
  ["size-tiered", sizeTiered],
] as const;

/** Opens a store that is written to faster than it can merge: its merges pause after every 300 bytes. */
async function hurried(disk: SimDisk, compactor: Compactor, slices: Slices = countedSlices(300)) {
  return opened(disk, compactor, { slices, writeBufferBytes: 1_500 });
}

law(
  "never-above-stop",
  "who writes as fast as the store lets them never sees more than level0Stop tables in level 0, by either strategy",
  { hint: "A store under pressure", seconds: 30 },
  async (t) => {
    for (const [name, make] of BOTH) {
      const { compactor, seen } = seeing(make(HURRIED));
      const store = await hurried(new SimDisk(), compactor);
      const deeds = LOADS["fill at random"](400, seededRandom(t.seed));
      for (const deed of deeds) await write(store, deed);
      await t.within(20_000, store.idle(), "the store to have nothing to do");
      t.given("put", `400 keys, one after the other, ${name}, level0Stop 5`);
      t.did(
        "level 0 had at most",
        `${seen.most} tables; the pressure was stop ${seen.stops} times`,
      );
      t.floor("times that the pressure was slow", seen.slows, 20);
      t.floor("times that the pressure was stop", seen.stops, 3);
      t.atMost(seen.most, HURRIED.level0Stop, "tables in level 0");
      t.equal(entriesOf(store), sorted(modelOf(deeds)), "what it has");
      await store.close();
    }
  },
);

law(
  "a-thousand-writers",
  "a thousand who write at once, again and again, are all served, in their order, and level 0 stays within its limit",
  { hint: "A store under pressure", seconds: 40 },
  async (t) => {
    for (const [name, make] of BOTH) {
      const disk = new SimDisk();
      const { compactor, seen } = seeing(make(HURRIED));
      const store = await hurried(disk, compactor, countedSlices(2000));
      for (let burst = 0; burst < 8; burst++) {
        const served: number[] = [];
        const writes = Array.from({ length: 1000 }, (_, i) => {
          const deed: Deed = { key: keyOf(i % 300), value: `${burst}, ${i}` };
          return write(store, deed).then(() => void served.push(i));
        });
        t.given("put", `1,000 keys at once, ${name}, for the ${burst + 1}. time`);
        await t.within(20_000, Promise.all(writes), "a thousand writes");
        t.holds(
          served.every((writer, at) => writer === at),
          "they were not served in their order",
        );
        t.atMost(seen.most, HURRIED.level0Stop, "tables in level 0");
        for (let i = 0; i < 300; i += 7) {
          const last = i + 300 * Math.floor((999 - i) / 300);
          t.equal(textOf(store.get(utf8(keyOf(i)))!), `${burst}, ${last}`, `the value of ${i}`);
        }
      }
      await store.close();
      t.equal(disk.openFiles, 0, "open files of a store that was closed");
    }
  },
);

law(
  "slowed-not-starved",
  "all the while some write is made every few turns of the loop: nobody waits until all is merged",
  { hint: "A store under pressure", seconds: 30 },
  async (t) => {
    for (const [name, make] of BOTH) {
      const { compactor, seen } = seeing(make(limitsOf({ ...HURRIED, level0Stop: 100 })));
      const slices = countedSlices(300);
      const store = await hurried(new SimDisk(), compactor, slices);
      let longest = 0;
      for (let i = 0; i < 250; i++) {
        const before = slices.pauses;
        await store.put(utf8(keyOf((i * 7919) % 1000)), utf8(textAt(i)));
        longest = Math.max(longest, slices.pauses - before);
      }
      t.given("put", `250 keys one after the other, ${name}, slow at 3 tables, stop at 100`);
      t.floor("times that the pressure was slow", seen.slows, 50);
      // A flush of 1,500 bytes and its syncs lie between two writes, now and then.
      t.atMost(longest, 40, "pauses of all the work, flushes and merges, during one write");
      await store.close();
    }
  },
);

law(
  "gets-go-on",
  "while writers wait gets are answered at once, and have what was acknowledged",
  { hint: "A store under pressure", seconds: 30 },
  async (t) => {
    for (const [name, make] of BOTH) {
      const { compactor } = seeing(make(HURRIED));
      const store = await hurried(new SimDisk(), compactor);
      const clients = new Clients(store, 10, 40);
      t.given("put", `10 clients 40 keys each, ${name}; gets in each turn of the loop`);
      let waited = 0;
      const random = seededRandom(t.seed);
      while (!clients.isDone) {
        if (compactor.pressure(store.version) === "stop") waited += 1;
        for (let i = 0; i < 2 && clients.served.length > 0; i++) {
          const key = clients.served[random.below(clients.served.length)]!;
          t.equal(textOf(store.get(utf8(keyOf(key)))!), textAt(key), `the value of ${keyOf(key)}`);
        }
        await turns(1);
      }
      t.equal(clients.refused, [], "what was refused");
      t.floor("turns of the loop in which writers were stopped and gets answered", waited, 20);
      await store.close();
    }
  },
);

law(
  "no-long-piece",
  "between two pauses tables are read and written for a few slices' bytes and the ends of tables, however much there is to merge",
  { hint: "A store under pressure", seconds: 30 },
  async (t) => {
    const SLICE = 1000;
    for (const [name, make] of BOTH) {
      const disk = meteredDisk(new SimDisk());
      let [before, longest, pauses] = [0, 0, 0];
      const bytes = () => disk.written.table + disk.read.table;
      const note = () => {
        longest = Math.max(longest, bytes() - before);
        before = bytes();
      };
      const slices: Slices = {
        bytes: SLICE,
        pause: () => {
          pauses += 1;
          note();
          return new Promise((resolve) => void setImmediate(resolve));
        },
      };
      const store = await LsmStore.open(
        disk,
        DIRECTORY,
        optionsOf(make(HURRIED), { slices, writeBufferBytes: 1500, blockSizeBytes: 256 }),
      );
      for (const deed of LOADS["fill at random"](400, seededRandom(3))) await write(store, deed);
      await store.idle();
      note();
      t.given("put", `400 keys, ${name}, slices of ${SLICE} bytes`);
      t.did("all in all", `${bytes()} bytes of tables read and written, ${pauses} pauses`);
      t.floor("pauses", pauses, 100);
      // Work is read and written, by a flush and a merge in turns; tables are opened and ended, of 4,000 bytes.
      t.atMost(longest, 4 * SLICE + 6 * HURRIED.tableBytes, "bytes of tables between two pauses");
      await store.close();
    }
  },
);

/** Ten clients at work in a store whose writers are stopped just now. */
async function stopped(
  t: Trial,
  disk: SimDisk,
  make: (limits: CompactionLimits) => Compactor,
  isSync = false,
): Promise<{ readonly store: LsmStore; readonly clients: Clients }> {
  const inner = make(HURRIED);
  const { compactor, seen } = seeing(inner);
  const store = await hurried(disk, compactor);
  const clients = new Clients(store, 10, 60, isSync);
  const isStopped = () => inner.pressure(store.version) === "stop";
  while (!isStopped() && !clients.isDone) await turns(1);
  t.did("put", "ten clients 60 keys each, until they were stopped");
  t.floor("stops", isStopped() ? 1 : 0, 1);
  t.atMost(seen.most, HURRIED.level0Stop, "tables in level 0");
  return { store, clients };
}

law(
  "flush-and-close-when-stopped",
  "a flush and a close that are called while writers are stopped end, and nothing that was acknowledged is lost",
  { hint: "Nobody waits for ever", seconds: 30 },
  async (t) => {
    for (const [name, make] of BOTH) {
      for (const what of ["flush, then close", "close"] as const) {
        const disk = new SimDisk();
        t.given("opened", `a store, ${name}`);
        const { store, clients } = await stopped(t, disk, make);
        t.did("called", what);
        if (what !== "close") await t.within(10_000, store.flush(), "the flush");
        await t.within(10_000, store.close(), "the close");
        await t.within(10_000, clients.ended, "the writers, after the close");
        t.equal(new Set(clients.refused), new Set(["STORE_CLOSED"]), "with what they were refused");
        t.equal(disk.openFiles, 0, "open files");
        const again = await hurried(disk, make(HURRIED));
        hasServed(t, again, clients);
        await t.within(10_000, again.close(), "the second close");
      }
    }
  },
);

law(
  "sync-writers-too",
  "writers who want to be durable are held up and served as all others, and what they were promised no crash takes",
  { hint: "Nobody waits for ever", seconds: 30 },
  async (t) => {
    const disk = new SimDisk();
    t.given("opened", "a store, leveled; a third of all writes are with sync");
    const { store, clients } = await stopped(t, disk, leveled, true);
    const promised = clients.served.filter((key) => key % 3 === 0);
    const left = disk.crash({ mode: "lost" });
    await t.within(20_000, clients.ended, "600 writes");
    t.equal(clients.served.length, 600, "writes that were acknowledged");
    await store.close();
    const again = await opened(left);
    t.did("lost", "the power, while they were stopped");
    for (const key of promised) {
      const found = again.get(utf8(keyOf(key)));
      t.equal(found && textOf(found), textAt(key), `the value of ${keyOf(key)}`);
    }
    await again.close();
  },
);

law(
  "a-failure-ends-the-wait",
  "when the disk fails while writers are stopped, they are refused and do not wait for ever; gets go on",
  { hint: "Nobody waits for ever", seconds: 30 },
  async (t) => {
    for (const [name, make] of BOTH) {
      const disk = new SimDisk();
      t.given("opened", `a store, ${name}`);
      const { store, clients } = await stopped(t, disk, make);
      disk.failWrites({ times: Number.POSITIVE_INFINITY });
      disk.failSync({ times: Number.POSITIVE_INFINITY });
      t.did("failed", "all writes and syncs from now on");
      await t.within(10_000, clients.ended, "the writers");
      t.equal(clients.refused, Array(10).fill("STORE_FAILED"), "with what they were refused");
      hasServed(t, store, clients);
      await store.close().catch(() => {});
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "without-it-level-0-grows",
  "the same load without pressure puts more tables into level 0 than with it, and a get has more to ask",
  { hint: "A store under pressure", seconds: 30 },
  async (t) => {
    const most: number[] = [];
    for (const isHeld of [true, false]) {
      const inner = leveled(HURRIED);
      const { compactor, seen } = seeing(
        isHeld ? inner : { next: (host) => inner.next(host), pressure: () => "none" },
      );
      const store = await hurried(new SimDisk(), compactor);
      for (const deed of LOADS["fill at random"](400, seededRandom(3))) await write(store, deed);
      await store.close();
      most.push(seen.most);
    }
    t.given("put", "400 keys at random, with pressure and without");
    t.did("tables in level 0, at most", most);
    t.atMost(most[0]!, HURRIED.level0Stop, "tables in level 0 with it");
    t.holds(most[1]! > HURRIED.level0Stop, "without it level 0 has no more tables than with it");
  },
);
