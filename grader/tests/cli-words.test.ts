/**
 * What can be typed, and what it means: words and flags, labs and steps, slips of the fingers.
 *
 * Tables of what is typed and what is understood of it, through the same two functions as the command line.
 */
import { describe, expect, test } from "vitest";
import { commands } from "../src/cli/catalogue.ts";
import { type CommandSpec, UsageError } from "../src/cli/command.ts";
import { helpOf, helpOfAll } from "../src/cli/help.ts";
import { findLab, findStep, resolveWords } from "../src/cli/resolve.ts";
import { checkSwallowed, parseWords } from "../src/cli/words.ts";
import { labNamed } from "./canned.ts";

const labs = [
  labNamed("db-01", "resp"),
  labNamed("db-02", "keyspace", { standsOn: ["db-01"] }),
  labNamed("db-05", "memtable", { phase: 2 }),
  labNamed("db-08", "lsm", { phase: 2 }),
  labNamed("db-16", "raft", { phase: 4 }),
];

function command(name: string): CommandSpec {
  const spec = commands.find((each) => each.name === name);
  if (spec === undefined) throw new Error(`no command ${name}`);
  return spec;
}

/** As a shell splits it: what stands in quotes is one word. */
function understood(typed: string) {
  const words = typed.match(/"[^"]*"|[^ ]+/g) ?? [];
  const [name = "", ...tokens] = words.map((word) => word.replaceAll('"', ""));
  const spec = command(name);
  const { named, options, rest } = resolveWords(spec, parseWords(spec, tokens), labs);
  return { named: named.map((lab) => lab.id), options, rest };
}

function refused(typed: string): string {
  try {
    understood(typed);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`"${typed}" was understood`);
}

describe("words", () => {
  test.each([
    ["grade", [], {}],
    ["grade db-01", ["db-01"], {}],
    ["grade db-01 step 3 seed 7", ["db-01"], { step: "3", seed: "7" }],
    ["grade db-01 --step 3 --seed 7", ["db-01"], { step: "3", seed: "7" }],
    ["grade --seed=7 --step=decode db-01", ["db-01"], { step: "decode", seed: "7" }],
    ["grade step 3 db-01", ["db-01"], { step: "3" }],
    ["grade db-01 STEP 3 Watch", ["db-01"], { step: "3", watch: true }],
    ["grade 1 reference all times 200", ["db-01"], { reference: true, all: true, times: "200" }],
    ["grade db-02 on mine", ["db-02"], { on: ["mine"] }],
    ["grade db-02 on reference reference", ["db-02"], { on: ["reference"], reference: true }],
    ["grade db-02 on mine db-01=reference", ["db-02"], { on: ["mine", "db-01=reference"] }],
    ["grade db-02 --on mine --on db-01=reference", ["db-02"], { on: ["mine", "db-01=reference"] }],
    ["grade db-01 db-02 1", ["db-01", "db-02"], {}],
    ["grade phase 1", ["db-01", "db-02"], {}],
    ["grade 05 phase 1", ["db-05", "db-01", "db-02"], {}],
    ["progress html", [], { html: true }],
    ["progress db-01 html", ["db-01"], { html: true }],
    ["progress html Me.html db-01", ["db-01"], { html: "Me.html" }],
    ["progress html phase 1", ["db-01", "db-02"], { html: true }],
    ["progress --html=me.html", [], { html: "me.html" }],
    ["hint db-01 2", ["db-01"], { step: "2" }],
    ["hint db-01 step 2", ["db-01"], { step: "2" }],
    ["hint", [], {}],
    ["reveal resp 2 sure", ["db-01"], { step: "2", sure: true }],
    ["log db-01 however it is", ["db-01"], { step: "however it is" }],
    ["log 1 2 new", ["db-01"], { step: "2", new: true }],
    ["log about a new step: help", [], { about: "a new step: help" }],
    ["log db-05 about help -x", ["db-05"], { about: "help -x" }],
    ["serve db-01 reference port 7001", ["db-01"], { reference: true, port: "7001" }],
    ['play db-01 script "kill a" machines 3', ["db-01"], { script: "kill a", machines: "3" }],
    ["mutants db-01 only off-by-one", ["db-01"], { only: "off-by-one" }],
  ])("%s", (typed, named, options) => {
    expect(understood(typed)).toEqual({ named, options, rest: [] });
  });

  test("a lab comes first, and what follows goes to rest, where a command takes that", () => {
    const rest = ["./My store"];
    expect(understood('inspect 1 "./My store" reference')).toEqual({
      ...{ named: ["db-01"], options: { reference: true }, rest },
    });
  });

  test("after a subcommand no word is a lab's", () => {
    expect(understood("log list torn tail lab 5 tag fsync words new")).toEqual({
      ...{ named: [], rest: ["list", "torn", "tail"] },
      options: { lab: "5", tag: ["fsync"], words: ["new"] },
    });
    expect(understood("log BOOK My.md").rest).toEqual(["BOOK", "My.md"]);
    expect(refused("log lsit")).toMatch(/Did you mean list\?/);
  });

  test("help is asked for before a title, and not in it", () => {
    expect(parseWords(command("log"), ["about", "help"]).help).toBe(false);
    expect(parseWords(command("log"), ["help", "about", "x"]).help).toBe(true);
  });

  test("words of a command without labs go to rest as they are", () => {
    expect(understood("new db-05 memtable").rest).toEqual(["db-05", "memtable"]);
    expect(understood("edition student ../Course").rest).toEqual(["student", "../Course"]);
  });

  test.each([
    ["grade db-01 seed 7.5", /seed takes a whole number from 0 to 2147483647, and "7.5" is not/],
    ["grade db-01 seed 2147483648", /seed takes a whole number/],
    ["grade db-01 seed -1", /seed takes a whole number/],
    ["grade db-01 times 0", /times takes a whole number from 1 to 10000/],
    ["grade db-01 times 10001", /times takes a whole number/],
    ["serve db-01 port 70000", /port takes a whole number from 1 to 65535/],
    ["play db-01 machines 7", /machines takes a whole number from 3 to 5/],
    ["grade db-01 step", /step needs a value: grade … step N/],
    ["grade db-01 --sed 7", /grade knows no --sed\. Did you mean --seed\?/],
    ["grade db-01 -x", /grade knows no -x/],
    ["grade db-01 wach", /No lab is called wach\. Did you mean watch\?/],
    ["grade rsep", /No lab is called rsep\. Did you mean resp\?/],
    ["grade keyspac", /Did you mean keyspace\?/],
    ["grade bd-01", /Did you mean db-01\?/],
    ["grade xyzzyx", /No lab is called xyzzyx\. There are db-01 resp, db-02 keyspace, db-05/],
    ["grade db-01 7", /No lab is called 7\. Did you mean grade db-01 step 7\?/],
    ["grade phase 9", /No lab is of phase 9\. There are labs of phase 1, 2, 4\./],
    ["reset db-01 db-02", /reset takes one lab/],
    ["hint db-01 2 step 3", /hint takes one step/],
  ])("%s is refused with what would do", (typed, message) => {
    expect(refused(typed)).toMatch(message);
  });

  test("flags that npm kept for itself are pointed out", () => {
    const env = { npm_lifecycle_event: "grade", npm_config_step: "true", npm_config_watch: "true" };
    expect(() => checkSwallowed(command("grade"), env)).toThrow(
      /--step, --watch\.\nWrite them without: npm run grade LAB step N watch/,
    );
    expect(() => checkSwallowed(command("grade"), { npm_config_step: "true" })).not.toThrow();
    expect(() => checkSwallowed(command("grade"), { npm_lifecycle_event: "grade" })).not.toThrow();
  });
});

describe("labs and steps", () => {
  test.each([
    "db-01",
    "DB-01",
    "1",
    "01",
    "db1",
    "resp",
    "RESP",
    "db-01-resp",
    "labs/db-01-resp/",
    "@labs/db-01",
  ])("%s is db-01", (word) => {
    expect(findLab(labs, word).id).toBe("db-01");
  });

  test.each([
    ["2", "decode"],
    ["02", "decode"],
    ["decode", "decode"],
    ["Decode, however it is cut", "decode"],
    ["however", "decode"],
    ["REPLIES", "encode"],
  ])("step %s", (word, id) => {
    expect(findStep(labs[0]!, word).id).toBe(id);
  });

  test.each([
    ["3", /db-01 has no step "3"\.\n {2}1 {2}Encode replies\n {2}2 {2}Decode, however it is cut/],
    ["0", /has no step "0"/],
    ["decoed", /Did you mean decode\?/],
  ])("step %s is refused with the steps there are", (word, message) => {
    expect(() => findStep(labs[0]!, word)).toThrow(message);
  });

  test("a word that two titles have names neither", () => {
    const [first, second] = labs[0]!.steps;
    const lab = labNamed("db-09", "twice", {
      steps: [
        { ...first!, title: "Read the log" },
        { ...second!, title: "Write the log" },
      ],
    });
    expect(() => findStep(lab, "log")).toThrow(/More than one step of db-09 says "log"/);
  });
});

describe("help", () => {
  test.each(commands.map((spec) => [spec.name, spec] as const))("%s", (_, spec) => {
    const text = helpOf(spec);
    const lines = text.split("\n");
    expect(lines[2]).toMatch(new RegExp(`^  npm (run )?${spec.name}\\b`));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const word of spec.words) expect(text).toContain(`  ${word.name}`);
    for (const asking of [["help"], ["--help"], ["db-01", "help"], ["-h"]]) {
      expect(parseWords(spec, asking).help).toBe(true);
    }
    expect(parseWords(spec, []).help).toBe(false);
  });

  test("the examples of every command are understood", () => {
    for (const spec of commands) {
      for (const [typed] of spec.examples) expect(() => understood(typed)).not.toThrow();
    }
  });

  test("the list names every command, within 80 columns", () => {
    const lines = helpOfAll().split("\n");
    for (const { name } of commands) {
      expect(lines.some((line) => new RegExp(`^  npm (run )?${name} `).test(line))).toBe(true);
    }
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
