/**
 * What each mode of a crash leaves, by example: the picture of the README, one law for each line.
 */
import { CRASH_MODES, type CrashMode, crashes, SimDisk } from "@labs/machine/sim";
import { expect, test } from "vitest";
import { bytes, saved, text } from "./support.ts";

const LOSSY = CRASH_MODES.filter((mode) => mode !== "kept");
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

/** What stands in `path` after a crash, by seed; undefined where it is not there. */
function found(disk: SimDisk, mode: CrashMode, path: string): ReadonlySet<string | undefined> {
  const contents = SEEDS.map((seed) => {
    const after = disk.crash({ mode, seed });
    return after.exists(path) ? text(after.contents(path)) : undefined;
  });
  return new Set(contents);
}

/** The log has `old`, durable; then `new` is written over it, and not synced. */
async function overwritten(): Promise<SimDisk> {
  const disk = new SimDisk();
  await saved(disk, "log", "old");
  disk.open("log", "existing").write(0, bytes("new!"));
  return disk;
}

test("lost: nothing unsynced is there, neither bytes nor names", async () => {
  const disk = await overwritten();
  disk.open("more", "new").append(bytes("x"));
  disk.makeDirectory("d");
  const after = disk.crash({ mode: "lost" });
  expect(after.list("")).toEqual(["log"]);
  expect(text(after.contents("log"))).toBe("old");
});

test("kept: everything is there, and still not durable", async () => {
  const disk = await overwritten();
  disk.open("more", "new").append(bytes("x"));
  disk.remove("log");
  const after = disk.crash({ mode: "kept" });
  expect(after.files()).toEqual(disk.files());
  expect(after.dump()).toBe(
    [
      "/     names not durable: +more, -log",
      "more  1 bytes, of which durable 0; not durable: write @0 +1",
    ].join("\n"),
  );
  const again = after.crash({ mode: "lost" });
  expect([...again.files()].map(([path, content]) => [path, text(content)])).toEqual([
    ["log", "old"],
  ]);
});

test("kept: a sync after the restart saves what the dead process had written", async () => {
  const disk = await overwritten();
  const after = disk.crash({ mode: "kept" });
  const file = after.open("log", "existing");
  await file.sync();
  expect(text(after.crash({ mode: "lost" }).contents("log"))).toBe("new!");
});

test("names: a rename survives, the bytes of the file do not", async () => {
  const disk = new SimDisk();
  await saved(disk, "config", "old");
  const file = disk.open("config.tmp", "new");
  file.append(bytes("new"));
  disk.rename("config.tmp", "config");
  expect(found(disk, "names", "config")).toEqual(new Set(["", "\0\0\0"]));
  expect(found(disk, "names", "config.tmp")).toEqual(new Set([undefined]));
});

test("names: a file cut and written again may be empty, or zeros, or uncut", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "old");
  const file = disk.open("a", "existing");
  file.truncate(0);
  file.append(bytes("newer"));
  expect(found(disk, "names", "a")).toEqual(new Set(["old", "", "\0\0\0\0\0"]));
});

test("bytes: what was written into files that have a durable name, and no other names", async () => {
  const disk = await overwritten();
  disk.open("more", "new").append(bytes("x"));
  disk.rename("log", "moved");
  const after = disk.crash({ mode: "bytes" });
  expect(after.list("")).toEqual(["log"]);
  expect(text(after.contents("log"))).toBe("new!");
});

test("prefix: the first changes in order, over all files, the last of them torn at a byte", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "");
  await saved(disk, "b", "");
  disk.open("a", "existing").append(bytes("12"));
  disk.open("b", "existing").append(bytes("34"));
  disk.remove("a");
  const states = SEEDS.map((seed) => {
    const after = disk.crash({ mode: "prefix", seed });
    return [...after.files()].map(([path, content]) => `${path}=${text(content)}`).join(" ");
  });
  expect([...new Set(states)].sort()).toEqual(
    ["a= b=", "a=1 b=", "a=12 b=", "a=12 b=3", "a=12 b=34", "b=34"].sort(),
  );
});

test("prefix: perhaps none of the changes, perhaps the names alone", () => {
  const disk = new SimDisk();
  disk.makeDirectory("d");
  disk.open("d/a", "new").append(bytes("x"));
  expect(found(disk, "prefix", "d/a")).toEqual(new Set([undefined, "", "x"]));
  const lists = SEEDS.map((seed) => disk.crash({ mode: "prefix", seed }).list("").join());
  expect(new Set(lists)).toEqual(new Set(["", "d"]));
});

test("scattered: each sector for itself, so a later write may be there without an earlier", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", ".".repeat(1024));
  const file = disk.open("a", "existing");
  file.write(0, bytes("1"));
  file.write(512, bytes("2"));
  const states = new Set(
    SEEDS.map((seed) => {
      const content = disk.crash({ mode: "scattered", seed }).contents("a");
      return text(content).replaceAll(/\.+/g, ".");
    }),
  );
  expect(states).toEqual(new Set([".", "1.", ".2.", "1.2."]));
});

test("scattered: a sector may have any version since the last sync, torn now and then", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "----");
  const file = disk.open("a", "existing");
  file.write(0, bytes("1111"));
  file.write(0, bytes("2222"));
  const states = found(disk, "scattered", "a");
  for (const whole of ["----", "1111", "2222"]) expect(states).toContain(whole);
  const torn = [...states].filter((state) => /^(1+-+|2+1+)$/.test(state ?? ""));
  expect(torn.length).toBeGreaterThan(0);
  expect([...states].every((state) => /^(1*-*|2*1*)$/.test(state ?? ""))).toBe(true);
});

test("scattered: the size may have come and the bytes not, or the other way round", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "old");
  disk.open("a", "existing").append(bytes("new"));
  const states = found(disk, "scattered", "a");
  for (const state of ["old", "old\0\0\0", "oldnew"]) expect(states).toContain(state);
});

test("scattered: what a truncate cut may be there, or be zeros", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "abcd");
  const file = disk.open("a", "existing");
  file.truncate(2);
  file.truncate(4);
  const states = found(disk, "scattered", "a");
  for (const state of ["abcd", "ab", "ab\0\0"]) expect(states).toContain(state);
  expect([...states].every((state) => /^ab([c\0][d\0])?$/.test(state ?? ""))).toBe(true);
});

test("scattered: the names of two directories come for themselves, within one in order", async () => {
  const disk = new SimDisk();
  disk.makeDirectory("d");
  disk.makeDirectory("e");
  await disk.syncDirectory("");
  for (const path of ["d/1", "d/2", "e/1"]) disk.open(path, "new").close();
  const states = new Set(
    SEEDS.map((seed) => [...disk.crash({ mode: "scattered", seed }).files().keys()].join(" ")),
  );
  expect([...states].sort()).toEqual(
    ["", "d/1", "d/1 d/2", "d/1 d/2 e/1", "d/1 e/1", "e/1"].sort(),
  );
});

test("a rename is whole in every mode: the name stands for the old file or for the new", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "old");
  const file = disk.open("b", "new");
  file.append(bytes("new"));
  await file.sync();
  disk.rename("b", "a");
  for (const crash of crashes(disk, { from: disk.operations })) {
    expect(["old", "new"], crash.replay).toContain(text(crash.disk.contents("a")));
  }
});

test("a directory whose own name is not durable is not there, whatever was synced in it", async () => {
  const disk = new SimDisk();
  disk.makeDirectory("d");
  await saved(disk, "d/a", "x");
  expect(disk.crash({ mode: "lost" }).list("")).toEqual([]);
  await disk.syncDirectory("");
  expect(text(disk.crash({ mode: "lost" }).contents("d/a"))).toBe("x");
});

test("to sync a file does not make its name durable, nor its directory the bytes", async () => {
  const disk = new SimDisk();
  const file = disk.open("a", "new");
  file.append(bytes("x"));
  await file.sync();
  expect(disk.crash({ mode: "lost" }).exists("a")).toBe(false);
  disk.open("b", "new").append(bytes("x"));
  await disk.syncDirectory("");
  const after = disk.crash({ mode: "lost" });
  expect([after.contents("a").length, after.contents("b").length]).toEqual([1, 0]);
});

test("a removed file is back where the removal was not synced, and its bytes with it", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "old");
  const file = disk.open("a", "existing");
  disk.remove("a");
  file.write(0, bytes("new"));
  await file.sync();
  expect(text(disk.crash({ mode: "lost" }).contents("a"))).toBe("new");
  await disk.syncDirectory("");
  for (const mode of CRASH_MODES) expect(disk.crash({ mode }).exists("a"), mode).toBe(false);
});

test("what was written while a sync was under way is not covered by it", async () => {
  const disk = new SimDisk();
  await saved(disk, "a", "");
  const file = disk.open("a", "existing");
  file.append(bytes("one"));
  const syncing = file.sync();
  file.append(bytes("two"));
  expect(text(disk.crash({ mode: "lost" }).contents("a"))).toBe("");
  await syncing;
  expect(text(disk.crash({ mode: "lost" }).contents("a"))).toBe("one");
  expect(text(disk.contents("a"))).toBe("onetwo");
});

test("the adversary bites: every lossy mode loses some of the unsynced, and all but lost keep some", async () => {
  const disk = await overwritten();
  disk.open("more", "new");
  for (const mode of LOSSY) {
    const states = new Set(
      SEEDS.map((seed) => {
        const after = disk.crash({ mode, seed });
        return `${text(after.contents("log"))} ${after.exists("more")}`;
      }),
    );
    expect(states.has("new! true"), mode).toBe(mode === "prefix" || mode === "scattered");
    expect(states.size > (states.has("new! true") ? 1 : 0), mode).toBe(true);
    expect(
      [...states].some((state) => state !== "old false"),
      mode,
    ).toBe(mode !== "lost");
  }
});

test("the same point, mode and seed give the same disk; another seed, another one now and then", async () => {
  const disk = await overwritten();
  for (const mode of CRASH_MODES) {
    const [one, two] = [1, 1].map((seed) => disk.crash({ mode, seed }).dump());
    expect(one, mode).toBe(two);
  }
  expect(found(disk, "scattered", "log").size).toBeGreaterThan(2);
});

test("a crash finds what was written, not what became of the caller's memory since", async () => {
  const disk = new SimDisk();
  await saved(disk, "log", "");
  const written = bytes("new!");
  disk.open("log", "existing").append(written);
  written.fill(0);
  expect(text(disk.crash({ mode: "bytes" }).contents("log"))).toBe("new!");
});

test("a crash leaves the disk that it happens to as it was", async () => {
  const disk = await overwritten();
  const before = disk.dump();
  for (const mode of CRASH_MODES) {
    const after = disk.crash({ mode });
    after.open("log", "existing").write(0, bytes("later"));
    after.flipBit("log", 1, 0);
    after.open("x", "create").append(bytes("x"));
  }
  expect(disk.dump()).toBe(before);
  expect(text(disk.contents("log"))).toBe("new!");
});
