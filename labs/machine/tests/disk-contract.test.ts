/**
 * What every Disk does as long as nothing fails: one suite, over the real disk and the simulated one.
 */
import { type Disk, DiskError, InvariantError } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import { describe, expect, test } from "vitest";
import { bytes, outcome, text, withRealDisk } from "./support.ts";

type Check = (disk: Disk) => void | Promise<void>;

const kinds: readonly (readonly [string, (check: Check) => Promise<void>])[] = [
  ["realDisk", async (check) => withRealDisk(check)],
  ["SimDisk", async (check) => check(new SimDisk())],
];

describe.each(kinds)("%s", (_name, withDisk) => {
  const law = (title: string, check: Check) => test(title, () => withDisk(check));

  law("what was written is read, and no further than the file goes", (disk) => {
    const file = disk.open("a", "create");
    file.write(0, bytes("hello, world"));
    expect(text(file.read(7, 5))).toBe("world");
    expect(text(file.read(7, 100))).toBe("world");
    expect(text(file.read(7, 2 ** 40))).toBe("world");
    expect(file.read(12, 4).length).toBe(0);
    expect(file.read(500, 4).length).toBe(0);
    expect(file.read(0, 0).length).toBe(0);
    expect(file.size).toBe(12);
    file.close();
  });

  law("readExactly reads all or throws SHORT_READ", (disk) => {
    const file = disk.open("a", "create");
    file.append(bytes("abc"));
    expect(text(file.readExactly(1, 2))).toBe("bc");
    expect(file.readExactly(3, 0).length).toBe(0);
    expect(outcome(() => file.readExactly(1, 3))).toEqual({ throws: "SHORT_READ" });
    file.close();
  });

  law("a read gives memory of the caller's own", (disk) => {
    const file = disk.open("a", "create");
    const written = bytes("abc");
    file.write(0, written);
    written.fill(0);
    file.read(0, 3).fill(0);
    const read = file.read(0, 3);
    expect(text(read)).toBe("abc");
    expect(Object.getPrototypeOf(read)).toBe(Uint8Array.prototype);
    file.close();
  });

  law("append writes at the end and says where", (disk) => {
    const file = disk.open("a", "create");
    expect(file.append(bytes("one"))).toBe(0);
    expect(file.append(bytes(""))).toBe(3);
    expect(file.append(bytes("two"))).toBe(3);
    expect(text(file.read(0, 9))).toBe("onetwo");
    file.close();
  });

  law("a hole reads as zeros, and so does what a truncate adds", (disk) => {
    const file = disk.open("a", "create");
    file.write(3, bytes("x"));
    expect(text(file.read(0, 9))).toBe("\0\0\0x");
    file.truncate(6);
    expect(text(file.read(3, 9))).toBe("x\0\0");
    file.truncate(3);
    file.truncate(5);
    expect(text(file.read(3, 9))).toBe("\0\0");
    file.write(10_000, bytes(""));
    expect(file.size).toBe(5);
    file.close();
  });

  law("the modes of open: existing, create, new", (disk) => {
    expect(outcome(() => disk.open("a", "existing"))).toEqual({ throws: "ENOENT" });
    disk.open("a", "new").close();
    expect(outcome(() => disk.open("a", "new"))).toEqual({ throws: "EEXIST" });
    const file = disk.open("a", "create");
    file.append(bytes("kept"));
    file.close();
    for (const mode of ["existing", "create"] as const) {
      const again = disk.open("a", mode);
      expect([again.path, text(again.read(0, 9))]).toEqual(["a", "kept"]);
      again.close();
    }
  });

  law("directories: made once, listed in order, parents must be there", (disk) => {
    expect(disk.list("")).toEqual([]);
    disk.makeDirectory("b");
    disk.makeDirectory("b");
    disk.makeDirectory("b/c");
    disk.open("b/a", "new").close();
    disk.open("a", "new").close();
    expect(disk.list("")).toEqual(["a", "b"]);
    expect(disk.list("b")).toEqual(["a", "c"]);
    expect([disk.exists("b/a"), disk.exists("b/x"), disk.exists("")]).toEqual([true, false, true]);
    expect(outcome(() => disk.makeDirectory("x/y"))).toEqual({ throws: "ENOENT" });
    expect(outcome(() => disk.makeDirectory("a"))).toEqual({ throws: "EEXIST" });
    expect(outcome(() => disk.open("x/y", "create"))).toEqual({ throws: "ENOENT" });
    expect(outcome(() => disk.list("x"))).toEqual({ throws: "ENOENT" });
  });

  law("a file in the place of a directory: nothing is of that name", async (disk) => {
    disk.open("a", "new").close();
    expect(disk.exists("a/b")).toBe(false);
    expect(outcome(() => disk.open("a/b", "create"))).toEqual({ throws: "ENOENT" });
    expect(outcome(() => disk.list("a"))).toEqual({ throws: "ENOENT" });
    expect(outcome(() => disk.remove("a/b"))).toEqual({ throws: "ENOENT" });
    await expect(disk.syncDirectory("a")).rejects.toMatchObject({ code: "ENOENT" });
  });

  law("a directory in the place of a file is a bug", (disk) => {
    disk.makeDirectory("d");
    disk.open("a", "new").close();
    for (const run of [
      () => disk.open("d", "existing"),
      () => disk.open("d", "create"),
      () => disk.rename("d", "e"),
      () => disk.rename("a", "d"),
      () => disk.remove("d"),
    ]) {
      expect(run).toThrow(InvariantError);
    }
    expect(outcome(() => disk.open("d", "new"))).toEqual({ throws: "EEXIST" });
  });

  law("a rename replaces, and who has the old file open keeps it", (disk) => {
    const old = disk.open("a", "new");
    old.append(bytes("old"));
    const fresh = disk.open("b", "new");
    fresh.append(bytes("new"));
    disk.rename("b", "a");
    expect(disk.list("")).toEqual(["a"]);
    expect([text(old.read(0, 9)), text(fresh.read(0, 9))]).toEqual(["old", "new"]);
    fresh.append(bytes("er"));
    const read = disk.open("a", "existing");
    expect([text(read.read(0, 9)), fresh.path, read.path]).toEqual(["newer", "b", "a"]);
    disk.rename("a", "a");
    expect(disk.list("")).toEqual(["a"]);
    expect(outcome(() => disk.rename("x", "y"))).toEqual({ throws: "ENOENT" });
    expect(outcome(() => disk.rename("x", "x"))).toEqual({ throws: "ENOENT" });
    for (const file of [old, fresh, read]) file.close();
  });

  law("a rename stays in its directory", (disk) => {
    disk.makeDirectory("d");
    disk.open("a", "new").close();
    expect(() => disk.rename("a", "d/a")).toThrow(InvariantError);
    expect(() => disk.rename("a", "")).toThrow(InvariantError);
  });

  law("a removed file lives on for who has it open", (disk) => {
    const file = disk.open("a", "new");
    file.append(bytes("x"));
    disk.remove("a");
    expect(outcome(() => disk.remove("a"))).toEqual({ throws: "ENOENT" });
    disk.open("a", "new").close();
    file.append(bytes("y"));
    expect([text(file.read(0, 9)), file.size]).toEqual(["xy", 2]);
    file.close();
  });

  law("syncs resolve, several at a time, and after the handle is closed", async (disk) => {
    disk.makeDirectory("d");
    const file = disk.open("d/a", "new");
    file.append(bytes("x"));
    const syncs = [file.sync(), file.sync(), disk.syncDirectory("d"), disk.syncDirectory("")];
    file.close();
    const other = disk.open("d/b", "new");
    await Promise.all(syncs);
    await other.sync();
    other.close();
    await expect(disk.syncDirectory("x")).rejects.toMatchObject({ code: "ENOENT", path: "x" });
  });

  law("to use a file that is closed is a bug", async (disk) => {
    const file = disk.open("a", "new");
    file.close();
    for (const run of [
      () => file.size,
      () => file.read(0, 1),
      () => file.write(0, bytes("x")),
      () => file.append(bytes("x")),
      () => file.truncate(0),
      () => file.close(),
    ]) {
      expect(run).toThrow(InvariantError);
    }
    await expect(file.sync()).rejects.toThrow(InvariantError);
  });

  law("a path that leaves the root, or is spelled in two ways, is a bug", (disk) => {
    const paths = ["..", "../a", "a/../../b", "/a", "/", "a/", "a//b", ".", "./a", "a\0b"];
    for (const path of paths) {
      expect(() => disk.exists(path), path).toThrow(InvariantError);
      expect(() => disk.open(path, "create"), path).toThrow(InvariantError);
    }
    expect(() => disk.remove("")).toThrow(InvariantError);
    expect(() => disk.open("", "create")).toThrow(InvariantError);
    expect(disk.list("")).toEqual([]);
  });

  law("offsets, lengths and sizes are whole and not negative", (disk) => {
    const file = disk.open("a", "create");
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => file.read(wrong, 1)).toThrow(InvariantError);
      expect(() => file.read(0, wrong)).toThrow(InvariantError);
      expect(() => file.write(wrong, bytes("x"))).toThrow(InvariantError);
      expect(() => file.truncate(wrong)).toThrow(InvariantError);
    }
    file.close();
  });

  law("an error says what was tried, on which path, and why", (disk) => {
    try {
      disk.open("missing", "existing");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DiskError);
      expect((error as DiskError).message).toBe("ENOENT: open: missing");
      expect((error as DiskError).path).toBe("missing");
    }
  });
});
