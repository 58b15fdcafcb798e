/**
 * `npm run bench db-01`: the decoder and the server beside those that others wrote.
 *
 *     npx tsx --conditions=reference labs/db-01-resp/bench/index.ts
 *
 * Prints ratios, which mean the same on every machine, and speeds, which do not; last the ratios
 * alone, as docs/analysis.md quotes them. Takes one to two minutes.
 *
 * Left out: a verdict. Speed is not graded.
 */
import { printInShort } from "@labs/grader/bench";
import { benchDecode } from "./decode.ts";
import { benchServer } from "./server.ts";

printInShort([...(await benchDecode()), ...(await benchServer())]);
