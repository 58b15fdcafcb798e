import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "whatever the disk says but ENOSPC is told as an Input/output error",
  story:
    "There are two that matter. Then a file has been taken away, MISCONF says that the device is broken, and somebody changes the device.",
  step: "fsync",
  file: "misconf.ts",
  find: '  return code === "EIO" ? "Input/output error" : message;',
  replace: '  return code !== undefined ? "Input/output error" : message;',
} satisfies Mutant;
