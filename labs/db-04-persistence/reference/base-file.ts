/**
 * BaseFile: what the increments begin from, in any of the three forms in which Redis has written it.
 *
 *     REDIS0010 … EOF checksum                  an RDB file: Redis 7, and ours
 *     REDIS0009 … EOF checksum │ *3 … SET …     with commands behind it: an append-only file of Redis 4 to 6
 *     *2 … SELECT … *3 … SET …                  commands alone: aof-use-rdb-preamble no
 *
 * Source: loadSingleAppendOnlyFile in Redis 7.0's aof.c.
 *
 * @solution
 */
import type { Keyspace } from "@labs/db-02";
import { CorruptionError, type Disk, type DiskFile } from "@labs/machine";
import { readAof } from "./aof-reader.ts";
import { recoverAof } from "./aof-recovery.ts";
import type { LoggedRequest } from "./propagation.ts";
import { readRdb } from "./rdb-reader.ts";

type Apply = (request: LoggedRequest) => void;

/** Reads the base; it is durable then. Resolves to how many commands it had. */
export async function loadBase(
  disk: Disk,
  path: string,
  keyspace: Keyspace,
  apply: Apply,
): Promise<number> {
  if (!isRdb(disk, path)) {
    const { end, start } = await recoverAof(disk, path, apply, "refuse");
    start?.file.close();
    return end.commands;
  }
  return loadRdb(disk, path, keyspace, apply);
}

/** Reads an RDB file, and the commands behind it, if there are any; it is durable then. */
export async function loadRdb(
  disk: Disk,
  path: string,
  keyspace: Keyspace,
  apply?: Apply,
): Promise<number> {
  const file = disk.open(path, "existing");
  try {
    const { end } = readRdb(
      file,
      ({ key, value, deadline }) => keyspace.put(key, value, deadline),
      0,
      keyspace.random,
    );
    const commands = apply === undefined ? 0 : readBehind(file, end, apply);
    await file.sync();
    return commands;
  } finally {
    file.close();
  }
}

function readBehind(file: DiskFile, offset: number, apply: Apply): number {
  const end = readAof(file, apply, offset);
  if (end.kind === "torn") throw new CorruptionError(file.path, end.at, end.why);
  return end.commands;
}

function isRdb(disk: Disk, path: string): boolean {
  const file = disk.open(path, "existing");
  try {
    return Buffer.from(file.read(0, 5)).toString("latin1") === "REDIS";
  } finally {
    file.close();
  }
}
