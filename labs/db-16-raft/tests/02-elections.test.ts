import type { Message, NodeId, RaftNode } from "@labs/db-16";
import { step } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { chance, freshCluster } from "./cluster.ts";
import {
  append,
  drawsAnew,
  leading,
  logOf,
  names,
  namesOf,
  rejected,
  requestVote,
  sends,
  toA,
  vote,
  Watched,
} from "./rig.ts";

const law = step("elections");

/** The answer of `a` to whoever asked. */
const answer = (to: NodeId, term: number, granted: boolean): Message =>
  vote({ from: "a", to, term }, granted);

law(
  "first-comes",
  "of two candidates of a term the first who asks gets the vote, the other none (§5.2)",
  { hint: "Whom to vote for" },
  (t) => {
    const a = new Watched(t);
    sends(t, a.hear(requestVote(toA(1, "b"), "0/0")), answer("b", 1, true));
    sends(t, a.hear(requestVote(toA(1, "c"), "0/0")), answer("c", 1, false));
    t.equal(a.node.status.votedFor, "b", "whom it voted for");
  },
);

law(
  "asked-again",
  "who has the vote gets it again when the question comes twice: its answer may be lost",
  { hint: "Whom to vote for" },
  (t) => {
    const a = new Watched(t, { log: "1 1", term: 1 });
    sends(t, a.hear(requestVote(toA(2), "2/1")), answer("b", 2, true));
    sends(t, a.hear(requestVote(toA(2), "2/1")), answer("b", 2, true));
  },
);

law(
  "new-term-new-vote",
  "in a new term the vote is free again: that of a former term does not bind",
  { hint: "Whom to vote for" },
  (t) => {
    const a = new Watched(t, { term: 4, votedFor: "b" });
    sends(t, a.hear(requestVote(toA(5, "c"), "0/0")), answer("c", 5, true));
    sends(t, a.hear(requestVote(toA(6, "b"), "0/0")), answer("b", 6, true));
  },
);

law(
  "vote-after-restart",
  "a machine that dies and begins again has not forgotten whom it voted for in this term (§5.2)",
  { hint: "Whom to vote for" },
  (t) => {
    const a = new Watched(t);
    a.hear(requestVote(toA(3, "b"), "0/0"));
    a.restart();
    sends(t, a.hear(requestVote(toA(3, "c"), "0/0")), answer("c", 3, false));
    sends(t, a.hear(requestVote(toA(3, "b"), "0/0")), answer("b", 3, true));
  },
);

law(
  "up-to-date",
  "no vote for a log that is older than one's own: its last term counts first, then its last index (§5.4.1)",
  { hint: "Whose log is newer" },
  (t) => {
    const cases: [own: string, last: string, granted: boolean, why: string][] = [
      ["1 1 2", "3/2", true, "the same"],
      ["1 1 2", "4/2", true, "the same last term, a higher last index"],
      ["1 1 2", "2/2", false, "the same last term, a lower last index"],
      ["1 1 2", "1/3", true, "a higher last term, however short"],
      ["1 1 2", "9/1", false, "a lower last term, however long"],
      ["", "0/0", true, "both empty"],
      ["1", "0/0", false, "nothing, where a has something"],
    ];
    for (const [log, last, granted, why] of cases) {
      t.given("the candidate's log", why);
      const a = new Watched(t, { log, term: 6 });
      sends(t, a.hear(requestVote(toA(7), last)), answer("b", 7, granted));
    }
  },
);

law(
  "lower-term-asks",
  "a candidate of a lower term is refused with the term that there is, so that it learns (§5.1)",
  { hint: "Terms of questions" },
  (t) => {
    const a = new Watched(t, { log: "1 1", term: 5 });
    sends(t, a.hear(requestVote(toA(3), "9/3")), answer("b", 5, false));
    t.equal([a.term, a.node.status.votedFor], [5, undefined], "term and vote");
  },
);

law(
  "refused-and-learned",
  "who refuses a vote for the log's sake takes the higher term over all the same, and saves it",
  { hint: "Terms of questions" },
  (t) => {
    const a = new Watched(t, { log: "1 1 4", term: 4, votedFor: "c" });
    sends(t, a.hear(requestVote(toA(9), "7/3")), answer("b", 9, false));
    t.equal(a.hardState, { term: 9, votedFor: undefined }, "what is saved");
  },
);

law(
  "vote-is-saved-first",
  "a vote is to be saved no later than it leaves: both are in the same Ready",
  { hint: "Whom to vote for" },
  (t) => {
    const { node } = new Watched(t, { term: 2 });
    node.step(requestVote(toA(2), "0/0"));
    const ready = node.ready();
    t.equal(ready?.hardState, { term: 2, votedFor: "b" }, "hardState of the next Ready");
    sends(t, ready?.messages ?? [], answer("b", 2, true));
    t.equal(node.ready(), undefined, "the Ready after it");
    node.step(requestVote(toA(2, "c"), "0/0"));
    t.equal(node.ready()?.hardState, undefined, "hardState, where it has not changed");
  },
);

law(
  "answers-wait",
  "an answer that waits for the next Ready is in it: no higher term takes it back, and no election",
  { hint: "Terms of questions" },
  (t) => {
    const events: [what: string, happens: (node: RaftNode) => void][] = [
      ["nothing", () => undefined],
      ["a higher term is heard of", (node) => node.step(vote(toA(9), false))],
      ["it begins an election", loseItsPatience],
    ];
    for (const [what, happens] of events) {
      t.given("in term 2 ask", "b, and then c");
      const { node } = new Watched(t, { term: 2 });
      for (const from of ["b", "c"]) node.step(requestVote(toA(2, from), "0/0"));
      happens(node);
      t.did("before ready()", what);
      const answers = node.ready()?.messages.filter(({ kind }) => kind === "vote") ?? [];
      sends(t, answers, answer("b", 2, true), answer("c", 2, false));
    }
  },
);

law(
  "vote-rules",
  "to every question the answer is by the three rules: term, vote, log (Figure 2, RequestVote)",
  { hint: "Whom to vote for" },
  async (t) => {
    const last = fc.constantFrom("0/0", "1/1", "2/1", "4/1", "3/2", "2/3", "3/3", "4/3", "2/4");
    await t.forAll(
      [
        fc.constantFrom("", "1", "1 1", "1 1 2", "1 3 3"),
        fc.integer({ min: 3, max: 6 }),
        fc.constantFrom(undefined, "a", "b", "c"),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom("b", "c"),
        last,
      ],
      (log, term, votedFor, asked, from, theirs) => {
        t.given("case", "");
        const a = new Watched(t, { log, term, ...(votedFor === undefined ? {} : { votedFor }) });
        const own = logOf(log).at(-1) ?? { index: 0, term: 0 };
        const [index, lastTerm] = theirs.split("/").map(Number) as [number, number];
        const vacant = asked > term ? undefined : votedFor;
        const isNewer = lastTerm !== own.term ? lastTerm > own.term : index >= own.index;
        const granted = asked >= term && (vacant === undefined || vacant === from) && isNewer;
        const now = Math.max(term, asked);
        sends(t, a.hear(requestVote(toA(asked, from), theirs)), answer(from, now, granted));
        t.equal(a.hardState, { term: now, votedFor: granted ? from : vacant }, "what is saved");
      },
    );
  },
);

law(
  "majority",
  "a candidate leads when a majority has granted, itself among it, and not before (§5.2)",
  { hint: "Counting votes" },
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
      const a = new Watched(t, { voters: names(size) });
      a.campaign();
      for (const [at, from] of names(size).slice(1).entries()) {
        a.hear(vote(toA(1, from)));
        const role = at + 2 >= majority ? "leader" : "candidate";
        t.equal(a.role, role, `the role, with ${at + 2} of ${size} votes`);
      }
    }
  },
);

law(
  "a-vote-counts-once",
  "a vote that arrives twice is one vote",
  { hint: "Counting votes" },
  (t) => {
    const a = new Watched(t, { voters: names(5) });
    a.campaign();
    for (let count = 0; count < 4; count++) a.hear(vote(toA(1, "b")));
    t.equal(a.role, "candidate", "the role, with its own vote and that of b");
    a.hear(vote(toA(1, "c")));
    t.equal(a.role, "leader", "the role, with c's");
  },
);

law(
  "refusals",
  "a refused vote is none; who refused, and then grants, has granted",
  { hint: "Counting votes" },
  (t) => {
    const a = new Watched(t, { voters: names(5) });
    a.campaign();
    for (const from of ["b", "c", "d", "e"]) a.hear(vote(toA(1, from), false));
    t.equal([a.role, a.term], ["candidate", 1], "role and term, when all have refused");
    a.hear(vote(toA(1, "b")));
    a.hear(vote(toA(1, "c")));
    t.equal(a.role, "leader", "the role, with the votes of b and c");
  },
);

law(
  "former-votes",
  "votes of a former term do not count, however many: each election begins with one vote (§5.2)",
  { hint: "Counting votes" },
  (t) => {
    const a = new Watched(t, { voters: names(5) });
    a.campaign();
    a.hear(vote(toA(1, "b")));
    a.campaign();
    a.hear(vote(toA(1, "c")));
    a.hear(vote(toA(1, "d")));
    a.hear(vote(toA(2, "e")));
    t.equal(a.role, "candidate", "the role, with two votes of term 2");
    a.hear(vote(toA(2, "b")));
    t.equal(a.role, "leader", "the role, with three votes of term 2");
  },
);

law(
  "votes-for-no-candidate",
  "a vote makes no leader of a follower, and nothing new of a leader",
  { hint: "Counting votes" },
  (t) => {
    const a = new Watched(t, { term: 3 });
    for (const from of ["b", "c"]) sends(t, a.hear(vote(toA(3, from))));
    t.equal(a.role, "follower", "the role");
    const leader = leading(t, { voters: names(5), log: "1 1" });
    const before = leader.log;
    for (const from of ["b", "c", "d", "e"]) sends(t, leader.hear(vote(toA(2, from))));
    t.equal(leader.log, before, "the leader's log");
  },
);

law(
  "begins-with-a-no-op",
  "a leader begins with a no-op of its term behind its log, to be saved, and sends it to all (§8)",
  { hint: "The leader's first entry" },
  (t) => {
    const { node } = new Watched(t, { log: "1 1 3", term: 3 });
    while (node.status.role === "follower") node.tick();
    node.ready();
    node.step(vote(toA(4)));
    const { role, leader, lastIndex, lastTerm } = node.status;
    t.equal([role, leader, lastIndex, lastTerm], ["leader", "a", 4, 4], "role, leader, last entry");
    t.equal(node.entry(4), { kind: "no-op", index: 4, term: 4 }, "entry 4");
    const ready = node.ready();
    t.equal(namesOf(ready?.entries ?? []), "4/4*", "entries to be saved");
    const log = [...logOf("1 1 3"), node.entry(4)!];
    const route = { from: "a", term: 4 };
    const expected = ["b", "c"].map((to) => append({ ...route, to }, log, 3, 1));
    sends(t, ready?.messages ?? [], ...expected);
  },
);

law(
  "begins-anew-each-time",
  "a machine that leads again begins as it did at first: with its no-op, behind its log's end",
  { hint: "The leader's first entry" },
  (t) => {
    const a = leading(t, { log: "1 1" });
    a.hear(vote(toA(5), false));
    const sent = a.elect();
    t.equal(a.log, "1/1 2/1 3/2* 4/6*", "its log");
    const route = { from: "a", term: 6 };
    sends(t, sent, ...["b", "c"].map((to) => append({ ...route, to }, a.entries, 3, 1)));
  },
);

law(
  "heartbeats",
  "a leader speaks to every follower each heartbeatTicks ticks, and not more often without need (§5.2)",
  { hint: "Heartbeats" },
  (t) => {
    for (const heartbeatTicks of [1, 3, 7]) {
      t.given("heartbeatTicks", heartbeatTicks);
      const a = leading(t, { heartbeatTicks });
      for (let beat = 1; beat <= 5; beat++) {
        const told = a.tick(heartbeatTicks).map(({ to }) => to);
        t.equal(told.sort(), ["b", "c"], `whom it speaks to in ${heartbeatTicks} ticks`);
      }
    }
  },
);

law(
  "heartbeats-carry-what-is-missing",
  "a heartbeat carries what the follower lacks, as far as is known: so a lost Append is made good",
  { hint: "Heartbeats" },
  (t) => {
    const a = leading(t, { log: "1 1" });
    const log = a.entries;
    const route = { from: "a", term: 2 };
    for (let beat = 0; beat < 3; beat++) {
      const expected = ["b", "c"].map((to) => append({ ...route, to }, log, 2, 1));
      sends(t, a.tick(), ...expected);
    }
  },
);

law(
  "leaders-do-not-campaign",
  "a leader begins no election, however long it hears nothing",
  { hint: "Heartbeats" },
  (t) => {
    const a = leading(t);
    a.tick(100);
    t.equal([a.role, a.term], ["leader", 1], "role and term");
  },
);

law(
  "rivals-are-refused",
  "a candidate and a leader have voted for themselves: others of their term are refused",
  { hint: "Whom to vote for" },
  (t) => {
    const a = new Watched(t);
    a.campaign();
    sends(t, a.hear(requestVote(toA(1, "b"), "5/1")), answer("b", 1, false));
    a.hear(vote(toA(1, "c")));
    sends(t, a.hear(requestVote(toA(1, "b"), "5/1")), answer("b", 1, false));
    t.equal([a.role, a.node.status.leader], ["leader", "a"], "role and leader");
  },
);

law(
  "steps-down",
  "a leader that hears of a higher term, in whatever message, leads no more (§5.1)",
  { hint: "Terms of questions" },
  (t) => {
    const messages: Message[] = [
      requestVote(toA(9), "1/1"),
      requestVote(toA(9), "7/8"),
      vote(toA(9)),
      vote(toA(9), false),
      rejected(toA(9), 2, "1/1"),
    ];
    for (const message of messages) {
      t.given("a leader hears", "of a higher term");
      const a = leading(t, { log: "1 1" });
      const lastIndex = a.node.status.lastIndex;
      a.hear(message);
      t.equal([a.role, a.term, a.node.status.leader], ["follower", 9, undefined]);
      sends(t, a.tick());
      t.equal(a.node.status.lastIndex, lastIndex, "the last index: its log stays");
    }
  },
);

law(
  "waits-again",
  "who led, and leads no more, waits for a leader from then on",
  { hint: "The timer, again" },
  async (t) => {
    await t.forAll([fc.nat(), fc.nat(9), fc.nat(40)], (seed, before, ticks) => {
      t.given("seed of random", seed);
      const a = new Watched(t, { random: seededRandom(seed) });
      a.campaign();
      a.tick(before);
      a.hear(vote(toA(1)));
      a.tick(ticks);
      a.hear(vote(toA(5), false));
      a.tick(9);
      t.equal([a.role, a.term], ["follower", 5], "role and term, 9 ticks later");
      a.tick(10);
      t.equal([a.role, a.term], ["candidate", 6], "role and term, 19 ticks later");
    });
  },
);

law(
  "a-grant-is-patience",
  "who grants a vote waits anew: the one it voted for gets its time (§5.2)",
  { hint: "The timer, again" },
  (t) => {
    const a = new Watched(t, { term: 1 });
    for (let term = 2; term < 20; term++) {
      a.hear(requestVote(toA(term), "0/0"));
      a.tick(9);
      t.equal([a.role, a.term], ["follower", term], "role and term, 9 ticks behind its vote");
      a.hear(requestVote(toA(term), "0/0"));
      a.tick(9);
      t.equal([a.role, a.term], ["follower", term], "9 ticks after it gave its vote again");
    }
  },
);

law(
  "waits-for-another-time",
  "who waits anew, since it gave a vote or leads no more, waits for a number of ticks drawn anew (§5.2)",
  { hint: "The timer, again" },
  (t) => {
    t.given("a machine that waits", "gives its vote");
    drawsAnew(t, (machine) => machine.hear(requestVote(toA(1), "0/0")));
    t.given("a candidate", "is elected, and hears of a higher term");
    drawsAnew(
      t,
      (machine) => {
        machine.hear(vote(toA(1)));
        machine.hear(vote(toA(5), false));
      },
      (machine) => machine.campaign(),
    );
  },
);

law(
  "a-refusal-is-none",
  "who refuses a vote does not wait any longer, for whatever reason it refuses",
  { hint: "The timer, again" },
  (t) => {
    const reasons: [why: string, message: (term: number) => Message][] = [
      ["a lower term", (term) => requestVote(toA(term - 1), "9/1")],
      ["a vote given", (term) => requestVote(toA(term, "c"), "9/1")],
      ["an older log, of its term", (term) => requestVote(toA(term), "1/1")],
      ["an older log, of a higher term", (term) => requestVote(toA(term + 1), "1/1")],
    ];
    for (const [why, message] of reasons) {
      t.given("refused before every tick for", why);
      const a = new Watched(t, { log: "1 1 1", term: 4, votedFor: "b" });
      let ticks = 0;
      for (let questions = 0; questions === 0 && ticks < 20; ticks++) {
        a.hear(message(a.term));
        questions = a.tick().length;
      }
      t.holds(ticks < 20, "after 20 ticks without a leader it has begun no election");
    }
  },
);

law(
  "split-vote",
  "where votes were split nobody leads; the next term's election may have a winner (§5.2)",
  { hint: "Counting votes" },
  (t) => {
    const [a, b, c, d] = names(4).map((id) => new Watched(t, { id, voters: names(4) })) as [
      ...[Watched, Watched, Watched, Watched],
    ];
    const ask = (from: Watched, to: Watched): void => {
      const { term, id } = from;
      for (const reply of to.hear(requestVote({ from: id, to: to.id, term }, "0/0"))) {
        from.hear(reply);
      }
    };
    a.campaign();
    b.campaign();
    ask(a, c);
    ask(b, d);
    ask(a, d);
    ask(b, c);
    t.equal([a.role, b.role], ["candidate", "candidate"], "roles of a and b, each with two votes");
    a.campaign();
    for (const other of [b, c, d]) ask(a, other);
    t.equal([a.role, b.role, a.term], ["leader", "follower", 2], "roles of a and b, and the term");
  },
);

law(
  "one-leader-in-a-term",
  "never two leaders in a term: votes late, lost, twice and out of order, machines that die (Figure 3)",
  { hint: "Whom to vote for", seconds: 20 },
  async (t) => {
    let elections = 0;
    const sizes = fc.constantFrom(2, 3, 4, 5);
    await t.forAll([fc.nat(), sizes], (seed, size) => {
      t.given("seed", `${seed}, ${size} machines`);
      const cluster = freshCluster(t, size, seed, { electionTicks: 3, carries });
      const random = seededRandom(seed);
      const leaders = new Map<number, NodeId>();
      const weather = { ticks: 20, arrivals: 30, losses: 3, repeats: 5, restarts: 1 };
      for (let count = 0; count < 300; count++) {
        chance(cluster, random, weather);
        for (const { term, id } of cluster.leaders) {
          const first = leaders.get(term) ?? id;
          cluster.holds(first === id, `${first} and ${id} both lead term ${term}`);
          leaders.set(term, id);
        }
      }
      elections += leaders.size;
    });
    t.floor("elections were won", elections, 200);
  },
);

law(
  "somebody-wins",
  "where messages arrive somebody is elected before long, though all begin at once (§5.2)",
  { hint: "The timer, again", seconds: 20 },
  async (t) => {
    await t.forAll([fc.nat(), fc.constantFrom(2, 3, 4, 5, 7)], (seed, size) => {
      t.given("seed", `${seed}, ${size} machines`);
      const cluster = freshCluster(t, size, seed, { carries });
      for (let tick = 0; tick < 1000 && cluster.leaders.length === 0; tick++) {
        for (const machine of cluster.machines) cluster.tick(machine);
        cluster.settle();
      }
      cluster.holds(cluster.leaders.length === 1, "after 1,000 ticks nobody leads");
    });
  },
);

law(
  "speaks-as-it-is",
  "a question of a candidate tells of its last entry, also when it led before",
  { hint: "The leader's first entry" },
  (t) => {
    const a = leading(t, { log: "1 1" });
    a.hear(vote(toA(5), false));
    const sent = a.campaign();
    const route = { from: "a", term: 6 };
    const questions = ["b", "c"].map((to) => requestVote({ ...route, to }, "3/2"));
    sends(t, sent, ...questions);
  },
);

/** A follower ticks until it begins an election. */
function loseItsPatience(node: RaftNode): void {
  while (node.status.role === "follower") node.tick();
}

/** Followers hear no Appends here: what they do with them is the next step's. */
function carries({ kind }: Message): boolean {
  return kind !== "append";
}
