/**
 * `npm run soak db-16 [schedules N] [from SEED]`: as many storms as asked, over what the lab built, as the lab's own
 * `soak` file names them. Nothing of it counts as progress.
 */
import type { Run } from "./command.ts";
import { namedLab } from "./place.ts";
import { runProgram } from "./program.ts";

export const run: Run = (invocation) => {
  const lab = namedLab(invocation, "soak db-16");
  const words = ["schedules", "from"].flatMap((name) => {
    const value = invocation.options[name];
    return typeof value === "string" ? [name, value] : [];
  });
  return runProgram(invocation, lab, "soak", words);
};
