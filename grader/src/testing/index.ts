/**
 * What a lab's tests are written with.
 *
 *   import { step } from "@labs/grader/testing";
 *   const law = step("encode");
 *   law("simple-string", "a simple string is + then its text then CRLF", { hint: "One line, one type" }, (t) => {
 *     t.did("encoded", 'simpleString("OK")');
 *     t.bytes(encode(simpleString("OK"), 2), "+OK\r\n");
 *   });
 *
 * A law's id is for ever, its title is a sentence that stands when the code is right, its hint is the heading in
 * the step's document under which its hints stand. Id and title are literals at the top level of the file, so
 * that tools can list them without running anything.
 *
 * Learners write theirs, for the bug hunt, with the same checks:
 *
 *   import { hunt } from "@labs/grader/testing";
 *   hunt("a simple string ends with CRLF", (t) => t.bytes(encode(simpleString("OK"), 2), "+OK\r\n"));
 */
export { exchange } from "./exchange.ts";
export { type HuntOptions, hunt, type Law, type LawOptions, step } from "./law.ts";
export { hexDump, visible } from "./show.ts";
export type { Trial } from "./trial.ts";
