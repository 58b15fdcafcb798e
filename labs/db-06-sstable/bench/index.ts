/**
 * `npm run bench db-06`: Snappy beside snappyjs, tables beside LevelDB's.
 *
 *     npx tsx --conditions=reference labs/db-06-sstable/bench/index.ts
 *
 * Prints ratios, which mean the same on every machine, and speeds, which do not; last the ratios
 * alone, as docs/analysis.md quotes them. Takes a minute or two.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchSnappy } from "./snappy.ts";
import { benchTables } from "./tables.ts";

const snappy = await benchSnappy();
printInShort([...snappy, ...(await benchTables())]);
