import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the laws are written over before they are loaded",
  story:
    "The submission is loaded first, the test file after it: in between it can be any other. What is graded has " +
    "to be read before a submission runs.",
  files: {
    "src/trick.ts": `
      import { readFileSync, writeFileSync } from "node:fs";
      const { lab } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
      const laws = lab.steps[0].tests.map((id: string) => \`law(\${JSON.stringify(id)}, "it holds", { hint: "H" }, () => {});\`);
      writeFileSync(
        new URL("../tests/01-encode.test.ts", import.meta.url),
        'import { step } from "@labs/grader/testing"; const law = step("encode");' + laws.join("\\n"),
      );
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
