import { RaftLog, RaftNode } from "@labs/db-16";
import { step } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  entryOf,
  linesOf,
  logOf,
  names,
  namesOf,
  rejected,
  requestVote,
  sends,
  ticksToCampaign,
  toA,
  vote,
  Watched,
} from "./rig.ts";

const law = step("roles");

/** Terms that never fall, as a log has them. */
const someTerms = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 12 }).map((rises) => {
  let term = 1;
  return rises.map((rise) => {
    term += rise;
    return term;
  });
});

law(
  "empty-log",
  "an empty log ends with index 0 and term 0, and before the first entry the term is 0",
  { hint: "Index 0" },
  (t) => {
    const log = new RaftLog([]);
    t.equal(log.lastIndex, 0, "lastIndex");
    t.equal(log.lastTerm, 0, "lastTerm");
    t.equal(log.termAt(0), 0, "termAt(0)");
    t.equal(log.termAt(1), undefined, "termAt(1), behind the end");
    t.equal(log.entry(1), undefined, "entry(1), behind the end");
    t.equal(log.slice(1, 5), [], "slice(1, 5)");
    t.equal(log.takeUnsaved(), [], "takeUnsaved()");
  },
);

law(
  "saved-log",
  "a log begins with what was saved, as a copy, and has none of it to save again",
  { hint: "What is unsaved" },
  (t) => {
    const saved = [...logOf("1 1 2 4")];
    t.did("saved", namesOf(saved));
    const log = new RaftLog(saved);
    saved.pop();
    t.equal(log.lastIndex, 4, "lastIndex");
    t.equal(log.lastTerm, 4, "lastTerm");
    t.equal(
      [0, 1, 2, 3, 4, 5].map((index) => log.termAt(index)),
      [0, 1, 1, 2, 4, undefined],
    );
    t.equal(log.entry(3), entryOf(3, 2), "entry(3)");
    t.equal(log.takeUnsaved(), [], "takeUnsaved()");
  },
);

law(
  "append-next",
  "the entry to append is the next one: neither one that is there nor one behind a gap",
  { hint: "Index 0" },
  (t) => {
    const log = new RaftLog(logOf("1 1"));
    log.append(entryOf(3, 2));
    t.equal(log.entry(3), entryOf(3, 2), "entry(3)");
    for (const index of [3, 5, 1, 0]) {
      t.given("appended behind entry 3", `entry ${index}`);
      t.isBug(() => log.append(entryOf(index, 2)));
      t.equal(log.lastIndex, 3, "lastIndex, afterwards");
    }
  },
);

law(
  "slice",
  "a slice is from the first index on and before the second, at most so many, at most what is there",
  { hint: "Half-open ranges" },
  async (t) => {
    await t.forAll(
      [someTerms, fc.integer({ min: 1, max: 14 }), fc.nat(6), fc.option(fc.nat(5))],
      (terms, from, length, most) => {
        const entries = logOf(terms.join(" "));
        const to = from + length;
        t.given("log", namesOf(entries));
        t.did("slice", most === null ? `${from}, ${to}` : `${from}, ${to}, at most ${most}`);
        const inside = entries.filter(({ index }) => index >= from && index < to);
        const got = new RaftLog(entries).slice(from, to, ...(most === null ? [] : [most]));
        t.equal(namesOf(got), namesOf(inside.slice(0, most ?? inside.length)));
      },
    );
  },
);

law(
  "told-stays",
  "what slice and takeUnsaved have told stays as it was, whatever is appended and truncated later",
  { hint: "Half-open ranges" },
  (t) => {
    const log = new RaftLog([]);
    for (const index of [1, 2, 3]) log.append(entryOf(index, 1));
    const told = [
      ["slice(1, 4)", log.slice(1, 4), "1/1 2/1 3/1"],
      ["slice(1, 9)", log.slice(1, 9), "1/1 2/1 3/1"],
      ["slice(2, 4)", log.slice(2, 4), "2/1 3/1"],
      ["takeUnsaved()", log.takeUnsaved(), "1/1 2/1 3/1"],
    ] as const;
    for (const [what, entries, names] of told) t.equal(namesOf(entries), names, what);
    const stays = (): void => {
      for (const [what, entries, names] of told) {
        t.equal(namesOf(entries), names, `what ${what} had told, before`);
      }
    };
    log.append(entryOf(4, 2));
    t.did("appended", "4/2");
    stays();
    log.truncate(2);
    log.append(entryOf(2, 3));
    t.did("truncated at 2, and appended", "2/3");
    stays();
  },
);

law(
  "truncate",
  "to truncate at an entry removes it and all behind it; at one behind the end, nothing",
  { hint: "What is unsaved" },
  (t) => {
    const log = new RaftLog(logOf("1 1 2 4"));
    log.truncate(6);
    log.truncate(5);
    t.equal(log.lastIndex, 4, "lastIndex, when it was truncated behind its end");
    log.truncate(3);
    t.equal(log.lastIndex, 2, "lastIndex, when it was truncated at 3");
    t.equal(log.lastTerm, 1, "lastTerm");
    t.equal(log.entry(3), undefined, "entry(3)");
    log.append(entryOf(3, 5));
    t.equal(namesOf(log.slice(1, 9)), "1/1 2/1 3/5");
    log.truncate(1);
    t.equal(log.lastIndex, 0, "lastIndex, when it was truncated at 1");
  },
);

law(
  "unsaved",
  "an entry is told once to be saved; one that takes the place of a saved one is told too",
  { hint: "What is unsaved" },
  (t) => {
    const log = new RaftLog(logOf("1 1 2"));
    log.append(entryOf(4, 3));
    log.append(entryOf(5, 3));
    t.equal(namesOf(log.takeUnsaved()), "4/3 5/3", "takeUnsaved()");
    t.equal(log.takeUnsaved(), [], "takeUnsaved(), again");
    log.truncate(2);
    log.append(entryOf(2, 4));
    t.equal(namesOf(log.takeUnsaved()), "2/4", "takeUnsaved(), after entries 2 to 5 went");
    log.append(entryOf(3, 4));
    log.truncate(3);
    log.append(entryOf(3, 5));
    t.equal(namesOf(log.takeUnsaved()), "3/5", "takeUnsaved(), where 3/4 came and went unsaved");
  },
);

law(
  "log-is-an-array",
  "whatever is appended and truncated, a log is an array, and what is told to be saved makes the same one",
  { hint: "What is unsaved" },
  async (t) => {
    const deed = fc.oneof(
      fc.record({ kind: fc.constant("append" as const), rise: fc.nat(2) }),
      fc.record({ kind: fc.constant("truncate" as const), by: fc.nat(3) }),
      fc.record({ kind: fc.constant("save" as const) }),
    );
    await t.forAll([someTerms, fc.array(deed, { maxLength: 40 })], (terms, deeds) => {
      const model = [...logOf(terms.join(" "))];
      const disk = [...model];
      const log = new RaftLog(model);
      let term = model.at(-1)?.term ?? 1;
      t.given("log", namesOf(model));
      for (const next of [...deeds, { kind: "save" as const }]) {
        if (next.kind === "append") {
          term += next.rise;
          const entry = entryOf(model.length + 1, term);
          t.did("append", namesOf([entry]));
          model.push(entry);
          log.append(entry);
        } else if (next.kind === "truncate") {
          // Of a real log what goes is at once replaced.
          const index = Math.max(1, model.length + 1 - next.by);
          term += 1;
          t.did("truncate, append", `${index}, ${index}/${term}`);
          model.length = index - 1;
          model.push(entryOf(index, term));
          log.truncate(index);
          log.append(entryOf(index, term));
        } else {
          const unsaved = log.takeUnsaved();
          t.did("takeUnsaved", namesOf(unsaved));
          disk.length = Math.min(disk.length, (unsaved[0]?.index ?? disk.length + 1) - 1);
          disk.push(...unsaved);
          t.equal(namesOf(disk), namesOf(model), "what was saved until now");
        }
        t.equal([log.lastIndex, log.lastTerm], [model.length, model.at(-1)?.term ?? 0]);
        t.equal(namesOf(log.slice(1, model.length + 1)), namesOf(model), "the log");
      }
    });
  },
);

law(
  "begins",
  "a machine begins as a follower, with the term, the vote and the log it kept, and has nothing to do",
  { hint: "Terms" },
  (t) => {
    const voters = names(3);
    const fresh = new RaftNode({ id: "a", voters, random: seededRandom(t.seed) });
    const nobody = { votedFor: undefined, leader: undefined };
    const begun = { id: "a", role: "follower", commitIndex: 0 };
    t.equal(fresh.status, { ...begun, ...nobody, term: 0, lastIndex: 0, lastTerm: 0 });
    t.equal(fresh.ready(), undefined, "ready()");
    const again = new Watched(t, { log: "1 1 3", term: 4, votedFor: "c" });
    const kept = { term: 4, votedFor: "c", leader: undefined, lastIndex: 3, lastTerm: 3 };
    t.equal(again.node.status, { ...begun, ...kept });
    t.equal(again.node.ready(), undefined, "ready()");
  },
);

law(
  "patience",
  "who hears of no leader waits electionTicks ticks at least, and less than twice as many (§5.2)",
  { hint: "The timer" },
  async (t) => {
    await t.forAll([fc.nat(), fc.integer({ min: 2, max: 40 })], (seed, electionTicks) => {
      const a = new Watched(t, { electionTicks, random: seededRandom(seed) });
      t.did("electionTicks", electionTicks);
      a.tick(electionTicks - 1);
      t.equal(a.role, "follower", `the role after ${electionTicks - 1} ticks`);
      a.tick(electionTicks);
      t.equal(a.role, "candidate", `the role after ${2 * electionTicks - 1} ticks`);
    });
  },
);

law(
  "timeouts-differ",
  "timeouts are drawn: every length from electionTicks to just below twice as many occurs (§5.2)",
  { hint: "The timer" },
  (t) => {
    const random = seededRandom(t.seed);
    const waited = Array.from({ length: 2000 }, () => ticksToCampaign(new Watched(t, { random })));
    t.given("2,000 machines", "each ticks, with electionTicks 10, until it begins an election");
    const lengths = [...new Set(waited)].sort((a, b) => a - b);
    t.equal(lengths, [10, 11, 12, 13, 14, 15, 16, 17, 18, 19], "the lengths that occurred");
    const counts = lengths.map((length) => waited.filter((ticks) => ticks === length).length);
    t.did("so many waited", counts.map((count, at) => `${count} for ${lengths[at]}`).join(", "));
    // Six standard deviations from 200.
    const isEven = counts.every((count) => count > 120 && count < 280);
    t.holds(isEven, "each length is as likely as any other: about 200 machines wait for each");
  },
);

law(
  "drawn-anew",
  "each wait has a timeout of its own: a candidate whose votes were split waits for another one (§5.2)",
  { hint: "The timer" },
  (t) => {
    const a = new Watched(t);
    const waited = Array.from({ length: 100 }, () => ticksToCampaign(a));
    t.given("a begins 100 elections, one after the other, waiting", waited.join(" "));
    t.holds(Math.min(...waited) >= 10, "it waited for less than electionTicks, 10, ticks");
    t.holds(Math.max(...waited) < 20, "it waited for twice electionTicks, 10, or longer");
    t.holds(new Set(waited).size >= 4, "it waits for the same time again and again");
  },
);

law(
  "by-random-alone",
  "the same random gives the same timeouts: nothing else is left to chance",
  { hint: "The timer" },
  (t) => {
    const run = (): string => {
      const a = new Watched(t, { random: seededRandom(t.seed) });
      return Array.from({ length: 20 }, () => ticksToCampaign(a)).join(" ");
    };
    const first = run();
    t.given("20 elections, waiting", first);
    t.equal(run(), first, "how long the same machine waits with the same random");
  },
);

law(
  "campaign",
  "an election begins with the next term, a vote for oneself, and a question to every other (§5.2)",
  { hint: "Beginning an election" },
  (t) => {
    for (const size of [2, 3, 5]) {
      t.given("machines", size);
      const a = new Watched(t, { voters: names(size), log: "1 1 3", term: 4, votedFor: "b" });
      const sent = a.campaign();
      const { role, term, votedFor, leader } = a.node.status;
      t.equal(
        { role, term, votedFor, leader },
        {
          ...{ role: "candidate", term: 5, votedFor: "a", leader: undefined },
        },
      );
      const others = names(size).slice(1);
      const route = (to: string) => ({ from: "a", to, term: 5 });
      sends(t, sent, ...others.map((to) => requestVote(route(to), "3/3")));
    }
  },
);

law(
  "empty-handed",
  "a candidate with an empty log says that it ends with index 0 of term 0",
  { hint: "Beginning an election" },
  (t) => {
    const sent = new Watched(t, { voters: names(2) }).campaign();
    sends(t, sent, requestVote({ from: "a", to: "b", term: 1 }, "0/0"));
  },
);

law(
  "vote-is-told",
  "the new term and the vote for oneself are to be saved no later than the questions leave, and once",
  { hint: "Beginning an election" },
  (t) => {
    const { node } = new Watched(t, { log: "1 1", term: 2 });
    while (node.status.role === "follower") node.tick();
    const ready = node.ready();
    t.equal(ready?.hardState, { term: 3, votedFor: "a" }, "hardState of the next Ready");
    t.equal(ready?.messages.length, 2, "messages in the same Ready");
    t.equal(node.ready(), undefined, "the Ready after it");
  },
);

law(
  "tries-again",
  "a candidate that hears nothing begins another election, in the next term",
  { hint: "Beginning an election" },
  (t) => {
    const a = new Watched(t);
    for (const term of [1, 2, 3]) {
      const sent = a.campaign();
      t.equal([a.role, a.term, a.node.status.votedFor], ["candidate", term, "a"]);
      const route = { from: "a", term };
      sends(
        t,
        sent,
        requestVote({ ...route, to: "b" }, "0/0"),
        requestVote({ ...route, to: "c" }, "0/0"),
      );
    }
  },
);

/** Messages whose term is all that counts where it is another one. */
const answers = [
  { what: "a vote", message: (term: number) => vote(toA(term)) },
  { what: "a refused vote", message: (term: number) => vote(toA(term), false) },
  { what: "a rejected Append", message: (term: number) => rejected(toA(term), 3, "2/1") },
] as const;

law(
  "higher-term",
  "a higher term is taken over from any message, without a vote or a leader in it (§5.1)",
  { hint: "Terms" },
  (t) => {
    for (const { what, message } of answers) {
      for (const role of ["follower", "candidate"]) {
        t.given("to a", `${role}, ${what} of a higher term`);
        const a = new Watched(t, { log: "1 1", term: 4, votedFor: "c" });
        if (role === "candidate") a.campaign();
        const sent = a.hear(message(9));
        const { status } = a.node;
        t.equal(status.role, "follower", "the role");
        t.equal([status.term, status.votedFor, status.leader], [9, undefined, undefined]);
        t.equal(a.hardState, { term: 9, votedFor: undefined }, "what is to be saved");
        sends(t, sent);
      }
    }
  },
);

law(
  "lower-term",
  "an answer of a lower term was to an older question, and changes nothing (§5.1)",
  { hint: "Terms" },
  (t) => {
    for (const { what, message } of answers) {
      for (const role of ["follower", "candidate"]) {
        t.given("to a", `${role}, ${what} of a lower term`);
        const a = new Watched(t, { log: "1 1", term: 4, votedFor: "c" });
        if (role === "candidate") a.campaign();
        const before = a.node.status;
        a.node.step(message(3));
        t.equal(a.node.status, before, "the status");
        t.equal(a.node.ready(), undefined, "ready()");
      }
    }
  },
);

law(
  "no-leader",
  "an answer to an Append means nothing to a machine that does not lead",
  { hint: "Terms" },
  (t) => {
    const a = new Watched(t, { log: "1 1", term: 4 });
    const before = a.node.status;
    sends(t, a.hear(rejected(toA(4), 2, "1/1")));
    t.equal(a.node.status, before, "the status");
    a.campaign();
    sends(t, a.hear(rejected(toA(5), 2, "1/1")));
    t.equal(a.role, "candidate", "the role");
  },
);

law(
  "not-for-it",
  "what is for another machine, or from one that is no voter, is dropped, whatever its term",
  { hint: "Terms" },
  (t) => {
    const routes = [
      { from: "b", to: "c", term: 9 },
      { from: "z", to: "a", term: 9 },
      { from: "a", to: "a", term: 9 },
    ];
    const a = new Watched(t, { log: "1 1", term: 4 });
    const before = a.node.status;
    for (const route of routes) {
      for (const message of [vote(route), requestVote(route, "7/8"), rejected(route, 2, "1/1")]) {
        sends(t, a.hear(message));
        t.equal(a.node.status, before, "the status");
      }
    }
  },
);

law(
  "timer-goes-on",
  "a higher term alone does not make a machine wait any longer: only a leader does, and a vote it gave",
  { hint: "The timer" },
  (t) => {
    for (const { what, message } of answers) {
      t.given("before every tick", `${what} of a higher term`);
      const a = new Watched(t, { term: 4 });
      let ticks = 0;
      for (let questions = 0; questions === 0 && ticks < 20; ticks++) {
        a.hear(message(a.term + 1));
        questions = a.tick().length;
      }
      t.holds(ticks < 20, "after 20 ticks without a leader it has begun no election");
    }
  },
);

law(
  "term-only-rises",
  "a term is the highest that was heard of or begun; of a term, the vote stays",
  { hint: "Terms" },
  async (t) => {
    const deed = fc.record({
      ticks: fc.nat(12),
      by: fc.constantFrom(-2, -1, 1, 2, 5),
      which: fc.nat(answers.length - 1),
    });
    await t.forAll([fc.nat(), fc.array(deed, { maxLength: 25 })], (seed, deeds) => {
      t.given("seed of random", seed);
      const a = new Watched(t, { random: seededRandom(seed), term: 2, votedFor: "b" });
      for (const { ticks, by, which } of deeds) {
        const before = a.node.status;
        const elections = linesOf(a.tick(ticks)).length / 2;
        t.equal(a.term, before.term + elections, "the term, one higher by each election");
        const { term, votedFor } = a.node.status;
        if (elections > 0) t.equal(votedFor, "a", "whom it voted for");
        a.hear(answers[which]!.message(Math.max(0, term + by)));
        t.equal(a.term, by > 0 ? term + by : term, "the term");
        t.equal(a.node.status.votedFor, by > 0 ? undefined : votedFor, "whom it voted for");
        t.equal(a.hardState, { term: a.term, votedFor: a.node.status.votedFor }, "what is saved");
      }
    });
  },
);
