/**
 * `npm run bench checkers`: what a verdict on a history costs.
 *
 *     npx tsx grader/bench/checkers.ts
 *
 * Histories are drawn from a seed, so steps mean the same on every machine; times do not. What counts is how they grow
 * with the clients that work on one key, and with the answers that are lost.
 *
 * Left out: a peer. Porcupine and Knossos are not npm packages.
 */
import { checkLinearizable, checkSerializable, kvModel, type Level } from "@labs/grader/checkers";
import { line, spread, takeTurns } from "../src/bench/index.ts";
import { kvDraw, linearizableHistory, serialHistory, withGet } from "./histories.ts";

const OPERATIONS = 10_000;
const TURNS = 5;
const SEED = 1;

interface Case {
  readonly name: string;
  /** What the verdict is, and how many steps it took, where steps are counted. */
  readonly check: () => { readonly kind: string; readonly steps?: number };
}

await print(`${OPERATIONS} operations by 10 clients`, "operations/s", [
  linearizable("20 keys", { keys: 20, clients: 10, lost: 0 }),
  linearizable("1 key", { keys: 1, clients: 10, lost: 0 }),
  linearizable("20 keys, 2 % of answers lost", { keys: 20, clients: 10, lost: 0.02 }),
  linearizable("1 key, 2 % of answers lost", { keys: 1, clients: 10, lost: 0.02 }),
  linearizable("20 keys, one wrong answer", { keys: 20, clients: 10, lost: 0 }, 7_000),
  linearizable("1 key, one wrong answer", { keys: 1, clients: 10, lost: 0 }, 7_000),
]);
for (const [keys, named] of [
  [20, "20 keys"],
  [1, "1 key"],
] as const) {
  const cases = [2, 5, 10, 20, 40].map((clients) =>
    linearizable(`${clients} clients`, { keys, clients, lost: 0 }),
  );
  await print(`${OPERATIONS} operations on ${named}`, "operations/s", cases);
}
await print(`${OPERATIONS} transactions by 10 clients`, "transactions/s", [
  serializable("read-committed"),
  serializable("serializable"),
  serializable("strict-serializable"),
]);

interface Kind {
  readonly keys: number;
  readonly clients: number;
  readonly lost: number;
}

/** @param wrongAt which get is given a wrong answer */
function linearizable(name: string, { keys, clients, lost }: Kind, wrongAt?: number): Case {
  const workload = { clients, operations: OPERATIONS, seed: SEED, draw: kvDraw(keys), lost };
  const right = linearizableHistory(kvModel, workload);
  const history = wrongAt === undefined ? right : withGet(right, wrongAt, "never");
  return { name, check: () => checkLinearizable(kvModel, history) };
}

function serializable(level: Level): Case {
  const history = serialHistory({ transactions: OPERATIONS, clients: 10, keys: 10, seed: SEED });
  return { name: level, check: () => checkSerializable(history, { level }) };
}

async function print(title: string, unit: string, cases: readonly Case[]): Promise<void> {
  console.log(line(title, unit, "milliseconds", "steps", "verdict"));
  const contenders = cases.map(({ name, check }) => ({ name, run: () => void check() }));
  const rows = await takeTurns(contenders, TURNS);
  for (const [i, { name, check }] of cases.entries()) {
    const { median } = spread(rows.map((row) => row[i]!));
    const { kind, steps } = check();
    const perSecond = ((OPERATIONS * 1_000) / median).toFixed(0);
    console.log(line(name, perSecond, median.toFixed(0), String(steps ?? ""), `  ${kind}`));
  }
  console.log();
}
