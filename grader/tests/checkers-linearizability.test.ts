/**
 * Linearizability: the histories that papers print, outcomes that nobody knows, and what a verdict costs.
 */
import {
  checkLinearizable,
  drawExplanation,
  type KvInput,
  type KvOutput,
  kvModel,
  type Linearizability,
  type Operation,
  type Outcome,
  type QueueInput,
  type QueueOutput,
  queueModel,
  type RegisterInput,
  type RegisterOutput,
  registerModel,
} from "@labs/grader/checkers";
import { InvariantError } from "@labs/machine";
import { describe, expect, test } from "vitest";
import { kvDraw, linearizableHistory, withGet } from "../bench/histories.ts";

/**
 * A history drawn as rows: a client, then its operations where they begin; `]` is where one returns, and one without
 * it never does. `E x` enqueues, `D x` dequeues x, `W 1` writes, `R 1` reads 1.
 */
function drawn(...rows: readonly string[]) {
  return rows.flatMap((row) => {
    const client = row[0]!;
    return [...row.matchAll(/\[(\w)( \w+)?[ -]*(\])?/g)].map((match) => {
      const [text, verb = "", value = "", end] = match;
      return {
        client,
        verb,
        value: value.trim(),
        from: match.index,
        to: match.index + text.length - 1,
        end,
      };
    });
  });
}

function outcome<T>(end: string | undefined, to: number, output: T): Outcome<T> {
  return end === undefined ? { kind: "unknown" } : { kind: "returned", output, at: to };
}

function queue(...rows: readonly string[]): Linearizability {
  const history = drawn(...rows).map(
    ({ client, verb, value, from, to, end }): Operation<QueueInput, QueueOutput> => {
      const isEnqueue = verb === "E";
      const input: QueueInput = isEnqueue ? { kind: "enqueue", value } : { kind: "dequeue" };
      const output = isEnqueue || value === "" ? undefined : value;
      return { client, input, calledAt: from, outcome: outcome(end, to, output) };
    },
  );
  return checkLinearizable(queueModel, history);
}

function register(...rows: readonly string[]): Linearizability {
  const history = drawn(...rows).map(
    ({ client, verb, value, from, to, end }): Operation<RegisterInput, RegisterOutput> => {
      const isWrite = verb === "W";
      const input: RegisterInput = isWrite ? { kind: "write", value } : { kind: "read" };
      const output = isWrite || value === "" ? undefined : value;
      return { client, input, calledAt: from, outcome: outcome(end, to, output) };
    },
  );
  return checkLinearizable(registerModel, history);
}

describe("Herlihy and Wing's queues (1990, figure 1 and §2.2)", () => {
  test("H1: what was enqueued at the same time may come out in either order", () => {
    const verdict = queue("A [E x ]       [D y][E z", "B  [E y ] [D x]");
    expect(verdict).toMatchObject({ kind: "linearizable", orders: [{ order: [0, 3, 4, 1] }] });
  });

  test("H2: y does not come out before x, which was enqueued before it", () => {
    expect(queue("A [E x]        [D y]", "B        [E y]").kind).toBe("not-linearizable");
  });

  test("H3: what is dequeued was enqueued, though the enqueue has not returned", () => {
    const verdict = queue("A [E x", "B     [D x]");
    expect(verdict).toMatchObject({ kind: "linearizable", orders: [{ order: [0, 1] }] });
  });

  test("H4: nothing comes out twice", () => {
    const verdict = queue("A [E x ]  [D y ]", "B  [E y ]", "C            [D y]");
    expect(verdict.kind).toBe("not-linearizable");
  });
});

describe("registers", () => {
  test.each<[string, Linearizability["kind"], string[]]>([
    [
      "a read during a write sees the old value",
      "linearizable",
      ["a [W 1][W 2--]", "b         [R 1]"],
    ],
    ["or the new one", "linearizable", ["a [W 1][W 2--]", "b         [R 2]"]],
    // Lamport, "On Interprocess Communication" (1986) §2: a regular register allows this, an atomic one does not.
    [
      "not the new one and then the old one",
      "not-linearizable",
      ["a [W 1][W 2----------]", "b        [R 2][R 1]"],
    ],
    [
      "also where two clients see it",
      "not-linearizable",
      ["a [W 1][W 2----------]", "b        [R 2]", "c             [R 1]"],
    ],
    [
      "two writes at once end in either order",
      "linearizable",
      ["a [W 1--]", "b  [W 2-]", "c        [R 1]"],
    ],
    [
      "and in one order for all",
      "not-linearizable",
      ["a [W 1--]", "b  [W 2-]", "c         [R 1]", "d              [R 2]"],
    ],
    ["a read returns what was written before it", "not-linearizable", ["a [W 1]", "b       [R ]"]],
    [
      "an unknown write may have happened",
      "linearizable",
      ["a [W 1]", "b       [W 2", "c            [R 2]"],
    ],
    ["or not", "linearizable", ["a [W 1]", "b       [W 2", "c            [R 1]"]],
    ["or happen later", "linearizable", ["a [W 1]", "b       [W 2", "c            [R 1][R 2]"]],
    [
      "but once",
      "not-linearizable",
      ["a [W 1]           [W 3]", "b       [W 2", "c            [R 2]     [R 3][R 2]"],
    ],
    [
      "and not before it was called",
      "not-linearizable",
      ["a [W 1]", "b             [W 2", "c       [R 2]"],
    ],
    ["an unknown read says nothing", "linearizable", ["a [W 1]", "b       [R 7"]],
  ])("%s", (_, kind, rows) => {
    expect(register(...rows).kind).toBe(kind);
  });

  test("times that are equal order nothing", () => {
    const at = (calledAt: number, returnedAt: number) => ({
      calledAt,
      outcome: { kind: "returned", output: undefined, at: returnedAt } as Outcome<RegisterOutput>,
    });
    const write = { client: "a", input: { kind: "write", value: "1" } as const, ...at(1, 2) };
    const read = { client: "b", input: { kind: "read" } as const };
    expect(checkLinearizable(registerModel, [write, { ...read, ...at(2, 3) }]).kind).toBe(
      "linearizable",
    );
    expect(checkLinearizable(registerModel, [write, { ...read, ...at(2.5, 3) }]).kind).toBe(
      "not-linearizable",
    );
  });

  test("a failed write never happened", () => {
    const write = { client: "a", input: { kind: "write", value: "1" }, calledAt: 1 } as const;
    const read = (output: string | undefined) =>
      ({
        client: "b",
        input: { kind: "read" },
        calledAt: 2,
        outcome: { kind: "returned", output, at: 3 },
      }) as const;
    const failed = { ...write, outcome: { kind: "failed" } } as const;
    expect(checkLinearizable(registerModel, [failed, read(undefined)]).kind).toBe("linearizable");
    expect(checkLinearizable(registerModel, [failed, read("1")]).kind).toBe("not-linearizable");
  });
});

describe("histories that no client can have", () => {
  const read = { client: "a", input: { kind: "read" } } as const;
  const returned = (at: number) => ({ kind: "returned", output: undefined, at }) as const;

  test.each<[string, readonly Operation<RegisterInput, RegisterOutput>[]]>([
    [
      "two operations at once",
      [
        { ...read, calledAt: 1, outcome: returned(3) },
        { ...read, calledAt: 2, outcome: returned(4) },
      ],
    ],
    [
      "one that begins as another ends",
      [
        { ...read, calledAt: 1, outcome: returned(3) },
        { ...read, calledAt: 3, outcome: returned(4) },
      ],
    ],
    [
      "one that goes on beside an operation",
      [
        { ...read, calledAt: 1, outcome: returned(3) },
        { ...read, calledAt: 2, outcome: { kind: "unknown" } },
      ],
    ],
    ["a return before its call", [{ ...read, calledAt: 2, outcome: returned(1) }]],
    ["no time at all", [{ ...read, calledAt: Number.NaN, outcome: { kind: "unknown" } }]],
  ])("%s", (_, history) => {
    expect(() => checkLinearizable(registerModel, history)).toThrow(InvariantError);
  });

  test("behind an operation without an answer a client may go on", () => {
    const history = [1, 2, 3].map((calledAt) => ({
      ...read,
      calledAt,
      outcome: { kind: "unknown" } as const,
    }));
    expect(checkLinearizable(registerModel, history).kind).toBe("linearizable");
  });
});

describe("cost", () => {
  const history = (keys: number, clients: number, lost: number) =>
    linearizableHistory(kvModel, {
      clients,
      operations: 10_000,
      seed: 7,
      draw: kvDraw(keys),
      lost,
    });

  test.each([
    [20, 10, 0, 200_000],
    [20, 10, 0.02, 300_000],
    [1, 10, 0, 400_000],
    [1, 10, 0.02, 3_000_000],
    [20, 40, 0, 300_000],
  ])(
    "10,000 operations on %i keys by %i clients, %d of them lost, take few steps",
    (keys, clients, lost, most) => {
      const verdict = checkLinearizable(kvModel, history(keys, clients, lost));
      expect(verdict.kind).toBe("linearizable");
      expect(verdict.steps).toBeLessThanOrEqual(most);
    },
  );

  test.each([
    [20, 10, 0],
    [20, 10, 0.02],
    [1, 5, 0],
  ])(
    "one wrong answer among 10,000 on %i keys by %i clients, %d of them lost, is found",
    (keys, clients, lost) => {
      const verdict = checkLinearizable(
        kvModel,
        withGet(history(keys, clients, lost), 7_000, "never"),
      );
      expect(verdict.kind).toBe("not-linearizable");
    },
  );

  test("a history that takes more steps than the budget is inconclusive", () => {
    const long = history(1, 10, 0);
    expect(checkLinearizable(kvModel, long, { budget: 1_000 }).kind).toBe("inconclusive");
  });

  test("many unknown writes that nobody reads do not matter", () => {
    const lost = Array.from({ length: 300 }, (_, i) => ({
      client: "a",
      input: { kind: "write", value: `lost ${i}` } as const,
      calledAt: i,
      outcome: { kind: "unknown" } as const,
    }));
    const reads = Array.from({ length: 300 }, (_, i) => ({
      client: "b",
      input: { kind: "read" } as const,
      calledAt: 2 * i + 0.5,
      outcome: {
        kind: "returned",
        output: i < 299 ? undefined : "never",
        at: 2 * i + 1.5,
      } as const,
    }));
    expect(checkLinearizable(registerModel, [...lost, ...reads.slice(0, -1)]).steps).toBeLessThan(
      1_000,
    );
    const verdict = checkLinearizable(registerModel, [...lost, ...reads]);
    expect(verdict.kind).toBe("not-linearizable");
    expect(verdict.steps).toBeLessThan(400_000);
  });

  test("the same history gets the same verdict, steps and explanation, in whatever order it is listed", () => {
    const wrong = withGet(history(1, 5, 0), 3_000, "never");
    const verdict = checkLinearizable(kvModel, wrong);
    expect(checkLinearizable(kvModel, structuredClone(wrong))).toStrictEqual(verdict);
    expect(checkLinearizable(kvModel, wrong.toReversed()).steps).toBe(verdict.steps);
  });
});

test("an explanation is drawn as bars, in the order that was found", () => {
  const at = (client: string, input: KvInput, calledAt: number, outcome: Outcome<KvOutput>) => ({
    client,
    input,
    calledAt,
    outcome,
  });
  const put = (value: string): KvInput => ({ kind: "put", key: "x", value });
  const done = (time: number) =>
    ({ kind: "returned", output: { kind: "done" }, at: time }) as const;
  const saw = (value: string, time: number) =>
    ({ kind: "returned", output: { kind: "value", value }, at: time }) as const;
  const get: KvInput = { kind: "get", key: "x" };
  const verdict = checkLinearizable(kvModel, [
    at("a", put("1"), 1, done(3)),
    at("b", put("2"), 4, done(6)),
    at("c", put("3"), 5, { kind: "unknown" }),
    at("d", get, 7, saw("1", 9)),
    at("a", get, 10, saw("2", 11)),
  ]);
  if (verdict.kind !== "not-linearizable") throw new Error(verdict.kind);
  expect(drawExplanation(verdict.explanation).split("\n")).toEqual([
    "Part x is not linearizable",
    "",
    "  a  |1 put x 1|",
    "  b             |2 put x 2|",
    "  c              | put x 3 · · · · · · ·",
    "  d                        |✗ get x -> 1|",
    "",
    "  ✗ client d saw get x -> 1; every order that fits all that returned before it",
    "    gives get x -> 2, or get x -> 3",
    "  in the order of the numbers: put x 1, put x 2; leaves 2",
    "  or: put x 1, put x 2, put x 3; leaves 3",
  ]);
});
