import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a question that throws stops the server",
  story: "One bad question of one client, and a machine of the cluster is gone.",
  step: "clients",
  file: "server.ts",
  find: `        try {
          resolve(question());
        } catch (error) {
          reject(error);
        }`,
  replace: "        resolve(question());",
} satisfies Mutant;
