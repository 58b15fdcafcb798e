import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a double is added up digit by digit, and is often another number",
  story:
    "Each digit after the point is multiplied by its power of ten and added, and every step " +
    "rounds. In node-redis half of all doubles came back as others than the server had " +
    "sent, 0.3 as 0.30000000000000004 (pull request 3393). Reading a decimal number right " +
    "is a research result; Number(text) has it.",
  step: "resp3",
  file: "decode-resp3.ts",
  find: "return Number(text);",
  replace: [
    "{",
    '    const [decimal = "", exponent = "0"] = text.toLowerCase().split("e");',
    '    const [whole = "", fraction = ""] = decimal.split(".");',
    "    let value = Math.abs(Number(whole));",
    "    for (let i = 0; i < fraction.length; i++) value += Number(fraction[i]) * 10 ** -(i + 1);",
    '    return (text.startsWith("-") ? -value : value) * 10 ** Number(exponent);',
    "  }",
  ].join("\n"),
} satisfies Mutant;
