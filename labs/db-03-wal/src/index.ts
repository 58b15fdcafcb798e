/**
 * db-03: a write-ahead log in LevelDB's format. What tests and later labs use.
 *
 *     crc32c.ts   checksums          format.ts       the bytes of a log file
 *     record.ts   writing them       log-reader.ts   reading them, and what became of them
 *     dump.ts     seeing them        errors.ts       when a log takes no more
 *
 *     durable-file.ts, interval-sync.ts   what of a file is durable
 *     group-commit.ts                     one sync for many
 *     log.ts, recovery.ts                 a directory of segments
 *     salvage.ts                          what can be saved of a damaged file
 *
 * Left out: everything that only these files use among themselves.
 */
export { crc32c, maskCrc, unmaskCrc } from "./crc32c.ts";
export { dumpLog } from "./dump.ts";
export { DurableFile } from "./durable-file.ts";
export { LogError, type LogErrorCode } from "./errors.ts";
export { BLOCK_SIZE_BYTES, FragmentType, HEADER_SIZE_BYTES } from "./format.ts";
export { GroupCommit } from "./group-commit.ts";
export { IntervalSync } from "./interval-sync.ts";
export { Log } from "./log.ts";
export type { LogOptions, SyncPolicy } from "./log-options.ts";
export { LogReader, type ReadOutcome, type Reason } from "./log-reader.ts";
export { encodeRecord } from "./record.ts";
export type { Cut, Recovered } from "./recovery.ts";
export { type Lost, type Salvaged, salvageLog } from "./salvage.ts";
export { segmentFirstIndex, segmentPath } from "./segment-name.ts";
