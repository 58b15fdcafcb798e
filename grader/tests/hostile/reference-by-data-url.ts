import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the reference by a data URL that imports the reference",
  story:
    "The plugin looks at imports when a file is transformed; what an import() is given while it runs, it sees " +
    "only as the runner asks.",
  files: {
    "src/trick.ts": `
      const where = "data:text/javascript,export * from " + JSON.stringify(new URL("../reference/index.ts", import.meta.url).href);
      export const stolen: any = await import(where).catch(() => ({}));
    `,
    "src/encode.ts": encoder(
      "return stolen.encode?.(value, version) ?? new Uint8Array(0);",
      'import { stolen } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
