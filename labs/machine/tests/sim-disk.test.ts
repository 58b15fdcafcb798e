/**
 * The parts of SimDisk that a test holds in its hands: log, dump, counts, pace of syncs, power.
 */
import { CRASH_MODES, crashes, DEVICES, PowerLoss, SimDisk } from "@labs/machine/sim";
import { expect, test } from "vitest";
import { bytes, saved, text } from "./support.ts";

test("every change is an operation, and a sync is two; what changes nothing is none", async () => {
  const disk = new SimDisk();
  const file = disk.open("log", "create");
  file.append(bytes("one"));
  await file.sync();
  expect(disk.operations).toBe(4);
  file.read(0, 3);
  file.write(0, bytes(""));
  file.truncate(3);
  disk.list("");
  disk.makeDirectory("");
  disk.rename("log", "log");
  disk.open("log", "existing").close();
  file.close();
  expect(disk.operations).toBe(4);
});

test("the log says what happened, and where the crash was", async () => {
  const disk = new SimDisk();
  disk.makeDirectory("wal");
  const file = disk.open("wal/1.tmp", "create");
  file.append(bytes("one"));
  file.append(bytes("two"));
  await file.sync();
  disk.rename("wal/1.tmp", "wal/1");
  file.truncate(3);
  disk.failSync();
  await expect(file.sync()).rejects.toMatchObject({ code: "EIO" });
  disk.flipBit("wal/1", 2, 7);
  disk.install("old", bytes("1234"));
  disk.remove("wal/1");
  await disk.syncDirectory("");
  const lines = [
    "    1  mkdir      wal",
    "    2  create     wal/1.tmp",
    "    3  write      wal/1.tmp  @0 +3",
    "    4  write      wal/1.tmp  @3 +3",
    "    5  sync       wal/1.tmp",
    "    6  synced     wal/1.tmp  of 5",
    "    7  rename     wal/1.tmp to wal/1",
    "    8  truncate   wal/1.tmp  to 3",
    "    9  sync       wal/1.tmp",
    "   10  failed     wal/1.tmp  of 9, pages forgotten",
    "   11  flip       wal/1  @2 bit 7",
    "   12  install    old  4 bytes",
    "   13  remove     wal/1",
    "   14  sync       /",
    "   15  synced     /  of 14",
  ];
  expect(disk.log()).toBe(lines.join("\n"));
  expect(disk.log(15).split("\n")).toEqual(["      … 3 before", ...lines.slice(3), "▶ crash"]);
  expect(disk.log(2).split("\n")).toEqual([
    ...lines.slice(0, 2),
    "▶ crash",
    ...lines.slice(2, 6),
    "      … 9 more",
  ]);
  expect(disk.log(0).split("\n").slice(0, 2)).toEqual(["▶ crash", lines[0]]);
});

test("the dump says of every file and directory what is durable and what is not", async () => {
  const disk = new SimDisk();
  disk.makeDirectory("d");
  await disk.syncDirectory("");
  await saved(disk, "d/saved", "12345");
  const file = disk.open("d/saved", "existing");
  disk.open("d/x", "new").close();
  disk.rename("d/x", "d/y");
  for (let i = 0; i < 6; i++) file.append(bytes("6"));
  file.truncate(8);
  const forgotten = disk.open("d/y", "existing");
  forgotten.append(bytes("y"));
  disk.failSync();
  await expect(forgotten.sync()).rejects.toThrow();
  await saved(disk, "other", "");
  expect(disk.dump().split("\n")).toEqual([
    "/        names durable",
    "d/       names not durable: +x, x → y",
    "d/saved  8 bytes, of which durable 5; not durable: 3 changes, then write @8 +1, write @9 +1, write @10 +1, truncate to 8",
    "d/y      1 bytes, of which durable 0; not durable and never to be: a sync failed",
    "other    0 bytes, durable",
  ]);
});

test("syncs end in a later turn of the event loop; held ones when the test says", async () => {
  const disk = new SimDisk();
  const file = disk.open("a", "create");
  const ended: number[] = [];
  const sync = (id: number) => file.sync().then(() => ended.push(id));
  const soon = sync(0);
  await Promise.resolve();
  expect([disk.pendingSyncs, ended.length]).toEqual([1, 0]);
  await soon;
  disk.syncs = "held";
  const held = [sync(1), sync(2), sync(3)];
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([disk.pendingSyncs, ended]).toEqual([3, [0]]);
  expect(disk.completeSyncs(1)).toBe(1);
  await held[0];
  expect([disk.pendingSyncs, ended]).toEqual([2, [0, 1]]);
  expect(disk.completeSyncs()).toBe(2);
  await Promise.all(held);
  expect([disk.pendingSyncs, ended]).toEqual([0, [0, 1, 2, 3]]);
  expect(disk.completeSyncs()).toBe(0);
});

test("a sync saves when it ends, and what was written before it began", async () => {
  const disk = new SimDisk({ syncs: "held" });
  disk.install("a", bytes(""));
  const file = disk.open("a", "existing");
  file.append(bytes("1"));
  const first = file.sync();
  file.append(bytes("2"));
  const second = file.sync();
  file.append(bytes("3"));
  const durable = () => text(disk.crash({ mode: "lost" }).contents("a"));
  expect(durable()).toBe("");
  disk.completeSyncs(1);
  await first;
  expect(durable()).toBe("1");
  disk.completeSyncs(1);
  await second;
  expect(durable()).toBe("12");
});

test("after the power is off every operation throws, and no sync settles", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "x");
  const file = disk.open("a", "existing");
  file.append(bytes("y"));
  let settled = false;
  const settle = () => {
    settled = true;
  };
  file.sync().then(settle, settle);
  disk.powerOff();
  for (const run of [
    () => disk.open("a", "existing"),
    () => disk.exists("a"),
    () => disk.list(""),
    () => disk.makeDirectory("d"),
    () => disk.rename("a", "b"),
    () => disk.remove("a"),
    () => file.size,
    () => file.read(0, 1),
    () => file.write(0, bytes("z")),
    () => file.append(bytes("z")),
    () => file.truncate(0),
    () => disk.completeSyncs(),
  ]) {
    expect(run).toThrow(PowerLoss);
  }
  await expect(file.sync()).rejects.toThrow(PowerLoss);
  await expect(disk.syncDirectory("")).rejects.toThrow(PowerLoss);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(settled).toBe(false);
  file.close();
  expect(text(disk.crash({ mode: "lost" }).contents("a"))).toBe("x");
  expect(text(disk.crash({ mode: "kept" }).contents("a"))).toBe("xy");
});

test("counts: what was asked of the disk, and what it would have taken", async () => {
  const disk = new SimDisk({ device: "hdd" });
  const { accessMicroseconds, bytesPerMicrosecond, flushMicroseconds } = DEVICES.hdd;
  const file = disk.open("a", "create");
  for (let i = 0; i < 10; i++) file.append(new Uint8Array(1000));
  const elapsed = () => disk.counts.elapsedMicroseconds;
  expect(elapsed()).toBe(0);
  await file.sync();
  const inOneRun = accessMicroseconds + 10_000 / bytesPerMicrosecond + flushMicroseconds;
  expect(elapsed()).toBe(inOneRun);
  for (let i = 0; i < 10; i++) file.write(i * 500, new Uint8Array(20));
  await file.sync();
  const inTen = 10 * accessMicroseconds + 200 / bytesPerMicrosecond + flushMicroseconds;
  expect(elapsed()).toBe(inOneRun + inTen);
  file.read(0, 400);
  file.read(400, 400);
  file.read(9_900, 400);
  await disk.syncDirectory("");
  disk.open("b", "create").truncate(0);
  disk.rename("b", "c");
  disk.remove("c");
  expect(disk.counts).toEqual({
    opens: 2,
    reads: 3,
    bytesRead: 900,
    writes: 20,
    bytesWritten: 10_200,
    truncates: 1,
    renames: 1,
    removes: 1,
    syncs: 2,
    directorySyncs: 1,
    elapsedMicroseconds: Math.round(
      inOneRun + inTen + 3 * accessMicroseconds + 900 / bytesPerMicrosecond + flushMicroseconds,
    ),
  });
});

test("counts do not change any more once they were read", () => {
  const disk = new SimDisk();
  const before = disk.counts;
  disk.open("a", "create");
  expect([before.opens, disk.counts.opens, disk.openFiles]).toEqual([0, 1, 1]);
});

test("what is installed before the first operation was always there", () => {
  const disk = new SimDisk();
  disk.install("a/b/c", bytes("x"));
  expect([disk.operations, text(disk.contents("a/b/c"))]).toEqual([0, "x"]);
  disk.install("a/d", bytes("y"));
  disk.open("a/d", "existing").append(bytes("z"));
  for (const { disk: after } of crashes(disk, { to: 0 })) {
    expect([...after.files().keys()]).toEqual(["a/b/c", "a/d"]);
  }
  disk.install("a/d", bytes("Y"));
  expect(disk.operations).toBe(2);
  expect(text(disk.crash({ mode: "lost" }).contents("a/d"))).toBe("Y");
  expect(text(disk.crash({ mode: "lost", at: 1 }).contents("a/d"))).toBe("y");
});

test("crashes visits every point in every mode, and writes that are under way", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "12345");
  const points = [...crashes(disk)].map(({ at, mode, torn }) => `${at} ${mode}${torn ? "!" : ""}`);
  expect(disk.operations).toBe(6);
  expect(points.length).toBe(7 * CRASH_MODES.length + 2);
  expect(new Set(points).size).toBe(points.length);
  expect(points).toContain("1 kept!");
  expect(points).toContain("1 bytes!");
});

test("what crashes shows is what crash gives for the same words", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "12345".repeat(300));
  const file = disk.open("a", "existing");
  file.write(200, bytes("x".repeat(900)));
  disk.rename("a", "b");
  file.append(bytes("y".repeat(900)));
  for (const { at, mode, seed, torn, replay, disk: after } of crashes(disk, { seed: 7 })) {
    const again = disk.crash({ at, mode, seed, torn });
    expect(again.files(), replay).toEqual(after.files());
    expect(again.dump(), replay).toBe(after.dump());
  }
});

test("crashes from an operation to another, in some modes, with a seed", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "12345");
  const points = [...crashes(disk, { from: 4, to: 5, modes: ["lost", "prefix"], seed: 9 })];
  expect(points.map(({ at, mode }) => [at, mode])).toEqual([
    [4, "lost"],
    [4, "prefix"],
    [5, "lost"],
    [5, "prefix"],
  ]);
  const drawn = [...crashes(disk, { from: 6, draws: 3 })].map(({ mode }) => mode);
  expect(drawn.join(" ")).toBe(
    "lost kept names names names bytes prefix prefix prefix scattered scattered scattered",
  );
  expect(points[0]!.replay).toMatch(/^disk\.crash\(\{ at: 4, mode: "lost", seed: \d+ \}\)$/);
});

test("a torn write: some of its bytes are there, never all", () => {
  const disk = new SimDisk();
  disk.install("a", bytes("-----"));
  disk.open("a", "existing").write(0, bytes("12345"));
  const seeds = Array.from({ length: 100 }, (_, seed) => seed);
  const states = seeds.map((seed) =>
    text(disk.crash({ mode: "kept", at: 0, torn: true, seed }).contents("a")),
  );
  expect(new Set(states)).toEqual(new Set(["-----", "1----", "12---", "123--", "1234-"]));
});

test("a disk that a crash left can be used, and crash again", async () => {
  const disk = new SimDisk({ syncs: "held" });
  disk.install("a", bytes("1"));
  disk.open("a", "existing").append(bytes("2"));
  const after = disk.crash({ mode: "kept" });
  expect([after.operations, after.openFiles, after.syncs]).toEqual([0, 0, "soon"]);
  const file = after.open("a", "existing");
  file.append(bytes("3"));
  const inOrder = new Set(
    Array.from({ length: 60 }, (_, seed) =>
      text(after.crash({ mode: "prefix", seed }).contents("a")),
    ),
  );
  expect(inOrder).toEqual(new Set(["1", "12", "123"]));
  await file.sync();
  expect(text(after.crash({ mode: "lost" }).contents("a"))).toBe("123");
});

test("every crash of three hundred operations is visited in a moment", async () => {
  const disk = new SimDisk();
  const file = disk.open("log", "create");
  while (disk.operations < 300) {
    file.write((disk.operations * 512) % 65_536, new Uint8Array(512).fill(disk.operations));
    if (disk.operations % 10 === 0) await file.sync();
  }
  const before = process.cpuUsage();
  let visited = 0;
  for (const { disk: after } of crashes(disk)) visited += after.operations + 1;
  expect(visited).toBeGreaterThan(6 * 300);
  const { user, system } = process.cpuUsage(before);
  // A tenth of a second where nothing else runs; what copies whole files takes a minute.
  expect((user + system) / 1e6).toBeLessThan(5);
});

test("a file in pages: any page, sparse, shared by copies, cut and grown", () => {
  const disk = new SimDisk();
  const file = disk.open("a", "create");
  file.write(2 ** 31, bytes("far"));
  file.write(4094, bytes("1234"));
  const before = disk.crash({ mode: "kept" });
  file.write(4095, bytes("!!"));
  file.truncate(4097);
  file.truncate(5000);
  expect(text(file.read(4093, 5))).toBe("\x001!!\0");
  expect(file.read(4000, 2000).length).toBe(1000);
  const old = before.open("a", "existing");
  expect([text(old.read(4093, 6)), text(old.read(2 ** 31, 9))]).toEqual(["\x001234\0", "far"]);
});
