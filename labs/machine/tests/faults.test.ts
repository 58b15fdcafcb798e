/**
 * Faults: what a disk does when it fails, and that each failure is counted.
 */
import { seededRandom } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import { expect, test } from "vitest";
import { bytes, outcome, saved, text } from "./support.ts";

const none = {
  failedReads: 0,
  failedWrites: 0,
  failedSyncs: 0,
  failedDirectorySyncs: 0,
  outOfSpace: 0,
  flippedBits: 0,
};

async function withOld(): Promise<SimDisk> {
  const disk = new SimDisk();
  await saved(disk, "a", "old");
  return disk;
}
const durable = (disk: SimDisk) => text(disk.crash({ mode: "lost" }).contents("a"));

test("a failed sync with pages forgotten: reads see the bytes, the next sync succeeds, a crash loses them", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.write(0, bytes("new!"));
  disk.failSync({ pages: "forgotten" });
  await expect(file.sync()).rejects.toMatchObject({ name: "DiskError", code: "EIO", path: "a" });
  expect(text(file.read(0, 9))).toBe("new!");
  await file.sync();
  expect(text(file.read(0, 9))).toBe("new!");
  for (const { disk: after, mode, replay } of crashes(disk, { from: disk.operations })) {
    expect(text(after.contents("a")), replay).toBe(mode === "kept" ? "new!" : "old");
  }
  expect(disk.faults).toEqual({ ...none, failedSyncs: 1 });
});

test("… written again, the bytes are saved by the next sync", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.write(0, bytes("new!"));
  disk.failSync({ pages: "forgotten" });
  await expect(file.sync()).rejects.toThrow();
  file.write(0, bytes("new!"));
  await file.sync();
  expect(durable(disk)).toBe("new!");
});

test("… and even a restart of the process finds them in the cache, still not durable", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.append(bytes("+"));
  disk.failSync();
  await expect(file.sync()).rejects.toThrow();
  const restarted = disk.crash({ mode: "kept" });
  expect(text(restarted.contents("a"))).toBe("old+");
  await restarted.open("a", "existing").sync();
  expect(durable(restarted)).toBe("old");
});

test("a failed sync with pages reverted: the cache goes back to what is durable", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.write(0, bytes("new!"));
  disk.failSync({ pages: "reverted" });
  const syncing = file.sync();
  file.write(1, bytes("L"));
  await expect(syncing).rejects.toMatchObject({ code: "EIO" });
  expect([text(file.read(0, 9)), file.size]).toEqual(["oLd", 3]);
  await file.sync();
  expect(durable(disk)).toBe("oLd");
});

test("the nth sync fails, of a path, more than once if asked; what it did not cover is not touched", async () => {
  const disk = await withOld();
  await saved(disk, "b", "");
  const [a, b] = [disk.open("a", "existing"), disk.open("b", "existing")];
  disk.failSync({ nth: 2, times: 2, path: "a" });
  const results: string[] = [];
  for (const file of [b, a, b, a, b, a, a]) {
    file.append(bytes("+"));
    results.push(
      await file.sync().then(
        () => file.path,
        (error: Error) => `${file.path} ${error.message}`,
      ),
    );
  }
  const failed = "a EIO: sync: a";
  expect(results).toEqual(["b", "a", "b", failed, "b", failed, "a"]);
  expect(durable(disk)).toBe("old+\0\0+");
  expect(disk.faults.failedSyncs).toBe(2);
});

test("of two syncs under way the first fails: the second says that all is well, and has saved nothing", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.append(bytes("+"));
  disk.failSync();
  const syncs = [file.sync(), file.sync()];
  const results = await Promise.allSettled(syncs);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(durable(disk)).toBe("old");
});

test("a sync may fail for want of room", async () => {
  const disk = await withOld();
  disk.failSync({ code: "ENOSPC" });
  await expect(disk.open("a", "existing").sync()).rejects.toMatchObject({ code: "ENOSPC" });
});

test("a failed sync of a directory saves no name; the next one does", async () => {
  const disk = await withOld();
  disk.open("b", "new").close();
  disk.failDirectorySync();
  await expect(disk.syncDirectory("")).rejects.toMatchObject({ code: "EIO", path: "" });
  expect(disk.crash({ mode: "lost" }).list("")).toEqual(["a"]);
  await disk.syncDirectory("");
  expect(disk.crash({ mode: "lost" }).list("")).toEqual(["a", "b"]);
  expect(disk.faults).toEqual({ ...none, failedDirectorySyncs: 1 });
});

test("a disk that is full writes what there is room for, and says ENOSPC", async () => {
  const disk = new SimDisk({ capacityBytes: 10 });
  const file = disk.open("a", "create");
  file.append(bytes("12345678"));
  expect(outcome(() => file.append(bytes("9abc")))).toEqual({ throws: "ENOSPC" });
  expect([text(file.read(0, 99)), disk.usedBytes]).toEqual(["123456789a", 10]);
  expect(outcome(() => file.append(bytes("b")))).toEqual({ throws: "ENOSPC" });
  expect(outcome(() => file.write(20, bytes("b")))).toEqual({ throws: "ENOSPC" });
  expect(outcome(() => file.truncate(11))).toEqual({ throws: "ENOSPC" });
  file.write(0, bytes("overwrites"));
  expect(text(file.read(0, 99))).toBe("overwrites");
  expect(disk.faults).toEqual({ ...none, outOfSpace: 4 });
  await file.sync();
  expect(disk.crash({ mode: "kept" }).capacityBytes).toBe(10);
});

test("room comes back by truncating, by removing once the file is closed, by a larger disk", () => {
  const disk = new SimDisk({ capacityBytes: 10 });
  const file = disk.open("a", "create");
  file.append(bytes("0123456789"));
  file.truncate(8);
  file.append(bytes("xy"));
  disk.remove("a");
  const other = disk.open("b", "create");
  expect(outcome(() => other.append(bytes("z")))).toEqual({ throws: "ENOSPC" });
  file.close();
  expect([other.append(bytes("0123456789")), disk.usedBytes]).toEqual([0, 10]);
  disk.capacityBytes = 12;
  expect(outcome(() => other.append(bytes("abc")))).toEqual({ throws: "ENOSPC" });
  expect(other.size).toBe(12);
});

test("reads fail: the nth, of a path, for ever", async () => {
  const disk = await withOld();
  await saved(disk, "b", "bee");
  const [a, b] = [disk.open("a", "existing"), disk.open("b", "existing")];
  disk.failReads({ path: "a", nth: 2, times: Number.POSITIVE_INFINITY });
  const read = [a, b, a, b, a].map((file) => outcome(() => text(file.read(0, 3))));
  const failed = { throws: "EIO" };
  expect(read).toEqual(["old", "bee", failed, "bee", failed]);
  expect(outcome(() => a.readExactly(0, 1))).toEqual(failed);
  expect(disk.faults).toEqual({ ...none, failedReads: 3 });
});

test("a write fails with EIO after a part of it", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  disk.failWrites();
  expect(outcome(() => file.append(bytes("1234")))).toEqual({ throws: "EIO" });
  expect(text(file.read(0, 9))).toBe("old12");
  expect(file.append(bytes("x"))).toBe(5);
  expect(disk.faults).toEqual({ ...none, failedWrites: 1 });
});

test("a bit that flips is flipped in the cache, on the device, and after every crash", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.append(bytes("er"));
  disk.flipBit("a", 0, 1);
  disk.flipBit("a", 4, 0);
  expect(text(file.read(0, 9))).toBe("mldes");
  expect(durable(disk)).toBe("mld");
  expect(text(disk.crash({ mode: "bytes" }).contents("a"))).toBe("mldes");
  expect(text(disk.crash({ mode: "lost", at: disk.operations - 2 }).contents("a"))).toBe("old");
  await file.sync();
  expect(durable(disk)).toBe("mldes");
  expect(disk.faults).toEqual({ ...none, flippedBits: 2 });
});

test("rot turns one bit round, somewhere, and says where", async () => {
  const disk = await withOld();
  const random = seededRandom(3);
  const before = disk.contents("a");
  const { offset, bit } = disk.rot(random, "a");
  const after = disk.contents("a");
  expect(after[offset]! ^ before[offset]!).toBe(1 << bit);
  disk.flipBit("a", offset, bit);
  expect(disk.contents("a")).toEqual(before);
});

test("faults and crashes together: a crash point before the failure does not know of it", async () => {
  const disk = await withOld();
  const file = disk.open("a", "existing");
  file.append(bytes("+"));
  const before = disk.operations;
  disk.failSync();
  await expect(file.sync()).rejects.toThrow();
  expect(text(disk.crash({ mode: "bytes", at: before }).contents("a"))).toBe("old+");
  expect(text(disk.crash({ mode: "bytes" }).contents("a"))).toBe("old");
});
