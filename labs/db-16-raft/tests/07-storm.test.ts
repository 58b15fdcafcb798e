import type { Message } from "@labs/db-16";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { underStorms } from "@labs/grader/testing/storms";
import type { Host } from "./host.ts";
import { ELECTION_TICKS, LeaderRig } from "./leader-rig.ts";
import { kindOf, stormsOfKind } from "./raft-storms.ts";
import { asksForVote, bytesOf, PATIENCE_TICKS, Rig, turns } from "./server-rig.ts";
import type { Cluster, Propose } from "./storm-cluster.ts";

const law = step("storm");

/** How often something must have happened, so that the storms were storms. */
interface Floors {
  readonly elections: number;
  readonly applied: number;
  readonly crashes?: number;
  readonly kills?: number;
  readonly cutOff?: number;
  readonly lost?: number;
  readonly repeated?: number;
  readonly reordered?: number;
  readonly pauses?: number;
}

/** Runs the storms of a kind: the laws of Figure 3 behind every event, and progress when all is calm. */
async function stands(t: Trial, name: string, floors: Floors): Promise<void> {
  const seen = { elections: 0, applied: 0 };
  const counts = await underStorms<Message, Host, Propose, Cluster>(t, {
    ...stormsOfKind(kindOf(name)),
    held: ({ laws }) => {
      seen.elections += laws.elections;
      seen.applied += laws.applied;
    },
  });
  const all = { ...counts, ...seen };
  for (const [what, least] of Object.entries(floors))
    t.floor(what, all[what as keyof Floors], least);
}

/** Ticks, and each time these machines answer what a has sent; what it sends to the others is lost. */
function ticks(rig: LeaderRig, count: number, hears: readonly string[]): void {
  for (let i = 0; i < count; i++) {
    rig.tick();
    rig.answerAll(hears);
  }
}

law(
  "quorum-lost",
  "with checkQuorum, a leader that hears of no majority leads no more, before 2 · electionTicks ticks are over",
  { hint: "A leader that nobody hears" },
  (t) => {
    for (const [voters, hears] of [
      ["abc", ""],
      ["abcde", ""],
      ["abcde", "b"],
      ["ab", ""],
    ] as const) {
      const rig = LeaderRig.settled(t, { voters: [...voters], checkQuorum: true });
      t.did(
        "from now on",
        `of ${[...voters].join(" ")}, a hears ${hears === "" ? "nobody" : `${hears} alone`}`,
      );
      stepsDown(t, rig, [...hears]);
    }
  },
);

/** Ticks until it leads no more. */
function stepsDown(t: Trial, rig: LeaderRig, hears: readonly string[]): void {
  let passed = 0;
  while (rig.raft.status.role === "leader" && passed < 2 * ELECTION_TICKS) {
    ticks(rig, 1, hears);
    passed += 1;
  }
  const { role, leader } = rig.raft.status;
  t.holds(role !== "leader", `${passed} ticks are over, and it leads`);
  t.equal([role, leader], ["follower", undefined], "its role, and who leads as far as it knows");
  t.holds(
    passed >= ELECTION_TICKS - 1,
    `it led on for ${passed} ticks only, and electionTicks is ${ELECTION_TICKS}`,
  );
}

law(
  "quorum-lost-after-a-while",
  "that it was heard once does not help for ever: checkQuorum looks again and again",
  { hint: "A leader that nobody hears" },
  (t) => {
    for (let before = 0; before <= 2 * ELECTION_TICKS; before += 3) {
      const rig = LeaderRig.settled(t, { checkQuorum: true });
      ticks(rig, before, ["b"]);
      t.did("from now on", `a hears nobody; until now, for ${before} ticks, it has heard b`);
      t.equal(rig.raft.status.role, "leader", "its role until now");
      stepsDown(t, rig, []);
    }
  },
);

law(
  "quorum-kept",
  "with checkQuorum, a leader that hears of a majority goes on leading",
  { hint: "A leader that nobody hears" },
  (t) => {
    for (const [voters, hears] of [
      ["abc", "b"],
      ["abcde", "ce"],
      ["ab", "b"],
      ["a", ""],
    ] as const) {
      const rig =
        voters === "a"
          ? new LeaderRig(t, { voters: ["a"], checkQuorum: true })
          : LeaderRig.settled(t, { voters: [...voters], checkQuorum: true });
      t.did("from now on", `of ${voters}, a hears ${hears === "" ? "nobody" : hears}`);
      const { term } = rig.raft.status;
      for (let i = 0; i < 10 * ELECTION_TICKS; i++) {
        ticks(rig, 1, [...hears]);
        t.equal(
          [rig.raft.status.role, rig.raft.status.term],
          ["leader", term],
          "its role and term",
        );
      }
    }
  },
);

law(
  "quorum-by-any-answer",
  "an Append that does not fit is answered too, and who answers is there",
  { hint: "A leader that nobody hears" },
  (t) => {
    const rig = LeaderRig.settled(t, { checkQuorum: true });
    t.did("from now on", "b answers every Append, and has lost its log");
    for (let i = 0; i < 4 * ELECTION_TICKS; i++) {
      rig.tick();
      const append = rig.sent.findLast(({ to }) => to === "b");
      rig.sent.length = 0;
      if (append === undefined) continue;
      const { term, from, to, round, prevLogIndex } = append;
      rig.hear({
        ...{ kind: "append-reply", term, from: to, to: from, round, ok: false },
        ...{ prevLogIndex, conflictTerm: undefined, conflictIndex: 1 },
      });
    }
    t.equal(rig.raft.status.role, "leader", "its role");
  },
);

law(
  "quorum-by-late-answers",
  "any answer of its term is a sign of life, also one to a round that is not the latest",
  { hint: "A leader that nobody hears" },
  (t) => {
    const rig = LeaderRig.settled(t, { checkQuorum: true });
    t.did("from now on", "a read begins in each tick; b answers what it was sent a tick before");
    for (let i = 0; i < 4 * ELECTION_TICKS; i++) {
      const late = rig.sent.splice(0).filter(({ to }) => to === "b");
      rig.read();
      rig.tick();
      for (const append of late) rig.answer(append);
      t.equal(rig.raft.status.role, "leader", "its role");
    }
  },
);

law(
  "quorum-off",
  "without checkQuorum a leader that hears nobody goes on: it is off unless it is asked for",
  { hint: "A leader that nobody hears" },
  (t) => {
    const rig = LeaderRig.settled(t);
    t.did("from now on", "a hears nobody");
    ticks(rig, 10 * ELECTION_TICKS, []);
    t.equal(rig.raft.status.role, "leader", "its role");
  },
);

law(
  "quorum-lost-reads",
  "a leader that steps down by itself tells of each read that waits that it is lost, and refuses what comes then",
  { hint: "Who waits for it" },
  (t) => {
    const rig = LeaderRig.settled(t, { checkQuorum: true });
    const { term, lastIndex } = rig.raft.status;
    const id = rig.read();
    ticks(rig, 2 * ELECTION_TICKS, []);
    t.equal([rig.reads, rig.lost], [[], [id]], "reads confirmed, and reads lost");
    t.equal(
      rig.raft.propose(bytesOf("x")),
      { kind: "not-leader", leader: undefined },
      "a proposal",
    );
    t.equal(rig.raft.status.lastIndex, lastIndex, "the last index of its log");
    t.did("passed", `${2 * ELECTION_TICKS} ticks`);
    for (let i = 0; i < 2 * ELECTION_TICKS; i++) rig.raft.tick();
    t.equal(
      rig.raft.status.role,
      "candidate",
      "its role: it has lost its patience, like any follower",
    );
    t.holds(rig.raft.status.term > term, "it is a candidate of the term that it has led");
  },
);

law(
  "quorum-vote-stays",
  "a leader that steps down by itself is in the same term, and its vote of that term is its own",
  { hint: "Who waits for it" },
  (t) => {
    const rig = LeaderRig.settled(t, { checkQuorum: true });
    const { term } = rig.raft.status;
    stepsDown(t, rig, []);
    t.equal([rig.raft.status.term, rig.raft.status.votedFor], [term, "a"], "its term and its vote");
    t.did("heard", `b, which asks for a vote in term ${term} too`);
    rig.raft.step(asksForVote("b", term));
    const votes = rig.raft.ready()?.messages.filter(({ kind }) => kind === "vote") ?? [];
    t.equal(votes, [{ kind: "vote", term, from: "a", to: "b", granted: false }], "its answer");
  },
);

law(
  "quorum-of-a-server",
  "a server passes checkQuorum on: who waits for a leader that is cut off is told NOT_LEADER",
  { hint: "Who waits for it" },
  async (t) => {
    const rig = await Rig.leading(t, { checkQuorum: true });
    const read = watched(rig.server.read(() => 1));
    await turns();
    await rig.tick(PATIENCE_TICKS);
    t.equal(
      [read.state, read.error?.code],
      ["rejected", "NOT_LEADER"],
      "a read, when nobody has answered",
    );
    t.holds(rig.role !== "leader", "it hears nobody, and leads");
  },
);

law(
  "three-machines",
  "three machines under storms: Figure 3 behind every event, and progress once all is calm",
  { hint: "What a storm tells", seconds: 60 },
  (t) =>
    stands(t, "three", {
      ...{ elections: 250, applied: 5_500, crashes: 100, kills: 15, cutOff: 2_000 },
      ...{ lost: 1_300, repeated: 600, reordered: 1_600, pauses: 70 },
    }),
);

law(
  "five-machines",
  "five machines under storms",
  { hint: "What a storm tells", seconds: 60 },
  (t) =>
    stands(t, "five", {
      ...{ elections: 130, applied: 1_500, crashes: 90, kills: 12, cutOff: 1_000 },
      ...{ lost: 600, repeated: 200, reordered: 250, pauses: 35 },
    }),
);

law(
  "two-machines",
  "two machines under storms: neither may do anything alone",
  { hint: "What a storm tells", seconds: 60 },
  (t) =>
    stands(t, "two", {
      ...{ elections: 70, applied: 1_000, crashes: 25, kills: 3, cutOff: 350, lost: 120 },
    }),
);

law(
  "one-machine",
  "one machine under storms: it commits what it has saved, and no sooner",
  { hint: "What a storm tells", seconds: 60 },
  (t) => stands(t, "one", { elections: 25, applied: 450, crashes: 12 }),
);

law(
  "with-check-quorum",
  "leaders that check their quorum, under partitions one after the other",
  { hint: "What a storm tells", seconds: 60 },
  (t) =>
    stands(t, "quorum", {
      ...{ elections: 350, applied: 2_300, crashes: 60, kills: 5, cutOff: 4_500, lost: 400 },
    }),
);

law(
  "long-logs",
  "logs that are far behind, and catch up in small Appends",
  { hint: "What a storm tells", seconds: 60 },
  (t) => stands(t, "long", { elections: 25, applied: 5_000, crashes: 5, cutOff: 200, lost: 150 }),
);

law(
  "restless-leaders",
  "leaders that last for a moment, and leave entries of many terms behind (Figure 8)",
  { hint: "What a storm tells", seconds: 60 },
  (t) =>
    stands(t, "restless", {
      ...{ elections: 750, applied: 4_400, crashes: 40, cutOff: 15_000, lost: 2_500 },
    }),
);
