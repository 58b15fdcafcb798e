import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "while one law runs, its record takes the name of another",
  story:
    "vitest's task of the running test is a global, and with it the record that says whose verdict is told. One " +
    "law that holds is told under every name.",
  files: {
    "src/trick.ts": `
      let names: string[] | undefined;
      let at = 0;
      export function rename(): void {
        const { current } = (globalThis as any).__vitest_worker__;
        const all = current.file.tasks.map((task: any) => task.meta.labs);
        names ??= all.map(({ id }: any) => id);
        for (const meta of all) meta.id = "simple-errors";
        current.meta.labs.id = names![at++] ?? "simple-errors";
      }
    `,
    "src/encode.ts": encoder(
      'rename(); return new TextEncoder().encode("-" + value.text + "\\r\\n");',
      'import { rename } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
