import type { Entry, Message, NodeId } from "@labs/db-16";
import { step } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { type Cluster, chance, freshCluster } from "./cluster.ts";
import {
  accepted,
  append,
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

const law = step("commitment");

const commitIndex = (machine: Watched): number => machine.node.status.commitIndex;

/** What the leader `a` sends to `to`: so many entries behind `prevLogIndex`, with its commit index. */
const from = (leader: Watched, to: NodeId, prevLogIndex: number, count: number): Message =>
  append(
    { from: "a", to, term: leader.term },
    leader.entries,
    prevLogIndex,
    count,
    commitIndex(leader),
  );

const to = (id: NodeId, messages: readonly Message[]): readonly Message[] =>
  messages.filter((message) => message.to === id);

law(
  "majority-has-it",
  "an entry is committed when a majority has it, the leader among it, and not before (§5.3)",
  { hint: "Counting" },
  (t) => {
    for (const [size, majority] of [
      [2, 2],
      [3, 2],
      [4, 3],
      [5, 3],
      [6, 4],
      [7, 4],
    ] as const) {
      t.given("machines", `${size}: a majority is ${majority}`);
      const a = leading(t, { voters: names(size) });
      for (const [at, follower] of names(size).slice(1).entries()) {
        a.hear(accepted(toA(1, follower), 1));
        const expected = at + 2 >= majority ? 1 : 0;
        t.equal(commitIndex(a), expected, `the commit index, when ${at + 2} have entry 1`);
      }
    }
  },
);

law(
  "counted-once",
  "a follower counts once, however often it says what it has",
  { hint: "Counting" },
  (t) => {
    const a = leading(t, { voters: names(5) });
    for (let count = 0; count < 4; count++) a.hear(accepted(toA(1, "b"), 1));
    t.equal(commitIndex(a), 0, "the commit index, when a and b have entry 1");
  },
);

law(
  "highest-of-a-majority",
  "the commit index is the highest entry that a majority has, whoever has how much (Figure 2)",
  { hint: "Counting" },
  async (t) => {
    const matches = fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 1, maxLength: 6 });
    await t.forAll([fc.constantFrom("", "1", "1 1"), matches], (log, drawn) => {
      t.given("case", "");
      const a = leading(t, { voters: names(drawn.length + 1), log, term: 3 });
      const own = a.node.status.lastIndex;
      for (let index = own + 1; index <= 12; index++) a.node.propose(utf8(`command ${index}`));
      a.take();
      for (const [at, match] of drawn.entries()) {
        a.hear(accepted(toA(4, names(7)[at + 1]), Math.max(own, match)));
      }
      const have = (index: number): number =>
        1 + drawn.filter((match) => Math.max(own, match) >= index).length;
      let expected = 0;
      for (let index = own; index <= 12; index++) {
        if (have(index) > (drawn.length + 1) / 2) expected = index;
      }
      t.equal(commitIndex(a), expected, "the commit index");
      t.equal(namesOf(a.applied), namesOf(a.entries.slice(0, expected)), "what was applied");
    });
  },
);

law(
  "former-terms",
  "an entry of a former term is not committed by counting, however many have it (§5.4.2)",
  { hint: "Entries of former terms" },
  (t) => {
    const a = leading(t, { voters: names(5), log: "1 1 2", term: 3 });
    for (const follower of ["b", "c", "d", "e"]) a.hear(accepted(toA(4, follower), 3));
    t.equal(commitIndex(a), 0, "the commit index, when all have entry 3, of term 2");
    a.hear(accepted(toA(4, "b"), 4));
    t.equal(commitIndex(a), 0, "the commit index, when two have entry 4, of term 4");
    a.hear(accepted(toA(4, "c"), 4));
    t.equal(commitIndex(a), 4, "the commit index, when three have it: with it all before it");
    t.equal(namesOf(a.applied), "1/1 2/1 3/2 4/4*", "what was applied");
  },
);

law(
  "figure-8",
  "Figure 8: 2/2 is on a majority in (c), and not committed; in (e) it is, behind an entry of term 4",
  { hint: "Entries of former terms" },
  (t) => {
    t.given("(a)", "S1 led term 2; 2/2 reached S2. (b) S5 led term 3, and has 2/3. Both died.");
    const five = ["s1", "s2", "s3", "s4", "s5"];
    const born = (id: NodeId, log: string, term: number): Watched =>
      new Watched(t, { id, voters: five, log, term, appendEntriesMax: 1 });
    const [s1, s2, s3] = [born("s1", "1 2", 3), born("s2", "1 2", 3), born("s3", "1", 3)];
    s1.campaign();
    const arrived = (by: Watched, messages: readonly Message[]): readonly Message[] =>
      messages.filter((message) => message.to === by.id).flatMap((message) => by.hear(message));
    const ballots = (voter: Watched): readonly Message[] =>
      voter.hear(requestVote({ from: "s1", to: voter.id, term: 4 }, "2/2"));
    const first = [...ballots(s2), ...ballots(s3)].flatMap((ballot) => s1.hear(ballot));
    t.did("(c)", "S1 leads term 4, and sends S3, one entry at a time, what it lacks");
    const again = arrived(s3, first).flatMap((reply) => s1.hear(reply));
    const [has] = arrived(s3, again);
    t.equal(s3.log, "1/1 2/2", "S3's log");
    s1.hear(accepted({ from: "s2", to: "s1", term: 4 }, 2));
    const third = has === undefined ? [] : s1.hear(has);
    t.equal(commitIndex(s1), 0, "S1's commit index, when S1, S2 and S3 have 2/2");
    t.did("(d)", "S5 may be elected yet, in term 5, by S2, and 2/2 will go");
    const s5 = { from: "s5", to: "s2", term: 5 };
    const other = born("s2", "1 2", 4);
    sends(t, other.hear(requestVote(s5, "2/3")), vote({ from: "s2", to: "s5", term: 5 }));
    t.did("(e)", "S1 goes on: 3/4 reaches S3 and S2");
    for (const reply of arrived(s3, third)) s1.hear(reply);
    t.equal(commitIndex(s1), 0, "S1's commit index, when S1 and S3 have 3/4");
    for (const reply of arrived(s2, s1.tick())) s1.hear(reply);
    t.equal(commitIndex(s1), 3, "S1's commit index, when S1, S2 and S3 have 3/4");
    t.equal(namesOf(s1.applied), "1/1 2/2 3/4*", "what S1 has applied");
    const refused = vote({ from: "s3", to: "s5", term: 5 }, false);
    sends(t, s3.hear(requestVote({ ...s5, to: "s3" }, "2/3")), refused);
  },
);

law(
  "alone",
  "a machine alone elects itself, and commits what it is given at once",
  { hint: "A cluster of one" },
  (t) => {
    const a = new Watched(t, { voters: ["a"], log: "1 1", term: 1 });
    sends(t, a.campaign());
    t.equal([a.role, a.term, a.node.status.leader], ["leader", 2, "a"], "role, term, leader");
    t.equal(namesOf(a.applied), "1/1 2/1 3/2*", "what was applied");
    sends(t, a.propose("x"));
    t.equal(namesOf(a.applied), "1/1 2/1 3/2* 4/2", "what was applied, with a command more");
    t.equal(a.kept, a.entries, "what is saved");
  },
);

law(
  "saved-before-applied",
  "what is applied was to be saved before, or is in the same Ready",
  { hint: "A cluster of one" },
  (t) => {
    const { node } = new Watched(t, { voters: ["a"] });
    while (node.status.role === "follower") node.tick();
    node.propose(utf8("x"));
    const ready = node.ready();
    t.equal(namesOf(ready?.entries ?? []), "1/1* 2/1", "entries to be saved");
    t.equal(namesOf(ready?.committed ?? []), "1/1* 2/1", "entries to be applied");
    t.equal(node.ready(), undefined, "the Ready after it");
  },
);

law(
  "applied-once",
  "what is committed is to be applied in order, without a gap, each entry once",
  { hint: "Applying" },
  (t) => {
    const a = leading(t);
    for (const text of ["x", "y", "z"]) a.propose(text);
    for (const match of [1, 3, 2, 3, 4, 4]) a.hear(accepted(toA(1), match));
    t.equal(namesOf(a.applied), "1/1* 2/1 3/1 4/1", "what was applied");
    a.tick(5);
    t.equal(namesOf(a.applied), "1/1* 2/1 3/1 4/1", "what was applied, later");
  },
);

law(
  "goes-on",
  "a follower that has confirmed is sent at once what it still lacks, appendEntriesMax entries at a time",
  { hint: "Sending on" },
  (t) => {
    const a = leading(t, { log: "1 1 1 1 1 1 1 1", appendEntriesMax: 4 });
    sends(t, a.hear(rejected(toA(2), 8, "1")), from(a, "b", 0, 4));
    sends(t, a.hear(accepted(toA(2), 4)), from(a, "b", 4, 4));
    sends(t, a.hear(accepted(toA(2), 8)), from(a, "b", 8, 1));
    const last = to("b", a.hear(accepted(toA(2), 9)));
    t.equal(namesOf(last.flatMap(entriesOf)), "", "entries sent to b, when b has all");
  },
);

law(
  "at-once",
  "a command goes out at once to whom no answer is awaited from",
  { hint: "Sending on" },
  (t) => {
    const cluster = freshCluster(t, 3, t.seed);
    const leader = elected(cluster);
    for (const text of ["x", "y"]) {
      const last = leader.node.status.lastIndex;
      const sent = leader.propose(text);
      t.given("all is answered; the leader is given", text);
      const told = sent.map((message) => `${message.to}: ${namesOf(entriesOf(message))}`);
      const name = `${last + 1}/${leader.term}`;
      t.equal(told.sort(), [`b: ${name}`, `c: ${name}`], "the entries that are sent, and to whom");
      cluster.post(sent);
      cluster.settle();
    }
  },
);

law(
  "followers-learn",
  "a follower learns with an Append what is committed, and applies it (§5.3)",
  { hint: "What a follower may commit" },
  (t) => {
    const log = logOf("1 1 2");
    const a = new Watched(t);
    a.hear(append(toA(2), log, 0, 2, 0));
    t.equal([commitIndex(a), namesOf(a.applied)], [0, ""], "commit index, and what was applied");
    a.hear(append(toA(2), log, 2, 1, 2));
    t.equal([commitIndex(a), namesOf(a.applied)], [2, "1/1 2/1"]);
    a.hear(append(toA(2), log, 3, 0, 3));
    t.equal([commitIndex(a), namesOf(a.applied)], [3, "1/1 2/1 3/2"]);
  },
);

law(
  "told-by-a-heartbeat",
  "followers learn what is committed by the next heartbeat at the latest, though nothing is proposed",
  { hint: "What a follower may commit" },
  (t) => {
    const cluster = freshCluster(t, 3, t.seed, { heartbeatTicks: 2 });
    const leader = elected(cluster);
    leader.node.propose(utf8("x"));
    cluster.post(leader.take());
    cluster.settle();
    for (let tick = 0; tick < 2; tick++) cluster.tick(leader);
    cluster.settle();
    const expected = namesOf(leader.entries);
    for (const { id, applied } of cluster.machines) {
      t.equal(namesOf(applied), expected, `what ${id} has applied`);
    }
  },
);

law(
  "told-by-every-append",
  "every Append carries the leader's commit index as it is when it leaves, whatever its receiver has",
  { hint: "Sending on" },
  (t) => {
    const a = leading(t, { log: "1 1", appendEntriesMax: 1 });
    a.propose("x");
    sends(t, a.hear(accepted(toA(2, "c"), 3)), from(a, "c", 3, 1));
    t.equal(commitIndex(a), 3, "the commit index, when a and c have entry 3");
    sends(t, a.tick(), from(a, "b", 2, 1), from(a, "c", 3, 1));
    sends(t, a.hear(rejected(toA(2, "b"), 2, "1")), from(a, "b", 0, 1));
  },
);

law(
  "no-further-than-compared",
  "a follower commits no further than the Append has shown: behind that its log may be another (Figure 2)",
  { hint: "What a follower may commit" },
  (t) => {
    const a = new Watched(t, { log: "1 1 2 2 2", term: 3 });
    const log = logOf("1 1 3 3 3");
    a.hear(append(toA(3), log, 2, 0, 5));
    t.equal(commitIndex(a), 2, "the commit index, when entries 1 and 2 were compared");
    a.hear(append(toA(3), log, 1, 2, 5));
    t.equal([commitIndex(a), a.log], [3, "1/1 2/1 3/3"], "commit index and log");
    a.hear(append(toA(3), log, 3, 2, 4));
    t.equal(commitIndex(a), 4, "the commit index, when the leader's is 4");
    t.equal(namesOf(a.applied), "1/1 2/1 3/3 4/3", "what was applied");
  },
);

law(
  "nothing-by-a-misfit",
  "an Append that does not fit commits nothing, nor does one of a former leader",
  { hint: "What a follower may commit" },
  (t) => {
    const a = new Watched(t, { log: "1 1 2", term: 4 });
    a.hear(append(toA(4), logOf("1 1 4 4"), 3, 1, 4));
    t.equal(commitIndex(a), 0, "the commit index, where entry 3 is another");
    a.hear(append(toA(3, "c"), logOf("1 1 2"), 3, 0, 3));
    t.equal(commitIndex(a), 0, "the commit index, told by a leader of a lower term");
  },
);

law(
  "never-falls",
  "the commit index never falls: an old Append, or a new leader, may know of less",
  { hint: "What a follower may commit" },
  (t) => {
    const log = logOf("1 1 2 2");
    const a = new Watched(t, { log: "1 1 2 2", term: 2 });
    a.hear(append(toA(2), log, 4, 0, 3));
    a.hear(append(toA(2), log, 1, 1, 1));
    t.equal(commitIndex(a), 3, "the commit index, after an old Append");
    a.hear(append(toA(2), log, 1, 1, 4));
    t.equal(commitIndex(a), 3, "the commit index, after one that tells of more, and shows less");
    a.hear(append(toA(3, "c"), log, 4, 0, 0));
    t.equal(commitIndex(a), 3, "the commit index, after a new leader's first Append");
    a.campaign();
    a.hear(vote(toA(4)));
    t.equal(commitIndex(a), 3, "the commit index, when it leads itself");
    t.equal(namesOf(a.applied), "1/1 2/1 3/2", "what was applied");
  },
);

law(
  "late-accepts",
  "an answer that comes late takes nothing back: what a follower has, it has",
  { hint: "What is known of a follower" },
  (t) => {
    const a = leading(t, { voters: names(5), log: "1 1 1" });
    for (const text of ["x", "y"]) a.propose(text);
    a.hear(accepted(toA(2, "b"), 6));
    a.hear(accepted(toA(2, "b"), 4));
    sends(t, to("b", a.tick()), from(a, "b", 6, 0));
    a.hear(accepted(toA(2, "c"), 6));
    t.equal(commitIndex(a), 6, "the commit index, when a, b and c have entry 6");
  },
);

law(
  "late-rejections-behind-accepts",
  "a leader never sends again what a follower has confirmed, whatever a late rejection says",
  { hint: "What is known of a follower" },
  (t) => {
    const a = leading(t, { voters: names(5), log: "1 1 1 1" });
    const late = rejected(toA(2), 4, "1");
    sends(t, a.hear(late), from(a, "b", 0, 5));
    a.hear(accepted(toA(2), 4));
    sends(t, a.hear(late));
    const [next] = to("b", a.tick());
    sends(t, next === undefined ? [] : [next], from(a, "b", 4, 1));
    a.hear(accepted(toA(2), 5));
    sends(t, a.hear(late));
    sends(t, to("b", a.tick()), from(a, "b", 5, 0));
  },
);

law(
  "former-accepts",
  "what a follower confirmed in a former term does not count in this one: its log may be another since",
  { hint: "What is known of a follower" },
  (t) => {
    const a = leading(t, { log: "1 1" });
    a.hear(vote(toA(3, "c"), false));
    a.elect();
    a.hear(accepted(toA(2), 3));
    a.hear(accepted(toA(3), 4));
    t.equal(commitIndex(a), 0, "the commit index: nobody has confirmed anything in term 4");
    sends(t, to("b", a.tick()), from(a, "b", 3, 1));
    a.hear(accepted(toA(4), 4));
    t.equal(commitIndex(a), 4, "the commit index, when b has confirmed entry 4 in term 4");
  },
);

law(
  "known-anew",
  "a leader goes back to where a follower's log is another, also where that one had its entry in a former term",
  { hint: "What is known of a follower" },
  (t) => {
    const a = leading(t, { voters: names(5), log: "1 1" });
    a.hear(accepted(toA(2, "b"), 3));
    t.did("meanwhile", "c leads term 3, and has its entry 3 at a, d and e; b has the former one");
    a.hear(append(toA(3, "c"), logOf("1 1 3"), 2, 1, 3));
    a.elect();
    sends(t, a.hear(rejected(toA(4, "b"), 3, "3/2")), from(a, "b", 2, 2));
  },
);

law(
  "a-heartbeat-is-awaited",
  "a command behind a heartbeat that is not answered yet goes with what follows the answer, and not before",
  { hint: "Sending on" },
  (t) => {
    const a = leading(t);
    for (const follower of ["b", "c"]) a.hear(accepted(toA(1, follower), 1));
    sends(t, to("b", a.tick()), from(a, "b", 1, 0));
    sends(t, a.propose("x"));
    sends(t, a.hear(accepted(toA(1, "b"), 1)), from(a, "b", 1, 1));
  },
);

law(
  "busy-bringing-up",
  "a leader that sends one follower Append after Append speaks to the others as often as ever",
  { hint: "Sending on" },
  (t) => {
    const log = Array.from({ length: 14 }, () => "1").join(" ");
    const a = leading(t, { log, appendEntriesMax: 1, heartbeatTicks: 3 });
    a.hear(rejected(toA(2), 14, "1"));
    speaksToAll(t, a, (count) => a.hear(accepted(toA(2), count + 1)));
  },
);

law(
  "batches",
  "a thousand commands behind one that is under way cost each follower as many Appends as they fill",
  { hint: "Sending on" },
  (t) => {
    const cluster = freshCluster(t, 3, t.seed, { appendEntriesMax: 250 });
    const leader = elected(cluster);
    cluster.post(leader.tick());
    cluster.settle();
    for (let at = 0; at <= 1000; at++) {
      leader.node.propose(utf8(`command ${at}`));
      cluster.post(leader.take());
    }
    let appends = 0;
    while (cluster.flying.length > 0) {
      if (entriesOf(cluster.flying[0]!).length > 0) appends += 1;
      cluster.arrive(0);
    }
    t.given("proposed one after the other", "1,001 commands, to two followers");
    t.equal(commitIndex(leader), leader.node.status.lastIndex, "the commit index");
    t.atMost(appends, 10, "Appends with entries");
  },
);

law(
  "one-conversation",
  "an answer that comes twice, or to a heartbeat besides, begins no second conversation",
  { hint: "Sending on" },
  (t) => {
    const a = leading(t, { voters: names(3), appendEntriesMax: 1 });
    a.hear(accepted(toA(1, "b"), 1));
    a.hear(accepted(toA(1, "c"), 1));
    for (const text of ["x", "y", "z"]) a.node.propose(utf8(text));
    a.take();
    sends(t, a.hear(accepted(toA(1, "b"), 2)), from(a, "b", 2, 1));
    for (let count = 0; count < 3; count++) {
      sends(t, a.hear(accepted(toA(1, "b"), 2)));
    }
    a.tick(2);
    sends(t, a.hear(accepted(toA(1, "b"), 3)), from(a, "b", 3, 1));
    for (let count = 0; count < 3; count++) {
      sends(t, a.hear(accepted(toA(1, "b"), 3)));
    }
  },
);

law(
  "made-good",
  "an Append, or an answer, that was lost is made good by heartbeats: all is committed in the end",
  { hint: "Sending on", seconds: 20 },
  async (t) => {
    const lost = fc.array(fc.boolean(), { minLength: 10, maxLength: 40 });
    await t.forAll([fc.nat(), lost], (seed, losses) => {
      t.given("seed", seed);
      const cluster = freshCluster(t, 3, seed, { appendEntriesMax: 2, electionTicks: 1000 });
      const leader = elected(cluster);
      for (const text of ["u", "v", "x", "y", "z"]) leader.node.propose(utf8(text));
      cluster.post(leader.take());
      for (const isLost of losses) {
        if (isLost) cluster.flying.shift();
        else cluster.arrive(0);
      }
      cluster.flying.length = 0;
      for (let beat = 0; beat < 5; beat++) {
        cluster.tick(leader);
        cluster.settle();
      }
      for (const { id, applied } of cluster.machines) {
        const isAll = namesOf(applied) === namesOf(leader.entries);
        cluster.holds(isAll, `${id} has applied ${namesOf(applied) || "nothing"}`);
      }
    });
  },
);

law(
  "a-leader-counts-its-own-log",
  "a leader that was down to a majority of itself and one other commits with it, and not alone",
  { hint: "Counting" },
  (t) => {
    const a = leading(t, { voters: names(3) });
    for (const text of ["x", "y"]) a.propose(text);
    t.equal(commitIndex(a), 0, "the commit index, when a alone has entries 1 to 3");
    a.hear(accepted(toA(1, "c"), 2));
    t.equal(commitIndex(a), 2, "the commit index, when c has entries 1 and 2");
  },
);

law(
  "begins-anew",
  "the commit index is not kept: who begins again learns it from a leader, and applies from the first",
  { hint: "Applying" },
  (t) => {
    const log = logOf("1 1 2");
    const a = new Watched(t, { log: "1 1 2" });
    a.hear(append(toA(2), log, 3, 0, 3));
    a.restart();
    t.equal(commitIndex(a), 0, "the commit index, when it begins again");
    a.hear(append(toA(2), log, 3, 0, 3));
    t.equal(namesOf(a.applied), "1/1 2/1 3/2", "what it applies then");
  },
);

law(
  "same-everywhere",
  "what two machines apply at an index is the same, whatever is late, lost, repeated, and who dies (Figure 3)",
  { hint: "Entries of former terms", seconds: 20 },
  async (t) => {
    let applied = 0;
    await t.forAll([fc.nat(), fc.constantFrom(3, 4, 5)], (seed, size) => {
      t.given("seed", `${seed}, ${size} machines`);
      const cluster = freshCluster(t, size, seed, { electionTicks: 4, appendEntriesMax: 2 });
      const random = seededRandom(seed);
      const all: Entry[] = [];
      const weather = { ticks: 20, arrivals: 60, losses: 3, repeats: 5, restarts: 1 };
      for (let count = 0; count < 400; count++) {
        chance(cluster, random, weather);
        const leader = cluster.leaders[0];
        if (leader !== undefined && count % 8 === 0) cluster.post(leader.propose(`${count}`));
        compare(cluster, all);
      }
      applied += all.length;
    });
    t.floor("entries were applied", applied, 500);
  },
);

/** Holds that every machine has applied a beginning of `all`, to which it adds what is new. */
function compare(cluster: Cluster, all: Entry[]): void {
  for (const { id, applied } of cluster.machines) {
    const last = applied.at(-1);
    if (last === undefined) continue;
    cluster.holds(
      applied.length === last.index,
      `${id} has left out an entry, or applied one twice`,
    );
    for (const entry of applied.slice(all.length)) all.push(entry);
    const known = all[last.index - 1]!;
    const isSame = known.term === last.term && textOf(known) === textOf(last);
    const whatIs = `${id} has applied ${textOf(last)} of term ${last.term} at ${last.index}`;
    cluster.holds(isSame, `${whatIs}, another ${textOf(known)} of term ${known.term}`);
  }
}

const textOf = (entry: Entry): string =>
  entry.kind === "no-op" ? "a no-op" : new TextDecoder().decode(entry.data);

const entriesOf = (message: Message): readonly Entry[] =>
  message.kind === "append" ? message.entries : [];

/** The first machine, elected by the others, its first entry on its way nowhere. */
function elected(cluster: Cluster): Watched {
  const [leader] = cluster.machines;
  cluster.post(leader!.campaign());
  cluster.settle();
  cluster.holds(leader!.role === "leader", "asked for their votes, the others did not elect it");
  return leader!;
}
