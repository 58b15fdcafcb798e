import { GroupCommit } from "@labs/db-03";
import { step } from "@labs/grader/testing";
import { type Watched, watched } from "@labs/grader/testing/promises";
import { crashes } from "@labs/machine/sim";
import fc from "fast-check";
import { bytesOf, diskWithFile, endSyncs, turns } from "./promises.ts";

const law = step("group-commit");

/** A GroupCommit whose syncs end when the law says. */
class HeldSyncs {
  readonly group = new GroupCommit(() => this.#begin());
  /** How many have begun. */
  begun = 0;
  /** The most that were under way at a time. */
  together = 0;
  readonly #running: ((error?: Error) => void)[] = [];

  #begin(): Promise<void> {
    this.begun += 1;
    return new Promise((resolve, reject) => {
      this.#running.push((error) => (error === undefined ? resolve() : reject(error)));
      this.together = Math.max(this.together, this.#running.length);
    });
  }

  get running(): number {
    return this.#running.length;
  }

  /** `count` commits at once. */
  commits(count: number): Watched[] {
    return Array.from({ length: count }, () => watched(this.group.commit()));
  }

  /** Ends the sync that began first, and lets everything go on. */
  async end(error?: Error): Promise<void> {
    this.#running.shift()?.(error);
    await turns();
  }
}

const states = (commits: readonly Watched[]) => commits.map(({ state }) => state);
const all = (count: number, state: Watched["state"]) => new Array(count).fill(state);

law(
  "commit-waits",
  "a commit calls for a sync and resolves when it has ended; without commits none begins",
  { hint: "Covered by a sync that began later" },
  async (t) => {
    const held = new HeldSyncs();
    await turns();
    t.equal(held.begun, 0, "syncs that have begun before any commit");
    for (let round = 1; round <= 3; round++) {
      const [commit] = held.commits(1);
      await turns();
      t.given("committed", `once, in round ${round}`);
      t.equal(held.begun, round, "syncs that have begun");
      t.equal(commit!.state, "pending", "the commit, while its sync is under way");
      await held.end();
      t.equal(commit!.state, "resolved", "the commit, when its sync has ended");
      t.equal(held.begun, round, "syncs that have begun");
    }
  },
);

law(
  "the-next-sync",
  "a commit that comes while a sync is under way is covered by the next one, not by that one",
  { hint: "Covered by a sync that began later" },
  async (t) => {
    const held = new HeldSyncs();
    const [first] = held.commits(1);
    await turns();
    const [second] = held.commits(1);
    await turns();
    t.did("committed", "once; and again while the sync of the first was under way");
    t.equal(held.running, 1, "syncs under way");
    await held.end();
    t.did("ended", "the first sync");
    t.equal(states([first!, second!]), ["resolved", "pending"], "the two commits");
    t.equal(held.begun, 2, "syncs that have begun");
    await held.end();
    t.equal(second!.state, "resolved", "the second commit, when the second sync has ended");
  },
);

law(
  "shared",
  "all that come while a sync is under way share the one that waits",
  { hint: "One runs and one waits" },
  async (t) => {
    const held = new HeldSyncs();
    void held.commits(1);
    await turns();
    const waiting = [...held.commits(50)];
    await turns();
    waiting.push(...held.commits(50));
    await turns();
    t.did("committed", "once; and a hundred times while that sync was under way");
    await held.end();
    t.equal(held.begun, 2, "syncs that have begun when the first has ended");
    await held.end();
    t.equal(states(waiting), all(100, "resolved"), "the hundred commits");
    t.equal(held.begun, 2, "syncs in all");
  },
);

law(
  "at-once",
  "n commits at once cost at most 2 syncs",
  { hint: "One runs and one waits" },
  async (t) => {
    for (const count of [1, 2, 3, 100]) {
      const held = new HeldSyncs();
      const commits = held.commits(count);
      await turns();
      while (held.running > 0) await held.end();
      t.given("committed", `${count} times at once`);
      t.equal(states(commits), all(count, "resolved"), "the commits");
      t.atMost(held.begun, Math.min(2, count), "syncs");
    }
  },
);

law(
  "one-under-way",
  "never are two syncs under way; a commit made in the moment in which one begins or ends waits for the next",
  { hint: "One runs and one waits" },
  async (t) => {
    for (const moment of ["begins", "ends"] as const) {
      let [running, together, begun, ended] = [0, 0, 0, 0];
      const commits: Watched[] = [];
      const commit = () => {
        const due = begun + 1;
        const done = group.commit().then(() => {
          t.holds(ended >= due, `the sync that ${moment} covers a commit made as it ${moment}`);
        });
        commits.push(watched(done));
      };
      const group: GroupCommit = new GroupCommit(async () => {
        begun += 1;
        running += 1;
        together = Math.max(together, running);
        if (moment === "begins" && begun <= 3) commit();
        await turns(2);
        if (moment === "ends" && begun <= 3) commit();
        running -= 1;
        ended += 1;
      });
      commit();
      await turns(30);
      t.given("committed", `once, and from within each of the first three syncs as it ${moment}`);
      t.equal(together, 1, "syncs under way at a time, at most");
      for (const { error } of commits) if (error !== undefined) throw error;
      t.equal(states(commits), all(4, "resolved"), "the commits");
      t.equal(begun, 4, "syncs in all");
    }
  },
);

law(
  "told-each-once",
  "a sync's error is that of all whom it covers, and of no others; the next sync is tried all the same",
  { hint: "A sync that fails" },
  async (t) => {
    const held = new HeldSyncs();
    const [under] = held.commits(1);
    await turns();
    const waiting = held.commits(3);
    await turns();
    const error = new Error("the disk is gone");
    t.did("failed", "a sync that covers one commit, while three others wait");
    await held.end(error);
    t.equal(under!.state, "rejected", "the commit that it covers");
    t.holds((under!.error as unknown) === error, "its error is another than the sync's");
    t.equal(states(waiting), all(3, "pending"), "those that wait for the next sync");
    const other = new Error("and again");
    await held.end(other);
    t.equal(states(waiting), all(3, "rejected"), "the three, when their sync has failed");
    for (const each of waiting) {
      t.holds((each.error as unknown) === other, "an error is another than the sync's");
    }
    const [later] = held.commits(1);
    await turns();
    await held.end();
    t.equal(later!.state, "resolved", "a later commit, whose sync ended well");
  },
);

law(
  "sync-that-throws",
  "a sync that throws at once is one that failed, and so is one that rejects with nothing",
  { hint: "A sync that fails" },
  async (t) => {
    const error = new Error("not even begun");
    const failures: readonly [string, unknown, () => Promise<void>][] = [
      [
        "throws",
        error,
        () => {
          throw error;
        },
      ],
      ["rejects with undefined", undefined, () => Promise.reject(undefined)],
    ];
    for (const [what, expected, fail] of failures) {
      let begun = 0;
      const group = new GroupCommit(() => {
        begun += 1;
        return begun === 1 ? fail() : Promise.resolve();
      });
      let commit: Watched | undefined;
      t.given("committed", `with a sync that ${what}`);
      try {
        commit = watched(group.commit());
      } catch {
        t.holds(false, "commit has thrown, and should reject");
      }
      await turns();
      t.equal(commit?.state, "rejected", "the commit");
      t.holds((commit?.error as unknown) === expected, "its error is another than the sync's");
      const next = watched(group.commit());
      await turns();
      t.equal([next.state, begun], ["resolved", 2], "the next commit, and how many syncs began");
    }
  },
);

law(
  "nobody-starves",
  "a commit waits for the sync under way and its own, however many come later",
  { hint: "One runs and one waits" },
  async (t) => {
    const held = new HeldSyncs();
    void held.commits(1);
    await turns();
    const [mine] = held.commits(1);
    let ends = 0;
    while (mine!.state === "pending" && ends < 10) {
      void held.commits(1);
      await turns();
      void held.commits(1);
      await held.end();
      ends += 1;
    }
    t.did("committed", "once while a sync was under way; then others, again and again");
    t.equal(ends, 2, "syncs that ended before the commit resolved");
    while (held.running > 0) await held.end();
  },
);

const anyDeed = fc.oneof(
  { weight: 4, arbitrary: fc.constant("commit" as const) },
  { weight: 3, arbitrary: fc.constant("end" as const) },
  { weight: 1, arbitrary: fc.constant("fail" as const) },
);

law(
  "any-order",
  "whatever happens in whatever order: each commit fares as the first sync that began after it",
  { hint: "Covered by a sync that began later" },
  async (t) => {
    let commits = 0;
    await t.forAll([fc.array(anyDeed, { minLength: 6, maxLength: 30 })], async (deeds) => {
      const held = new HeldSyncs();
      /** What became of each sync, in order. */
      const outcomes: Watched["state"][] = [];
      /** With the number of syncs that had begun. */
      const made: { readonly commit: Watched; readonly begun: number }[] = [];
      const end = async (error?: Error) => {
        if (held.running === 0) return;
        outcomes.push(error === undefined ? "resolved" : "rejected");
        await held.end(error);
      };
      for (const deed of deeds) {
        t.did("did", deed);
        if (deed === "commit") {
          // Read before: the sync may begin within the call.
          const { begun } = held;
          made.push({ commit: held.commits(1)[0]!, begun });
          await turns(1);
        } else await end(deed === "fail" ? new Error("failed") : undefined);
        t.atMost(held.together, 1, "syncs under way at a time");
        for (const { commit, begun } of made) {
          t.equal(commit.state, outcomes[begun] ?? "pending", `a commit after ${begun} syncs`);
        }
      }
      t.atMost(held.begun, made.length, "syncs, one for each commit");
      while (held.running > 0) await end();
      for (const { commit, begun } of made) t.equal(commit.state, outcomes[begun], "a commit");
      commits += made.length;
    });
    t.floor("commits", commits, 500);
  },
);

law(
  "few-syncs",
  "64 writers that append 10 times each need at most 2 syncs for each of the 10",
  { hint: "One runs and one waits" },
  async (t) => {
    const { disk, file } = await diskWithFile();
    const group = new GroupCommit(() => file.sync());
    const write = async (writer: number) => {
      for (let i = 0; i < 10; i++) {
        file.append(bytesOf(10, writer));
        await group.commit();
      }
    };
    await Promise.all(Array.from({ length: 64 }, (_, writer) => write(writer)));
    t.did("appended", "and committed, 10 times by each of 64 writers");
    t.equal(file.durableBytes, 6400, "durableBytes");
    t.atMost(disk.counts.syncs, 20, "syncs");
  },
);

law(
  "every-crash-keeps-what-was-committed",
  "after every crash there is all that was committed by then",
  { hint: "Covered by a sync that began later" },
  async (t) => {
    const { disk, file } = await diskWithFile();
    const group = new GroupCommit(() => file.sync());
    const committed: { readonly end: number; readonly by: number }[] = [];
    const write = async (writer: number) => {
      for (let i = 0; i < 5; i++) {
        await turns(writer % 3);
        file.append(bytesOf(90 + writer, 0x41 + writer));
        const end = file.size;
        await group.commit();
        committed.push({ end, by: disk.operations });
      }
    };
    await Promise.all(Array.from({ length: 9 }, (_, writer) => write(writer)));
    await endSyncs(disk);
    const whole = disk.contents("log");
    let visited = 0;
    for (const { at, disk: found, replay } of crashes(disk, { seed: t.seed })) {
      visited += 1;
      const due = committed.reduce(
        (most, { end, by }) => (by <= at ? Math.max(most, end) : most),
        0,
      );
      const bytes = found.exists("log") ? found.contents("log").subarray(0, due) : bytesOf(0);
      const isThere = Buffer.compare(bytes, whole.subarray(0, due)) === 0;
      t.holds(isThere, `${replay}: ${due} bytes were committed\n${disk.log(at)}`);
    }
    t.floor("commits", committed.length, 45);
    t.floor("crashes", visited, 150);
  },
);
