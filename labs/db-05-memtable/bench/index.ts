/**
 * `npm run bench db-05`: the store of step 7 beside LevelDB and memory-level; what a search and a
 * merge compare.
 *
 *     npx tsx --conditions=reference labs/db-05-memtable/bench/index.ts
 *
 * Prints ratios, which mean the same on every machine, and speeds, which do not; last the ratios
 * alone, as docs/analysis.md quotes them. Takes about a minute.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchComparisons } from "./comparisons.ts";
import { benchStores } from "./stores.ts";

const figures = await benchStores();
benchComparisons();
printInShort(figures);
