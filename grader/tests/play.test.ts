/**
 * A cluster played by hand: commands, what they do, the transcript, the screen.
 *
 * The protocol here is the smallest: the first machine that is up leads from its second tick on, in the epoch of its
 * life, and sends each value to all others. Raft itself is played at the end, in a process of its own.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Machine } from "@labs/machine";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { colourOf, logText } from "../src/play/boxes.ts";
import { commandText, PlayError, parseCommand, parseScript } from "../src/play/command.ts";
import { Flights } from "../src/play/flights.ts";
import { Game } from "../src/play/game.ts";
import { keysOf, wishOf } from "../src/play/keys.ts";
import type { Cell, Playable } from "../src/play/lab.ts";
import { screenLines, type View } from "../src/play/screen.ts";
import { playScript } from "../src/play/transcript.ts";

const TICK_MS = 10;
let lives = 0;

class Toy {
  readonly log: Cell[] = [];
  leads = false;
  readonly #machine: Machine<string>;

  constructor(machine: Machine<string>, tell: (text: string) => void) {
    this.#machine = machine;
    lives += 1;
    machine.network.receive((text) => {
      if (text === "bug") throw new Error("it is a bug");
      this.log.push({ text, epoch: 1 });
      tell(`has ${text}`);
    });
    if (machine.id === "a") machine.clock.after(2 * TICK_MS, () => this.#lead());
  }

  propose(text: string): string {
    this.log.push({ text, epoch: 1 });
    for (const peer of this.#machine.peers) this.#machine.network.send(peer, text);
    return `is asked for ${text}`;
  }

  #lead(): void {
    this.leads = true;
  }
}

const toy: Playable<string, Toy> = {
  ...{ lab: "db-90", title: "toy", epoch: "term" },
  ...{ tickMs: TICK_MS, latencyMs: 20, syncMs: 10 },
  boot: (machine, tell) => new Toy(machine, tell),
  textOf: (message) => `${message} · in full`,
  laneOf: ({ leads, log }) => ({
    ...{ role: leads ? "leader" : "follower", epoch: 1, leads, fact: "a fact", log },
    ...{ patience: leads ? undefined : { left: 5, of: 10 }, committed: Math.min(1, log.length) },
  }),
  describe: ({ leads }) => ({
    ...{ role: leads ? "leader" : "follower", epoch: 1, leads, details: [] },
  }),
  propose: (process, value) => process.propose(value),
  read: (process) => `answers ${process.log.map(({ text }) => text).join(" ")}`,
  scenarios: [
    { title: "one", watch: "Watch it.", machines: 3, script: ["await leader", "say so", "kill a"] },
  ],
};

async function played(script: string, machines = 3) {
  const lines: string[] = [];
  const isDone = await playScript(toy, { machines, seed: 1 }, script, (line) => lines.push(line));
  return { isDone, text: lines.join("\n") };
}

async function gameAfter(script: string): Promise<Game<string, Toy>> {
  const game = new Game(toy, { machines: 3, seed: 1 });
  await game.begin();
  game.add(parseScript(script));
  for (game.carryOut(() => {}); game.isBusy; game.carryOut(() => {})) await game.tick();
  return game;
}

describe("commands", () => {
  test.each([
    "step 50",
    "await leader",
    "await a x",
    "kill a",
    "power leader",
    "restart abc",
    "cut a",
    "cut a bc",
    "split a bc",
    "heal",
    "propose x a",
    "read b",
    "say what there is to say",
    "play 1",
    "show",
    "picture",
  ])("%s is read and written alike", (typed) => {
    expect(commandText(parseCommand(typed))).toBe(typed);
  });

  test("what may be left out is filled in", () => {
    expect(commandText(parseCommand("propose x"))).toBe("propose x leader");
    expect(commandText(parseCommand("READ"))).toBe("read leader");
    expect(commandText(parseCommand("step"))).toBe("step 1");
  });

  test("a script has commands between semicolons and lines, and comments", () => {
    expect(parseScript("step 1; kill a\n# a comment\n;heal").map(commandText)).toEqual([
      "step 1",
      "kill a",
      "heal",
    ]);
  });

  test.each([
    ["step 0", /step 0: it goes like this: step 50/],
    ["step 1.5", /it goes like this/],
    ["kill", /it goes like this: kill a/],
    ["propose x\u001b[2J", /it goes like this/],
    ["constructor", /there is no command constructor; there are step, await/],
  ])("%j is refused with what would do", (typed, message) => {
    expect(() => parseCommand(typed)).toThrow(PlayError);
    expect(() => parseCommand(typed)).toThrow(message);
  });
});

describe("a game", () => {
  test("a killed machine is down until it is restarted, and begins another life", async () => {
    const game = await gameAfter("await leader; kill a; step 3");
    expect(game.lane("a")).toBeUndefined();
    const before = lives;
    game.add(parseScript("restart a; step 3"));
    for (game.carryOut(() => {}); game.isBusy; game.carryOut(() => {})) await game.tick();
    expect(game.lane("a")?.leads).toBe(true);
    expect(lives).toBe(before + 1);
  });

  test("a cut has one direction, or both, until it is healed", async () => {
    const game = await gameAfter("await leader; cut a b; propose x; step 5");
    expect(game.unreached("a")).toEqual(["b"]);
    expect(game.unreached("b")).toEqual([]);
    expect([game.lane("b")?.log.length, game.lane("c")?.log.length]).toEqual([0, 1]);
    const both = await gameAfter("await leader; cut a; propose x; step 5; heal; propose y; step 5");
    expect(both.unreached("a")).toEqual([]);
    expect(both.lane("b")?.log.map(({ text }) => text)).toEqual(["y"]);
    const split = await gameAfter("split ab c; step 1");
    expect([split.unreached("a"), split.unreached("c")]).toEqual([["c"], ["a", "b"]]);
  });

  test("what was done is a script, and the script does it again", async () => {
    const game = await gameAfter(
      "await leader; propose x; step 5; cut others leader; step 2; heal",
    );
    expect(game.script).toBe("step 2; propose x a; step 5; cut bc a; step 2; heal");
    expect((await gameAfter(game.script)).trace).toEqual(game.trace);
  });

  test("a command typed now does not end the story that goes on", async () => {
    const game = await gameAfter("");
    game.add(parseScript("step 5; propose late"));
    await game.tick();
    game.carryOut(() => {});
    game.interrupt(parseCommand("propose now a"), () => {});
    expect(game.isBusy).toBe(true);
    for (; game.isBusy; game.carryOut(() => {})) await game.tick();
    expect(game.lane("a")?.log.map(({ text }) => text)).toEqual(["now", "late"]);
  });

  test("await gives up", async () => {
    await expect(gameAfter("await c")).rejects.toThrow("await c: not within 5000 ticks");
  });

  test("a machine that throws ends it, and is named", async () => {
    const game = await gameAfter("propose bug a; step 9");
    expect(game.failure).toBe("b threw: it is a bug");
    expect(game.isBusy).toBe(false);
  });
});

describe("a transcript", () => {
  test("says what was done and what happened", async () => {
    const { isDone, text } = await played("await leader; propose x; step 2; read a; kill b; show");
    expect(isDone).toBe(true);
    expect(text).toBe(
      [
        "> await leader",
        "      20 ms  a  is leader 1",
        "> propose x leader",
        "      20 ms  a  is asked for x",
        "> step 2",
        "      40 ms  b  has x",
        "      40 ms  c  has x",
        "> read a",
        "      40 ms  a  answers x",
        "> kill b",
        "      40 ms  b  its process is killed",
        "> show",
        "  a ★ leader     term 1, a fact        log 1x │",
        "  b   down",
        "  c   follower   term 1, a fact        log 1x │",
      ].join("\n"),
    );
  });

  test("a scenario says what to watch, and ends what was before", async () => {
    const { text } = await played("propose x a; play 1");
    expect(text).toMatch(/> play 1\nWatch it\.\n> await leader\n.*\n {6}20 ms {5}so\n> kill a\n/);
  });

  test("what cannot be done ends it", async () => {
    const none = await played("kill leader; show");
    expect(none).toEqual({ isDone: false, text: "> kill leader\nnobody leads" });
    expect((await played("kill x")).text).toMatch(/there is no machine x; there are a, b, c$/);
    expect((await played("kill a; propose x a")).text).toMatch(/a is down$/);
    expect((await played("play 2")).text).toMatch(/there is no scenario 2; there are 1 one$/);
  });
});

describe("the screen", () => {
  const view: View = {
    ...{
      lab: toy,
      whose: "your code",
      seed: 1,
      now: 1234,
      watch: "Watch it.",
      foot: "",
      pace: "▶",
    },
    ...{ isHelp: false, isBad: false, flights: [], lines: [] },
    boxes: [..."abcde"].map((name) => ({
      ...{ name, isChosen: name === "a", unreached: name === "b" ? ["a", "c"] : [] },
      lane:
        name === "c"
          ? undefined
          : {
              ...{ role: "candidate", epoch: 12, leads: false, fact: "voted a" },
              patience: { left: 3, of: 12 },
              log: Array.from({ length: 20 }, () => ({ text: "x", epoch: 12 })),
              committed: 19,
            },
    })),
  };

  test.each([
    [80, 24],
    [81, 25],
    [120, 50],
  ])("fits into %d columns and %d rows, with the cursor below it", (columns, rows) => {
    for (const isHelp of [false, true]) {
      const lines = screenLines({ ...view, isHelp }, { columns, rows });
      expect(lines).toHaveLength(rows - 1);
      for (const line of lines) expect(stringWidth(line)).toBeLessThan(columns);
    }
  });

  test("says so where there is no room", () => {
    const lines = screenLines(view, { columns: 79, rows: 24 });
    expect(lines[0]).toBe("This needs 80 columns and 24 rows;");
  });

  test("a machine's box says what it is, whom it cannot reach, and what of its log is committed", () => {
    const text = screenLines(view, { columns: 80, rows: 24 }).join("\n");
    expect(text).toMatch(/┌ a candidate ┐ .* ┌ c down/);
    expect(text).toMatch(/✗→ a c/);
    expect(text).toMatch(/…12x│12x/);
    expect(text).toMatch(/└─ 19 of 20 ─+┘/);
  });

  test("of a log that is too long the end is shown", () => {
    const log = Array.from({ length: 9 }, (_, i) => ({ text: "v", epoch: i + 1 }));
    expect(logText(log, 9, 11)).toBe("…7v 8v 9v");
    expect(logText(log.slice(0, 2), 0, 11)).toBe("│1v 2v");
    expect(colourOf(1)).not.toBe(colourOf(2));
  });

  test("messages that would cross have rows of their own, and keep them", () => {
    const flights = new Flights(["a", "b", "c"]);
    const send = (message: number, from: string, to: string) =>
      ({ kind: "send", at: 0, message, from, to, text: "" }) as const;
    const trace = [send(1, "a", "c"), send(2, "b", "c"), send(3, "a", "b")];
    flights.follow(trace, 0);
    expect(flights.all.map(({ row }) => row)).toEqual([0, 1, 1]);
    const lost = { kind: "lose", at: 5, message: 1, copy: 1, why: "cut" } as const;
    const arrived = { kind: "deliver", at: 5, message: 2, copy: 1 } as const;
    flights.follow([...trace, lost, arrived], 5);
    expect(flights.all.map(({ row, lostAt }) => [row, lostAt])).toEqual([
      [0, 5],
      [1, undefined],
    ]);
    flights.follow([...trace, lost, arrived], 500);
    expect(flights.all).toHaveLength(1);
  });
});

test("keys are commands to the machine that is chosen", () => {
  const chosen = { node: "b", nodes: ["a", "b", "c"] };
  expect(wishOf("c", chosen)).toEqual({ kind: "choose", node: "c" });
  expect(wishOf("k", chosen)).toEqual({ kind: "command", text: "kill b" });
  expect(wishOf("o", chosen)).toEqual({ kind: "command", text: "cut ac b" });
  expect(wishOf("4", chosen)).toEqual({ kind: "command", text: "play 4" });
  expect(wishOf("\u0003", chosen)).toEqual({ kind: "quit" });
  expect(wishOf("d", chosen)).toBeUndefined();
  expect(keysOf("\u001b[A")).toHaveLength(1);
  expect(keysOf("ab")).toEqual(["a", "b"]);
});

test("Raft is played: every story ends as its sentence says", { timeout: 60_000 }, async () => {
  const script = [1, 2, 3, 4, 5, 6].map((n) => `play ${n}; show`).join(";");
  const file = new URL("../../labs/db-16-raft/play.ts", import.meta.url).pathname;
  for (const seed of [1, 2, 3]) {
    const words = ["--import", "tsx", "--conditions=reference", file, `--seed=${seed}`];
    const { stdout } = await promisify(execFile)(process.execPath, [...words, "--script", script]);
    const stories = stdout.split(/> play \d\n/).slice(1);
    expect(stories).toHaveLength(6);
    expect(stories[1]).toMatch(/y is lost: entry 3 is another/);
    expect(stories[3]).toMatch(/ e ★ leader .* log [^x]* │\n$/);
    expect(stories[4]).toMatch(/the way is open again\n(.*\n)*.*y is committed/);
  }
});
