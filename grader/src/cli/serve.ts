/**
 * `npm run serve db-01`: starts what the lab built, as the lab's own `serve` file says, to use it by hand.
 */
import type { Run } from "./command.ts";
import { namedLab } from "./place.ts";
import { runProgram } from "./program.ts";

export const run: Run = (invocation) => {
  const lab = namedLab(invocation, "serve db-01");
  const { port } = invocation.options;
  return runProgram(invocation, lab, "serve", typeof port === "string" ? [port] : []);
};
