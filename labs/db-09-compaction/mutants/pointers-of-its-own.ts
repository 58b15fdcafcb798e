import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the compactor remembers its pointers itself",
  story:
    "They are gone when the process ends. A store that is opened anew each night never comes " +
    "to the end of its keys; and of two stores one leaps by the other's.",
  step: "leveled",
  file: "leveled.ts",
  find: `  return {
    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
`,
  replace: `  const pointers = new Map<number, Uint8Array>();
  return {
    next({ version }) {
      const picked = pickLeveled(version, pointers, all);
      if (picked?.pointer) pointers.set(picked.inputs[0]!.level, picked.pointer);
`,
} satisfies Mutant;
