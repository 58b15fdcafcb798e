/**
 * `npm run bench db-07`: how often filters are wrong, which reads they save, and gets beside LevelDB's.
 *
 *     npx tsx --conditions=reference labs/db-07-bloom-cache/bench/index.ts
 *
 * Rates and reads are counts: the same on every machine. Last come the ratios alone, as docs/analysis.md quotes them. Takes
 * a minute.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchFalsePositives } from "./false-positives.ts";
import { benchGets } from "./gets.ts";
import { benchReads } from "./reads.ts";

benchFalsePositives();
benchReads();
printInShort(await benchGets());
