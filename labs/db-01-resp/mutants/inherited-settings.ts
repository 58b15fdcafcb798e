import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CONFIG GET constructor finds a setting",
  story:
    "`in` asks an object and everything that it inherits from. The settings are a plain " +
    "object, so `constructor` is in it, and its value is told as a text: the source of a " +
    "function.",
  step: "real-clients",
  file: "base-commands.ts",
  find: [
    "  const entries = Object.entries(SETTINGS).filter(([name]) => wanted.has(name));",
    "  return map(entries.map(([name, value]): Entry => [bulkString(name), bulkString(value)]));",
  ].join("\n"),
  replace: [
    "  const order = Object.keys(SETTINGS);",
    "  const names = [...wanted].filter((name) => name in SETTINGS);",
    "  names.sort((a, b) => order.indexOf(a) - order.indexOf(b));",
    "  return map(",
    "    names.map((name): Entry => [bulkString(name), bulkString(String(SETTINGS[name]))]),",
    "  );",
  ].join("\n"),
} satisfies Mutant;
