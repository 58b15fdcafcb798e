import {
  CYCLE_BUDGET,
  CYCLE_EVERY_MS,
  type Entry,
  expireCycle,
  KEYS_PER_SAMPLE,
  Keyspace,
  type KeyspaceOptions,
  startExpiring,
  stringValue,
} from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import { SimClock } from "@labs/machine/sim";
import fc from "fast-check";
import { START_MS } from "./shell.ts";

const law = step("active-expiry");

const value = stringValue(Buffer.from("value"));

/** A keyspace that counts how many keys were looked at, by whichever of its ways of finding some. */
class Watched extends Keyspace {
  /** Keys drawn by sample(true). */
  looks = 0;
  /** Keys found in any other way. */
  otherLooks = 0;

  override sample(withDeadline: boolean): Entry | undefined {
    if (withDeadline) this.looks += 1;
    else this.otherLooks += 1;
    return super.sample(withDeadline);
  }

  override *entries(): IterableIterator<Entry> {
    for (const entry of super.entries()) {
      this.otherLooks += 1;
      yield entry;
    }
  }

  override scan(cursor: number, visit: (entry: Entry) => void): number {
    return super.scan(cursor, (entry) => {
      this.otherLooks += 1;
      visit(entry);
    });
  }

  override randomEntry(): Entry | undefined {
    this.otherLooks += 1;
    return super.randomEntry();
  }
}

interface World {
  readonly clock: SimClock;
  readonly keyspace: Watched;
  /** Keys that were told of, as text, in order. */
  readonly told: string[];
}

/** So many keys that are dead, that are alive and have a deadline, and that have none. */
interface Counts {
  readonly dead?: number;
  readonly alive?: number;
  readonly forever?: number;
}

function world(t: Trial, { dead = 0, alive = 0, forever = 0 }: Counts): World {
  const clock = new SimClock(START_MS);
  const told: string[] = [];
  const onRemoved: KeyspaceOptions["onRemoved"] = ({ key }, reason) => {
    told.push(`${Buffer.from(key)} ${reason}`);
  };
  const keyspace = new Watched({ clock, random: seededRandom(t.seed), onRemoved });
  for (let i = 0; i < dead; i++) keyspace.put(Buffer.from(`dead${i}`), value, START_MS + 10);
  for (let i = 0; i < alive; i++) keyspace.put(Buffer.from(`alive${i}`), value, START_MS + 11);
  for (let i = 0; i < forever; i++) keyspace.put(Buffer.from(`forever${i}`), value);
  clock.advance(11);
  t.did("given", `${dead} keys that are dead, ${alive} that are not yet, ${forever} without end`);
  return { clock, keyspace, told };
}

/** Runs a cycle, and holds what it says of itself against what was seen. */
function cycle(t: Trial, { keyspace }: World, budget: number, acceptable?: number) {
  const [looks, others, size] = [keyspace.looks, keyspace.otherLooks, keyspace.size];
  const percent = acceptable === undefined ? "" : `, ${acceptable}`;
  t.did("ran", `expireCycle(keyspace, ${budget}${percent})`);
  const report = expireCycle(keyspace, budget, acceptable);
  t.equal(keyspace.otherLooks - others, 0, "keys found by other means than sample(true)");
  t.equal(report.looked, keyspace.looks - looks, "looked, beside the calls of sample(true)");
  t.equal(report.removed, size - keyspace.size, "removed, beside the keys that are gone");
  t.atMost(report.looked, budget, "looks");
  return report;
}

law(
  "reads-the-clock",
  "a cycle reads the clock itself, once, and not the time of the last command",
  { hint: "One look at a time" },
  (t) => {
    let readings = 0;
    let now = START_MS;
    const clock = {
      now: () => {
        readings += 1;
        return now;
      },
      after: () => () => {},
    };
    const keyspace = new Keyspace({ clock, random: seededRandom(t.seed) });
    keyspace.beginCommand();
    for (let i = 0; i < KEYS_PER_SAMPLE; i++)
      keyspace.put(Buffer.from(`k${i}`), value, START_MS + 10);
    keyspace.endCommand();
    t.did("put", `${KEYS_PER_SAMPLE} keys that live for 10 ms, and let pass 11 ms`);
    now += 11;
    readings = 0;
    const report = expireCycle(keyspace, KEYS_PER_SAMPLE);
    t.equal(report, { looked: KEYS_PER_SAMPLE, removed: KEYS_PER_SAMPLE });
    t.equal(readings, 1, "readings of the clock");
  },
);

law(
  "like-a-command",
  "a cycle begins and ends like a command, once, and removes what is dead in between",
  { hint: "One look at a time" },
  (t) => {
    const events: string[] = [];
    class Told extends Keyspace {
      override beginCommand(): void {
        events.push("begin");
        super.beginCommand();
      }

      override endCommand(): void {
        events.push("end");
        super.endCommand();
      }
    }
    const clock = new SimClock(START_MS);
    const onRemoved = () => events.push("removed");
    const keyspace = new Told({ clock, random: seededRandom(t.seed), onRemoved });
    for (let i = 0; i < 25; i++) keyspace.put(Buffer.from(`k${i}`), value, START_MS + 10);
    t.did("put", "25 keys that live for 10 ms");
    t.did("ran", "expireCycle(keyspace, 100)");
    expireCycle(keyspace, 100);
    t.equal(events, ["begin", "end"], "calls of beginCommand and endCommand");
    events.length = 0;
    t.did("let pass", "11 ms");
    clock.advance(11);
    t.did("ran", "expireCycle(keyspace, 100)");
    expireCycle(keyspace, 100);
    const removed = Array.from({ length: 25 }, () => "removed");
    t.equal(events, ["begin", ...removed, "end"], "these calls, and those of onRemoved");
  },
);

law(
  "all-dead",
  "where all are dead the cycle goes on until none is left or the budget is spent",
  { hint: "Goes on while it pays" },
  (t) => {
    const all = world(t, { dead: 500 });
    t.equal(cycle(t, all, 500), { looked: 500, removed: 500 });
    t.equal(all.keyspace.size, 0, "keyspace.size");
    t.equal(cycle(t, all, 500), { looked: 0, removed: 0 });
    const part = world(t, { dead: 500 });
    for (const budget of [100, 1, 19, 21, 50]) {
      t.equal(cycle(t, part, budget), { looked: budget, removed: budget });
    }
    t.equal(part.keyspace.size, 500 - 191, "keyspace.size");
    t.equal(part.keyspace.deadlineCount, 500 - 191, "keyspace.deadlineCount");
  },
);

law(
  "none-dead",
  "where nothing is dead the cycle stops after one sample of 20",
  { hint: "Goes on while it pays" },
  (t) => {
    const many = world(t, { alive: 300 });
    t.equal(cycle(t, many, 1000), { looked: KEYS_PER_SAMPLE, removed: 0 });
    t.equal(cycle(t, many, 20), { looked: 20, removed: 0 });
    t.equal(cycle(t, many, 7), { looked: 7, removed: 0 });
    t.equal(cycle(t, many, 0), { looked: 0, removed: 0 });
    t.equal(many.keyspace.size, 300, "keyspace.size");
  },
);

law(
  "few-keys",
  "a sample is no larger than the number of keys with a deadline",
  { hint: "One look at a time" },
  (t) => {
    t.equal(cycle(t, world(t, { alive: 7 }), 1000), { looked: 7, removed: 0 });
    t.equal(cycle(t, world(t, { dead: 7 }), 1000), { looked: 7, removed: 7 });
    t.equal(cycle(t, world(t, { dead: 1, forever: 9 }), 1000), { looked: 1, removed: 1 });
    t.equal(cycle(t, world(t, { forever: 9 }), 1000), { looked: 0, removed: 0 });
    t.equal(cycle(t, world(t, {}), 1000), { looked: 0, removed: 0 });
  },
);

/** Draws these entries in turn, then the last of them again and again. */
class Scripted extends Watched {
  script: readonly Entry[] = [];

  override sample(withDeadline: boolean): Entry | undefined {
    super.sample(withDeadline);
    return this.script[Math.min(this.looks, this.script.length) - 1];
  }
}

/**
 * What a cycle does that draws `d` for a dead key and `a` for one alive, and then only living ones; there are so many of
 * either.
 */
function scripted(
  t: Trial,
  draws: string,
  budget: number,
  acceptable?: number,
  [deadKeys, aliveKeys]: readonly [number, number] = [200, 200],
) {
  const clock = new SimClock(START_MS);
  const keyspace = new Scripted({ clock, random: seededRandom(t.seed) });
  for (let i = 0; i < deadKeys; i++) {
    keyspace.put(Buffer.from(`dead${i}`), value, START_MS + 10);
  }
  for (let i = 0; i < aliveKeys; i++) {
    keyspace.put(Buffer.from(`alive${i}`), value, START_MS + 999);
  }
  const entries = [...keyspace.entries()];
  const alive = entries.filter(({ deadline }) => deadline === START_MS + 999);
  const dead = entries.filter(({ deadline }) => deadline === START_MS + 10);
  keyspace.script = [...`${draws}a`].map((draw, i) =>
    draw === "d" ? dead.pop()! : alive[i % alive.length]!,
  );
  clock.advance(11);
  t.given("keys with a deadline", `${deadKeys} that are dead, ${aliveKeys} that are not`);
  const percent = acceptable === undefined ? "" : `, with ${acceptable} %`;
  t.did("drew", `${draws} (d: a dead key), budget ${budget}${percent}`);
  const report = expireCycle(keyspace, budget, acceptable);
  const removed = draws.slice(0, keyspace.looks).replaceAll("a", "").length;
  t.equal(keyspace.size, deadKeys + aliveKeys - removed, "keyspace.size");
  t.equal(report, { looked: keyspace.looks, removed }, "the report");
  return report.looked;
}

law(
  "threshold",
  "more than 10 % of a sample dead, and there is another; each sample is judged by itself",
  { hint: "Goes on while it pays" },
  (t) => {
    const sample = (dead: number) => "d".repeat(dead) + "a".repeat(KEYS_PER_SAMPLE - dead);
    t.equal(scripted(t, sample(0), 999), 20, "looks");
    t.equal(scripted(t, sample(2), 999), 20, "looks");
    t.equal(scripted(t, sample(3), 999), 40, "looks");
    t.equal(scripted(t, [...sample(3)].reverse().join(""), 999), 40, "looks");
    t.equal(scripted(t, sample(20), 999), 40, "looks");
    t.equal(scripted(t, sample(20) + sample(2), 999), 40, "looks");
    t.equal(scripted(t, sample(20) + sample(2) + sample(20), 999), 40, "looks");
    t.equal(scripted(t, sample(3) + sample(3) + sample(3), 999), 80, "looks");
    t.equal(scripted(t, sample(20) + sample(20), 45), 45, "looks");
    t.equal(scripted(t, sample(20) + sample(20), 39), 39, "looks");
  },
);

law(
  "threshold-of-few",
  "where fewer than 20 keys have a deadline, the share of dead ones is that of the smaller sample",
  { hint: "Goes on while it pays" },
  (t) => {
    t.equal(scripted(t, "daaaaaaa", 999, 10, [1, 7]), 8 + 7, "looks");
    t.equal(scripted(t, "daaaaaaaaa", 999, 10, [2, 8]), 10, "looks");
    t.equal(scripted(t, "aaaadaaaa", 999, 10, [2, 7]), 9 + 8, "looks");
    t.equal(scripted(t, "da", 999, 50, [1, 1]), 2, "looks");
    t.equal(scripted(t, "dda", 999, 50, [2, 1]), 3 + 1, "looks");
    t.equal(scripted(t, "dddddaaaa" + "daaa", 999, 10, [6, 3]), 9 + 4 + 3, "looks");
  },
);

law(
  "acceptable",
  "the share of dead keys that is left alone can be chosen",
  { hint: "Goes on while it pays" },
  (t) => {
    const sample = (dead: number) => "d".repeat(dead) + "a".repeat(KEYS_PER_SAMPLE - dead);
    t.equal(scripted(t, sample(1), 999, 0), 40, "looks");
    t.equal(scripted(t, sample(0), 999, 0), 20, "looks");
    t.equal(scripted(t, sample(1), 999, 5), 20, "looks");
    t.equal(scripted(t, sample(2), 999, 5), 40, "looks");
    t.equal(scripted(t, sample(10), 999, 50), 20, "looks");
    t.equal(scripted(t, sample(11), 999, 50), 40, "looks");
    t.equal(scripted(t, sample(20), 999, 100), 20, "looks");
  },
);

law(
  "budget",
  "at any share of dead keys the budget holds, and nothing that lives is removed",
  { hint: "A budget, whatever comes" },
  async (t) => {
    const count = fc.integer({ min: 0, max: 120 });
    const budgets = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 4 });
    const acceptable = fc.constantFrom(undefined, 0, 10, 50, 100);
    await t.forAll(
      [count, count, count, budgets, acceptable],
      (dead, alive, forever, all, share) => {
        const it = world(t, { dead, alive, forever });
        for (const budget of all) {
          const left = it.keyspace.deadlineCount;
          const { looked } = cycle(t, it, budget, share);
          const least = Math.min(budget, left, KEYS_PER_SAMPLE);
          t.holds(looked >= least, `fewer than ${least} looks: ${looked}`);
        }
        const names = [...it.keyspace.entries()].map(({ key }) => String(Buffer.from(key)));
        const living = names.filter((name) => !name.startsWith("dead"));
        t.equal(living.length, alive + forever, "how many of the living keys are left");
        t.equal(
          it.told.length,
          dead + alive + forever - names.length,
          "how often onRemoved was told",
        );
        t.equal(it.keyspace.deadlineCount, names.length - forever, "keyspace.deadlineCount");
      },
    );
  },
);

law(
  "share-left",
  "after enough cycles few dead keys are left, though no cycle looks at all keys",
  { hint: "Goes on while it pays" },
  (t) => {
    const it = world(t, { dead: 500, alive: 500 });
    // While more than 20 % of the keys are dead, each look finds one with that probability or more, and 375 removals
    // end that. 300 cycles look 6,000 times or more: too few removals have a probability below 1e-100.
    for (let i = 0; i < 300; i++) {
      const { looked } = expireCycle(it.keyspace, 400);
      it.keyspace.looks = 0;
      t.holds(looked >= KEYS_PER_SAMPLE, `a cycle of only ${looked} looks`);
    }
    t.did("ran", "300 cycles with a budget of 400");
    const dead = it.keyspace.deadlineCount - 500;
    t.atMost(dead, 125, "dead keys among 500 that live");
    t.equal(it.keyspace.size, 500 + dead, "keyspace.size");
  },
);

law(
  "keys-without-deadline",
  "keys without a deadline cost the cycle nothing, however many they are",
  { hint: "One look at a time" },
  (t) => {
    const it = world(t, { dead: 30, forever: 20_000 });
    t.equal(cycle(t, it, 1000), { looked: 30, removed: 30 });
    t.equal(it.keyspace.size, 20_000, "keyspace.size");
  },
);

law(
  "told",
  "what the cycle removes is told and counted as expired, and is no change",
  { hint: "One look at a time" },
  (t) => {
    const it = world(t, { dead: 3, alive: 2, forever: 1 });
    const { changes } = it.keyspace;
    cycle(t, it, 100, 0);
    // As long as one of the dead is left each cycle looks three times, and hits it with 1 in 10 or more each time: all
    // miss it with a probability below 3 × 0.9^600.
    for (let i = 0; i < 200; i++) cycle(t, it, 100, 0);
    t.equal(it.told.sort(), ["dead0 expired", "dead1 expired", "dead2 expired"], "onRemoved");
    t.equal(it.keyspace.expiredKeys, 3, "keyspace.expiredKeys");
    t.equal(it.keyspace.changes, changes, "keyspace.changes");
    t.did("let pass", "1 ms");
    it.clock.advance(1);
    for (let i = 0; i < 3; i++) cycle(t, it, 100, 0);
    t.equal(it.keyspace.expiredKeys, 5, "keyspace.expiredKeys");
  },
);

law(
  "ten-times-a-second",
  "startExpiring runs a cycle every 100 ms, the first after 100 ms",
  { hint: "The clock calls" },
  (t) => {
    const it = world(t, { dead: 10, alive: 200 });
    t.did("ran", "startExpiring(keyspace)");
    t.cleanup(startExpiring(it.keyspace));
    t.equal(it.keyspace.looks, 0, "looks at once");
    it.clock.advance(CYCLE_EVERY_MS - 1);
    t.equal(it.keyspace.looks, 0, "looks after 99 ms");
    it.clock.advance(1);
    t.holds(it.keyspace.looks >= KEYS_PER_SAMPLE, "after 100 ms nobody has looked at a sample");
    let ticks = 0;
    for (let i = 0; i < 20; i++) {
      const before = it.keyspace.looks;
      it.clock.advance(50);
      if (it.keyspace.looks > before) ticks += 1;
      // Everything is dead by now, and goes with the first cycles: put something where they look.
      it.keyspace.put(Buffer.from("k"), value, it.clock.now() + 1_000_000);
    }
    t.did("let pass", "another second");
    t.equal(ticks, 10, "cycles in that second");
    t.equal(it.keyspace.expiredKeys, 210, "keyspace.expiredKeys");
    t.equal(it.clock.pending, 1, "timers that wait");
  },
);

law(
  "bounded-in-the-background",
  "the cycles that the clock calls hold a budget too",
  { hint: "The clock calls" },
  (t) => {
    const it = world(t, { dead: CYCLE_BUDGET + 500 });
    t.did("ran", "startExpiring(keyspace)");
    t.cleanup(startExpiring(it.keyspace));
    it.clock.advance(CYCLE_EVERY_MS);
    t.equal(it.keyspace.expiredKeys, CYCLE_BUDGET, "keyspace.expiredKeys after 100 ms");
    it.clock.advance(CYCLE_EVERY_MS);
    t.equal(it.keyspace.expiredKeys, CYCLE_BUDGET + 500, "keyspace.expiredKeys after 200 ms");
  },
);

law(
  "stopped",
  "once stopped no cycle begins, not even if a cycle stopped itself",
  { hint: "The clock calls" },
  (t) => {
    const it = world(t, { alive: 50 });
    t.did("ran", "startExpiring(keyspace), and what it returned");
    const stop = startExpiring(it.keyspace);
    it.clock.advance(100);
    const { looks } = it.keyspace;
    t.holds(looks > 0, "no cycle ran in 100 ms");
    stop();
    t.equal(it.clock.pending, 0, "timers that wait");
    it.clock.advance(10_000);
    t.equal(it.keyspace.looks, looks, "looks, 10 s later");
    stop();

    const clock = new SimClock(START_MS);
    let end = () => {};
    const onRemoved = () => end();
    const keyspace = new Watched({ clock, random: seededRandom(t.seed), onRemoved });
    for (let i = 0; i < 100; i++) keyspace.put(Buffer.from(`k${i}`), value, START_MS + 1000);
    keyspace.put(Buffer.from("first"), value, START_MS + 1);
    t.given("ran", "startExpiring(keyspace), and stopped it from onRemoved");
    end = startExpiring(keyspace);
    for (let i = 0; i < 1000 && keyspace.expiredKeys === 0; i++) clock.advance(100);
    t.equal(clock.pending, 0, "timers that wait");
  },
);
