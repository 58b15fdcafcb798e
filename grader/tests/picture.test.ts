/**
 * The picture of a run, without a browser: what is in the page, how large it is, and the lines for
 * the terminal.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { SimEvent } from "@labs/machine/sim";
import stringWidth from "string-width";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lastEvents, type RunPicture, runPage, writePicture } from "../src/picture/index.ts";
import { type PageData, pack, unpack } from "../src/picture/packed.ts";
import { causeOf, isPausedAt, spellAt, storyOf } from "../src/picture/story.ts";
import { Viewport } from "../src/picture/viewport.ts";
import { HISTORY, imitation } from "./picture-runs.ts";

const HOSTILE = `</script><script>alert("1")</script><!-- \u2028 \u001b[2J \ud800 & "' $& @style`;
const MEGABYTE = 1_000_000;

/** One event of every kind, with all that may be absent absent and present. */
const EVERY_KIND: readonly SimEvent[] = [
  { kind: "start", at: 0, node: "a", life: 1 },
  { kind: "state", at: 0.25, node: "a", state: state(1, ["x", "y", "z"]) },
  { kind: "state", at: 0.3, node: "a", state: state(-2, ["x", "w", "z"]) },
  { kind: "state", at: 0.3, node: "a", state: state(3, ["x", "x", "z", "z"]) },
  { kind: "state", at: 0.3, node: "a", state: state(3, []) },
  { kind: "send", at: 1, message: 1, from: "a", to: "b", text: HOSTILE },
  { kind: "deliver", at: 2, message: 1, copy: 1 },
  { kind: "lose", at: 2, message: 1, copy: 2, why: "down" },
  { kind: "cut", at: 3, cut: 1, from: ["a"], to: ["b", "c"] },
  { kind: "heal", at: 4, cut: 1 },
  { kind: "timer", at: 5, node: "a" },
  { kind: "synced", at: 6, node: "a", ok: false },
  { kind: "pause", at: 7, node: "a" },
  { kind: "resume", at: 8, node: "a" },
  { kind: "act", at: 8, text: "" },
  { kind: "act", at: 8, node: "a", text: "call" },
  { kind: "crash", at: 9, node: "a", power: true },
  { kind: "violation", at: 9, law: "one", message: HOSTILE },
];

function state(epoch: number, details: readonly string[]) {
  return { role: "leader", epoch, leads: epoch > 0, details };
}

function picture(events: readonly SimEvent[], more: Partial<RunPicture> = {}): RunPicture {
  return { title: "a run", replay: "npm run grade db-16", nodes: ["a", "b"], events, ...more };
}

/** What the page's script would read. */
function dataOf(page: string): PageData {
  const match = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page);
  return JSON.parse(match?.[1] ?? "null") as PageData;
}

describe("the page", () => {
  test("holds every event as it was", () => {
    const run = picture(EVERY_KIND, { history: HISTORY, dropped: 3 });
    const data = dataOf(runPage(run));
    expect({ ...data, events: unpack(data.events) }).toStrictEqual(run);
  });

  test("holds ten thousand events, whole, in less than a megabyte", () => {
    const run = imitation(10_000);
    const page = runPage(run);
    expect(run.events).toHaveLength(10_000);
    expect(Buffer.byteLength(page)).toBeLessThan(MEGABYTE);
    expect(unpack(dataOf(page).events)).toStrictEqual(run.events);
  });

  test("is not ended, continued or filled in by what a run says", () => {
    const plain = runPage(picture([]));
    const page = runPage(
      picture(EVERY_KIND, { title: HOSTILE, replay: HOSTILE, nodes: [HOSTILE] }),
    );
    const count = (text: string, part: RegExp) => [...text.matchAll(part)].length;
    for (const part of [/<\/?script/gi, /<!--/g, /<style/gi]) {
      expect(count(page, part)).toBe(count(plain, part));
    }
    expect(dataOf(page)).toMatchObject({ title: HOSTILE, replay: HOSTILE, nodes: [HOSTILE] });
  });

  test("asks the network for nothing", () => {
    const page = runPage(imitation(15));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\/|\bsrc=|<link|@import|url\(/);
  });

  test("is the same for the same run", () => {
    expect(runPage(imitation(300, 3))).toBe(runPage(imitation(300, 3)));
  });
});

describe("the packing", () => {
  test("costs what changed in a long log, not what is in it", () => {
    const log = Array.from({ length: 1000 }, (_, index) => `${index}: put x`);
    const events = log.map(
      (_, at): SimEvent => ({ kind: "state", at, node: "a", state: state(1, log.slice(0, at)) }),
    );
    const packed = pack(events);
    expect(packed.rows.every((row) => row.length <= 10)).toBe(true);
    expect(unpack(packed)).toStrictEqual(events);
  });
});

describe("the story", () => {
  const story = storyOf(EVERY_KIND, ["b"], 0);
  const [, lane] = story.lanes;

  test("has a lane for each node that is named, those that were asked for first", () => {
    expect(story.lanes.map(({ node }) => node)).toStrictEqual(["b", "a"]);
  });

  test("knows what a process was at each event", () => {
    expect(spellAt(lane!, 2)?.state?.epoch).toBe(-2);
    expect(spellAt(lane!, 16)?.down).toBe("power");
    expect([11, 12, 13].map((index) => isPausedAt(lane!, index))).toStrictEqual([
      false,
      true,
      false,
    ]);
  });

  test("has a flight for each copy, and for each message that is still on its way", () => {
    expect(story.flights).toMatchObject([
      { copy: 1, sent: 5, ended: 6, why: undefined },
      { copy: 2, sent: 5, ended: 7, why: "down" },
    ]);
    const [under] = storyOf(EVERY_KIND.slice(0, 6), [], 0).flights;
    expect(under).toMatchObject({ sent: 5, ended: undefined });
  });

  test("tells two cuts that are each other's mirror as one", () => {
    const cut = { kind: "cut", at: 1 } as const;
    const events: SimEvent[] = [
      { ...cut, cut: 1, from: ["a"], to: ["b"] },
      { ...cut, cut: 2, from: ["b"], to: ["a"] },
      { kind: "heal", at: 5, cut: 1 },
      { kind: "heal", at: 5, cut: 2 },
    ];
    const words = (list: readonly SimEvent[]) =>
      storyOf(list, [], 0).cuts.map((each) => each.words);
    expect(words(events)).toStrictEqual(["a and b cannot reach each other"]);
    expect(words(events.slice(0, 3))).toStrictEqual(["a cannot reach b", "b cannot reach a"]);
  });

  test("sees a law broken by the last event before it that is no state", () => {
    const { events } = imitation(300);
    const cause = causeOf(storyOf(events, [], 0));
    expect(events[cause!]?.kind).toBe("deliver");
  });
});

describe("the viewport", () => {
  for (const count of [15, 300, 10_000]) {
    test(`opens ${count} events with the broken law in sight, on either scale`, () => {
      const story = storyOf(imitation(count).events, [], 0);
      for (const width of [320, 900, 2400]) {
        const viewport = new Viewport(story);
        viewport.resize(width);
        viewport.open(story.violation!);
        const before = viewport.x(story.violation!);
        expect(before).toBeGreaterThan(0);
        expect(before).toBeLessThan(width);
        viewport.switchScale(story.violation!);
        expect(viewport.x(story.violation!)).toBeGreaterThan(0);
        expect(viewport.x(story.violation!)).toBeLessThan(width);
      }
    });
  }

  test("keeps some of the run in sight, however far it is moved", () => {
    const story = storyOf(imitation(300).events, [], 0);
    const viewport = new Viewport(story);
    viewport.resize(800);
    viewport.open(story.violation!);
    for (const pixels of [-1e9, 1e9]) {
      viewport.pan(pixels);
      const edges = [viewport.indexAt(0), viewport.indexAt(800)];
      expect(viewport.x(edges[1]!)).toBeGreaterThan(0);
      expect(viewport.x(edges[0]!)).toBeLessThan(800);
    }
  });
});

describe("the last events as lines", () => {
  test("are aligned, at most 80 columns wide, and end with the law, whole", () => {
    const run = imitation(300);
    const lines = lastEvents(run, 12);
    expect(lines.every((line) => stringWidth(line) <= 80)).toBe(true);
    const law = lines.findIndex((line) => line.startsWith("✗"));
    expect(law).toBe(12);
    const violation = run.events.at(-1);
    const said = lines
      .slice(law)
      .map((line) => line.trim())
      .join(" ");
    expect(said).toContain(violation?.kind === "violation" && violation.message);
  });

  test("say what a message says, and number events as the page does", () => {
    const run = picture(
      [
        { kind: "send", at: 7, message: 1, from: "a", to: "b", text: "vote 2" },
        { kind: "deliver", at: 12, message: 1, copy: 1 },
        { kind: "violation", at: 12, law: "one", message: "two leaders in 2" },
      ],
      { dropped: 97 },
    );
    expect(lastEvents(run, 5)).toStrictEqual([
      "  98   7 ms  a → b  #1 vote 2",
      "  99  12 ms  a → b  got #1 vote 2",
      "✗ 99  12 ms  one: two leaders in 2",
    ]);
  });

  test("hold no control characters, and there may be none at all", () => {
    const lines = lastEvents(picture(EVERY_KIND), 40);
    expect(lines.join("")).not.toMatch(/\p{Cc}/u);
    expect(lastEvents(picture([]), 5)).toStrictEqual([]);
    expect(lastEvents(picture(EVERY_KIND.slice(0, 3)), 0)).toStrictEqual([]);
  });

  test("name a message whose sending is not among the events", () => {
    const run = picture([{ kind: "deliver", at: 1, message: 9, copy: 1 }], { dropped: 1 });
    expect(lastEvents(run, 1)).toStrictEqual([
      "  2  1 ms    got #9 (sent before the first event shown)",
    ]);
  });
});

describe("writing", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "labs-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("leaves one whole file in a folder that was not there, and replaces it", () => {
    const run = imitation(15);
    const below = join(folder, "a", "b");
    const path = writePicture(below, "db-16 log/matching", run);
    expect(writePicture(below, "db-16 log/matching", run)).toBe(path);
    expect(isAbsolute(path)).toBe(true);
    expect(readdirSync(below)).toStrictEqual(["db-16-log-matching.html"]);
    expect(readFileSync(path, "utf8")).toBe(runPage(run));
  });

  test("says why there is no picture where a folder cannot be written", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(writePicture(file, "name", imitation(15))).toMatch(/^no picture: E/);
  });
});
