import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SAVE is refused where a save only waits",
  story:
    "One is asked for already. But it may begin an hour from now, and error says that it runs.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: 'export async function save(keeper: Keeper): Promise<RespValue> {\n  if (keeper.jobs.running === "rdb") {',
  replace:
    'export async function save(keeper: Keeper): Promise<RespValue> {\n  if (keeper.jobs.running === "rdb" || keeper.jobs.waits("rdb")) {',
} satisfies Mutant;
