import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each entry is saved, and synced, by itself",
  story:
    "Right, and a hundred times too slow: what came during one sync could have shared the next. etcd, TiKV and " +
    "CockroachDB all batch; a disk does a few thousand syncs a second, a cluster is asked for more.",
  step: "persistence",
  file: "server.ts",
  find: "          await this.#storage?.save(hardState, entries);",
  replace: `          await this.#storage?.save(hardState, entries.slice(0, 1));
          for (const entry of entries.slice(1)) await this.#storage?.save(undefined, [entry]);`,
} satisfies Mutant;
