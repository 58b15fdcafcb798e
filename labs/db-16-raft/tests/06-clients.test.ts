import {
  encodeClientRequest,
  type Message,
  RaftNode,
  Sessions,
  type StateMachine,
} from "@labs/db-16";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { underStorms } from "@labs/grader/testing/storms";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  CLIENT_STORMS,
  type ClientLife,
  type ClientStorm,
  clientStorms,
  type Wish,
} from "./client-storms.ts";
import { noOp } from "./disk-runs.ts";
import { ELECTION_TICKS, LeaderRig, replyTo } from "./leader-rig.ts";
import {
  appendOf,
  bytesOf,
  PATIENCE_TICKS,
  Recorder,
  Rig,
  refusalOf,
  textOf,
  turns,
} from "./server-rig.ts";

const law = step("clients");

/** A request's bytes. */
function request(client: string, sequence: number, text: string): Uint8Array {
  return encodeClientRequest({ client, sequence, command: bytesOf(text) });
}

/** Hands a request to `sessions`. @returns the answer as a text */
function given(
  t: Trial,
  sessions: Sessions,
  client: string,
  sequence: number,
  text: string,
): string {
  const answer = textOf(sessions.apply(request(client, sequence, text)));
  t.did("applied", `${client}, ${sequence}: ${text} → ${JSON.stringify(answer)}`);
  return answer;
}

law(
  "once",
  "a request that comes again is not executed again, and gets the answer that the first one got",
  { hint: "Once" },
  (t) => {
    const inner = new Recorder();
    const sessions = new Sessions(inner);
    t.equal(given(t, sessions, "c1", 1, "x"), "1:x", "the first answer");
    t.equal(given(t, sessions, "c1", 1, "x"), "1:x", "the answer to the same again");
    t.equal(given(t, sessions, "c1", 2, "y"), "2:y", "the answer to the next");
    t.equal(given(t, sessions, "c1", 2, "y"), "2:y", "the answer to that again");
    t.equal(inner.applied, ["x", "y"], "what was executed");
  },
);

law(
  "older",
  "a request older than the last one of its client does nothing, and answers nothing",
  { hint: "Once" },
  (t) => {
    const inner = new Recorder();
    const sessions = new Sessions(inner);
    given(t, sessions, "c1", 3, "x");
    t.equal(given(t, sessions, "c1", 2, "late"), "", "the answer to a lower number");
    t.equal(given(t, sessions, "c1", 1, "later"), "", "the answer to one lower still");
    t.equal(given(t, sessions, "c1", 3, "x"), "1:x", "the answer to the last again");
    t.equal(inner.applied, ["x"], "what was executed");
  },
);

law(
  "gaps",
  "a number may be left out: a client that has given up goes on with the next",
  { hint: "Once" },
  (t) => {
    const sessions = new Sessions(new Recorder());
    t.equal(given(t, sessions, "c1", 1, "x"), "1:x", "the answer");
    t.equal(given(t, sessions, "c1", 7, "y"), "2:y", "the answer to number 7 behind number 1");
  },
);

law(
  "empty-answers",
  "an answer of no bytes is an answer: the request is not executed again for it",
  { hint: "Once" },
  (t) => {
    let executed = 0;
    const silent: StateMachine = {
      apply() {
        executed += 1;
        return new Uint8Array();
      },
    };
    const sessions = new Sessions(silent);
    for (let count = 0; count < 3; count++) given(t, sessions, "c1", 1, "x");
    t.equal(executed, 1, "how often it was executed");
  },
);

law("large-numbers", "numbers are compared whole, up to 2^53 - 1", { hint: "Once" }, (t) => {
  const inner = new Recorder();
  const sessions = new Sessions(inner);
  const numbers = [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
  for (const number of numbers) given(t, sessions, "c1", number, String(number));
  t.equal(inner.applied, numbers.map(String), "what was executed");
});

law("each-client", "each client has numbers of its own", { hint: "Once" }, (t) => {
  const inner = new Recorder();
  const sessions = new Sessions(inner);
  const names = ["c1", "c2", "c", "constructor", "__proto__", "é".repeat(100)];
  for (const name of names) given(t, sessions, name, 1, name);
  for (const [i, name] of names.entries()) {
    t.equal(given(t, sessions, name, 1, name), `${i + 1}:${name}`, "the answer again");
  }
  t.equal(inner.applied, names, "what was executed");
});

law(
  "same-command-twice",
  "the same command with another number is another request, and one with the same number is the same, whatever it says",
  { hint: "Once" },
  (t) => {
    const inner = new Recorder();
    const sessions = new Sessions(inner);
    given(t, sessions, "c1", 1, "INCR");
    t.equal(given(t, sessions, "c1", 2, "INCR"), "2:INCR", "the answer to number 2");
    t.equal(given(t, sessions, "c1", 2, "DECR"), "2:INCR", "the answer to number 2 again");
    t.equal(inner.applied, ["INCR", "INCR"], "what was executed");
  },
);

law(
  "answers-stay",
  "an answer that is remembered stays, whatever becomes of the bytes that it came in",
  { hint: "What is remembered" },
  (t) => {
    const reused = bytesOf("first");
    const inner: StateMachine = { apply: () => reused };
    const sessions = new Sessions(inner);
    const answer = sessions.apply(request("c1", 1, "x"));
    t.did("applied", "a request; the inner machine answers with a buffer that it uses again");
    reused.set(bytesOf("other"));
    t.equal(textOf(answer), "first", "the answer, when that buffer has changed");
    answer.fill(0x2d);
    t.did("changed", "the answer, by whom it was given to");
    const again = sessions.apply(request("c1", 1, "x"));
    t.equal(textOf(again), "first", "the answer to the same again");
    again.fill(0x2d);
    t.equal(textOf(sessions.apply(request("c1", 1, "x"))), "first", "and once more");
  },
);

law(
  "entries-alone",
  "machines that apply the same requests have the same state, and give the same answers",
  { hint: "What is remembered" },
  async (t) => {
    const requests = fc.array(
      fc.record({
        client: fc.constantFrom("c1", "c2", "c3"),
        sequence: fc.integer({ min: 1, max: 5 }),
        text: fc.constantFrom("x", "y", ""),
      }),
      { maxLength: 40 },
    );
    await t.forAll([requests], (all) => {
      const [one, other] = [new Recorder(), new Recorder()];
      const [first, second] = [new Sessions(one), new Sessions(other)];
      const answers: string[] = [];
      for (const { client, sequence, text } of all) {
        answers.push(given(t, first, client, sequence, text));
      }
      const again = all.map(({ client, sequence, text }) =>
        textOf(second.apply(request(client, sequence, text))),
      );
      t.equal(again, answers, "the answers of another machine");
      t.equal(other.applied, one.applied, "what the other machine has executed");
      t.equal(answers, modelOf(all), "the answers");
    });
  },
);

/** What a table of last numbers and answers says. */
function modelOf(all: readonly { client: string; sequence: number; text: string }[]): string[] {
  const last: Record<string, { sequence: number; answer: string }> = {};
  let executed = 0;
  return all.map(({ client, sequence, text }) => {
    const before = last[client];
    if (before !== undefined && sequence < before.sequence) return "";
    if (before?.sequence === sequence) return before.answer;
    executed += 1;
    const answer = `${executed}:${text}`;
    last[client] = { sequence, answer };
    return answer;
  });
}

law(
  "read-asks-a-majority",
  "a read is confirmed when a majority has answered an Append that left behind it, and not before",
  { hint: "A round of answers" },
  (t) => {
    for (const voters of ["ab", "abc", "abcd", "abcde"]) {
      const rig = LeaderRig.settled(t, { voters: [...voters] });
      t.did("of", [...voters].join(" "));
      const id = rig.read();
      const appends = rig.work();
      t.equal(rig.reads, [], "reads confirmed, when nobody has answered");
      const asked = new Map(appends.map((append) => [append.to, append]));
      t.equal(asked.size, voters.length - 1, "machines that were sent an Append for it");
      const needed = Math.floor(voters.length / 2);
      for (const [i, append] of [...asked.values()].slice(0, needed).entries()) {
        rig.answer(append);
        t.equal(
          rig.reads,
          i + 1 < needed ? [] : [id],
          `reads confirmed, when ${i + 1} have answered`,
        );
      }
    }
  },
);

law(
  "read-one-machine-once",
  "a machine that answers twice is one machine",
  { hint: "A round of answers" },
  (t) => {
    const rig = LeaderRig.settled(t, { voters: ["a", "b", "c", "d", "e"] });
    const id = rig.read();
    const [first, second] = rig.work();
    for (let i = 0; i < 4; i++) rig.answer(first!);
    t.equal(rig.reads, [], "reads confirmed, when one of five has answered four times");
    rig.answer(second!);
    t.equal(rig.reads, [id], "reads confirmed, when another one has answered");
  },
);

law(
  "read-late-answers",
  "answers to what left before the read confirm nothing, however late they come",
  { hint: "A round of answers" },
  (t) => {
    const rig = LeaderRig.settled(t);
    rig.tick(3);
    const before = rig.sent.splice(0);
    t.floor("Appends on their way", before.length, 2);
    const first = rig.read();
    const ofFirst = rig.work();
    for (const append of before) rig.answer(append);
    t.equal(rig.reads, [], "reads confirmed by answers to earlier Appends");
    t.did("then", "a second read is asked for");
    const second = rig.read();
    const ofSecond = rig.work();
    for (const append of ofFirst) rig.answer(append);
    t.equal(rig.reads, [first], "reads confirmed by answers to what left between the two");
    for (const append of ofSecond) rig.answer(append);
    t.equal(rig.reads, [first, second], "reads confirmed in the end");
  },
);

law(
  "read-by-a-later-round",
  "an answer to a later round confirms the earlier reads too: a round that was lost is made good",
  { hint: "A round of answers" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const first = rig.read();
    rig.work();
    rig.sent.length = 0;
    t.did("then", "every Append of its round is lost");
    const second = rig.read();
    rig.work();
    rig.answerAll(["b"]);
    t.equal(
      rig.reads.toSorted((a, b) => a - b),
      [first, second],
      "reads confirmed",
    );
  },
);

law(
  "read-lost-appends",
  "a read whose Appends are all lost is confirmed by the heartbeats that follow",
  { hint: "A round of answers" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const id = rig.read();
    rig.work();
    rig.sent.length = 0;
    t.did("then", "every Append of its round is lost");
    rig.tick(2);
    rig.answerAll(["c"]);
    t.equal(rig.reads, [id], "reads confirmed");
  },
);

law(
  "read-by-a-refusal",
  "an answer that refuses confirms the round too: who has another log follows this leader all the same",
  { hint: "A round of answers" },
  (t) => {
    const entries = [noOp(1, 1), noOp(2, 1), noOp(3, 1)];
    const saved = { hardState: { term: 1, votedFor: undefined }, entries };
    const rig = new LeaderRig(t, { saved });
    rig.answerAll(["c"]);
    t.given("leader", "a, of term 2; c has its whole log, and is down now; b has no entry at all");
    const id = rig.read();
    const append = rig.work().find(({ to }) => to === "b")!;
    const { term, round, prevLogIndex } = append;
    rig.hear({
      ...{ kind: "append-reply", term, from: "b", to: "a", round, ok: false },
      ...{ prevLogIndex, conflictTerm: undefined, conflictIndex: 1 },
    });
    t.equal(rig.reads, [id], "reads confirmed, when b has refused the Append of its round");
  },
);

law(
  "reads-share-a-round",
  "64 reads that come in one turn cost one Append to each machine",
  { hint: "Many reads, one round" },
  (t) => {
    const rig = LeaderRig.settled(t, { voters: ["a", "b", "c", "d", "e"] });
    const ids = Array.from({ length: 64 }, () => rig.read());
    const appends = rig.work();
    for (const to of ["b", "c", "d", "e"]) {
      const count = appends.filter((append) => append.to === to).length;
      t.atMost(count, 1, `Appends to ${to} for 64 reads`);
    }
    rig.answerAll(["b", "c"]);
    t.equal(rig.reads, ids, "reads confirmed");
  },
);

law(
  "round-beside-a-heartbeat",
  "a read that is asked in the turn of a heartbeat has a round of its own",
  { hint: "Many reads, one round" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const first = rig.read();
    rig.work();
    rig.answerAll(["b"]);
    t.did("then, in one turn", "a tick, and a read");
    rig.raft.tick();
    const second = rig.read();
    rig.work();
    t.equal(rig.reads, [first], "reads confirmed, before anybody has answered the second");
    rig.answerAll(["b"]);
    t.equal(rig.reads, [first, second], "reads confirmed, when b has answered");
  },
);

law(
  "commit-of-a-former-term",
  "a new leader that knows what was committed in a former term does not know what is: its reads wait for its no-op",
  { hint: "What a read must see" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const { term } = rig.raft.status;
    const to = { from: "b", to: "a" } as const;
    const entry = { kind: "no-op", index: 2, term: term + 1 } as const;
    rig.hear({
      ...{ kind: "append", term: term + 1, ...to, prevLogIndex: 1, prevLogTerm: term },
      ...{ entries: [entry], leaderCommit: 1, round: 0 },
    });
    rig.tick(2 * ELECTION_TICKS);
    const again = rig.raft.status.term;
    rig.hear({ kind: "vote", term: again, ...to, granted: true });
    t.equal(rig.raft.status.role, "leader", "the role of a, which has committed entry 1 of 3");
    const id = rig.read();
    rig.work();
    const answer = { kind: "append-reply", term: again, ...to, round: 1 } as const;
    const what = { prevLogIndex: 2, conflictTerm: undefined, conflictIndex: 2 };
    rig.hear({ ...answer, ok: false, ...what });
    t.equal(rig.reads, [], "reads confirmed, when b has answered, and has not the no-op");
    rig.hear({ ...answer, ok: true, matchIndex: 3 });
    t.equal(rig.reads, [id], "reads confirmed, when b has it");
    t.equal(rig.indexes.get(id), 3, "the index of its confirmation");
  },
);

law(
  "reads-need-no-entry",
  "a read puts nothing into the log",
  { hint: "Many reads, one round" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const { lastIndex } = rig.raft.status;
    for (let i = 0; i < 10; i++) {
      rig.read();
      rig.work();
      rig.answerAll();
    }
    t.equal(rig.reads.length, 10, "reads confirmed");
    t.equal(rig.raft.status.lastIndex, lastIndex, "the last index of the log");
  },
);

law(
  "read-sees-what-was-committed",
  "a read waits for everything that was committed when it was asked",
  { hint: "What a read must see" },
  async (t) => {
    const move = fc.constantFrom("propose", "read", "answer", "tick");
    const moves = fc.array(fc.tuple(move, fc.boolean()), { maxLength: 40 });
    await t.forAll([moves], (all) => {
      const rig = LeaderRig.settled(t);
      const least = new Map<number, number>();
      for (const [move, isReadyAsked] of all) {
        if (move === "read") {
          const { commitIndex } = rig.raft.status;
          least.set(rig.read(), commitIndex);
        } else if (move === "propose") {
          t.did("proposed", "x");
          rig.raft.propose(bytesOf("x"));
        } else if (move === "tick") {
          t.did("passed", "1 tick");
          rig.raft.tick();
        } else {
          t.did("answered", "b, all that it was sent");
          const ofB = rig.sent.splice(0).filter(({ to }) => to === "b");
          for (const append of ofB) rig.raft.step(replyTo(append));
        }
        if (!isReadyAsked) continue;
        t.did("called", "ready, until there is nothing to do");
        rig.work();
      }
      t.did("then", "a tick, and all answer everything");
      rig.tick();
      rig.answerAll();
      t.equal(
        rig.reads.toSorted((a, b) => a - b),
        [...least.keys()],
        "reads confirmed in the end",
      );
      for (const [id, index] of rig.indexes) {
        const what = `read ${id} was asked when ${least.get(id)} was committed, and waits for ${index}`;
        t.holds(index >= least.get(id)!, what);
      }
    });
  },
);

law(
  "reads-of-a-round-differ",
  "reads that share a round share no index: each sees what was committed when it was asked",
  { hint: "What a read must see" },
  (t) => {
    for (const what of ["its no-op", "a command"]) {
      const isCommand = what === "a command";
      const rig = isCommand ? LeaderRig.settled(t) : new LeaderRig(t);
      if (isCommand) rig.raft.propose(bytesOf("x"));
      rig.work();
      t.given("leader", `a, which has sent ${what}; nobody has answered yet`);
      const onTheirWay = rig.sent.splice(0);
      const first = rig.read();
      t.did("then, before ready is asked", `b answers that it has ${what}`);
      for (const append of onTheirWay) if (append.to === "b") rig.raft.step(replyTo(append));
      const { commitIndex, lastIndex } = rig.raft.status;
      t.equal(commitIndex, lastIndex, "the commit index");
      const second = rig.read();
      rig.work();
      rig.answerAll(["b"]);
      t.equal(
        rig.reads.toSorted((a, b) => a - b),
        [first, second],
        "reads confirmed, when b has answered their round",
      );
      const index = rig.indexes.get(second)!;
      const message = `read ${second} was asked when ${commitIndex} was committed, and waits for ${index}`;
      t.holds(index >= commitIndex, message);
    }
  },
);

law(
  "read-waits-for-the-no-op",
  "a new leader answers no read before an entry of its own term is committed: until then it does not know what is",
  { hint: "What a read must see" },
  (t) => {
    const entries = [noOp(1, 1), noOp(2, 1), noOp(3, 1)];
    const saved = { hardState: { term: 1, votedFor: undefined }, entries };
    const rig = new LeaderRig(t, { saved });
    t.given(
      "leader",
      "a, of term 2; three entries of term 1, which were committed, and its no-op, the fourth",
    );
    const id = rig.read();
    const { round } = rig.work().at(-1) ?? rig.sent.at(-1)!;
    for (const from of ["b", "c"]) {
      rig.hear({
        ...{ kind: "append-reply", term: 2, from, to: "a", round, ok: false },
        ...{ prevLogIndex: 3, conflictTerm: undefined, conflictIndex: 1 },
      });
    }
    t.equal(rig.reads, [], "reads confirmed: all have answered, and nobody has the no-op");
    rig.answerAll();
    rig.tick();
    rig.answerAll();
    t.equal(rig.reads, [id], "reads confirmed, when the no-op is committed");
    t.holds(
      rig.indexes.get(id)! >= 3,
      `it waits for entry ${rig.indexes.get(id)}, and 3 were committed`,
    );
  },
);

law(
  "read-alone",
  "a cluster of one machine is its own majority: a read is confirmed at once",
  { hint: "A round of answers" },
  (t) => {
    const rig = new LeaderRig(t, { voters: ["a"] });
    const id = rig.read();
    rig.work();
    t.equal(rig.reads, [id], "reads confirmed");
  },
);

law(
  "read-not-leader",
  "who does not lead takes no read, and says who does, if that is known",
  { hint: "Who leads no more" },
  (t) => {
    const raft = new RaftNode({ id: "a", voters: ["a", "b", "c"], random: seededRandom(t.seed) });
    t.equal(raft.read(), { kind: "not-leader", leader: undefined }, "read, at first");
    raft.step(appendOf(1, []));
    t.equal(raft.read(), { kind: "not-leader", leader: "b" }, "read, when b leads");
    for (let i = 0; i < PATIENCE_TICKS; i++) raft.tick();
    t.equal(raft.read(), { kind: "not-leader", leader: undefined }, "read, of a candidate");
  },
);

law(
  "read-lost",
  "a leader that is replaced tells of each read that waits, once, that it is lost",
  { hint: "Who leads no more" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const ids = [rig.read(), rig.read()];
    const ofTheRound = rig.work();
    const { term } = rig.raft.status;
    rig.hear({ ...appendOf(term + 1, []), from: "b" });
    t.equal(
      rig.lost.toSorted((a, b) => a - b),
      ids,
      "reads that are lost",
    );
    for (const append of ofTheRound) rig.answer(append);
    rig.tick(2);
    t.equal(rig.reads, [], "reads confirmed by answers that come too late");
    t.equal(rig.lost.length, 2, "reads that are lost");
  },
);

law(
  "read-lost-when-confirmed",
  "a read that is confirmed in the turn in which the leader is replaced is told all the same, as one or the other",
  { hint: "Who leads no more" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const id = rig.read();
    const ofTheRound = rig.work();
    const { term } = rig.raft.status;
    t.did("then, before ready is asked", "b answers the round, and leads the next term");
    for (const append of ofTheRound) if (append.to === "b") rig.raft.step(replyTo(append));
    rig.hear({ ...appendOf(term + 1, []), from: "b" });
    t.equal([...rig.reads, ...rig.lost], [id], "reads that are confirmed or lost");
  },
);

law(
  "read-ids",
  "reads have ids of their own, also over the terms of a machine's leaderships",
  { hint: "Who leads no more" },
  (t) => {
    const rig = LeaderRig.settled(t);
    const first = rig.read();
    rig.work();
    rig.hear({ ...appendOf(rig.raft.status.term + 1, []), from: "b" });
    rig.tick(2 * ELECTION_TICKS);
    const { term } = rig.raft.status;
    rig.hear({ kind: "vote", term, from: "c", to: "a", granted: true });
    t.equal(rig.raft.status.role, "leader", "the role of a, which was replaced, and elected again");
    const second = rig.read();
    t.holds(first !== second, `two reads have the id ${first}`);
  },
);

law(
  "old-leader",
  "a leader that was replaced and does not know it answers no read with old state",
  { hint: "Who leads no more" },
  (t) => {
    const wire = new Wire(t, ["a", "b", "c"]);
    const old = wire.elect("a");
    wire.run();
    wire.cut("a");
    t.did("then", "nothing goes from a or to a; b is elected, and commits a command");
    const next = wire.elect("b");
    next.propose(bytesOf("x"));
    wire.run();
    t.equal(next.status.commitIndex, next.status.lastIndex, "what b has committed");
    t.equal(old.status.role, "leader", "the role of a, which knows of nothing");
    t.did("asked", "a for a read, five times, with time between");
    for (let i = 0; i < 5; i++) {
      old.read();
      wire.run();
      old.tick();
      wire.run();
    }
    t.equal(wire.readsOf("a"), [], "reads that a has confirmed, alone");
    t.did("then", "a hears of the others again");
    wire.cut();
    for (let tick = 0; tick < 3; tick++) {
      old.tick();
      next.tick();
      wire.run();
    }
    t.equal(wire.readsOf("a"), [], "reads that a has confirmed, replaced");
    t.equal(wire.lostOf("a"), 5, "reads that a tells to be lost");
  },
);

/** Nodes, and the messages between them, each delivered at once and in order. */
class Wire {
  readonly #t: Trial;
  readonly #nodes: ReadonlyMap<string, RaftNode>;
  readonly #reads = new Map<string, number[]>();
  readonly #lost = new Map<string, number>();
  #apart: string | undefined;

  constructor(t: Trial, voters: readonly string[]) {
    this.#t = t;
    const nodes = voters.map((id, i) => {
      const random = seededRandom(t.seed + i);
      return [id, new RaftNode({ id, voters, random, electionTicks: ELECTION_TICKS })] as const;
    });
    this.#nodes = new Map(nodes);
  }

  /** Lets one machine lose its patience until it leads. */
  elect(id: string): RaftNode {
    const node = this.#nodes.get(id)!;
    for (let i = 0; i < 10 * ELECTION_TICKS && node.status.role !== "leader"; i++) {
      node.tick();
      this.run();
    }
    this.#t.did("elected", `${id}, in term ${node.status.term}`);
    this.#t.equal(node.status.role, "leader", `the role of ${id}`);
    return node;
  }

  /** Nothing goes from this machine or to it any more; without one, everything goes again. */
  cut(id?: string): void {
    this.#apart = id;
  }

  /** Delivers everything, until nothing is on its way. */
  run(): void {
    for (let more: Message[] = this.#collect(); more.length > 0; more = this.#collect()) {
      for (const message of more) {
        if (message.from !== this.#apart && message.to !== this.#apart) {
          this.#nodes.get(message.to)?.step(message);
        }
      }
    }
  }

  readsOf(id: string): readonly number[] {
    return this.#reads.get(id) ?? [];
  }

  lostOf(id: string): number {
    return this.#lost.get(id) ?? 0;
  }

  #collect(): Message[] {
    const messages: Message[] = [];
    for (const [id, node] of this.#nodes) {
      for (let ready = node.ready(); ready !== undefined; ready = node.ready()) {
        messages.push(...ready.messages);
        this.#reads.set(id, [...this.readsOf(id), ...ready.reads.map((read) => read.id)]);
        this.#lost.set(id, this.lostOf(id) + ready.lostReads.length);
      }
    }
    return messages;
  }
}

law(
  "server-reads",
  "a server's read calls the question when a majority has answered, and resolves to what it returns",
  { hint: "The question" },
  async (t) => {
    const rig = await Rig.leading(t);
    let asked = 0;
    const read = watched(
      rig.server.read(() => {
        asked += 1;
        return rig.machine.applied.length;
      }),
    );
    await turns();
    t.equal([asked, read.state], [0, "pending"], "calls of the question, when nobody has answered");
    await rig.acknowledge(rig.sentOf("append").at(-1)?.round);
    t.equal([asked, read.state, read.value], [1, "resolved", 0], "calls of the question; the read");
  },
);

law(
  "server-reads-its-writes",
  "a read sees every command that was answered before it was asked",
  { hint: "The question" },
  async (t) => {
    const rig = await Rig.open(t, { peers: [] });
    await rig.tick(PATIENCE_TICKS);
    for (let i = 1; i <= 20; i++) {
      await rig.server.propose(bytesOf(`p${i}`));
      const seen = await t.within(
        1_000,
        rig.server.read(() => rig.machine.applied.length),
        "a read",
      );
      t.equal(seen, i, `commands that a read has seen, when ${i} were answered`);
    }
  },
);

law(
  "server-question-throws",
  "what the question throws is what the read rejects with, and the server goes on",
  { hint: "The question" },
  async (t) => {
    const rig = await Rig.open(t, { peers: [] });
    await rig.tick(PATIENCE_TICKS);
    const thrown = new Error("a question without an answer");
    const read = watched(
      rig.server.read(() => {
        throw thrown;
      }),
    );
    const other = watched(rig.server.read(() => "fine"));
    await turns();
    t.holds((read.error as Error | undefined) === thrown, "the read rejects with something else");
    t.equal(other.value, "fine", "another read of the same turn");
    const proposal = rig.propose("x");
    await turns();
    t.equal(proposal.state, "resolved", "a proposal after it");
  },
);

law(
  "server-read-not-leader",
  "a read says NOT_LEADER where the machine does not lead, or leads no more; STOPPED where it has stopped",
  { hint: "Who leads no more" },
  async (t) => {
    const follower = await Rig.open(t);
    await follower.hear(appendOf(1, []));
    const refused = watched(follower.server.read(() => 1));
    await turns();
    t.equal(refusalOf(refused), ["NOT_LEADER", "b"], "of a follower");
    const rig = await Rig.leading(t);
    const waiting = watched(rig.server.read(() => 1));
    await turns();
    await rig.hear(appendOf(rig.status.term + 1, []));
    t.equal(refusalOf(waiting), ["NOT_LEADER", "b"], "of one that was replaced");
    const stopped = await Rig.leading(t);
    const left = watched(stopped.server.read(() => 1));
    await turns();
    stopped.server.stop();
    const late = watched(stopped.server.read(() => 1));
    await turns();
    t.equal(
      [left.error?.code, late.error?.code],
      ["STOPPED", "STOPPED"],
      "of one that has stopped",
    );
  },
);

law(
  "clients-under-storms",
  "under storms, for clients that ask again and again, the store is one store: its history is linearizable",
  { hint: "Once", seconds: 60 },
  async (t) => {
    const seen = { answered: 0, reads: 0, timeouts: 0, unknown: 0, duplicates: 0, judged: 0 };
    let elections = 0;
    const counts = await underStorms<Message, ClientLife, Wish, ClientStorm>(t, {
      ...clientStorms(),
      held: (run) => {
        for (const what of Object.keys(seen) as (keyof typeof seen)[]) seen[what] += run.seen[what];
        elections += run.elections;
      },
    });
    t.floor("histories that the checker could judge", seen.judged, CLIENT_STORMS - 10);
    t.floor("answers", seen.answered, 1_700);
    t.floor("reads", seen.reads, 1_200);
    t.floor("timeouts", seen.timeouts, 1_000);
    t.floor("requests that are in the log twice", seen.duplicates, 200);
    t.floor("elections", elections, 200);
    t.floor("messages cut off", counts.cutOff, 6_000);
    t.floor("machines that came up again", counts.restarts, 30);
  },
);
