import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a log is removed as soon as it was replayed",
  story:
    "Its writes are in memory now, so what is the log for? The next power cut comes before the table.",
  step: "recovery",
  file: "recovery.ts",
  find: `    } finally {
      file.close();
    }
  }
  await flush();`,
  replace: `    } finally {
      file.close();
    }
    disk.remove(path);
  }
  await flush();`,
} satisfies Mutant;
