import { userKeyOf } from "@labs/db-05";
import {
  type CompactionHost,
  type Compactor,
  type LsmStore,
  type Version,
  WriteBatch,
} from "@labs/db-08";
import {
  type CompactionLimits,
  LEVELDB_LIMITS,
  levelBytesMax,
  leveled,
  levelScore,
  limitsOf,
  pickLeveled,
} from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import { CRASH_MODES, crashes } from "@labs/machine/sim";
import fc from "fast-check";
import { checkAsPicked, checkFailure, checkTableBytes, checkTwoStores } from "./jobs.ts";
import {
  keysOf,
  opened,
  SimDisk,
  sameWorld,
  tablesOf,
  tablesOn,
  User,
  type World,
  withoutPressure,
  worldOf,
} from "./runs.ts";
import { editText, ToyHost, toyTable } from "./toy-host.ts";
import { keyOf, sketch, utf8 } from "./versions.ts";

const law = step("leveled");

/** Tables of four entries, and levels of a few of them. */
const TINY: Partial<CompactionLimits> = {
  level0Tables: 2,
  level1Bytes: 900,
  factor: 2,
  tableBytes: 400,
};

/** A compactor with tiny limits; who writes is not held up. */
const tiny = (): Compactor => withoutPressure(leveled(TINY));

law(
  "next",
  "the next job is the compaction that is picked; where none is, there is no job",
  { hint: "What comes next" },
  async (t) => {
    const compactor = leveled({ level0Tables: 2, level1Bytes: 300 });
    for (const [levels, edit] of [
      [{ 0: [toyTable(9, ["a 9"])], 1: [toyTable(1, ["b 1"])] }, undefined],
      [
        {
          0: [toyTable(9, ["a 9", "c 8"]), toyTable(8, ["b 5", "c 4"])],
          1: [toyTable(1, ["c 1"])],
        },
        {
          deleted: ["level 0: 8", "level 0: 9", "level 1: 1"],
          added: ["level 1: 101"],
          pointers: ["level 0: c 4"],
        },
      ],
      [
        { 1: [toyTable(1, ["a 1"], 200), toyTable(2, ["c 1"], 200)] },
        { deleted: ["level 1: 1"], added: ["level 2: 1"], pointers: ["level 1: a 1"] },
      ],
    ] as const) {
      const host = new ToyHost(levels);
      t.given("version", sketch(host.version));
      t.did("limits", "2 tables in level 0, 300 bytes in level 1");
      const job = compactor.next(host);
      t.equal(job === undefined, edit === undefined, "whether there is no job");
      t.equal(host.edits, [], "edits, before the job is run");
      await job?.(host);
      t.equal(host.edits.map(editText)[0], edit, "the edit of the job");
      t.equal(host.edits.length, edit === undefined ? 0 : 1, "edits");
    }
  },
);

law(
  "pointers",
  "it goes on where the host's pointer of the level is, and remembers nothing of its own",
  { hint: "What comes next" },
  async (t) => {
    const compactor = leveled({ level1Bytes: 300 });
    const levels = {
      1: [toyTable(1, ["a 1"]), toyTable(2, ["c 1"]), toyTable(3, ["e 1"])],
    };
    for (const [pointer, moved] of [
      [undefined, 1],
      ["a", 2],
      ["c", 3],
      ["e", 1],
      [undefined, 1],
      ["b", 2],
      ["b", 2],
    ] as const) {
      const host = new ToyHost(levels);
      if (pointer !== undefined) host.compactPointers.set(1, keyOf(pointer));
      t.given("version", sketch(host.version));
      t.did("the host's pointer of level 1", pointer ?? "none");
      await compactor.next(host)?.(host);
      t.equal(host.edits.map(editText)[0]?.added, [`level 2: ${moved}`], "what has moved");
    }
  },
);

law(
  "limits",
  "unless said, the limits are LevelDB's; what is said is all that differs",
  { hint: "What comes next" },
  async (t) => {
    const tables = (count: number) =>
      Array.from({ length: count }, (_, i) => toyTable(i + 1, [`a ${i + 1}`]));
    const { level0Tables, level1Bytes } = LEVELDB_LIMITS;
    const hasJob = (limits: Partial<CompactionLimits>, host: CompactionHost) => {
      t.given("version", sketch(host.version));
      t.did("limits that are said", limits);
      return leveled(limits).next(host) !== undefined;
    };
    t.equal(
      hasJob({}, new ToyHost({ 0: tables(level0Tables - 1) })),
      false,
      "whether there is a job",
    );
    t.equal(hasJob({}, new ToyHost({ 0: tables(level0Tables) })), true, "whether there is a job");
    const other = { level0Tables: 9 };
    t.equal(hasJob(other, new ToyHost({ 0: tables(8) })), false, "whether there is a job");
    const full = new ToyHost({ 1: [toyTable(1, ["a 1"], level1Bytes)] });
    t.equal(hasJob(other, full), true, "whether there is a job");
    const almost = new ToyHost({ 1: [toyTable(1, ["a 1"], level1Bytes - 1)] });
    t.equal(hasJob(other, almost), false, "whether there is a job");
    await checkTableBytes(t, leveled);
  },
);

law(
  "as-picked",
  "the job is for the version at which it was asked for, whatever comes to level 0 meanwhile",
  { hint: "What comes next" },
  async (t) => {
    const compactor = leveled({ level0Tables: 2 });
    const one = new ToyHost({ 0: [toyTable(9, ["a 9"]), toyTable(8, ["a 8"])] });
    const two = new ToyHost({ 0: [toyTable(7, ["b 7"]), toyTable(6, ["b 6"])] });
    t.did("asked", "one compactor for two stores, then ran the first store's job");
    const job = compactor.next(one);
    const other = compactor.next(two);
    await job?.(one);
    await other?.(two);
    t.equal(
      one.edits.map(editText)[0]?.deleted,
      ["level 0: 8", "level 0: 9"],
      "the first one's edit",
    );
    t.equal(
      two.edits.map(editText)[0]?.deleted,
      ["level 0: 6", "level 0: 7"],
      "the other one's edit",
    );
    await checkAsPicked(t, compactor);
  },
);

law(
  "jobs-of-two-stores",
  "of two stores that share a compactor each has its jobs, also while the other's runs",
  { hint: "What comes next" },
  (t) => checkTwoStores(t, leveled({ level0Tables: 2 })),
);

law(
  "a-job-fails",
  "a job rejects with what its compaction rejects with: the store has to know",
  { hint: "What comes next" },
  (t) => checkFailure(t, leveled({ level0Tables: 2 })),
);

law(
  "on-its-way-down",
  "a key that is not written again goes down level by level, as what comes after it fills the levels",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const limits = { level0Tables: 2, level1Bytes: 1700, factor: 2, tableBytes: 1e5 };
    const user = new User(await opened(disk, { compactor: withoutPressure(leveled(limits)) }));
    const { store } = user;
    const script: readonly (readonly [string, ...string[]])[] = [
      ["apple kiwi", "level 0: apple 1 … kiwi 2"],
      ["apple banana", "level 1: apple 3 … kiwi 2"],
      ["apple cherry", "level 0: apple 5 … cherry 6", "level 1: apple 3 … kiwi 2"],
      ["apple date", "level 2: apple 7 … kiwi 2"],
      ["apple elder", "level 0: apple 9 … elder 10", "level 2: apple 7 … kiwi 2"],
      ["apple fig", "level 1: apple 11 … fig 12", "level 2: apple 7 … kiwi 2"],
      [
        "apple grape",
        "level 0: apple 13 … grape 14",
        "level 1: apple 11 … fig 12",
        "level 2: apple 7 … kiwi 2",
      ],
      ["apple honeydew", "level 3: apple 15 … kiwi 2"],
      ["apple -kiwi", "level 0: apple 17 … kiwi 18 x", "level 3: apple 15 … kiwi 2"],
      ["apple banana", "level 1: apple 19 … kiwi 18 x", "level 3: apple 15 … kiwi 2"],
      [
        "apple cherry",
        "level 0: apple 21 … cherry 22",
        "level 1: apple 19 … kiwi 18 x",
        "level 3: apple 15 … kiwi 2",
      ],
      ["apple date", "level 2: apple 23 … kiwi 18 x", "level 3: apple 15 … kiwi 2"],
      [
        "apple elder",
        "level 0: apple 25 … elder 26",
        "level 2: apple 23 … kiwi 18 x",
        "level 3: apple 15 … kiwi 2",
      ],
      [
        "apple fig",
        "level 1: apple 27 … fig 28",
        "level 2: apple 23 … kiwi 18 x",
        "level 3: apple 15 … kiwi 2",
      ],
      [
        "apple grape",
        "level 0: apple 29 … grape 30",
        "level 1: apple 27 … fig 28",
        "level 2: apple 23 … kiwi 18 x",
        "level 3: apple 15 … kiwi 2",
      ],
      ["apple honeydew", "level 3: apple 31 … honeydew 32"],
    ];
    t.did("limits", "2 tables in level 0, 1,700 bytes in level 1, twice as much in each below");
    for (const [keys, ...expected] of script) {
      for (const key of keys.split(" ")) {
        if (key.startsWith("-")) await user.delete(key.slice(1));
        else await user.put(key, { length: 400 });
      }
      await store.flush();
      await store.idle();
      t.did("wrote, flushed and waited", keys);
      t.equal(
        watchedText(store.dump()),
        expected.join("\n"),
        "the store's dump, without numbers and sizes",
      );
      sameWorld(t, worldOf(store), user.world, "now");
    }
    await store.close();
  },
);

law(
  "in-shape",
  "when the store is idle every level is within its limit, and everything can be read",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const user = new User(await opened(disk, { compactor: tiny() }));
    let deepest = 0;
    for (let round = 0; round < 14; round++) {
      t.given("flushed", `${round + 1} tables of keys from all over`);
      await user.flushed(keysOf(10, round * 3, 7));
      await user.store.idle();
      for (const level of user.store.version.levels.keys()) {
        const score = levelScore(user.store.version, level, limitsOf(TINY));
        t.holds(score < 1, `level ${level} is at ${score.toFixed(2)} times its limit`);
      }
      sameWorld(t, worldOf(user.store), user.world, "now");
      deepest = deepestOf(user.store.version);
    }
    t.floor("the deepest level with tables", deepest, 3);
    t.equal(tablesOn(disk), tablesOf(user.store), "the tables on the disk");
    await user.store.close();
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "opened-full",
  "a store that was left with too much on a level is put in shape when it is opened, and then rests",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const user = new User(await opened(disk));
    for (let round = 0; round < 9; round++) await user.flushed(keysOf(10, round * 2, 5));
    await user.store.close();
    t.did("wrote", "nine tables of level 0, with no compactor; and opened it again with one");
    const store = await opened(disk, { compactor: tiny() });
    await store.idle();
    const scores = store.version.levels.map((_, level) =>
      levelScore(store.version, level, limitsOf(TINY)),
    );
    t.equal(
      scores.filter((score) => score >= 1),
      [],
      "the scores that are 1 or more",
    );
    t.floor("the deepest level with tables", deepestOf(store.version), 1);
    sameWorld(t, worldOf(store), user.world, "when it is idle");
    const { operations } = disk;
    await store.idle();
    t.equal(disk.operations - operations, 0, "operations of the disk of a store that is in shape");
    await store.close();
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "gone",
  "what was overwritten or deleted takes no space for ever: it goes as it meets what hides it",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const user = new User(await opened(disk, { compactor: tiny() }));
    for (let round = 0; round < 12; round++) await user.flushed(keysOf(30));
    await user.store.idle();
    const bytes = () =>
      user.store.version.levels.flat().reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const live = new SimDisk();
    const once = new User(await opened(live));
    await once.flushed(keysOf(30));
    const least = once.store.version.levels[0]![0]!.sizeBytes;
    await once.store.close();
    t.did("wrote", `thirty keys, twelve times; one table of them has ${least} bytes`);
    // Levels 1 and 2 are within their limits. One table may be in level 0; what went to level 3 has each key once, and
    // is never too much for it.
    const [level1, level2, level3] = [1, 2, 3].map((level) => levelBytesMax(level, limitsOf(TINY)));
    t.floor("bytes that level 3 may have", level3!, least + 1);
    const most = 2 * least + level1! + level2!;
    t.atMost(bytes(), most, "bytes of tables");
    for (let round = 0; round < 12; round++) await user.flushed(keysOf(30).map((key) => `-${key}`));
    await user.store.idle();
    t.did("deleted", "all of them, twelve times");
    t.equal([...worldOf(user.store)], [], "what can be read");
    t.atMost(bytes(), most, "bytes of tables");
    await user.store.close();
  },
);

law(
  "everybody-has-a-turn",
  "every part of a level is compacted in its turn, also where the store is opened anew in between",
  { hint: "Round and round again", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const parts = new Set<string>();
    const turns: string[] = [];
    const seen = (compactor: Compactor): Compactor => ({
      pressure: () => "none",
      next(host) {
        const picked = pickLeveled(host.version, host.compactPointers, limitsOf(TINY));
        const upper = picked?.inputs[0];
        if (upper?.level === 1) {
          const from = Buffer.from(userKeyOf(upper.files[0]!.smallest)).toString();
          parts.add(from.slice(0, 3));
          turns.push(from);
        }
        return compactor.next(host);
      },
    });
    let world = new Map<string, string>();
    for (let session = 0; session < 4; session++) {
      const store = await opened(disk, { compactor: seen(leveled(TINY)) });
      const user = new User(store);
      for (let round = 0; round < 4; round++) {
        await user.flushed(keysOf(12, session * 5 + round, 8));
        await store.idle();
      }
      world = new Map([...world, ...user.world]);
      sameWorld(t, worldOf(store), world, `in session ${session + 1}`);
      await store.close();
    }
    t.did("wrote", "keys from k000 to k109, evenly, in four sessions");
    t.did("compacted out of level 1, by first keys", turns.join(" "));
    t.equal(
      [...parts].sort().join(" "),
      "k00 k01 k02 k03 k04 k05 k06 k07 k08 k09",
      "the tens that had a turn",
    );
  },
);

law(
  "readers-meanwhile",
  "who holds a snapshot or stands in an iterator sees the same, however often levels are compacted",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const user = new User(await opened(disk, { compactor: tiny() }));
    const { store } = user;
    for (let round = 0; round < 5; round++) await user.flushed(keysOf(12, round * 3, 5));
    const then = new Map(user.world);
    const snapshot = store.snapshot();
    const iterator = store.iterator({ snapshot });
    iterator.seekToFirst();
    const seen = new Map<string, string>();
    for (let round = 0; round < 12; round++) {
      await user.flushed([
        ...keysOf(10, round * 2, 4),
        ...keysOf(6, round, 9).map((key) => `-${key}`),
      ]);
      await store.idle();
      t.given("compacted", `the store, ${round + 1} times`);
      sameWorld(t, worldOf(store, { snapshot }), then, "at the snapshot");
      sameWorld(t, worldOf(store), user.world, "now");
      for (let i = 0; i < 4 && iterator.isValid; i++, iterator.next()) {
        seen.set(Buffer.from(iterator.key).toString(), Buffer.from(iterator.value).toString());
      }
    }
    for (; iterator.isValid; iterator.next()) {
      seen.set(Buffer.from(iterator.key).toString(), Buffer.from(iterator.value).toString());
    }
    sameWorld(t, seen, then, "of the iterator that was opened before");
    iterator.close();
    store.release(snapshot);
    t.equal(tablesOn(disk), tablesOf(store), "the tables on the disk");
    await store.close();
    t.equal(disk.openFiles, 0, "open files");
  },
);

type Op =
  | { readonly kind: "write"; readonly keys: readonly number[]; readonly sync: boolean }
  | { readonly kind: "batch"; readonly keys: readonly number[] }
  | { readonly kind: "get"; readonly key: number }
  | { readonly kind: "scan"; readonly from: number; readonly to: number; readonly reverse: boolean }
  | { readonly kind: "walk"; readonly key: number; readonly steps: string }
  | { readonly kind: "snapshot" | "release" | "flush" | "idle" | "reopen" }
  | { readonly kind: "crash"; readonly mode: number; readonly seed: number };

const anyKey = fc.nat(44);
/** Odd ones of a list of keys are deleted. */
const anyKeys = fc.array(fc.nat(89), { minLength: 1, maxLength: 7 });
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      keys: anyKeys,
      sync: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("batch" as const), keys: anyKeys }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("get" as const), key: anyKey }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("scan" as const),
      from: anyKey,
      to: anyKey,
      reverse: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("walk" as const),
      key: anyKey,
      steps: fc.array(fc.constantFrom("n", "p"), { maxLength: 8 }).map((all) => all.join("")),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constantFrom("snapshot", "release", "flush", "flush", "flush", "idle", "reopen"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("crash" as const),
      mode: fc.nat(CRASH_MODES.length - 1),
      seed: fc.nat(1e6),
    }),
  },
);

law(
  "as-a-map",
  "whatever is done with it, a store of many levels is a sorted map: also at snapshots, opened anew, after crashes",
  { hint: "In a store", seconds: 60 },
  async (t) => {
    const start = await deepStore();
    t.floor("the deepest level with tables", start.deepest, 3);
    const counts = { crashes: 0, compactions: 0 };
    await t.forAll([fc.array(anyOp, { minLength: 2, maxLength: 9 })], async (ops) => {
      const run = new MapRun(t, start.disk.crash({ mode: "kept" }), start.world);
      try {
        await run.open();
        for (const op of ops) await run.do(op);
        await run.do({ kind: "idle" });
        await run.check();
      } finally {
        await run.end();
      }
      counts.crashes += run.crashes;
      counts.compactions += run.compactions;
    });
    t.floor("crashes", counts.crashes, 12);
    t.floor("compactions", counts.compactions, 100);
  },
);

law(
  "crashes",
  "a crash at any operation, in any way, while levels are compacted, loses nothing that was acknowledged",
  { hint: "In a store", seconds: 60 },
  async (t) => {
    let compactions = 0;
    const { next, pressure } = tiny();
    const compactor: Compactor = {
      pressure,
      next: (host) => {
        const job = next(host);
        compactions += job === undefined ? 0 : 1;
        return job;
      },
    };
    const { disk: first, world } = await deepStore();
    const disk = first.crash({ mode: "kept" });
    const user = new User(await opened(disk, { compactor }));
    for (const [key, value] of world) user.world.set(key, value);
    await user.store.idle();
    let from = 0;
    const states: { readonly at: number; readonly world: World }[] = [];
    const acknowledged = () => states.push({ at: disk.operations, world: new Map(user.world) });
    acknowledged();
    for (let round = 0; round < 3; round++) {
      if (round === 2) [from, compactions] = [disk.operations, 0];
      for (const key of keysOf(3, round * 4, 14)) {
        await user.put(key);
        states.push({ at: Number.POSITIVE_INFINITY, world: new Map(user.world) });
      }
      await user.delete(keysOf(1, round * 9 + 4)[0]!, { sync: true });
      acknowledged();
      await user.store.flush();
      await user.store.idle();
    }
    const to = disk.operations;
    t.did("wrote", "four changes, a flush, and all that was to be compacted then");
    t.floor("compactions", compactions, 2);
    let count = 0;
    for (const { at, disk: found, replay } of crashes(disk, { seed: t.seed, from, to })) {
      const isGoingOn = count % 40 === 0;
      count += 1;
      const store = await opened(found, isGoingOn ? { compactor: tiny() } : {});
      const got = worldOf(store);
      const sure = states.findLastIndex((state) => state.at <= at);
      if (!states.slice(sure).some((state) => isSame(state.world, got))) {
        t.given("crashed", replay);
        sameWorld(t, got, states[sure]!.world, "when the store was opened again");
        t.holds(false, "it is none of the worlds that there were");
      }
      if (isGoingOn) {
        await store.idle();
        sameWorld(t, worldOf(store), got, `when it had gone on after ${replay}`);
      }
      await store.close();
      if (found.openFiles !== 0) t.equal(found.openFiles, 0, `files left open after ${replay}`);
    }
    t.floor("crashes", count, 250);
    await user.store.close();
  },
);

interface DeepStore {
  readonly disk: SimDisk;
  readonly world: World;
  readonly deepest: number;
}

let deep: Promise<DeepStore> | undefined;

/** A store whose tables lie in levels 1 to 3 and deeper, on a disk on which it was closed; nobody changes it. */
function deepStore(): Promise<DeepStore> {
  deep ??= newDeepStore();
  return deep;
}

async function newDeepStore(): Promise<DeepStore> {
  const disk = new SimDisk();
  const user = new User(await opened(disk, { compactor: tiny() }));
  for (let round = 0; round < 9; round++) {
    await user.flushed([
      ...keysOf(12, round, 4),
      ...keysOf(2, round * 3, 11).map((key) => `-${key}`),
    ]);
    await user.store.idle();
  }
  const deepest = deepestOf(user.store.version);
  await user.store.close();
  // A disk without a history: what is made of it again and again is made sooner.
  return { disk: disk.crash({ mode: "lost" }), world: user.world, deepest };
}

const deepestOf = ({ levels }: Version): number =>
  levels.findLastIndex((files) => files.length > 0);

/** Without numbers and sizes: `level 1: apple 2 … pear 3`. */
function watchedText(dump: string): string {
  let level = "";
  const lines: string[] = [];
  for (const line of dump.split("\n")) {
    const [, found] = /^(level \d)/.exec(line) ?? [];
    if (found !== undefined) level = found;
    const [range] = /"\S+" \d+ \w+ … .*$/.exec(line) ?? [];
    if (range === undefined) continue;
    const short = range.replaceAll('"', "").replaceAll(" value", "").replaceAll(" deletion", " x");
    lines.push(`${level}: ${short}`);
  }
  return lines.join("\n");
}

function isSame(a: World, b: World): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

/** A store and the map that it is to be. */
class MapRun {
  crashes = 0;
  compactions = 0;
  readonly #t: Trial;
  #disk: SimDisk;
  #user!: User;
  /** The worlds since the last one that is durable for sure, that one first. */
  #worlds: World[];
  readonly #snapshots: {
    readonly held: ReturnType<LsmStore["snapshot"]>;
    readonly world: World;
  }[] = [];
  #writes = 1000;

  constructor(t: Trial, disk: SimDisk, world: World) {
    this.#t = t;
    this.#disk = disk;
    this.#worlds = [world];
  }

  get #world(): Map<string, string> {
    return new Map(this.#worlds.at(-1));
  }

  get #store(): LsmStore {
    return this.#user.store;
  }

  async open(): Promise<void> {
    const compactor = tiny();
    const counted: Compactor = {
      pressure: () => "none",
      next: (host) => {
        const job = compactor.next(host);
        if (job !== undefined) this.compactions += 1;
        return job;
      },
    };
    this.#user = new User(await opened(this.#disk, { compactor: counted }));
  }

  async do(op: Op): Promise<void> {
    switch (op.kind) {
      case "write":
        return this.#write(op.keys, op.sync);
      case "batch":
        return this.#batch(op.keys);
      case "get": {
        const key = nameOf(op.key);
        this.#t.did("got", key);
        const found = this.#store.get(utf8(key));
        const text = found === undefined ? undefined : Buffer.from(found).toString();
        this.#t.equal(text, this.#world.get(key), `the value of ${key}`);
        return;
      }
      case "scan":
        return this.#scan(nameOf(op.from), nameOf(op.to), op.reverse);
      case "walk":
        return this.#walk(nameOf(op.key), op.steps);
      case "snapshot":
        this.#t.did("took", "a snapshot");
        this.#snapshots.push({ held: this.#store.snapshot(), world: this.#world });
        return;
      case "release": {
        const first = this.#snapshots.shift();
        if (first === undefined) return;
        this.#t.did("released", "the oldest snapshot");
        this.#store.release(first.held);
        return;
      }
      case "flush":
        this.#t.did("flushed", "");
        await this.#store.flush();
        this.#worlds = [this.#world];
        return;
      case "idle":
        this.#t.did("waited", "until the store was idle");
        await this.#store.idle();
        return this.check();
      case "reopen":
        this.#t.did("closed, and opened again", "");
        await this.#store.close();
        this.#t.equal(this.#disk.openFiles, 0, "open files");
        this.#snapshots.length = 0;
        this.#worlds = [this.#world];
        await this.open();
        return this.check();
      case "crash":
        return this.#crash(op.mode, op.seed);
    }
  }

  /** All that can be read, now and at the snapshots. */
  async check(): Promise<void> {
    sameWorld(this.#t, worldOf(this.#store), this.#world, "now");
    for (const { held, world } of this.#snapshots) {
      sameWorld(this.#t, worldOf(this.#store, { snapshot: held }), world, "at a snapshot");
    }
  }

  async end(): Promise<void> {
    await this.#user?.store.close();
  }

  async #write(keys: readonly number[], sync: boolean): Promise<void> {
    this.#t.did(sync ? "wrote, synced" : "wrote", keys.map(changeOf).join(" "));
    for (const [at, key] of keys.entries()) {
      const isSynced = sync && at === keys.length - 1;
      const world = this.#world;
      if (key % 2 === 0) {
        const value = this.#newValue(key);
        await this.#store.put(utf8(nameOf(key >> 1)), utf8(value), { sync: isSynced });
        world.set(nameOf(key >> 1), value);
      } else {
        await this.#store.delete(utf8(nameOf(key >> 1)), { sync: isSynced });
        world.delete(nameOf(key >> 1));
      }
      this.#worlds.push(world);
      if (isSynced) this.#worlds = [world];
    }
  }

  async #batch(keys: readonly number[]): Promise<void> {
    this.#t.did("wrote as one batch", keys.map(changeOf).join(" "));
    const batch = new WriteBatch();
    const world = this.#world;
    for (const key of keys) {
      const name = nameOf(key >> 1);
      if (key % 2 === 0) {
        const value = this.#newValue(key);
        batch.put(utf8(name), utf8(value));
        world.set(name, value);
      } else {
        batch.delete(utf8(name));
        world.delete(name);
      }
    }
    await this.#store.write(batch);
    this.#worlds.push(world);
  }

  #newValue(key: number): string {
    this.#writes += 1;
    return `${nameOf(key >> 1)} written as ${this.#writes} `.padEnd(40, ".");
  }

  #scan(from: string, to: string, reverse: boolean): void {
    this.#t.did("scanned", `from ${from} to ${to}${reverse ? ", backwards" : ""}`);
    const found = worldOf(this.#store, { gte: utf8(from), lt: utf8(to), reverse });
    const sorted = [...this.#world].filter(([key]) => key >= from && key < to).sort(byKey);
    this.#t.equal(
      [...found].flat().join("\n"),
      (reverse ? sorted.reverse() : sorted).flat().join("\n"),
      "what was found",
    );
  }

  #walk(key: string, steps: string): void {
    this.#t.did("walked", `from ${key}: ${steps} (next, prev)`);
    const sorted = [...this.#world.keys()].sort();
    const iterator = this.#store.iterator();
    try {
      iterator.seek(utf8(key));
      let at = sorted.findIndex((each) => each >= key);
      if (at === -1) at = sorted.length;
      for (const way of ["", ...steps]) {
        if (at < 0 || at >= sorted.length) break;
        if (way === "n") iterator.next();
        if (way === "p") iterator.prev();
        if (way !== "") at += way === "n" ? 1 : -1;
        const found = iterator.isValid ? Buffer.from(iterator.key).toString() : undefined;
        this.#t.equal(found, sorted[at], "where the iterator stands");
      }
    } finally {
      iterator.close();
    }
  }

  async #crash(which: number, seed: number): Promise<void> {
    const mode = CRASH_MODES[which]!;
    this.#t.did("crashed", mode);
    const disk = this.#disk.crash({ mode, seed });
    await this.#store.close();
    this.#disk = disk;
    this.#snapshots.length = 0;
    this.crashes += 1;
    await this.open();
    const got = worldOf(this.#store);
    const found = this.#worlds.find((world) => isSame(world, got));
    if (found === undefined) sameWorld(this.#t, got, this.#worlds[0]!, "after the crash");
    this.#t.holds(found !== undefined, "it is none of the worlds that there were");
    // Recovery has made durable what it found.
    this.#worlds = [found!];
    return this.check();
  }
}

const nameOf = (key: number): string => `k${String(key).padStart(3, "0")}`;
const changeOf = (key: number): string =>
  key % 2 === 0 ? nameOf(key >> 1) : `-${nameOf(key >> 1)}`;
const byKey = (a: readonly [string, string], b: readonly [string, string]) =>
  a[0] < b[0] ? -1 : 1;
