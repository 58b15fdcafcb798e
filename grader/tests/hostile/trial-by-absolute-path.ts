import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "what laws check with, imported by a path that is made while it runs",
  story: "As with the reference: the plugin is not asked, or not told who asks.",
  files: {
    "src/trick.ts": `
      const where = new URL("../../../grader/src/testing/trial.ts", import.meta.url).pathname;
      const { Trial }: any = await import(where);
      for (const name of ["bytes", "equal", "holds", "atMost", "fails"]) Trial.prototype[name] = () => {};
    `,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
