/**
 * db-07: filters and caches. What tests and later labs use.
 *
 *     hash.ts, bloom.ts     a set that says no for certain      filter-block.ts   many of them in a table
 *     counting-bloom.ts     one that forgets on demand          filter-dump.ts    seeing them
 *     lru-cache.ts          what was used last stays            table-cache.ts    open tables and their blocks
 *     denied-keys.ts        does a filter lose keys?
 *
 * Left out: everything that only these files use among themselves.
 */
export {
  type BloomSize,
  bloomFalsePositiveRate,
  bloomMayContain,
  bloomSize,
  createBloomFilter,
} from "./bloom.ts";
export { CountingBloomFilter } from "./counting-bloom.ts";
export { deniedKeys } from "./denied-keys.ts";
export { bloomFilterPolicy } from "./filter-block.ts";
export { dumpFilterBlock } from "./filter-dump.ts";
export { hash } from "./hash.ts";
export { type CacheKey, type Lease, LruCache, type LruCacheOptions } from "./lru-cache.ts";
export { cachedBlocks, TableCache, type TableCacheOptions } from "./table-cache.ts";
