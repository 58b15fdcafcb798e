/**
 * `npm run bench db-02`: the dict beside Map, and the keyspace behind its server beside
 * redis-server.
 *
 *     npx tsx --conditions=reference labs/db-02-keyspace/bench/index.ts
 *
 * Prints ratios, which mean the same on every machine, and speeds, which do not; last the ratios
 * alone, as docs/analysis.md quotes them. Takes some minutes.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchDict } from "./dict.ts";
import { benchExpiry } from "./expiry.ts";
import { benchServer } from "./server.ts";

const dict = await benchDict();
benchExpiry();
printInShort([...dict, ...(await benchServer())]);
