/**
 * What the benches of labs share: `npm run bench LAB`.
 *
 *     measure.ts           turns, ratios and their spread
 *     redis-benchmark.ts   a server beside redis-server
 *
 * Left out: a verdict. Speed is not graded.
 */
export {
  type Contender,
  type Figure,
  line,
  printInShort,
  ratioText,
  type Spread,
  spread,
  takeTurns,
} from "./measure.ts";
export {
  benchServing,
  type Load,
  nodeProgram,
  type Program,
  SET_AND_GET,
} from "./redis-benchmark.ts";
