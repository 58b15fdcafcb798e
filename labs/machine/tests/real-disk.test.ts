/**
 * The real disk: what only the machine can do, and the errors that it has for us.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DiskError } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { expect, test } from "vitest";
import { bytes, text, withRealDisk } from "./support.ts";

test("files lie below the root, as any program sees them", () =>
  withRealDisk(async (disk, root) => {
    mkdirSync(join(root, "d"));
    writeFileSync(join(root, "d/in"), "from outside");
    const file = disk.open("d/in", "existing");
    expect(text(file.read(5, 99))).toBe("outside");
    file.write(0, bytes("FROM"));
    await file.sync();
    file.close();
    expect(readFileSync(join(root, "d/in"), "latin1")).toBe("FROM outside");
    await disk.syncDirectory("d");
  }));

test("a large write and a large read are whole", () =>
  withRealDisk((disk) => {
    const written = new Uint8Array(5_000_000).map((_, at) => at * 7);
    const file = disk.open("a", "create");
    file.append(written);
    const read = file.readExactly(0, written.length);
    expect(Buffer.compare(read, written)).toBe(0);
    file.close();
  }));

test("a handle that is closed during a sync is closed after it", () =>
  withRealDisk(async (disk) => {
    for (let round = 0; round < 20; round++) {
      const file = disk.open("a", "create");
      file.append(bytes("x"));
      const syncs = [file.sync(), file.sync()];
      file.close();
      const other = disk.open("b", "create");
      await Promise.all(syncs);
      other.append(bytes("y"));
      await other.sync();
      other.close();
    }
  }));

test.skipIf(!existsSync("/dev/full"))(
  "a full disk is ENOSPC, and says what the machine said",
  () => {
    const file = realDisk("/dev").open("full", "existing");
    try {
      file.write(0, bytes("x"));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DiskError);
      const { code, path, cause } = error as DiskError;
      expect([code, path, (cause as NodeJS.ErrnoException).code]).toEqual([
        "ENOSPC",
        "full",
        "ENOSPC",
      ]);
    } finally {
      file.close();
    }
  },
);

test("what has no name here passes through as Node threw it", () =>
  withRealDisk((disk) => {
    try {
      disk.open("x".repeat(10_000), "create");
      expect.unreachable();
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe("ENAMETOOLONG");
    }
  }));

test("a root that is not there has nothing in it", async () => {
  const disk = realDisk("/no/such/directory");
  expect(disk.exists("")).toBe(false);
  expect(() => disk.list("")).toThrow(DiskError);
  await expect(disk.syncDirectory("")).rejects.toMatchObject({ code: "ENOENT" });
});
