/**
 * `npm run bench db-03`: syncs shared and not, beside LevelDB; what the policies cost and what they
 * lose; the checksum.
 *
 *     npx tsx --conditions=reference labs/db-03-wal/bench/index.ts
 *
 * Writes to the system's folder for temporary files, or to BENCH_FOLDER. Where that is in memory,
 * syncs cost nothing, and the figures say nothing.
 *
 * Prints ratios, which mean the same on every machine, and speeds, which do not; last the ratios
 * alone, as docs/analysis.md quotes them. Takes a minute or two.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchChecksum } from "./checksum.ts";
import { benchCommits } from "./commits.ts";
import { benchPolicies } from "./policies.ts";

const commits = await benchCommits();
const policies = await benchPolicies();
printInShort([...commits, ...policies, ...(await benchChecksum())]);
