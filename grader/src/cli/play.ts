/**
 * `npm run play db-16`: a cluster of what the lab built, in the terminal, as the lab's own `play` file says.
 */
import type { Run } from "./command.ts";
import { namedLab } from "./place.ts";
import { runProgram } from "./program.ts";

export const run: Run = (invocation) => {
  const lab = namedLab(invocation, "play db-16");
  const { options } = invocation;
  const given = ["machines", "seed", "script"].flatMap((word) => {
    const value = options[word];
    return typeof value === "string" ? [`--${word}=${value}`] : [];
  });
  const whose = options.reference === true ? "the reference" : "your code";
  return runProgram(invocation, lab, "play", [...given, `--whose=${whose}`]);
};
