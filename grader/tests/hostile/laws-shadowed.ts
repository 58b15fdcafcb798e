import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a package @labs/grader in the lab's own node_modules makes every law empty",
  story:
    "The laws import what they are written with by its name; the one that is found first registers them with " +
    "bodies that do nothing.",
  files: {
    "src/encode.ts": encoder(),
    "node_modules/@labs/grader/package.json": `
      { "name": "@labs/grader", "version": "0.1.0", "type": "module", "exports": { "./testing": "./testing.ts" } }
    `,
    "node_modules/@labs/grader/testing.ts": `
      import { step as real } from "../../../../../grader/src/testing/index.ts";
      export { hexDump, visible } from "../../../../../grader/src/testing/index.ts";
      export const step = (id: string) => (law: string, title: string, options: any) =>
        real(id)(law, title, options, () => {});
    `,
  },
} satisfies Hostile;
