/**
 * db-06: LevelDB's table format. What tests and later labs use.
 *
 *     varint.ts, growing-bytes.ts     numbers and bytes         block-builder.ts   entries become a block
 *     snappy.ts                       compression               block.ts           and are found in it
 *     format.ts, separator.ts         what is around blocks     filter-policy.ts   what spares reads
 *     table-writer.ts                 blocks become a file      table.ts           and entries are found in it
 *     check-table.ts                  is it whole?              salvage.ts         what can be saved
 *     dump.ts                         seeing it
 *
 * Left out: everything that only these files use among themselves.
 */

export { Block, type BlockPlace } from "./block.ts";
export { BlockBuilder, type Compare } from "./block-builder.ts";
export type { BlockIterator } from "./block-iterator.ts";
export type { BlockLease, BlockLoader } from "./block-source.ts";
export { checkTable, type TableFault } from "./check-table.ts";
export { dumpTable } from "./dump.ts";
export type { FilterBuilder, FilterPolicy, FilterReader } from "./filter-policy.ts";
export {
  type BlockHandle,
  blockTrailer,
  CompressionType,
  decodeBlockHandle,
  encodeBlockHandle,
  encodeFooter,
  FOOTER_SIZE_BYTES,
  type Footer,
  readBlock,
  readFooter,
  TRAILER_SIZE_BYTES,
} from "./format.ts";
export { GrowingBytes } from "./growing-bytes.ts";
export { type LostBlock, type SalvagedTable, salvageTable } from "./salvage.ts";
export { shortestSeparator, shortSuccessor } from "./separator.ts";
export { snappyCompress, snappyUncompress } from "./snappy.ts";
export { Table, type TableEntry, type TableOptions } from "./table.ts";
export {
  PIECE_SIZE_BYTES,
  type TableSummary,
  TableWriter,
  type TableWriterOptions,
} from "./table-writer.ts";
export {
  type Cursor,
  decodeVarint32,
  decodeVarint64,
  encodeVarint32,
  encodeVarint64,
} from "./varint.ts";
