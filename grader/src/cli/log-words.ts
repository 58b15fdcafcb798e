/**
 * The words of `npm run log`, for catalogue.ts: those of an entry to write in, and those that choose among entries.
 */
import type { CommandSpec } from "./command.ts";

export const log: CommandSpec = {
  name: "log",
  says: "your decision log: an entry to write in, a list, a book of them",
  takes: "[LAB [STEP]] | list | book [FILE]",
  forAuthors: false,
  positional: "lab-step",
  subcommands: ["list", "book"],
  words: [
    { name: "step", value: "N", says: "that step, by number, id or title" },
    { name: "new", says: "one more entry, though there is one" },
    { name: "whole", says: "an entry about the whole lab" },
    {
      name: "about",
      value: "TITLE",
      toTheEnd: true,
      says: "an entry of that title; without a lab, about none",
    },
    { name: "lab", value: "LAB", says: "of a list or book: the entries of that lab" },
    { name: "tag", value: "TAG", many: true, says: "those with that tag" },
    { name: "since", value: "DATE", says: "from then on: 2026, 2026-11 or 2026-11-22" },
    { name: "until", value: "DATE", says: "up to then" },
    { name: "words", value: "WORD …", many: true, says: "those that say all of them" },
  ],
  examples: [
    ["log db-01", "with the question of the step you finished last"],
    ["log db-01 2", "with that of step 2"],
    ["log db-01 2 new", "a second entry for it"],
    ["log db-01 whole", "about the whole lab"],
    ["log about sync or not", "about no lab, by its title"],
    ["log list", "all entries, newest first"],
    ["log list lab db-01 tag fsync", "some of them"],
    ["log list words torn tail", "those that say these words"],
    ["log book", "all entries as one document, journal/book.md"],
  ],
  load: () => import("./log.ts"),
};
