/**
 * `npm run inspect db-08 PATH`: shows what is in files that a lab reads, as the lab's own `inspect` file does it. It
 * changes nothing there.
 */
import { type Run, UsageError } from "./command.ts";
import { namedLab, placed } from "./place.ts";
import { runProgram } from "./program.ts";

export const run: Run = async (invocation) => {
  const lab = namedLab(invocation, "inspect db-08 PATH");
  const [path, ...others] = invocation.rest;
  if (path === undefined || others.length > 0) {
    throw new UsageError(`What is to be inspected? As in: npm run inspect ${lab.id} PATH`);
  }
  return runProgram(invocation, lab, "inspect", [placed(path)]);
};
