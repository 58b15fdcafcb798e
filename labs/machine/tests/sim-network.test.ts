/**
 * The simulated network: what becomes of messages, and that nothing else becomes of them.
 */
import { InvariantError } from "@labs/machine";
import {
  drawStorm,
  type PlannedFault,
  type SimCounts,
  type SimEvent,
  Simulation,
} from "@labs/machine/sim";
import { expect, test } from "vitest";
import {
  chatter,
  type Deed,
  deaf,
  gotBy,
  machineOf,
  probes,
  sends,
  type Talker,
} from "./clusters.ts";

/** What b has got of "one", "two", "three", sent by a at 10, 20 and 30 ms, where these faults happen. */
function threeMessages(...faults: PlannedFault[]) {
  const simulation = probes(faults, [
    [10, sends("a", "b", "one")],
    [20, sends("a", "b", "two")],
    [30, sends("a", "b", "three")],
  ]);
  expect(simulation.runSync(1_000)).toEqual({ kind: "held" });
  return { got: gotBy(simulation, "b"), counts: simulation.counts };
}

/** Of the counts those that are not 0 and not of acts. */
function counted({ events: _, acts: __, ...counts }: SimCounts): Partial<SimCounts> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

const of = { from: "a", to: "b" };

test("in the calm each message comes once, in order, after the latency", () => {
  const { got, counts } = threeMessages();
  expect(got).toEqual(["a: one @11", "a: two @21", "a: three @31"]);
  expect(counted(counts)).toEqual({ sent: 3, delivered: 3 });
  const slower = probes([], [[10, sends("a", "b", "one")]], { latencyMs: 7 });
  slower.runSync(100);
  expect(gotBy(slower, "b")).toEqual(["a: one @17"]);
});

test("the nth message of a link is lost, is late, or comes again, and no other is", () => {
  const lost = threeMessages({ kind: "lose", ...of, nth: 2 });
  expect(lost.got).toEqual(["a: one @11", "a: three @31"]);
  expect(counted(lost.counts)).toEqual({ sent: 3, delivered: 2, lost: 1 });

  const late = threeMessages({ kind: "delay", ...of, nth: 1, ms: 15 });
  expect(late.got).toEqual(["a: two @21", "a: one @26", "a: three @31"]);
  expect(counted(late.counts)).toEqual({ sent: 3, delivered: 3, reordered: 1 });

  const again = threeMessages({ kind: "repeat", ...of, nth: 1, ms: 12 });
  expect(again.got).toEqual(["a: one @11", "a: two @21", "a: one @23", "a: three @31"]);
  expect(counted(again.counts)).toEqual({ sent: 3, delivered: 4, repeated: 1 });

  const other = threeMessages({ kind: "lose", from: "b", to: "a", nth: 2 });
  expect(counted(other.counts)).toEqual({ sent: 3, delivered: 3 });
});

test("a cut goes one way, holds what is sent and what is under way, and heals", () => {
  const one = threeMessages({ kind: "cut", atMs: 20, forMs: 9, from: ["a"], to: ["b", "c"] });
  expect(one.got).toEqual(["a: one @11", "a: three @31"]);
  expect(counted(one.counts)).toEqual({ sent: 3, delivered: 2, cutOff: 1, cuts: 1 });
  // The other way there is no cut.
  expect(threeMessages({ kind: "cut", atMs: 0, forMs: 100, from: ["b"], to: ["a"] }).got).toEqual(
    threeMessages().got,
  );
  // Sent at 10, under way until 25, cut off at 22.
  const underWay = threeMessages(
    { kind: "delay", ...of, nth: 1, ms: 14 },
    { kind: "cut", atMs: 22, forMs: 4, from: ["a"], to: ["b"] },
  );
  expect(underWay.got).toEqual(["a: two @21", "a: three @31"]);
  const ever = { kind: "cut", atMs: 15, forMs: Number.POSITIVE_INFINITY } as const;
  expect(threeMessages({ ...ever, from: ["a"], to: ["b"] }).got).toEqual(["a: one @11"]);
});

test("where two cuts overlap, the way is open when both have healed", () => {
  const { got } = threeMessages(
    { kind: "cut", atMs: 5, forMs: 10, from: ["a"], to: ["b"] },
    { kind: "cut", atMs: 8, forMs: 20, from: ["a", "c"], to: ["b"] },
  );
  expect(got).toEqual(["a: three @31"]);
});

test("to and from a slow machine all takes longer, for as long as it is slow", () => {
  const slow = { kind: "slow", atMs: 15, forMs: 10, ms: 30 } as const;
  const late = ["a: one @11", "a: three @31", "a: two @51"];
  expect(threeMessages({ ...slow, node: "a" }).got).toEqual(late);
  expect(threeMessages({ ...slow, node: "b" }).got).toEqual(late);
  expect(threeMessages({ ...slow, node: "c" }).got).toEqual(threeMessages().got);
});

test("what arrives is a copy, which neither the sender nor who got it before can change", () => {
  const list = { items: ["one"], bytes: Uint8Array.of(1, 2), ["__proto__"]: "own" };
  const got: unknown[] = [];
  const reads = (simulation: Parameters<Deed>[0]) => {
    machineOf(simulation, "b").network.receive((message) => {
      const mine = message as typeof list;
      got.push({ ...mine, items: [...mine.items], bytes: Uint8Array.from(mine.bytes) });
      mine.items.push("changed by b");
      mine.bytes[0] = 9;
    });
    return undefined;
  };
  const simulation = probes(
    [{ kind: "repeat", from: "a", to: "b", nth: 1, ms: 5 }],
    [
      [1, reads],
      [2, sends("a", "b", list)],
      [2, () => void list.items.push("changed by a")],
    ],
  );
  simulation.runSync(100);
  const sent = { items: ["one"], bytes: Uint8Array.of(1, 2), ["__proto__"]: "own" };
  expect(got).toStrictEqual([sent, sent]);
  expect(list).toStrictEqual({ ...sent, items: ["one", "changed by a"] });
});

test("what is no plain data, or goes to nobody or to oneself, is a bug", () => {
  const refused: readonly (readonly [to: string, message: unknown])[] = [
    ["b", () => {}],
    ["b", { deep: [new Map()] }],
    ["b", new Date(0)],
    ["b", [Symbol("s")]],
    ["b", new InvariantError("an instance")],
    ["d", "nobody"],
    ["a", "oneself"],
  ];
  for (const [to, message] of refused) {
    const ending = probes([], [[1, sends("a", to, message)]]).runSync(10);
    expect(ending).toMatchObject({ kind: "threw", error: expect.any(InvariantError) });
  }
  const plain = { text: "t", list: [1, null, undefined, true, 2n], none: Object.create(null) };
  const taken = probes([], [[1, sends("a", "b", plain)]], { textOf: () => "", boot: deaf });
  expect(taken.runSync(10)).toEqual({ kind: "held" });
});

test("what comes while there is no handler is lost; the last handler is the one", () => {
  const got: string[] = [];
  const listens =
    (name: string): Deed =>
    (simulation) => {
      machineOf(simulation, "b").network.receive((message) => got.push(`${name}: ${message}`));
      return undefined;
    };
  const simulation = probes(
    [],
    [
      [1, sends("a", "b", "too early")],
      [10, listens("first")],
      [10, listens("second")],
      [11, sends("a", "b", "heard")],
    ],
    { boot: deaf },
  );
  simulation.runSync(100);
  expect([got, simulation.counts.delivered]).toEqual([["second: heard"], 2]);
});

test("what becomes of a link's messages does not depend on what other links carry", () => {
  const weather = { untilMs: 900, lose: 0.3, repeat: 0.2, delayMs: 20, late: 0.2 };
  const run = (busy: boolean) => {
    const acts = Array.from({ length: 60 }, (_, i) => ({ atMs: i * 10, what: sends("a", "b", i) }));
    const others = acts.map(({ atMs }, i) => ({ atMs, what: sends("c", i % 2 ? "a" : "b", "x") }));
    const plan = { seed: 7, weather, faults: [], acts: busy ? [...others, ...acts] : acts };
    const simulation = probes([], [], { plan });
    simulation.runSync(2_000);
    return simulation.faults.filter(
      (fault) => "nth" in fault && "from" in fault && fault.from === "a",
    );
  };
  expect(run(true)).toEqual(run(false));
  expect(new Set(run(true).map(({ kind }) => kind))).toEqual(new Set(["lose", "delay", "repeat"]));
});

/** A storm over three chatters, told. */
function stormOver(seed: number) {
  const nodes = ["a", "b", "c"];
  const plan = { ...drawStorm(seed, nodes, { untilMs: 1_000 }), acts: [] };
  const simulation = new Simulation<{ word: number; hops: number }, Talker>({
    ...{ nodes, plan, boot: chatter, trace: true },
  });
  expect(simulation.runSync(1_000), `seed ${seed}`).toEqual({ kind: "held" });
  return simulation;
}

/** By message and copy: how often it was delivered or lost. */
function endsOf(trace: readonly SimEvent[]): Map<string, number> {
  const ends = new Map<string, number>();
  for (const event of trace) {
    if (event.kind !== "deliver" && event.kind !== "lose") continue;
    const key = `${event.message}.${event.copy}`;
    ends.set(key, (ends.get(key) ?? 0) + 1);
  }
  return ends;
}

test("in 300 storms time never falls, and each copy of a message ends once, behind its sending", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { trace, counts } = stormOver(seed);
    const sent = new Set<number>();
    let [at, wrong] = [0, 0];
    for (const event of trace) {
      if (event.at < at) wrong += 1;
      at = event.at;
      if (event.kind === "send") sent.add(event.message);
      if (event.kind === "deliver" && !sent.has(event.message)) wrong += 1;
    }
    const ends = endsOf(trace);
    wrong += [...ends.values()].filter((times) => times !== 1).length;
    expect(wrong, `seed ${seed}`).toBe(0);
    const ended = [...sent].filter((message) => ends.has(`${message}.1`)).length;
    const { delivered, repeated, lost, cutOff, metNobody } = counts;
    expect(delivered - repeated + lost + cutOff + metNobody, `seed ${seed}`).toBe(ended);
    expect(counts.sent, `seed ${seed}`).toBe(sent.size);
  }
});

test("the network loses and repeats nothing but what the faults of the run say", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { trace, faults } = stormOver(seed);
    const planned = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
    const lost = (why: string) =>
      trace.filter((event) => event.kind === "lose" && event.why === why).length;
    const again = trace.filter((event) => event.kind === "deliver" && event.copy === 2).length;
    expect(lost("lost"), `seed ${seed}`).toBe(planned("lose"));
    expect(again, `seed ${seed}`).toBeLessThanOrEqual(planned("repeat"));
    if (planned("cut") === 0) expect(lost("cut"), `seed ${seed}`).toBe(0);
    if (planned("crash") === 0) expect(lost("down"), `seed ${seed}`).toBe(0);
  }
});
