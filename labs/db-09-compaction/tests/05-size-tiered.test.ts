import { encodeInternalKey, type Snapshot, ValueType } from "@labs/db-05";
import { type Compactor, type FileMetadata, LEVELS, type LsmStore, Version } from "@labs/db-08";
import {
  type Compaction,
  type CompactionLimits,
  LEVELDB_LIMITS,
  leveled,
  limitsOf,
  pickSizeTiered,
  sizeTiered,
} from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { checkAsPicked, checkFailure, checkTableBytes, checkTwoStores } from "./jobs.ts";
import {
  type Deed,
  entriesOf,
  LOADS,
  modelOf,
  opened,
  runsOf,
  sorted,
  TINY,
  tableBytesOf,
  textOf,
  unhurried,
  utf8,
  write,
} from "./loads.ts";
import { ToyHost, toyTable } from "./toy-host.ts";

const law = step("size-tiered");

const LIMITS = limitsOf();

/** A level's number, and the sizes of its tables. */
type Shape = Readonly<Record<number, readonly number[]>>;

/** A version of this shape: below level 0 tables do not overlap. Numbers fall from level to level, as they do where older runs lie deeper. */
function versionOf(shape: Shape): Version {
  let number = 1000;
  const key = (at: number) => encodeInternalKey(utf8(`key ${at}`), 1, ValueType.Value);
  const newFiles = Object.entries(shape).flatMap(([level, sizes]) =>
    sizes.map((sizeBytes, at) => {
      number -= 1;
      const [from, to] = level === "0" ? [100, 900] : [100 + 10 * at, 105 + 10 * at];
      const file: FileMetadata = { number, sizeBytes, smallest: key(from), largest: key(to) };
      return { level: Number(level), file };
    }),
  );
  return Version.empty.apply({ newFiles });
}

/** What a law looks at: which levels are taken, and where they go. */
interface Taken {
  readonly taken: readonly number[];
  readonly to: number;
}

const takenOf = ({ inputs, outputLevel }: Compaction): Taken => ({
  taken: inputs.map(({ level }) => level),
  to: outputLevel,
});

/** Picks, and holds it against what is expected. */
function picks(t: Trial, shape: Shape, expected: Taken | undefined, limits = LIMITS): void {
  t.given("levels with tables of these bytes", shape);
  const picked = pickSizeTiered(versionOf(shape), limits);
  t.equal(picked && takenOf(picked), expected, "the levels that are taken, and where they go");
}

law(
  "not-yet",
  "with fewer than level0Tables tables in level 0 nothing is picked, whatever lies below",
  { hint: "When, and what of level 0" },
  (t) => {
    picks(t, {}, undefined);
    picks(t, { 0: [10, 10, 10] }, undefined);
    picks(t, { 0: [10, 10, 10], 5: [1], 6: [1, 1, 1, 1, 1] }, undefined);
    picks(t, { 0: [10] }, undefined, limitsOf({ level0Tables: 2 }));
    picks(t, { 0: [10, 10] }, { taken: [0], to: 6 }, limitsOf({ level0Tables: 2 }));
  },
);

law(
  "first-run",
  "where nothing lies below, all of level 0 becomes one run in the last level",
  { hint: "When, and what of level 0" },
  (t) => {
    picks(t, { 0: [10, 10, 10, 10] }, { taken: [0], to: 6 });
    picks(t, { 0: [1, 200, 3, 40, 5, 60] }, { taken: [0], to: 6 });
  },
);

law(
  "not-larger-is-taken",
  "a run below with no more bytes than level 0 is taken too; one with a byte more is not",
  { hint: "As long as it is not larger" },
  (t) => {
    picks(t, { 0: [10, 10, 10, 10], 6: [39] }, { taken: [0, 6], to: 6 });
    picks(t, { 0: [10, 10, 10, 10], 6: [40] }, { taken: [0, 6], to: 6 });
    picks(t, { 0: [10, 10, 10, 10], 6: [41] }, { taken: [0], to: 5 });
    picks(t, { 0: [10, 10, 10, 10], 6: [20, 20, 1] }, { taken: [0], to: 5 });
  },
);

law(
  "above-the-next",
  "what comes out goes to the level above the next run that was not taken",
  { hint: "Where it goes" },
  (t) => {
    for (let level = 2; level < LEVELS; level++) {
      picks(t, { 0: [10, 10, 10, 10], [level]: [500] }, { taken: [0], to: level - 1 });
    }
    picks(t, { 0: [10, 10, 10, 10], 4: [50], 6: [500] }, { taken: [0], to: 3 });
    picks(t, { 0: [10, 10, 10, 10], 3: [30], 6: [500] }, { taken: [0, 3], to: 5 });
  },
);

law(
  "its-own-level",
  "a run that is taken leaves its level free: a larger one right below it is not taken for want of room",
  { hint: "Where it goes" },
  (t) => {
    picks(t, { 0: [10, 10, 10, 10], 5: [40], 6: [500] }, { taken: [0, 5], to: 5 });
    picks(t, { 0: [10, 10, 10, 10], 4: [40], 5: [80], 6: [500] }, { taken: [0, 4, 5], to: 5 });
    picks(t, { 0: [10, 10, 10, 10], 4: [40], 5: [81], 6: [500] }, { taken: [0, 4], to: 4 });
  },
);

law(
  "the-sum",
  "a run is held against all that was taken before it, all in all",
  { hint: "As long as it is not larger" },
  (t) => {
    picks(t, { 0: [10, 10, 10, 10], 4: [40], 5: [80], 6: [160] }, { taken: [0, 4, 5, 6], to: 6 });
    picks(t, { 0: [10, 10, 10, 10], 3: [5], 5: [45], 6: [91] }, { taken: [0, 3, 5], to: 5 });
    picks(t, { 0: [10, 10, 10, 10], 4: [20, 20], 6: [30, 30, 30] }, { taken: [0, 4], to: 5 });
  },
);

law(
  "neighbours",
  "behind a run that is larger nothing is taken, however small: what is merged are neighbours, from the newest on",
  { hint: "As long as it is not larger" },
  (t) => {
    picks(t, { 0: [10, 10, 10, 10], 4: [50], 5: [40], 6: [300] }, { taken: [0], to: 3 });
    picks(t, { 0: [10, 10, 10, 10], 3: [40], 4: [90], 5: [1], 6: [300] }, { taken: [0, 3], to: 3 });
  },
);

law(
  "level-1",
  "level 1 is taken however large it is, since what comes out never goes to level 0; behind it the sum decides again",
  { hint: "Never to level 0" },
  (t) => {
    picks(t, { 0: [10, 10, 10, 10], 1: [100], 2: [500] }, { taken: [0, 1], to: 1 });
    picks(t, { 0: [10, 10, 10, 10], 1: [100], 2: [140], 6: [500] }, { taken: [0, 1, 2], to: 5 });
    picks(t, { 0: [10, 10, 10, 10], 1: [100], 2: [141], 6: [500] }, { taken: [0, 1], to: 1 });
    picks(t, { 0: [10, 10, 10, 10], 1: [100] }, { taken: [0, 1], to: 6 });
  },
);

law(
  "all-at-twice",
  "when all runs but the last have twice its bytes, or more, everything is merged; level 0 is among them",
  { hint: "Everything, now and then" },
  (t) => {
    const all = { taken: [0, 4, 5, 6], to: 6 };
    picks(t, { 0: [10, 10, 10, 10], 4: [60], 5: [140], 6: [120] }, all);
    picks(t, { 0: [10, 10, 10, 11], 4: [60], 5: [139], 6: [120] }, all);
    picks(t, { 0: [10, 10, 10, 9], 4: [60], 5: [140], 6: [120] }, { taken: [0], to: 3 });
    picks(t, { 0: [10, 10, 10, 10], 3: [90], 4: [5], 6: [67] }, { taken: [0, 3, 4, 6], to: 6 });
    picks(t, { 0: [10, 10, 10, 10], 3: [90], 4: [5], 6: [68] }, { taken: [0], to: 2 });
    picks(t, { 0: [10, 10, 10, 10], 3: [90], 6: [65] }, { taken: [0, 3, 6], to: 6 });
  },
);

law(
  "whole-levels",
  "each level is taken whole, its files in the version's order, and there are no grandparents and no pointer",
  { hint: "When, and what of level 0" },
  (t) => {
    const shape = { 0: [10, 7, 9, 10, 8], 3: [5, 6, 7], 5: [20, 1, 4], 6: [900, 1000] };
    const version = versionOf(shape);
    t.given("levels with tables of these bytes", shape);
    const picked = pickSizeTiered(version, LIMITS)!;
    const numbers = (files: readonly FileMetadata[]) => files.map(({ number }) => number);
    t.equal(
      picked.inputs.map(({ level, files }) => ({ level, files: numbers(files) })),
      [0, 3, 5].map((level) => ({ level, files: numbers(version.levels[level]!) })),
      "the inputs, with the numbers of their files",
    );
    t.equal(picked.grandparents.length, 0, "how many grandparents there are");
    t.equal(picked.pointer, undefined, "the pointer");
  },
);

/** The rules, over a list of runs, one run at a time. */
function modelPick(shape: Shape, level0Tables: number): Taken | undefined {
  const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
  const newest = shape[0] ?? [];
  if (newest.length < level0Tables) return undefined;
  const runs = [1, 2, 3, 4, 5, 6]
    .map((level) => ({ level, bytes: sum(shape[level] ?? []), count: shape[level]?.length ?? 0 }))
    .filter(({ count }) => count > 0);
  let isAll = false;
  if (runs.length > 0) {
    const others = sum(newest) + sum(runs.slice(0, -1).map(({ bytes }) => bytes));
    isAll = others >= 2 * runs[runs.length - 1]!.bytes;
  }
  const taken = [0];
  let bytes = sum(newest);
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at]!;
    if (isAll || run.level === 1 || run.bytes <= bytes) {
      taken.push(run.level);
      bytes += run.bytes;
    } else return { taken, to: run.level - 1 };
  }
  return { taken, to: 6 };
}

const anySizes = (most: number) => fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: most });
const anyShape = fc.record({
  0: anySizes(6),
  1: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: anySizes(3) }),
  2: anySizes(2),
  3: anySizes(3),
  4: anySizes(4),
  5: anySizes(6),
  6: anySizes(8),
});

law(
  "any-version",
  "of any version that is picked which the rules say, run by run",
  { hint: "As long as it is not larger" },
  async (t) => {
    let picked = 0;
    await t.forAll([anyShape, fc.integer({ min: 1, max: 4 })], (shape, level0Tables) => {
      t.did("level0Tables", level0Tables);
      const expected = modelPick(shape, level0Tables);
      if (expected !== undefined) picked += 1;
      t.did("levels with tables of these bytes", shape);
      const found = pickSizeTiered(versionOf(shape), limitsOf({ level0Tables }));
      t.equal(found && takenOf(found), expected, "the levels that are taken, and where they go");
    });
    t.floor("versions of which something was picked", picked, 60);
  },
);

law(
  "older-stays-below",
  "the output level is never 0, holds nothing that is not taken, and has everything that is not taken below it",
  { hint: "Where it goes" },
  async (t) => {
    await t.forAll([anyShape], (shape) => {
      t.did("levels with tables of these bytes", shape);
      const picked = pickSizeTiered(versionOf(shape), limitsOf({ level0Tables: 1 }));
      if (picked === undefined) return;
      const { taken, to } = takenOf(picked);
      t.did("picked", `levels ${taken.join(", ")}, to level ${to}`);
      t.holds(to >= 1 && to < LEVELS, "the output level is none of 1 to 6");
      const left = [1, 2, 3, 4, 5, 6].filter(
        (level) => (shape as Shape)[level]!.length > 0 && !taken.includes(level),
      );
      t.equal(
        left.filter((level) => level <= to),
        [],
        "levels that were left, in or above the output level",
      );
      t.equal(
        taken.filter((level) => level > to),
        [],
        "levels that were taken, below the output level",
      );
    });
  },
);

/** A store of these laws, closed with the law. */
async function storeOf(t: Trial, disk: SimDisk, compactor: Compactor): Promise<LsmStore> {
  const store = await opened(disk, unhurried(compactor));
  t.cleanup(() => store.close());
  return store;
}

law(
  "each-fourth-flush",
  "of a store that is filled, each fourth flush merges: four runs' bytes go to level 6, then to 5, then all to 6, as one counts in twos",
  { hint: "As a compactor" },
  async (t) => {
    const store = await storeOf(t, new SimDisk(), sizeTiered(TINY));
    const levels: string[] = [];
    for (let flush = 0; flush < 28; flush++) {
      for (let i = 0; i < 3; i++) {
        await store.put(utf8(`key ${String(3 * flush + i).padStart(6, "0")}`), new Uint8Array(500));
      }
      await store.flush();
      await store.idle();
      if (flush % 4 === 3) {
        const full = store.version.levels.flatMap((files, level) =>
          files.length > 0 ? level : [],
        );
        levels.push(full.join(" "));
      }
    }
    t.did("flushed", "28 times, three entries of 500 bytes each");
    t.equal(
      levels,
      ["6", "6", "5 6", "6", "5 6", "5 6", "4 5 6"],
      "the levels that have tables, after each fourth flush",
    );
  },
);

law(
  "a-job-or-none",
  "next has a job as long as something is picked, and none else; level1Bytes and factor mean nothing to it",
  { hint: "As a compactor" },
  async (t) => {
    const store = await storeOf(
      t,
      new SimDisk(),
      sizeTiered({ ...TINY, level0Tables: 3, level1Bytes: 1, factor: 1 }),
    );
    for (let flush = 1; flush <= 12; flush++) {
      await store.put(utf8("key"), utf8(`value ${flush}`));
      await store.flush();
      await t.within(2000, store.idle(), "the store to have nothing to do");
      t.given("flushed", `${flush} times one key, with level0Tables 3`);
      t.equal(store.version.levels[0]!.length, flush % 3, "tables in level 0");
      t.equal(textOf(store.get(utf8("key"))!), `value ${flush}`, "its value");
    }
    t.equal(runsOf(store.version), 1, "runs of a key that was written twelve times");
  },
);

law(
  "limits",
  "unless said, the limits are LevelDB's; what is said is all that differs",
  { hint: "As a compactor" },
  async (t) => {
    const hasJob = (limits: Partial<CompactionLimits>, count: number) => {
      const tables = Array.from({ length: count }, (_, at) => toyTable(at + 1, [`a ${at + 1}`]));
      t.given("tables in level 0", count);
      t.did("limits that are said", limits);
      return sizeTiered(limits).next(new ToyHost({ 0: tables })) !== undefined;
    };
    const { level0Tables } = LEVELDB_LIMITS;
    for (const limits of [{}, { tableBytes: 1000 }]) {
      t.equal(hasJob(limits, level0Tables - 1), false, "whether there is a job");
      t.equal(hasJob(limits, level0Tables), true, "whether there is a job");
    }
    t.equal(hasJob({ level0Tables: 9 }, 8), false, "whether there is a job");
    t.equal(hasJob({ level0Tables: 9 }, 9), true, "whether there is a job");
    await checkTableBytes(t, sizeTiered);
  },
);

law(
  "as-picked",
  "the job is for the version at which it was asked for, whatever comes to level 0 meanwhile",
  { hint: "As a compactor" },
  (t) => checkAsPicked(t, sizeTiered({ level0Tables: 2 })),
);

law(
  "jobs-of-two-stores",
  "of two stores that share a compactor each has its jobs, also while the other's runs",
  { hint: "As a compactor" },
  (t) => checkTwoStores(t, sizeTiered({ level0Tables: 2 })),
);

law(
  "a-job-fails",
  "a job rejects with what its compaction rejects with: the store has to know",
  { hint: "As a compactor" },
  (t) => checkFailure(t, sizeTiered({ level0Tables: 2 })),
);

law(
  "tombstones-go",
  "what was deleted never comes back, and takes no space any more once everything was merged",
  { hint: "As a compactor" },
  async (t) => {
    const store = await storeOf(t, new SimDisk(), sizeTiered({ ...TINY, level0Tables: 2 }));
    const keys = Array.from({ length: 15 }, (_, i) => utf8(`key ${i}`));
    for (const key of keys) await store.put(key, new Uint8Array(200));
    await store.flush();
    await store.put(utf8("last"), new Uint8Array(10));
    await store.flush();
    await store.idle();
    t.equal(runsOf(store.version), 1, "runs, after two flushes with level0Tables 2");
    for (const key of keys) await store.delete(key);
    t.did("wrote", "15 keys of 200 bytes and one more, flushed; then deleted the 15");
    for (let i = 0; i < 60; i++) {
      await store.put(utf8("last"), new Uint8Array(1000).fill(i));
      await store.flush();
      await store.idle();
      t.equal(entriesOf(store).length, 1, "how many keys there are");
      if (runsOf(store.version) === 1 && tableBytesOf(store.version) < 2000) return;
    }
    t.holds(
      false,
      `after 60 flushes of one key the tables have ${tableBytesOf(store.version)} bytes`,
    );
  },
);

interface Cost {
  readonly written: number;
  /** The most that there were below level 0. */
  readonly runs: number;
}

async function costOf(t: Trial, compactor: Compactor, deeds: readonly Deed[]): Promise<Cost> {
  const disk = new SimDisk();
  const store = await storeOf(t, disk, compactor);
  let runs = 0;
  for (const [at, deed] of deeds.entries()) {
    await write(store, deed);
    if (at % 20 !== 19) continue;
    await store.idle();
    runs = Math.max(runs, runsOf(store.version) - store.version.levels[0]!.length);
  }
  await store.flush();
  await store.idle();
  t.equal(entriesOf(store).length, modelOf(deeds).size, "how many keys there are");
  return { written: disk.counts.bytesWritten, runs };
}

law(
  "written-less",
  "of a fill at random it writes a fifth less than leveled, or less still, and has more runs to ask meanwhile",
  { hint: "What it costs", seconds: 20 },
  async (t) => {
    const deeds = LOADS["fill at random"](1200, seededRandom(t.seed));
    const limits = { ...TINY, level1Bytes: 20_000, factor: 10 };
    const tiered = await costOf(t, sizeTiered(limits), deeds);
    const level = await costOf(t, leveled(limits), deeds);
    t.did("put", "1,200 keys at random into a store of either strategy");
    t.did("leveled", `${level.written} bytes written, at most ${level.runs} runs below level 0`);
    t.atMost(tiered.written, Math.floor(0.8 * level.written), "bytes written by size-tiered");
    t.holds(
      tiered.runs > level.runs,
      `size-tiered has at most ${tiered.runs} runs below level 0, and not more than leveled`,
    );
  },
);

/** What is done to a store and to a Map. */
type Act =
  | { readonly put: number; readonly size: number; readonly sync: boolean }
  | { readonly remove: number; readonly sync: boolean }
  | "flush"
  | "idle"
  | "snapshot"
  | "release"
  | "reopen"
  | { readonly crash: "lost" | "kept" };

const anyKey = fc.integer({ min: 0, max: 11 });
const anySync = fc.integer({ min: 0, max: 3 }).map((number) => number === 0);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ put: anyKey, size: fc.integer({ min: 1, max: 60 }), sync: anySync }),
  },
  { weight: 6, arbitrary: fc.record({ remove: anyKey, sync: anySync }) },
  { weight: 5, arbitrary: fc.constant("flush" as const) },
  { weight: 1, arbitrary: fc.constant("idle" as const) },
  { weight: 1, arbitrary: fc.constant("snapshot" as const) },
  { weight: 1, arbitrary: fc.constant("release" as const) },
  { weight: 1, arbitrary: fc.constant("reopen" as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("lost" as const, "kept" as const).map((crash) => ({ crash })),
  },
);

const nameOf = (key: number): string => `k${String.fromCharCode(0x61 + key)}`;
const KEYS = Array.from({ length: 12 }, (_, key) => nameOf(key));

/** A store with a compactor, and the Maps that it was and is. */
class Pair {
  readonly #t: Trial;
  #disk = new SimDisk();
  #store: LsmStore;
  /** After each write, the first being that of nothing. */
  #states: ReadonlyMap<string, string>[] = [new Map()];
  /** How many of them no crash may take. */
  #durable = 0;
  #held: { readonly snapshot: Snapshot; readonly state: ReadonlyMap<string, string> }[] = [];
  /** How often the levels below 0 became others. */
  merges = 0;
  #below = "";

  private constructor(t: Trial, disk: SimDisk, store: LsmStore) {
    this.#t = t;
    this.#disk = disk;
    this.#store = store;
  }

  static async make(t: Trial): Promise<Pair> {
    const disk = new SimDisk();
    return new Pair(t, disk, await Pair.#open(disk));
  }

  static #open(disk: SimDisk): Promise<LsmStore> {
    const compactor = unhurried(sizeTiered({ level0Tables: 2, tableBytes: 150 }));
    return opened(disk, compactor, { writeBufferBytes: 1_000, blockSizeBytes: 64 });
  }

  get #state(): ReadonlyMap<string, string> {
    return this.#states[this.#states.length - 1]!;
  }

  async act(act: Act, at: number): Promise<void> {
    this.#t.did("did", act);
    if (act === "flush") {
      await this.#store.flush();
      this.#durable = this.#states.length - 1;
    } else if (act === "idle") await this.#store.idle();
    else if (act === "snapshot") {
      this.#held.push({ snapshot: this.#store.snapshot(), state: this.#state });
    } else if (act === "release") {
      const held = this.#held.shift();
      if (held !== undefined) this.#store.release(held.snapshot);
    } else if (act === "reopen") {
      await this.#store.close();
      this.#t.equal(this.#disk.openFiles, 0, "open files of a store that was closed");
      await this.#reopen(this.#disk);
    } else if ("crash" in act) await this.#crash(act.crash);
    else return this.#write(act, at);
    this.#compare();
  }

  async end(): Promise<void> {
    await this.#store.idle();
    this.#compare(true);
    this.#compare(false);
    await this.#store.close();
    this.#t.equal(this.#disk.openFiles, 0, "open files of a store that was closed");
  }

  async #write(act: Exclude<Act, string | { crash: unknown }>, at: number): Promise<void> {
    const next = new Map(this.#state);
    if ("put" in act) {
      const value = `${at}`.padEnd(act.size, ".");
      next.set(nameOf(act.put), value);
      await this.#store.put(utf8(nameOf(act.put)), utf8(value), { sync: act.sync });
    } else {
      next.delete(nameOf(act.remove));
      await this.#store.delete(utf8(nameOf(act.remove)), { sync: act.sync });
    }
    this.#states.push(next);
    if (act.sync) this.#durable = this.#states.length - 1;
  }

  /** The machine, or the process alone, dies; what is found is a beginning of what was written. */
  async #crash(mode: "lost" | "kept"): Promise<void> {
    const left = this.#disk.crash({ mode });
    // It belongs to the machine that is gone.
    void this.#store.close().catch(() => {});
    this.#disk.powerOff();
    const least = mode === "kept" ? this.#states.length - 1 : this.#durable;
    await this.#reopen(left);
    const found = new Map(entriesOf(this.#store));
    const text = JSON.stringify(sorted(found));
    const at = this.#states.findLastIndex(
      (state, i) => i >= least && JSON.stringify(sorted(state)) === text,
    );
    this.#t.holds(
      at !== -1,
      `after the crash there is ${text}, which is no state since the last sync`,
    );
    this.#states = [this.#states[at]!];
    this.#durable = 0;
  }

  async #reopen(disk: SimDisk): Promise<void> {
    this.#disk = disk;
    this.#held = [];
    this.#store = await Pair.#open(disk);
    this.#durable = this.#states.length - 1;
  }

  /** Every key by get, or by an iterator, as it is now and as it was at each snapshot. */
  #compare(isByGet = this.#states.length % 2 === 0): void {
    const store = this.#store;
    const views = [{ options: {}, state: this.#state }].concat(
      this.#held.map(({ snapshot, state }) => ({ options: { snapshot }, state })),
    );
    for (const { options, state } of views) {
      const text = (key: string) => {
        const found = store.get(utf8(key), options);
        return found === undefined ? [] : [[key, textOf(found)]];
      };
      const found = isByGet
        ? KEYS.flatMap(text)
        : Array.from(store.entries(options), ([key, value]) => [textOf(key), textOf(value)]);
      const how = isByGet ? "gets find" : "an iterator finds";
      this.#t.equal(found, sorted(state), `what ${how}`);
    }
    const below = store.version.levels.slice(1).flatMap((files) => files.map((f) => f.number));
    if (below.join() !== this.#below) this.merges += 1;
    this.#below = below.join();
  }
}

law(
  "as-a-map",
  "whatever is written, flushed, held, closed and crashed, the store has what a Map has",
  { hint: "What a merge may not change", seconds: 40 },
  async (t) => {
    let merges = 0;
    await t.forAll([fc.array(anyAct, { minLength: 6, maxLength: 20 })], async (acts) => {
      const pair = await Pair.make(t);
      for (const [at, act] of acts.entries()) await pair.act(act, at);
      await pair.end();
      merges += pair.merges;
    });
    t.floor("merges", merges, 100);
  },
);

law(
  "every-crash",
  "a crash at any operation, in any mode, while runs are merged, keeps every write that was synced",
  { hint: "What a merge may not change", seconds: 30 },
  async (t) => {
    const disk = new SimDisk();
    const compactor = () => unhurried(sizeTiered({ level0Tables: 2, tableBytes: 300 }));
    const store = await opened(disk, compactor(), { blockSizeBytes: 128 });
    const states: string[] = ["[]"];
    const acknowledged: { readonly by: number; readonly state: number }[] = [];
    const model = new Map<string, string>();
    const random = seededRandom(t.seed);
    let from = 0;
    for (let i = 0; i < 24; i++) {
      const key = nameOf(random.below(8));
      const value = random.below(3) === 0 ? undefined : `${i} `.padEnd(40, ".");
      if (value === undefined) model.delete(key);
      else model.set(key, value);
      states.push(JSON.stringify(sorted(model)));
      await write(store, value === undefined ? { key } : { key, value });
      if (i % 4 === 3) {
        if (i === 7) from = disk.operations;
        await store.flush();
        acknowledged.push({ by: disk.operations, state: states.length - 1 });
      }
      if (i % 8 === 7) await store.idle();
    }
    await store.close();
    t.did("wrote", `24 writes, 6 flushes, merged whenever level 0 has two tables`);
    let visited = 0;
    for (const { at, disk: found, replay } of crashes(disk, { seed: t.seed, from })) {
      visited += 1;
      const least = acknowledged.reduce(
        (most, { by, state }) => (by <= at ? Math.max(most, state) : most),
        0,
      );
      const again = await opened(found, visited % 8 === 0 ? compactor() : undefined);
      if (visited % 8 === 0) await again.idle();
      const text = JSON.stringify(entriesOf(again));
      const isState = states.some((state, i) => i >= least && state === text);
      t.holds(isState, `${replay}: ${text} is none of what was written since the last flush`);
      if (visited % 8 === 0) {
        await again.close();
        t.equal(found.openFiles, 0, "open files of a store that was closed");
      }
    }
    t.floor("crashes", visited, 500);
  },
);
