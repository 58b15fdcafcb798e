/**
 * Isolation: the histories that papers print, each anomaly by its name, and a comparison with trying every order.
 */
import {
  type Action,
  type AnomalyName,
  checkSerializable,
  type Isolation,
  type Level,
  type Transaction,
} from "@labs/grader/checkers";
import { InvariantError } from "@labs/machine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serialHistory } from "../bench/histories.ts";

/** `x+1` appends 1 to x; `x:12` reads x as [1, 2], `x:` as []. */
function actions(text: string): readonly Action[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word): Action => {
      const key = word[0]!;
      if (word[1] === "+") return { kind: "append", key, value: Number(word.slice(2)) };
      return { kind: "read", key, values: [...word.slice(2)].map(Number) };
    });
}

/** Transactions T1, T2 … of clients of their own, all at once: `-` before one that aborted, `?` before an unknown one. */
function history(...texts: readonly string[]): readonly Transaction[] {
  return texts.map((text, at) => {
    const outcome =
      text[0] === "-"
        ? ({ kind: "aborted" } as const)
        : text[0] === "?"
          ? ({ kind: "unknown" } as const)
          : ({ kind: "committed", at: 100 } as const);
    const id = `T${at + 1}`;
    return { id, client: id, startedAt: 0, outcome, actions: actions(text.replace(/^[-?]/, "")) };
  });
}

/** The same, one after the other, by one client. */
function inTurn(...texts: readonly string[]): readonly Transaction[] {
  return history(...texts).map((transaction, at) => ({
    ...transaction,
    client: "one",
    startedAt: 10 * at,
    outcome:
      transaction.outcome.kind === "committed"
        ? { kind: "committed", at: 10 * at + 5 }
        : transaction.outcome,
  }));
}

const names = ({ violations, allowed }: Isolation) =>
  [...new Set([...violations, ...allowed].map(({ name }) => name))].sort();
const found = (transactions: readonly Transaction[], level: Level = "serializable") =>
  names(checkSerializable(transactions, { level }));
const keeps = (transactions: readonly Transaction[], level: Level) =>
  checkSerializable(transactions, { level }).kind === "kept";

describe("anomalies by name, in lists for registers", () => {
  test.each<[string, readonly AnomalyName[], Level | undefined, readonly string[]]>([
    // Adya, Liskov and O'Neil §5.1, H_wcycle: T2 overwrites T1's x, T1 overwrites T2's y.
    ["G0", ["G0"], undefined, ["x+1 y+1", "x+2 y+2", "x:12", "y:21"]],
    // §5.2.1
    ["G1a", ["G1a"], "read-uncommitted", ["-x+1", "x:1"]],
    // §5.2.2
    ["G1b", ["G-single", "G1b"], "read-uncommitted", ["x+1 x+2", "x:1", "x:12"]],
    // §5.2.3: each reads what the other wrote
    ["G1c", ["G1c"], "read-uncommitted", ["x+1 y:2", "y+2 x:1"]],
    // Adya's thesis §4.2: T2 reads x before T1 and y after it
    ["G-single", ["G-single"], "read-committed", ["x+1 y+1", "x: y:1"]],
    // Berenson et al. (SIGMOD 1995) H4: both read, both write, one write is lost
    ["a lost update", ["G-single"], "read-committed", ["x: x+1", "x: x+2", "x:12"]],
    // Berenson et al. H5: write skew
    ["G2-item", ["G2-item"], "snapshot-isolation", ["x: y+1", "y: x+2", "x:2", "y:1"]],
    ["G2-item of three", ["G2-item"], "snapshot-isolation", ["x: z+1", "x+2 y+3", "y:3 z:"]],
    [
      "G-nonadjacent behind shorter cycles",
      ["G-nonadjacent", "G2-item"],
      "read-committed",
      ["p: n:4 q+1", "q: p+2 m+3", "m:3 r: s+5", "s: r+6 n+4"],
    ],
    // Cerone and Gotsman §4: two observers disagree about the order of two writes
    ["G-nonadjacent", ["G-nonadjacent"], "read-committed", ["x+1", "y+1", "x:1 y:", "x: y:1"]],
    ["dirty update", ["G1a", "dirty-update"], "read-uncommitted", ["-x+1", "x+2", "x:12"]],
    [
      "incompatible order",
      ["incompatible-order"],
      "read-uncommitted",
      ["x+1", "x+2", "x:1", "x:2"],
    ],
    ["internal, of what it wrote", ["internal"], "read-committed", ["x+1 x:"]],
    ["internal, of what it read", ["G-single", "internal"], "read-committed", ["x: x:1", "x+1"]],
    ["internal, of what it is yet to do", ["internal"], "read-committed", ["x:1 x+1"]],
    [
      "another order than it appended in",
      ["G1b", "incompatible-order"],
      "read-uncommitted",
      ["x+1 x+2", "x:21"],
    ],
    ["an append that is lost", ["incompatible-order"], "read-uncommitted", ["x+1 x+2", "x:2"]],
    ["garbage", ["garbage-read"], undefined, ["x:7"]],
    ["duplicates", ["duplicate-elements"], undefined, ["x+1", "x:11"]],
  ])("%s", (_, expected, allowing, texts) => {
    const transactions = history(...texts);
    expect(found(transactions)).toEqual(expected);
    expect(keeps(transactions, "serializable")).toBe(false);
    expect(keeps(transactions, allowing ?? "read-uncommitted")).toBe(allowing !== undefined);
    if (allowing === "read-committed")
      expect(keeps(transactions, "snapshot-isolation")).toBe(false);
  });

  test("what begins after a commit and does not see it breaks strict serializability alone", () => {
    const stale = inTurn("x+1", "x:").map((each) => ({ ...each, client: each.id }));
    expect(keeps(stale, "session-serializable")).toBe(true);
    expect(found(stale, "strict-serializable")).toEqual(["G-single-realtime"]);
  });

  test("a client that does not see what it committed breaks its session", () => {
    expect(keeps(inTurn("x+1", "x:"), "serializable")).toBe(true);
    expect(found(inTurn("x+1", "x:"), "session-serializable")).toEqual(["G-single-process"]);
  });

  test.each<[string, readonly AnomalyName[], readonly string[]]>([
    ["G0-realtime", ["G0-realtime"], ["x+2", "x+1", "x:12"]],
    ["G1c-realtime", ["G1c-realtime"], ["x:1", "x+1"]],
    ["G2-item-realtime", ["G2-item-realtime"], ["y+1", "x:", "x+2 y:"]],
  ])("%s", (_, expected, texts) => {
    const transactions = inTurn(...texts);
    expect(keeps(transactions, "serializable")).toBe(true);
    expect(found(transactions, "strict-serializable")).toEqual(
      expect.arrayContaining([...expected]),
    );
  });
});

describe("printed histories", () => {
  test("Adya's H_serial (ICDE 2000, §4.4) is serializable", () => {
    const serial = history("z+1 x+1 y+1", "x:1 y+2", "x+3 y:12 z+3", "x:13 y:12 z:13");
    expect(found(serial)).toEqual([]);
  });

  test("Elle's example from TiDB (§7): one that did not see what it was put behind", () => {
    const verdict = checkSerializable(history("x+2 x+1", "x:21 y+5 x+4", "x+5", "x:2154"));
    expect(names(verdict)).toEqual(["G-single"]);
    const [anomaly] = verdict.violations;
    expect(anomaly?.cycle.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      ["T2", "T3", "rw"],
      ["T3", "T2", "ww"],
    ]);
    expect(anomaly?.description).toBe(
      "T2 read x as [2, 1], without 5, which T3 appended; T3 appended 5 to x, and T2 appended 4 after it",
    );
  });

  test("Elle's example from YugaByte DB (§7): two that miss each other's appends", () => {
    expect(found(history("x+7 y:", "y+5 x:", "x:7", "y:5"))).toEqual(["G2-item"]);
  });

  test("Elle's example from FaunaDB (§7): one that does not see its own append", () => {
    expect(found(history("x+6 x:"))).toEqual(["internal"]);
  });

  test("Elle's explanation (§7): rw, wr and ww make a cycle of three", () => {
    const verdict = checkSerializable(
      history(
        "a+1 a+3 a+4 b+2 b+3 b+4 b+5 c+1 c+2",
        "d+9 a:134 b:2345 c+3",
        "b+8 a:134",
        "c+4 b:23458 c:124 a:134",
        "c:1243",
      ),
    );
    expect(verdict.violations.map(({ name }) => name)).toEqual(["G-single"]);
    expect(verdict.violations[0]?.transactions).toEqual(["T2", "T3", "T4"]);
  });
});

describe("outcomes that nobody knows", () => {
  test("an unknown transaction that was read has committed, with all it appended", () => {
    expect(found(history("?x+1 y+1", "x:1 y:"))).toEqual(["G-single"]);
    expect(found(history("?x+1 y+1", "x: y:"))).toEqual([]);
  });

  test("and it may have committed after its client went on", () => {
    expect(keeps(inTurn("?x+1", "x:", "x:1"), "strict-serializable")).toBe(true);
    expect(keeps(inTurn("?x+1", "x:1", "x:"), "strict-serializable")).toBe(false);
  });

  test("what an aborted transaction read counts for nothing", () => {
    expect(found(history("x+1", "-x:9", "x:1"))).toEqual([]);
  });
});

test("histories that no client can have", () => {
  const [one, two] = history("x+1", "x+2");
  for (const wrong of [
    [one!, { ...two!, id: "T1" }],
    [one!, { ...two!, actions: one!.actions }],
    [one!, { ...two!, client: "T1" }],
    [{ ...one!, outcome: { kind: "committed", at: -1 } as const }],
  ]) {
    expect(() => checkSerializable(wrong)).toThrow(InvariantError);
  }
});

/** Whether the committed transactions, with some of the unknown ones, have a serial order in which all reads are right. */
function hasSerialOrder(
  rest: readonly Transaction[],
  lists: ReadonlyMap<string, readonly number[]>,
  isStrict: boolean,
): boolean {
  if (!rest.some(({ outcome }) => outcome.kind === "committed")) return true;
  return rest.some((transaction) => {
    const isEarly = rest.some(
      ({ outcome }) => outcome.kind === "committed" && outcome.at < transaction.startedAt,
    );
    if (transaction.outcome.kind === "aborted" || (isStrict && isEarly)) return false;
    const after = new Map(lists);
    for (const action of transaction.actions) {
      const list = after.get(action.key) ?? [];
      if (action.kind === "append") after.set(action.key, [...list, action.value]);
      else if (transaction.outcome.kind === "unknown" || action.values === undefined) continue;
      else if (list.join() !== action.values.join()) return false;
    }
    return hasSerialOrder(
      rest.filter((each) => each !== transaction),
      after,
      isStrict,
    );
  });
}

/**
 * Up to four transactions on two lists. Reads come from an order of all that was appended, cut at random, so that they
 * are often nearly right.
 */
const smallHistory = fc
  .array(
    fc.record({
      steps: fc.array(
        fc.record({
          key: fc.constantFrom("x", "y"),
          isAppend: fc.boolean(),
          cut: fc.nat(4),
        }),
        { minLength: 1, maxLength: 3, size: "max" },
      ),
      outcome: fc.constantFrom(
        "committed",
        "committed",
        "committed",
        "committed",
        "unknown",
        "aborted",
      ),
      startedAt: fc.nat(8),
      takes: fc.nat(8),
    }),
    { minLength: 2, maxLength: 4, size: "max" },
  )
  .chain((drawn) => {
    let value = 0;
    const appended = new Map<string, number[]>([
      ["x", []],
      ["y", []],
    ]);
    const plain = drawn.map(({ steps, outcome }) =>
      steps.map(({ key, isAppend, cut }) => {
        if (!isAppend) return { key, cut };
        value++;
        if (outcome !== "aborted" || cut === 0) appended.get(key)!.push(value);
        return { key, value };
      }),
    );
    const shuffled = (key: string) => {
      const values = appended.get(key)!;
      return fc.oneof(
        fc.constant(values),
        fc.shuffledSubarray(values, { minLength: values.length }),
      );
    };
    return fc.tuple(shuffled("x"), shuffled("y")).map(([x, y]): readonly Transaction[] =>
      plain.map((steps, at) => {
        const { outcome, startedAt, takes } = drawn[at]!;
        const own = new Map<string, number>();
        return {
          id: `T${at + 1}`,
          client: `c${at}`,
          startedAt,
          outcome:
            outcome === "committed"
              ? { kind: "committed", at: startedAt + takes }
              : { kind: outcome as "unknown" | "aborted" },
          actions: steps.map((step): Action => {
            const list = step.key === "x" ? x : y;
            if ("value" in step) {
              own.set(step.key, list.indexOf(step.value!) + 1);
              return { kind: "append", key: step.key, value: step.value! };
            }
            const length = own.get(step.key) ?? step.cut;
            return { kind: "read", key: step.key, values: list.slice(0, length) };
          }),
        };
      }),
    );
  });

describe("the verdict on 6,000 random histories is that of trying every serial order", () => {
  test.each<[Level, boolean]>([
    ["serializable", false],
    ["strict-serializable", true],
  ])("%s", (level, isStrict) => {
    const counts = { kept: 0, violated: 0 };
    fc.assert(
      fc.property(smallHistory, (transactions) => {
        const verdict = checkSerializable(transactions, { level });
        const isRight = hasSerialOrder(transactions, new Map(), isStrict);
        expect(verdict.kind).toBe(isRight ? "kept" : "violated");
        expect(checkSerializable(transactions, { level })).toStrictEqual(verdict);
        counts[verdict.kind]++;
        for (const { cycle } of verdict.violations) {
          for (const [at, { to }] of cycle.entries()) {
            expect(to).toBe(cycle[(at + 1) % cycle.length]!.from);
          }
        }
      }),
      { numRuns: 6_000, seed: 20_260_101 },
    );
    expect(counts.kept).toBeGreaterThan(1_200);
    expect(counts.violated).toBeGreaterThan(1_200);
  });

  test("levels above forbid what levels below forbid", () => {
    const order: readonly Level[] = [
      "read-uncommitted",
      "read-committed",
      "snapshot-isolation",
      "serializable",
      "strict-serializable",
    ];
    fc.assert(
      fc.property(smallHistory, (transactions) => {
        const kept = order.map((level) => keeps(transactions, level));
        expect(kept).toEqual(kept.toSorted((a, b) => Number(b) - Number(a)));
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });
});

describe("serial executions", () => {
  test("keep every level", () => {
    for (let seed = 0; seed < 30; seed++) {
      const transactions = serialHistory({ transactions: 300, clients: 8, keys: 6, seed });
      const verdict = checkSerializable(transactions, { level: "strict-serializable" });
      expect([...verdict.violations, ...verdict.allowed]).toEqual([]);
      expect(verdict.observed.readsOfSomething).toBeGreaterThan(200);
      expect(verdict.observed.dependencies).toBeGreaterThan(300);
      expect(keeps(transactions, "session-serializable")).toBe(true);
    }
  });

  test("one with an anomaly among 2,000 transactions is found, by its name", () => {
    const clean = serialHistory({ transactions: 2_000, clients: 8, keys: 6, seed: 3 });
    const injected = (name: AnomalyName, ...texts: readonly string[]) => {
      const mixed = [
        ...clean,
        ...history(...texts).map((each) => ({ ...each, id: `bad ${each.id}` })),
      ];
      expect(found(mixed)).toEqual([name]);
    };
    injected("G0", "a+1 b+1", "a+2 b+2", "a:12", "b:21");
    injected("G1a", "-a+1", "a:1");
    injected("G1c", "a+1 b:2", "b+2 a:1");
    injected("G-single", "a+1 b+1", "a: b:1");
    injected("G-nonadjacent", "a+1", "b+1", "a:1 b:", "a: b:1");
    injected("G2-item", "a: b+1", "b: a+2", "a:2", "b:1");
    injected("internal", "a+1 a:");
    injected("garbage-read", "a:7");
  });
});
