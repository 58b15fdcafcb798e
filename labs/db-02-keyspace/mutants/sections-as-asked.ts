import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INFO gives the sections in the order of the request",
  story: "Programs read INFO by lines and never notice; people compare two of them and do.",
  step: "real-clients",
  file: "server-info.ts",
  find: "  const shown = sections.filter(({ name }) => all || wanted.has(name));",
  replace: `  const shown = all
    ? sections
    : [...wanted].flatMap((name) => sections.filter((one) => one.name === name));`,
} satisfies Mutant;
