/**
 * `npm run bench db-16`: what Raft costs beside copying entries and counting answers; how long a cluster is without a
 * leader; how fast storms are.
 *
 *     npx tsx --conditions=reference labs/db-16-raft/bench/index.ts
 *
 * There is no peer: of the packages that carry Raft's name none is both kept up and runs without sockets. So the
 * yardstick is a leader that cannot fail: it sends the same entries to the same followers, in as many messages, and
 * counts the answers.
 *
 * Prints ratios, which mean the same on every machine, and speeds, which do not; last the ratios alone, as
 * docs/analysis.md quotes them. Takes half a minute.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchCommits } from "./commits.ts";
import { benchElections } from "./elections.ts";
import { benchStorms } from "./storms.ts";

const commits = await benchCommits();
benchElections();
await benchStorms();
printInShort(commits);
