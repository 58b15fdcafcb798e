/**
 * `npm run bench db-08`: a store beside LevelDB, and what both write for it.
 *
 *     npx tsx --conditions=reference labs/db-08-lsm/bench/index.ts
 *
 * Bytes and syncs are counts; last come the ratios alone, as docs/analysis.md quotes them. Takes a minute.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchStores } from "./stores.ts";

printInShort(await benchStores());
