/**
 * A log that survives crashes, and logs that nearly do.
 *
 *     log      │ checksum │ length │ record │ checksum │ length │ record │ …
 *                4 bytes    4 bytes             little-endian; CRC-32 of length and record
 *
 *     append    write, sync, and only then acknowledge
 *     rewrite   a fresh file with all records under another name: write, sync, rename, sync the directory
 *     open      read as far as the checksums are right, then rewrite
 *
 * Opening rewrites because a read proves nothing: what is read may lie in the cache alone, left
 * there by a process that was killed, or by a sync that failed.
 *
 * Each wrong log differs from the right one in one deed. All are bugs that were found in programs
 * in use: Pillai et al. (OSDI 2014) §4, Rebello et al. (USENIX ATC 2020) §4.
 *
 * Left out: records above 2^32 bytes; appends that do not wait for each other.
 */
import { crc32 } from "node:zlib";
import { type Disk, DiskError, type DiskFile } from "@labs/machine";

/** A log of texts. */
export interface Log {
  /** What was recovered, and what was appended since. */
  readonly records: readonly string[];
  /** Resolves when the record is acknowledged. Rejects where it is not; it may yet be there later. */
  append(record: string): Promise<void>;
  rewrite(): Promise<void>;
  close(): void;
}

/** Recovers the log of a disk, or makes it. */
export type OpenLog = (disk: Disk) => Promise<Log>;

/** The deeds in which logs differ. */
interface Deeds {
  frame(record: string): Uint8Array;
  unframe(bytes: Uint8Array): readonly string[];
  /** Between the write of a record and its acknowledgement. */
  commit(file: DiskFile): Promise<void>;
  /** After the fresh file has taken the log's name. */
  publish(disk: Disk): Promise<void>;
  /** Whether the log may go on after a commit has failed. */
  goesOn: boolean;
}

const right: Deeds = {
  frame(record) {
    const body = withoutChecksum.frame(record);
    const framed = new Uint8Array(4 + body.length);
    new DataView(framed.buffer).setUint32(0, crc32(body), true);
    framed.set(body, 4);
    return framed;
  },
  unframe: (bytes) => unframed(bytes, 4, (view, body) => view.getUint32(0, true) === crc32(body)),
  commit: (file) => file.sync(),
  publish: (disk) => disk.syncDirectory(""),
  goesOn: false,
};

const withoutChecksum: Pick<Deeds, "frame" | "unframe"> = {
  frame(record) {
    const framed = new Uint8Array(4 + record.length);
    new DataView(framed.buffer).setUint32(0, record.length, true);
    framed.set(Buffer.from(record, "latin1"), 4);
    return framed;
  },
  unframe: (bytes) => unframed(bytes, 0, () => true),
};

/** Writes, syncs, acknowledges, in this order; checks what it reads; stops when a sync fails. */
export const rightLog = logOf(right);

/** Acknowledges what lies in the cache. */
export const logWithoutSync = logOf({ ...right, commit: async () => {} });

/** Renames, and forgets that a rename is a change of the directory. */
export const logWithoutDirectorySync = logOf({ ...right, publish: async () => {} });

/** Takes every length for one that was written. */
export const logWithoutChecksum = logOf({ ...right, ...withoutChecksum });

/** Asks for the sync, and does not wait. */
export const logThatAcknowledgesEarly = logOf({
  ...right,
  async commit(file) {
    file.sync().catch(() => {});
  },
});

/** Takes the success of the second sync for that of the first. */
export const logThatRetriesSync = logOf({
  ...right,
  commit: (file) => file.sync().catch(() => file.sync()),
});

/** Refuses the record whose sync failed, and appends the next one behind it. */
export const logThatGoesOn = logOf({ ...right, goesOn: true });

function logOf(deeds: Deeds): OpenLog {
  return async (disk) => {
    const records = [...recovered(disk, deeds)];
    let file = await rewritten(disk, deeds, records, (at) => at.syncDirectory(""));
    let isPoisoned = false;
    const check = () => {
      if (isPoisoned) throw new DiskError("EIO", "log", "a sync failed before");
    };
    const poisoning = async (syncs: Promise<void>) =>
      syncs.catch((error: unknown) => {
        isPoisoned = !deeds.goesOn;
        throw error;
      });
    return {
      records,
      async append(record) {
        check();
        appendWhole(file, deeds.frame(record));
        records.push(record);
        await poisoning(deeds.commit(file));
      },
      async rewrite() {
        check();
        const old = file;
        const fresh = rewritten(disk, deeds, records, deeds.publish);
        await poisoning(fresh.then(() => undefined));
        file = await fresh;
        old.close();
      },
      close: () => file.close(),
    };
  };
}

function recovered(disk: Disk, deeds: Deeds): readonly string[] {
  if (!disk.exists("log")) return [];
  const file = disk.open("log", "existing");
  const bytes = file.read(0, file.size);
  file.close();
  return deeds.unframe(bytes);
}

async function rewritten(
  disk: Disk,
  deeds: Deeds,
  records: readonly string[],
  publish: Deeds["publish"],
): Promise<DiskFile> {
  const file = disk.open("log.tmp", "create");
  try {
    file.truncate(0);
    for (const record of records) file.append(deeds.frame(record));
    await file.sync();
    disk.rename("log.tmp", "log");
    await publish(disk);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** All of the bytes or none, as far as the disk lets us. */
function appendWhole(file: DiskFile, bytes: Uint8Array): void {
  const end = file.size;
  try {
    file.append(bytes);
  } catch (error) {
    file.truncate(end);
    throw error;
  }
}

function unframed(
  bytes: Uint8Array,
  checksumBytes: number,
  isRight: (view: DataView, body: Uint8Array) => boolean,
): readonly string[] {
  const records: string[] = [];
  for (let at = 0; at + checksumBytes + 4 <= bytes.length; ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
    const end = checksumBytes + 4 + view.getUint32(checksumBytes, true);
    if (end > view.byteLength) break;
    const body = bytes.subarray(at + checksumBytes, at + end);
    if (!isRight(view, body)) break;
    records.push(Buffer.from(body.subarray(4)).toString("latin1"));
    at += end;
  }
  return records;
}
