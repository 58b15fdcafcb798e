/**
 * Every command: its words, its examples, and the module that runs it.
 *
 * The table is the source of parsing, of "did you mean" and of the help texts. Modules are imported by the command
 * that runs, no sooner: a learner who grades does not wait for the tools of authors.
 */
import type { CommandSpec, Word } from "./command.ts";
import { log } from "./log-words.ts";

/** A command for authors, by its file in tools/. Not every edition of the course has it. */
const tool = (name: string): CommandSpec["load"] => {
  return () => import(new URL(`../../../tools/${name}.ts`, import.meta.url).href);
};

export const SEED_MAX = 2 ** 31 - 1;
export const TIMES_MAX = 10_000;

const on: Word = {
  name: "on",
  value: "WHAT",
  many: true,
  says: "what the lab stands on: mine, reference, or for one lab db-07=mine, db-07=reference",
};
const phase: Word = { name: "phase", value: "N", says: "all labs of that phase" };
const step: Word = { name: "step", value: "N", says: "only that step, by number, id or title" };
const seed: Word = {
  name: "seed",
  value: "N",
  range: [0, SEED_MAX],
  says: "the same cases as a run that printed this seed",
};

const learners: readonly CommandSpec[] = [
  {
    name: "grade",
    says: "grade what you wrote, step by step",
    takes: "[LAB …]",
    forAuthors: false,
    positional: "labs",
    words: [
      step,
      { name: "all", says: "go on after a step that is not green" },
      { name: "watch", says: "grade again whenever a file is saved; q ends it" },
      seed,
      { name: "times", value: "N", range: [1, TIMES_MAX], says: "N times, each with a fresh seed" },
      { name: "reference", says: "grade the reference instead of your code" },
      on,
      phase,
      {
        name: "json",
        value: "FILE",
        says: "write all that was found as JSON; - is standard output",
      },
      { name: "junit", value: "FILE", says: "the same as JUnit's XML, for servers that run tests" },
      { name: "gradescope", value: "FILE", says: "the same as Gradescope's results.json" },
      { name: "hidden", value: "STEPS", says: "steps that Gradescope hides: 5, 5-7 or 2,5-7" },
    ],
    examples: [
      ["grade", "the lab where you stand"],
      ["grade db-01", "one lab, until the first step that is not green"],
      ["grade db-01 watch", "again at every save"],
      ["grade db-01 step 3", "that step alone"],
      ["grade db-01 step 3 seed 8127", "the same cases again"],
      ["grade db-01 times 200", "200 fresh seeds: is it green every time?"],
      ["grade phase 1", "every lab of a phase"],
      ["grade db-01 junit results.xml", "every step, and a report for machines"],
    ],
    load: () => import("./grade.ts"),
  },
  {
    name: "progress",
    says: "what is done, how far it is, what comes next",
    takes: "[LAB …]",
    forAuthors: false,
    positional: "labs",
    words: [
      phase,
      {
        ...{ name: "html", value: "[FILE]", mayStandAlone: true },
        says: "write all of it as a page in one file; .labs/progress.html unless said",
      },
    ],
    examples: [
      ["progress", "the whole road"],
      ["progress db-01", "one lab, step by step"],
      ["progress html ./me.html", "a page to look at, or to publish"],
    ],
    load: () => import("./progress.ts"),
  },
  {
    name: "use",
    says: "what later labs stand on from now on: a lab's reference, or yours",
    takes: "[LAB … [reference|mine]]",
    forAuthors: false,
    positional: "none",
    words: [],
    examples: [
      ["use", "what is in use"],
      ["use db-01 reference", "later labs stand on the reference of db-01"],
      ["use db-01 mine", "on your own, also where it is not green"],
      ["use db-01", "as it is by default: yours once all of it is green"],
    ],
    load: () => import("./use.ts"),
  },
  {
    name: "hint",
    says: "the next hint for the law that holds you up",
    takes: "[LAB [STEP]]",
    forAuthors: false,
    positional: "lab-step",
    words: [step],
    examples: [
      ["hint", "for the step where you stand"],
      ["hint db-01 2", "for step 2; once more for the next level"],
    ],
    load: () => import("./hint.ts"),
  },
  {
    name: "reveal",
    says: "the reference of one step, to compare with yours",
    takes: "LAB STEP",
    forAuthors: false,
    positional: "lab-step",
    words: [step, { name: "sure", says: "do not ask, though the step is not green yet" }],
    examples: [
      ["reveal db-01 2", "at once if step 2 is green, else after asking"],
      ["reveal db-01 2 sure", "without asking"],
    ],
    load: () => import("./reveal.ts"),
  },
  {
    name: "docs",
    says: "the labs as pages in a browser, with how far you are",
    takes: "[build FOLDER]",
    forAuthors: false,
    positional: "none",
    subcommands: ["build"],
    words: [
      {
        name: "port",
        value: "N",
        range: [0, 65_535],
        says: "instead of the first that is free from 5180",
      },
      {
        name: "base",
        value: "PATH",
        says: "with build: the path below which it will stand, /course/",
      },
      { name: "source", value: "URL", says: "with build: where the course's files are to be read" },
    ],
    examples: [
      ["docs", "prints two addresses: to read, and to mark things done"],
      ["docs build ../site source URL", "the same pages as files, without anybody's progress"],
    ],
    load: () => import("./docs.ts"),
  },
  {
    name: "reset",
    says: "start a lab afresh; what you wrote is saved first",
    takes: "LAB",
    forAuthors: false,
    positional: "one",
    words: [],
    examples: [["reset db-01", "puts the stub back and says where your files are"]],
    load: () => import("./reset.ts"),
  },
  log,
  {
    name: "serve",
    says: "start what a lab built, to use it by hand",
    takes: "LAB",
    forAuthors: false,
    positional: "one",
    words: [
      { name: "port", value: "N", range: [1, 65_535], says: "the port to listen on" },
      { name: "reference", says: "the reference's instead of yours" },
      on,
    ],
    examples: [
      ["serve db-01", "your server; Ctrl-C ends it"],
      ["serve db-01 reference port 7001", "the reference's, on another port"],
    ],
    load: () => import("./serve.ts"),
  },
  {
    name: "play",
    says: "watch a cluster of what a lab built, and do things to it",
    takes: "LAB",
    forAuthors: false,
    positional: "one",
    words: [
      { name: "machines", value: "N", range: [3, 5], says: "how many; five unless said" },
      { ...seed, says: "the same dice as a game that had this seed" },
      {
        name: "script",
        value: "TEXT",
        says: "commands between semicolons, played at once, as a transcript",
      },
      { name: "reference", says: "the reference's machines instead of yours" },
      on,
    ],
    examples: [
      ["play db-16", "by keys; ? explains them, q ends it"],
      ["play db-16 reference machines 3", "the reference's, three of them"],
      ['play db-16 script "step 50"', "without a terminal: a transcript"],
    ],
    load: () => import("./play.ts"),
  },
  {
    name: "soak",
    says: "as many storms as you like over what a lab built, until one breaks a law",
    takes: "LAB",
    forAuthors: false,
    positional: "one",
    words: [
      { name: "schedules", value: "N", range: [1, SEED_MAX], says: "how many; 10,000 unless said" },
      { name: "from", value: "SEED", range: [0, SEED_MAX], says: "the first; 0 unless said" },
      { name: "reference", says: "the reference instead of your code" },
      on,
    ],
    examples: [
      ["soak db-16 schedules 20000", "your code under 20,000 storms; Ctrl-C ends it"],
      ["soak db-16 schedules 1 from 4711", "that one again"],
    ],
    load: () => import("./soak.ts"),
  },
  {
    name: "inspect",
    says: "what is in files that a lab reads, as text and as a page",
    takes: "LAB PATH",
    forAuthors: false,
    positional: "lab-rest",
    words: [{ name: "reference", says: "read by the reference instead of your code" }, on],
    examples: [["inspect db-08 ./store", "a store's levels, tables and key ranges"]],
    load: () => import("./inspect.ts"),
  },
  {
    name: "hunt",
    says: "tests of yours, on the reference and on the bugs that hide in copies of it",
    takes: "LAB",
    forAuthors: false,
    positional: "one",
    words: [
      { name: "bug", value: "N", range: [1, 999_999], says: "that bug alone" },
      { name: "caught", says: "the stories of all that were caught" },
      { name: "of", value: "FOLDER", says: "the tests in that folder; nothing of it is kept" },
      { name: "json", value: "FILE", says: "write what came of it as JSON; - is standard output" },
      seed,
    ],
    examples: [
      ["hunt db-05", "your tests in hunt/db-05; the first time, a file to begin with"],
      ["hunt db-05 bug 12", "that bug alone, and its story if it is caught"],
      ["hunt db-05 caught", "what was caught, and how people come to write it"],
      ["hunt db-05 of ../ada/hunt/db-05", "somebody else's tests"],
    ],
    load: () => import("./hunt.ts"),
  },
];

const authors: readonly CommandSpec[] = [
  {
    name: "new",
    says: "a lab's folder from the template",
    takes: "ID TITLE",
    forAuthors: true,
    positional: "none",
    words: [],
    examples: [["new db-05 memtable", "writes labs/db-05-memtable"]],
    load: tool("new"),
  },
  {
    name: "stub",
    says: "derive src from reference",
    takes: "[LAB …]",
    forAuthors: true,
    positional: "labs",
    words: [{ name: "force", says: "over changes that are not committed, too" }, phase],
    examples: [["stub db-01", "writes labs/db-01-resp/src"]],
    load: tool("stub"),
  },
  {
    name: "mutants",
    says: "show that the tests reject every wrong solution",
    takes: "[LAB …]",
    forAuthors: true,
    positional: "labs",
    words: [
      { name: "only", value: "NAME", says: "one mutant, by its file's name" },
      { name: "auto", says: "mutants made by machine, a sample" },
      { name: "limit", value: "N", range: [1, 100_000], says: "the sample's size" },
      seed,
      phase,
    ],
    examples: [
      ["mutants db-01", "all of them"],
      ["mutants db-01 only off-by-one", "one of them"],
      ["mutants db-01 auto limit 60", "a sample of automatic ones"],
    ],
    load: tool("mutants"),
  },
  {
    name: "derive",
    says: "derive documents, lists and transcripts",
    takes: "[LAB …]",
    forAuthors: true,
    positional: "labs",
    words: [{ name: "fast", says: "without running the transcripts" }, phase],
    examples: [["derive db-01", "and says what changed"]],
    load: tool("derive"),
  },
  {
    name: "check",
    says: "types, lint, documents; is what is derived current",
    takes: "[LAB …]",
    forAuthors: true,
    positional: "labs",
    words: [{ name: "fast", says: "without running the transcripts" }, phase],
    examples: [["check", "the whole tree"]],
    load: tool("check"),
  },
  {
    name: "bench",
    says: "a lab's bench, side by side with a peer",
    takes: "LAB",
    forAuthors: true,
    positional: "one",
    words: [
      { name: "checkers", says: "that of the grader's checkers, which are no lab" },
      { name: "class", says: "that of a class: its time, and whether each verdict is right" },
    ],
    examples: [
      ["bench db-01", "prints ratios"],
      ["bench checkers", "operations and transactions a second"],
    ],
    load: tool("bench"),
  },
  {
    name: "class",
    says: "grade a folder of submissions that nobody vouches for",
    takes: "LAB FOLDER | merge OUT PART …",
    forAuthors: true,
    positional: "none",
    words: [
      { name: "out", value: "DEST", says: "where rows and tables go; FOLDER-graded unless said" },
      { name: "desks", value: "N", range: [1, 64], says: "how many at a time; one for each core" },
      { ...seed, says: "the same cases as a class that had this seed" },
      {
        name: "isolation",
        value: "WHAT",
        says: "bubblewrap, limits or none; the strictest that works here unless said",
      },
      { name: "shard", value: "I/N", says: "the I-th of N parts, for N machines; needs a seed" },
      { name: "of", value: "FOLDER", says: "with merge: say which submissions no part has" },
    ],
    examples: [
      ["class db-01 ./submissions", "all of them; again after a stop, it goes on"],
      ["class db-01 ./submissions seed 7", "the cases of a class that had seed 7"],
      ["class 1 ./all shard 2/5 seed 7", "the second of five parts"],
      ["class merge ./out ./a ./b", "graded parts as one class"],
    ],
    load: () => import("./class.ts"),
  },
  {
    name: "catches",
    says: "how many storms it takes to catch each mutant",
    takes: "LAB",
    forAuthors: true,
    positional: "one",
    words: [
      { name: "only", value: "NAME", says: "one mutant, by its file's name" },
      { name: "schedules", value: "N", range: [1, 1_000_000], says: "at most; 2,000 unless said" },
      { name: "times", value: "N", range: [1, 100], says: "soaks of each; 3 unless said" },
    ],
    examples: [["catches db-16", "prints a table"]],
    load: tool("catches"),
  },
  {
    name: "edition",
    says: "a clean tree to hand to learners, or to instructors; or its update",
    takes: "student|instructor DEST",
    forAuthors: true,
    positional: "none",
    words: [],
    examples: [
      ["edition student ../course", "writes it, or brings it up to date; nobody's work is touched"],
      ["edition instructor ../whole", "the whole course, with references and mutants"],
    ],
    load: tool("edition"),
  },
  {
    name: "test",
    says: "check, the grader's tests, references, stubs, mutants",
    takes: "[LAB …]",
    forAuthors: true,
    positional: "labs",
    words: [{ name: "whole", says: "every mutant, not a draw of 40 of each lab" }, phase],
    examples: [
      ["test", "what CI runs"],
      ["test db-01", "one lab, whole"],
    ],
    load: tool("test"),
  },
];

export const commands: readonly CommandSpec[] = [...learners, ...authors];

/** How a command is typed: `npm run grade db-01`, and `npm test`, which npm knows by itself. */
export function typed(words: string): string {
  return words === "test" ? "npm test" : `npm run ${words}`;
}
