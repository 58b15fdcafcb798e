/**
 * The search of every order of events: that it leaves nothing out, adds nothing, and finds what storms do not.
 */
import type { Machine } from "@labs/machine";
import {
  type Budget,
  choiceText,
  drawStorm,
  type Explored,
  type ExploreOptions,
  explore,
  replayPath,
  Simulation,
  Violation,
} from "@labs/machine/sim";
import { expect, test } from "vitest";
import {
  describeElector,
  type ElectionMessage,
  type Elector,
  electionSafety,
  electors,
  fingerprintOf,
  type Wrong,
} from "./elections.ts";
import {
  countLockStates,
  type LockMessage,
  type LockProcess,
  lockProcess,
  mutualExclusion,
} from "./locks.ts";

/** The lock, with this budget. */
function locks(
  budget: Partial<Budget>,
  more: Partial<ExploreOptions<LockMessage, LockProcess>> = {},
) {
  return explore<LockMessage, LockProcess>({
    nodes: ["a", "b", "s"],
    boot: lockProcess,
    fingerprint: ({ state }) => state(),
    depth: 100,
    budget,
    ...more,
  });
}

function elections(wrong: Wrong, budget: Partial<Budget>, depth = 9) {
  const options: ExploreOptions<ElectionMessage, Elector> = {
    nodes: ["a", "b", "c"],
    boot: electors(wrong),
    check: electionSafety,
    fingerprint: fingerprintOf,
    describe: describeElector,
    textOf: ({ kind, term }) => `${kind} ${term}`,
    depth,
    budget,
  };
  return { options, found: explore(options) };
}

const lengthOf = (found: Explored) => (found.kind === "held" ? undefined : found.path.length);

test("the states are those that are counted without it, whatever may be repeated", () => {
  for (const timers of [0, 1, 2, 5, 8]) {
    for (const repeats of [0, 1, 2]) {
      const { states } = countLockStates(timers, repeats);
      const found = locks({ timers, repeats });
      expect(found).toMatchObject({ kind: "held", isComplete: true, states });
    }
  }
  // By hand: none has asked; one has, and its word is on its way, or was heard, or the grant was.
  expect(locks({ timers: 1 }).states).toBe(1 + 2 * 3);
});

test("the first path that breaks a law is a shortest one", () => {
  expect(locks({ timers: 6 }, { check: mutualExclusion }).kind).toBe("held");
  const found = locks({ timers: 6, repeats: 1 }, { check: mutualExclusion });
  expect(found).toMatchObject({ kind: "broken", violation: { law: "mutual exclusion" } });
  expect(lengthOf(found)).toBe(countLockStates(6, 1).brokenAt);
});

test("two events at two machines lead to one state, in either order", () => {
  const found = explore<string, Heard, string>({
    ...HEARING,
    acts: ["a b one", "a c two"],
    depth: 10,
  });
  // Before the acts, between them (on its way, or there), behind them (each on its way, or there).
  expect(found).toMatchObject({ kind: "held", isComplete: true, states: 1 + 2 + 4 });
});

test("of messages that nobody can tell apart, one is delivered for all", () => {
  const acts = ["a b same", "a b same", "a b same"];
  const found = explore<string, Heard, string>({ ...HEARING, acts, depth: 10 });
  expect(found).toMatchObject({ kind: "held", isComplete: true, states: 4 + 3 + 2 + 1 });
  expect(found.counts).toEqual({ act: 6, deliver: 6, lose: 0, repeat: 0, timer: 0, crash: 0 });
});

/** What a process has heard, in order. */
interface Heard {
  readonly words: string[];
  readonly say: (to: string, word: string) => void;
}

/** Processes that hear; an act "a b word" lets a send the word to b. */
const HEARING = {
  nodes: ["a", "b", "c"],
  boot({ network }: Machine<string>): Heard {
    const words: string[] = [];
    network.receive((word) => words.push(word));
    return { words, say: (to, word) => network.send(to, word) };
  },
  perform(what: string, cluster: { process(node: string): Heard | undefined }): string {
    const [from, to, ...words] = what.split(" ") as [string, string, ...string[]];
    for (const word of words) cluster.process(from)!.say(to, word);
    return what;
  },
  fingerprint: ({ words }: Heard) => words.join(),
};

test("what 1,000 storms miss for its rare order, the search finds by a shortest path", () => {
  // Eight words at once, each to come before all that were sent before it.
  const words = ["1", "2", "3", "4", "5", "6", "7", "8"];
  const act = `a b ${words.join(" ")}`;
  const backwards = [...words].reverse().join();
  const check = (cluster: { process(node: string): Heard | undefined }) => {
    const heard = cluster.process("b")?.words.join();
    if (heard === backwards) throw new Violation("order", "b was told everything backwards", "b");
  };
  for (let seed = 1; seed <= 1_000; seed++) {
    const storm = drawStorm(seed, HEARING.nodes, { untilMs: 1_000 });
    const plan = { ...storm, acts: [{ atMs: 500, what: act }] };
    const simulation = new Simulation<string, Heard, string>({
      ...{ ...HEARING, plan, check },
      perform: (what, all) => (all.process("a") === undefined ? "" : HEARING.perform(what, all)),
    });
    expect(simulation.runSync(1_500).kind, `seed ${seed}`).toBe("held");
  }
  // Behind a word that came out of turn nothing matters any more.
  const fingerprint = ({ words: heard }: Heard) =>
    backwards.startsWith(heard.join()) ? heard.join() : "out of turn";
  const found = explore<string, Heard, string>({
    ...{ ...HEARING, acts: [act], check, fingerprint, depth: 20 },
  });
  expect(found.kind === "broken" && found.path.map(choiceText)).toEqual([
    "the next act",
    ...[8, 7, 6, 5, 4, 3, 2, 1].map((message) => `message ${message} arrives`),
  ]);
});

test("an election that is right holds; one that forgets its vote in a crash does not", () => {
  expect(elections("nothing", { timers: 2, crashes: 1 }).found).toMatchObject({ kind: "held" });
  const { found } = elections("forgets its vote", { timers: 2, crashes: 1 });
  expect(found).toMatchObject({ kind: "broken", violation: { law: "election safety" } });
  expect(lengthOf(found)).toBe(7);
});

test("the adversary keeps to its budget, and without it nothing is lost, repeated or crashes", () => {
  expect(elections("forgets its vote", { timers: 2 }).found.kind).toBe("held");
  expect(elections("silence is consent", { timers: 2 }).found.kind).toBe("held");
  const { found } = elections("silence is consent", { timers: 4 });
  expect(found.kind).toBe("broken");
  const used = elections("nothing", { timers: 2, losses: 1, repeats: 1, crashes: 1 }, 5).found;
  for (const [kind, count] of Object.entries(used.counts)) {
    if (kind !== "act") expect(count, kind).toBeGreaterThan(20);
  }
  const unused = elections("nothing", { timers: 2 }).found;
  expect(unused.counts).toMatchObject({ lose: 0, repeat: 0, crash: 0 });
  const silent = elections("nothing", { timers: 0 }).found;
  expect(silent).toMatchObject({ states: 1, transitions: 0, isComplete: true });
});

test("a search that was cut off, by its depth or its states, says that it is not complete", () => {
  expect(locks({ timers: 6 }, { depth: 3 })).toMatchObject({ kind: "held", isComplete: false });
  const few = locks({ timers: 6 }, { statesMax: 20 });
  expect(few).toMatchObject({ kind: "held", isComplete: false, states: 20 });
});

test("the same search gives the same, and its path gives the run that breaks the law", () => {
  const budget = { timers: 2, crashes: 1 };
  const [one, two] = [elections("forgets its vote", budget), elections("forgets its vote", budget)];
  expect(two.found).toEqual(one.found);
  if (one.found.kind !== "broken") throw new Error("the law holds");
  const { path, violation } = one.found;
  const trace = replayPath(one.options, JSON.parse(JSON.stringify(path)));
  expect(trace).toEqual(replayPath(two.options, path));
  expect(trace.at(-1)).toMatchObject({
    ...{ kind: "violation", law: "election safety", message: violation.message },
  });
  expect(trace.filter(({ kind }) => kind === "crash").length).toBe(1);
  expect(trace.filter(({ kind }) => kind === "start").length).toBe(4);
  expect(Math.max(...trace.map(({ at }) => at))).toBe(path.length);
  const sent = trace.flatMap((event) => (event.kind === "send" ? [event.message] : []));
  expect(sent).toEqual(sent.map((_, i) => i + 1));
});

test("a process that throws ends the search, at the end of the path to it", () => {
  const error = new Error("a bug");
  const boot = ({ network, peers, id }: Machine<string>): Heard => {
    network.receive(() => {
      throw error;
    });
    return { words: [], say: (to) => network.send(to, `${peers} ${id}`) };
  };
  const acts = ["b a x", "a c x"];
  const found = explore<string, Heard, string>({ ...HEARING, boot, acts, depth: 9 });
  expect(found).toMatchObject({ kind: "threw", node: "a", error });
  expect(found.kind === "threw" && found.path.map(choiceText)).toEqual([
    "the next act",
    "message 1 arrives",
  ]);
});

test("what a check has seen is part of the state, so that laws can speak of what was", () => {
  const counts = ({ clock }: Machine<never>) => {
    const process = { count: 0 };
    const tick = (): void => {
      process.count += 1;
      clock.after(10, tick);
    };
    clock.after(10, tick);
    return process;
  };
  const options: ExploreOptions<never, { count: number }> = {
    ...{ nodes: ["a"], boot: counts, depth: 10, budget: { timers: 2, crashes: 1 } },
    fingerprint: ({ count }) => String(count),
    check(cluster, _, seen) {
      const { count } = cluster.process("a")!;
      if (count < Number(seen.get("most") ?? 0)) throw new Violation("counts up", "it fell", "a");
      seen.set("most", String(count));
    },
  };
  const found = explore(options);
  expect(found.kind === "broken" && found.path.map(choiceText)).toEqual([
    "a timer of a",
    "a crashes",
  ]);
});

test("timers of a machine run in the order in which they are due, unless called off or crashed", () => {
  const boot = ({ clock }: Machine<never>, kept: Map<string, unknown>) => {
    const ran = (kept.get("ran") as string[] | undefined) ?? [];
    kept.set("ran", ran);
    const note = (text: string) => () => void ran.push(`${text}@${clock.now()}`);
    clock.after(30, note("third"));
    clock.after(10, note("first"));
    clock.after(20, note("second"));
    clock.after(15, note("never"))();
    return { ran };
  };
  const seen = new Set<string>();
  const found = explore<never, { ran: string[] }>({
    ...{ nodes: ["a"], boot, depth: 10, budget: { timers: 3, crashes: 1 } },
    fingerprint: ({ ran }) => ran.join(" "),
    check: (cluster) => void seen.add(cluster.process("a")!.ran.join(" ")),
  });
  expect(found).toMatchObject({ kind: "held", isComplete: true });
  expect(seen).toContain("first@10 second@20 third@30");
  expect(seen).toContain("first@10 second@20 first@30");
  expect([...seen].every((text) => !text.includes("never"))).toBe(true);
});
