import { type Entry, type Message, RaftLog } from "@labs/db-16";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import {
  accepted,
  append,
  drawsAnew,
  leading,
  logOf,
  names,
  namesOf,
  rejected,
  requestVote,
  sends,
  speaksToAll,
  toA,
  utf8,
  vote,
  Watched,
} from "./rig.ts";
import { type Pair, somePair } from "./two-logs.ts";

const law = step("replication");

/** What `a` answers to `b`. */
const has = (term: number, matchIndex: number): Message =>
  accepted({ from: "a", to: "b", term }, matchIndex);
const lacks = (term: number, prevLogIndex: number, conflict: string): Message =>
  rejected({ from: "a", to: "b", term }, prevLogIndex, conflict);

/** What the leader `a` sends to `b`. */
const toB = (leader: Watched, prevLogIndex: number, count: number): Message =>
  append({ from: "a", to: "b", term: leader.term }, leader.entries, prevLogIndex, count);

/** Those of the messages that are for `b`. */
const forB = (messages: readonly Message[]): readonly Message[] =>
  messages.filter(({ to }) => to === "b");

law(
  "first-index-of",
  "the first entry of a term is found from any entry of it; the last, from the term alone",
  { hint: "Runs of a term" },
  async (t) => {
    const log = new RaftLog(logOf("1 1 2 4 4 4 5"));
    t.did("log", "1/1 2/1 3/2 4/4 5/4 6/4 7/5");
    t.equal(
      [1, 2, 3, 4, 5, 6, 7].map((index) => log.firstIndexOf(index)),
      [1, 1, 3, 4, 4, 4, 7],
    );
    const lasts = [0, 1, 2, 3, 4, 5, 6].map((term) => log.lastIndexOf(term));
    t.equal(lasts, [undefined, 2, 3, undefined, 6, 7, undefined], "lastIndexOf 0 to 6");
    t.equal(new RaftLog([]).lastIndexOf(1), undefined, "lastIndexOf(1) of an empty log");
    const terms = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 });
    await t.forAll([terms], (drawn) => {
      const sorted = drawn.sort((a, b) => a - b);
      const any = new RaftLog(logOf(sorted.join(" ")));
      t.given("log", namesOf(logOf(sorted.join(" "))));
      for (const [at, term] of sorted.entries()) {
        t.equal(any.firstIndexOf(at + 1), sorted.indexOf(term) + 1, `firstIndexOf(${at + 1})`);
      }
      for (let term = 0; term <= 10; term++) {
        const last = sorted.lastIndexOf(term) + 1;
        t.equal(any.lastIndexOf(term), last === 0 ? undefined : last, `lastIndexOf(${term})`);
      }
    });
  },
);

law(
  "takes-entries",
  "a follower takes what comes behind an entry that it has, saves it and then says so (Figure 2)",
  { hint: "The consistency check" },
  (t) => {
    const a = new Watched(t, { log: "1 1" });
    const log = logOf("1 1 2 2");
    a.node.step(append(toA(2), log, 2, 2));
    const ready = a.node.ready();
    t.equal(ready?.hardState, { term: 2, votedFor: undefined }, "hardState of the next Ready");
    t.equal(namesOf(ready?.entries ?? []), "3/2 4/2", "entries to be saved");
    sends(t, ready?.messages ?? [], has(2, 4));
    t.equal(a.entries, log, "its log");
    t.equal(a.node.ready(), undefined, "the Ready after it");
  },
);

law(
  "from-the-beginning",
  "behind index 0 everything fits: an empty log is filled from its first entry on",
  { hint: "The consistency check" },
  (t) => {
    const a = new Watched(t);
    sends(t, a.hear(append(toA(3), logOf("1 2 3"), 0, 3)), has(3, 3));
    t.equal(a.log, "1/1 2/2 3/3", "its log");
  },
);

law(
  "gap",
  "entries behind a gap are refused: the answer names the first index that is free (§5.3)",
  { hint: "The consistency check" },
  (t) => {
    const a = new Watched(t, { log: "1 1" });
    sends(t, a.hear(append(toA(2), logOf("1 1 2 2 2"), 4, 1)), lacks(2, 4, "3"));
    t.equal(a.log, "1/1 2/1", "its log");
    sends(t, a.hear(append(toA(2), logOf("1 1 2 2 2"), 3, 0)), lacks(2, 3, "3"));
    const empty = new Watched(t);
    sends(t, empty.hear(append(toA(2), logOf("1 1 2"), 2, 1)), lacks(2, 2, "1"));
  },
);

law(
  "mismatch",
  "entries behind one of another term are refused: the answer names that term, and its first entry (§5.3)",
  { hint: "The consistency check" },
  (t) => {
    const a = new Watched(t, { log: "1 2 2 2 3" });
    const log = logOf("1 1 4 4 4 4");
    sends(t, a.hear(append(toA(4), log, 4, 2)), lacks(4, 4, "2/2"));
    sends(t, a.hear(append(toA(4), log, 4, 0)), lacks(4, 4, "2/2"));
    sends(t, a.hear(append(toA(4), log, 5, 1)), lacks(4, 5, "5/3"));
    sends(t, a.hear(append(toA(4), log, 2, 4)), lacks(4, 2, "2/2"));
    t.equal(a.log, "1/1 2/2 3/2 4/2 5/3", "its log: what does not fit removes nothing");
    const long = `1${" 2".repeat(500)}`;
    t.given("the log of a", "1/1, and 500 entries of term 2");
    const b = new Watched(t, { log: long, tell: () => undefined });
    sends(t, b.hear(append(toA(5), logOf(`1${" 3".repeat(500)} 5`), 501, 1)), lacks(5, 501, "2/2"));
  },
);

law(
  "conflict",
  "where another entry has the index, that one and all behind it make place (Figure 2, AppendEntries 3)",
  { hint: "What goes, what stays" },
  (t) => {
    const a = new Watched(t, { log: "1 1 2 2 2 2" });
    sends(t, a.hear(append(toA(4), logOf("1 1 2 4"), 1, 3)), has(4, 4));
    t.equal(a.log, "1/1 2/1 3/2 4/4", "its log");
    t.equal(namesOf(a.kept), "1/1 2/1 3/2 4/4", "what is saved");
  },
);

law(
  "agreement-removes-nothing",
  "an old Append, with less than the log has, removes nothing: what follows may have been confirmed",
  { hint: "What goes, what stays" },
  (t) => {
    const log = logOf("1 1 2 2 2");
    const a = new Watched(t, { log: "1 1 2 2 2" });
    for (const [prev, count] of [
      [0, 2],
      [2, 1],
      [3, 0],
      [1, 3],
      [0, 0],
    ] as const) {
      sends(t, a.hear(append(toA(2), log, prev, count)), has(2, prev + count));
      t.equal(a.log, "1/1 2/1 3/2 4/2 5/2", "its log");
    }
  },
);

law(
  "nothing-to-save",
  "entries that are there already are not saved again",
  { hint: "What goes, what stays" },
  (t) => {
    const a = new Watched(t, { log: "1 1 2" });
    a.node.step(append(toA(2), logOf("1 1 2"), 0, 3));
    t.equal(a.node.ready()?.entries, [], "entries to be saved");
  },
);

law(
  "match-is-what-was-compared",
  "the answer vouches for what the Append has shown, and not for the log's end (§5.3)",
  { hint: "What the answer vouches for" },
  (t) => {
    const a = new Watched(t, { log: "1 1 2 2 2" });
    const log = logOf("1 1 3 3");
    sends(t, a.hear(append(toA(4), log, 2, 0)), has(4, 2));
    t.equal(a.log, "1/1 2/1 3/2 4/2 5/2", "its log");
    sends(t, a.hear(append(toA(4), log, 1, 1)), has(4, 2));
  },
);

law(
  "stale-leader",
  "a leader of a lower term is refused with the term that there is, and changes nothing (§5.1)",
  { hint: "Leaders old and new" },
  (t) => {
    const a = new Watched(t, { log: "1 1", term: 5, votedFor: "c" });
    const before = a.node.status;
    const [reply, ...more] = a.hear(append(toA(4), logOf("1 1 4"), 2, 1));
    t.equal(more, [], "what else is sent");
    const isRefusal = reply?.kind === "append-reply" && !reply.ok;
    t.holds(isRefusal && reply.to === "b", "its answer is to b, and is a refusal");
    t.equal(reply?.term, 5, "the answer's term");
    t.equal(a.node.status, before, "the status");
    t.equal(a.log, "1/1 2/1", "its log");
    a.campaign();
    a.hear(append(toA(4), logOf("1 1 4"), 2, 1));
    t.equal([a.role, a.term], ["candidate", 6], "role and term of a candidate");
    a.hear(vote(toA(6)));
    a.hear(append(toA(5), logOf("1 1 5"), 2, 1));
    t.equal([a.role, a.term, a.log], ["leader", 6, "1/1 2/1 3/6*"], "role, term, log of a leader");
  },
);

law(
  "follows-a-leader-of-its-term",
  "a candidate that hears a leader of its term follows it, and keeps its vote (§5.2)",
  { hint: "Leaders old and new" },
  (t) => {
    const a = new Watched(t, { log: "1 1" });
    a.campaign();
    a.hear(append(toA(2), logOf("1 1 2"), 2, 1));
    const { role, term, leader, votedFor } = a.node.status;
    t.equal(
      { role, term, leader, votedFor },
      {
        ...{ role: "follower", term: 2, leader: "b", votedFor: "a" },
      },
    );
    a.hear(vote(toA(2, "c")));
    t.equal(a.role, "follower", "the role, when a vote for it comes late");
    const refused = vote({ from: "a", to: "c", term: 2 }, false);
    sends(t, a.hear(requestVote(toA(2, "c"), "9/1")), refused);
  },
);

law(
  "follows-what-does-not-fit",
  "a leader is followed also where its Append does not fit",
  { hint: "Leaders old and new" },
  (t) => {
    const a = new Watched(t, { log: "1 1" });
    a.campaign();
    sends(t, a.hear(append(toA(2), logOf("1 1 1 2"), 3, 1)), lacks(2, 3, "3"));
    t.equal([a.role, a.node.status.leader], ["follower", "b"], "role and leader");
  },
);

law(
  "a-new-leader",
  "a leader that hears a leader of a higher term follows it",
  { hint: "Leaders old and new" },
  (t) => {
    const a = leading(t, { log: "1 1" });
    sends(t, a.hear(append(toA(5), logOf("1 1 4 5"), 2, 2)), has(5, 4));
    t.equal([a.role, a.term, a.node.status.leader], ["follower", 5, "b"]);
    t.equal(a.log, "1/1 2/1 3/4 4/5", "its log, without its own no-op");
    t.equal(namesOf(a.kept), "1/1 2/1 3/4 4/5", "what is saved");
    sends(t, a.tick());
  },
);

law(
  "patience-with-a-leader",
  "who hears its leader again and again begins no election, whether the entries fit or not (§5.2)",
  { hint: "The timer and the leader" },
  (t) => {
    for (const prev of [0, 3]) {
      t.given("each 9 ticks a", prev === 0 ? "heartbeat" : "Append that does not fit");
      const a = new Watched(t, { log: "1 1" });
      for (let count = 0; count < 20; count++) {
        a.hear(append(toA(2), logOf("1 1 1"), prev, 0));
        a.tick(9);
        t.equal([a.role, a.term], ["follower", 2], "role and term");
      }
    }
  },
);

law(
  "patience-is-drawn-anew",
  "who hears its leader waits from then on for a number of ticks drawn anew (§5.2)",
  { hint: "The timer and the leader" },
  (t) => {
    t.given("a machine that waits", "hears the leader of its term");
    drawsAnew(t, (machine) => machine.hear(append(toA(1), [], 0, 0)));
  },
);

law(
  "no-patience-with-a-former-leader",
  "a leader of a lower term is not waited for",
  { hint: "The timer and the leader" },
  (t) => {
    const a = new Watched(t, { log: "1 1", term: 5 });
    let ticks = 0;
    for (; a.role === "follower" && ticks < 20; ticks++) {
      a.hear(append(toA(4), logOf("1 1"), 0, 0));
      a.tick();
    }
    t.holds(a.role === "candidate", "after 20 ticks without a leader of its term it waits still");
  },
);

law(
  "propose",
  "a leader puts a command at its log's end, under its term, to be saved, and says where",
  { hint: "Proposing" },
  (t) => {
    const a = leading(t, { log: "1 1" });
    t.equal(a.node.propose(utf8("x")), { kind: "accepted", index: 4, term: 2 });
    t.equal(a.node.propose(utf8("y")), { kind: "accepted", index: 5, term: 2 });
    const x = { kind: "command", index: 4, term: 2, data: utf8("x") };
    const y = { kind: "command", index: 5, term: 2, data: utf8("y") };
    t.equal(a.node.ready()?.entries, [x, y], "entries to be saved");
    t.equal(a.node.entry(5), y, "entry 5");
  },
);

law(
  "who-leads",
  "who does not lead takes no command, and says who leads, as far as it knows",
  { hint: "Proposing" },
  (t) => {
    const a = new Watched(t, { log: "1 1", term: 2 });
    const said = (): unknown => a.node.propose(utf8("x"));
    t.equal(said(), { kind: "not-leader", leader: undefined }, "what a follower says at first");
    a.hear(append(toA(2), logOf("1 1"), 2, 0));
    t.equal(said(), { kind: "not-leader", leader: "b" }, "what it says when b leads");
    a.hear(requestVote(toA(3, "c"), "0/0"));
    t.equal(said(), { kind: "not-leader", leader: undefined }, "what it says in a new term");
    a.hear(append(toA(3, "c"), logOf("1 1"), 2, 0));
    a.campaign();
    t.equal(said(), { kind: "not-leader", leader: undefined }, "what a candidate says");
    t.equal(a.log, "1/1 2/1", "its log");
  },
);

law(
  "command-is-copied",
  "a command's bytes are copied: what the client does with them later changes no log",
  { hint: "Proposing" },
  (t) => {
    const a = leading(t);
    const whole = Buffer.from("to pay 10 now");
    const data = whole.subarray(3, 9);
    t.did("proposed", "a part of a Buffer, which was then filled with 9s");
    a.node.propose(data);
    whole.fill(0x39);
    const entry = a.node.entry(2);
    t.bytes(entry?.kind === "command" ? entry.data : utf8(""), "pay 10");
  },
);

law(
  "heartbeat-brings-all",
  "what was proposed while an answer is awaited goes with the next heartbeat, to a limit",
  { hint: "What to send" },
  (t) => {
    const a = leading(t, { log: "1 1", appendEntriesMax: 4 });
    for (const text of ["x", "y"]) a.propose(text);
    sends(t, forB(a.tick()), toB(a, 2, 3));
    for (const text of ["z", "u", "v"]) a.propose(text);
    sends(t, forB(a.tick()), toB(a, 2, 4));
  },
);

law(
  "awaited",
  "a hundred commands behind an Append that is not answered yet cost no Append of their own",
  { hint: "What to send" },
  (t) => {
    const a = leading(t);
    let count = 0;
    for (let at = 0; at < 100; at++) count += a.propose(`command ${at}`).length;
    t.atMost(count, 0, "Appends");
  },
);

law(
  "busy-and-heard",
  "a leader that is given one command after the other speaks to all as often as one that is idle",
  { hint: "What to send" },
  (t) => {
    const a = leading(t, { heartbeatTicks: 3 });
    speaksToAll(t, a, (count) => a.propose(`command ${count}`));
  },
);

law(
  "busy-with-one",
  "a leader that goes back for one follower, try after try, speaks to the others as often as ever",
  { hint: "What to send" },
  (t) => {
    t.given("the logs", "of a have the odd terms, of b the even ones: no entry is the same");
    const a = leading(t, { log: "1 3 5 7 9 11 13 15 17 19 21 23", term: 24, heartbeatTicks: 3 });
    speaksToAll(t, a, (count) => {
      const prev = 12 - count;
      return a.hear(rejected(toA(25), prev, `${prev}/${2 * prev}`));
    });
  },
);

law(
  "goes-back",
  "a leader whose Append did not fit tries again at once, where the answer says",
  { hint: "Going back" },
  (t) => {
    const cases: [log: string, conflict: string, next: number, why: string][] = [
      ["1 1 4 4 5 5", "3", 3, "the follower's log ends with entry 2"],
      ["1 1 4 4 5 5", "1", 1, "the follower's log is empty"],
      ["1 1 4 4 5 5", "3/2", 3, "a has nothing of the follower's term 2: on before its first"],
      ["1 1 4 4 5 5", "4/4", 5, "a has entries of the follower's term 4: on behind its last"],
      ["1 1 4 4 5 5", "2/1", 3, "a has entries of the follower's term 1: on behind its last"],
    ];
    for (const [log, conflict, next, why] of cases) {
      t.given("case", why);
      const a = leading(t, { log });
      const sent = a.hear(rejected(toA(a.term), 6, conflict));
      sends(t, sent, toB(a, next - 1, 8 - next));
    }
  },
);

law(
  "goes-back-alone",
  "what one follower lacks, that one is sent: the others' Appends stay as they were",
  { hint: "Going back" },
  (t) => {
    const a = leading(t, { log: "1 1 4 4" });
    a.hear(rejected(toA(5), 4, "1"));
    const route = { from: "a", to: "c", term: 5 };
    sends(t, a.tick(), toB(a, 0, 5), append(route, a.entries, 4, 1));
  },
);

law(
  "late-rejections",
  "a rejection of anything but the latest Append is late: nothing changes, and nothing is sent",
  { hint: "Going back" },
  (t) => {
    const a = leading(t, { log: "1 1 4 4 5 5" });
    const late = rejected(toA(6), 6, "5/3");
    sends(t, a.hear(late), toB(a, 4, 3));
    sends(t, a.hear(rejected(toA(6), 4, "2")), toB(a, 1, 6));
    sends(t, a.hear(late));
    sends(t, a.hear(rejected(toA(6), 4, "2")));
    sends(t, forB(a.tick()), toB(a, 1, 6));
    a.hear(late);
    t.did("looked at", "whether an answer of b is awaited still: a command waits for it");
    sends(t, a.propose("x"));
  },
);

law(
  "always-back",
  "whatever a rejection says, the next try is before the last one, and not before the first entry",
  { hint: "Going back" },
  async (t) => {
    const conflict = fc.record({
      index: fc.integer({ min: 1, max: 9 }),
      term: fc.option(fc.integer({ min: 1, max: 5 })),
    });
    await t.forAll(
      [somePair, fc.array(conflict, { minLength: 1, maxLength: 12 })],
      (pair, said) => {
        t.given("case", "");
        const a = leading(t, { log: pair.leader });
        let prev = a.node.status.lastIndex - 1;
        for (const { index, term } of said) {
          if (prev === 0) return;
          const name = term === null ? `${index}` : `${index}/${term}`;
          const [next] = a.hear(rejected(toA(a.term), prev, name));
          t.holds(next?.kind === "append", "it does not try again");
          if (next?.kind !== "append") return;
          t.atMost(next.prevLogIndex, prev - 1, "as prevLogIndex");
          t.holds(next.prevLogIndex >= 0, "it tries before the first entry");
          prev = next.prevLogIndex;
        }
      },
    );
  },
);

law(
  "figure-7",
  "the leader of term 8 brings each of Figure 7's six followers to its own log, in few Appends (§5.3)",
  { hint: "Going back" },
  (t) => {
    const followers: [name: string, log: string, appends: number][] = [
      ["(a)", "1 1 1 4 4 5 5 6 6", 2],
      ["(b)", "1 1 1 4", 2],
      ["(c)", "1 1 1 4 4 5 5 6 6 6 6", 1],
      ["(d)", "1 1 1 4 4 5 5 6 6 6 7 7", 1],
      ["(e)", "1 1 1 4 4 4 4", 3],
      ["(f)", "1 1 1 2 2 2 3 3 3 3 3", 3],
    ];
    for (const [name, log, appends] of followers) {
      t.given("follower", `${name}: ${log}`);
      const pair = { leader: "1 1 1 4 4 5 5 6 6 6", follower: log };
      t.atMost(appendsUntilEqual(t, pair, 7), appends, "Appends");
    }
  },
);

law(
  "few-round-trips",
  "any follower gets there: a rejection for each of its terms that differ, and one more where it is short",
  { hint: "Going back" },
  async (t) => {
    await t.forAll([somePair], (pair) => {
      t.given("leader's log, follower's", `${pair.leader || "none"}, ${pair.follower || "none"}`);
      const { leader, follower } = { leader: logOf(pair.leader), follower: logOf(pair.follower) };
      const differing = follower.filter(({ index, term }) => leader[index - 1]?.term !== term);
      const terms = new Set(differing.map(({ term }) => term)).size;
      t.atMost(appendsUntilEqual(t, pair, 9), terms + 2, "Appends");
    });
  },
);

law(
  "any-appends",
  "after any Appends of a leader, old, repeated, in any order, a log is what the rules make it (Figure 2)",
  { hint: "What goes, what stays" },
  async (t) => {
    const piece = fc.record({ prev: fc.nat(12), count: fc.nat(5) });
    await t.forAll([somePair, fc.array(piece, { maxLength: 20 })], (pair, pieces) => {
      t.given("the leader's log", namesOf(logOf(pair.leader)));
      const log = logOf(pair.leader);
      const a = new Watched(t, { log: pair.follower, term: 9 });
      let model = [...logOf(pair.follower)];
      let matched = 0;
      for (const { prev, count } of pieces) {
        const message = append(toA(9), log, Math.min(prev, log.length), count);
        const [reply] = a.hear(message);
        const upTo = message.prevLogIndex + message.entries.length;
        const fits = (model[message.prevLogIndex - 1]?.term ?? 0) === message.prevLogTerm;
        const isSame = message.entries.every(({ index, term }) => model[index - 1]?.term === term);
        if (fits && !isSame) model = log.slice(0, upTo);
        if (fits) matched = Math.max(matched, upTo);
        const isOk = reply?.kind === "append-reply" && reply.ok;
        t.equal(isOk ? `up to ${reply.matchIndex}` : "refused", fits ? `up to ${upTo}` : "refused");
        t.equal(a.log, namesOf(model), "its log");
        t.equal(namesOf(a.kept), namesOf(model), "what is saved");
      }
      t.equal(a.entries.slice(0, matched), log.slice(0, matched), "what it has vouched for");
    });
  },
);

law(
  "round-comes-back",
  "an answer gives back the round of its Append, whether it fits or not",
  { hint: "What the answer vouches for" },
  (t) => {
    for (const prev of [2, 3]) {
      const a = new Watched(t, { log: "1 1" });
      const [reply] = a.hear({ ...append(toA(2), logOf("1 1 1"), prev, 0), round: 7 });
      t.equal(reply?.kind === "append-reply" ? reply.round : undefined, 7, "the answer's round");
    }
  },
);

law(
  "no-round-of-a-former-term",
  "an Append of a lower term is refused with round 0: its sender may lead again, and have rounds of its own",
  { hint: "What the answer vouches for" },
  (t) => {
    const a = new Watched(t, { log: "1 1 1", term: 3 });
    const old = { ...append(toA(1), logOf("1 1 1"), 3, 0), round: 5 };
    const [reply] = a.hear(old);
    t.equal(reply?.term, 3, "the answer's term");
    t.equal(reply?.kind === "append-reply" ? reply.round : undefined, 0, "the answer's round");
  },
);

law(
  "former-rejections",
  "a rejection of a former term, in which it led too, moves nothing",
  { hint: "Leaders old and new" },
  (t) => {
    const a = leading(t, { log: "1 1 1" });
    a.hear(vote(toA(4, "c"), false));
    a.elect();
    sends(t, a.hear(rejected(toA(2), 4, "1")));
    sends(t, forB(a.tick()), toB(a, 4, 1));
  },
);

/** Between a new leader and one follower, until its log is the leader's: how many Appends it takes. */
function appendsUntilEqual(t: Trial, pair: Pair, term: number): number {
  const leader = new Watched(t, { voters: names(2), log: pair.leader, term });
  const options = { id: "b", voters: names(2), log: pair.follower, term };
  const follower = new Watched(t, options);
  let flying = leader.elect();
  for (let count = 1; count < 40; count++) {
    const [message] = flying;
    t.holds(message !== undefined, "the leader tries no more, and the logs are not the same");
    if (message === undefined) break;
    const [reply] = follower.hear(message);
    if (reply?.kind === "append-reply" && reply.ok) {
      t.equal(follower.log, leader.log, "the follower's log, when it has accepted");
      t.equal(data(follower.entries), data(leader.entries), "the commands in it");
      return count;
    }
    flying = reply === undefined ? [] : leader.hear(reply);
  }
  return Number.POSITIVE_INFINITY;
}

/** The commands of a log. */
function data(entries: readonly Entry[]): readonly (Uint8Array | undefined)[] {
  return entries.map((entry) => (entry.kind === "command" ? entry.data : undefined));
}
