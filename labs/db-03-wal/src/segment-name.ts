/**
 * The name of a segment: the index of its first record.
 *
 *     wal/00000000000000000000.log     records 0 to 1211
 *     wal/00000000000000001212.log     records 1212 to 2400       1212 + 1189 records = 2401
 *     wal/00000000000000002401.log     records from 2401 on
 *
 * So a directory tells by its names alone which records each file ought to have, and that one is
 * missing. With twenty digits the order of the names is that of the indexes.
 *
 * Source: Kafka names its segments so, by base offset; etcd's have a sequence number before the
 * index.
 *
 * Left out: indexes above 2^53 - 1. Such a name is not the log's.
 *
 * @given
 */

const DIGITS = 20;
const NAME = /^(\d{20})\.log$/;

/** The path of the segment in `directory` whose first record has this index. */
export function segmentPath(directory: string, firstIndex: number): string {
  const name = `${String(firstIndex).padStart(DIGITS, "0")}.log`;
  return directory === "" ? name : `${directory}/${name}`;
}

/** The index in the name of a segment; undefined for a name that is not one. */
export function segmentFirstIndex(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  const index = Number(digits);
  return Number.isSafeInteger(index) ? index : undefined;
}
