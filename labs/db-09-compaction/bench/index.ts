/**
 * `npm run bench db-09`: what both strategies write, read and take; and the usual loads beside LevelDB and memory-level.
 *
 *     ENTRIES=20000 npx tsx --conditions=reference labs/db-09-compaction/bench/index.ts
 *
 * ENTRIES is 1,000,000 unless said, and TURNS 1. Last come the ratios alone, as docs/analysis.md quotes them: above 1, ours
 * is faster.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchAmplifications } from "./amplifications.ts";
import { benchSpeeds } from "./speeds.ts";

await benchAmplifications();
printInShort(await benchSpeeds());
