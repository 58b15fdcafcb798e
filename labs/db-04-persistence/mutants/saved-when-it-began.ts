import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LASTSAVE is when the save began",
  story:
    "The time is taken with the picture, which is of that instant. The script that waits for LASTSAVE to change within a second after BGSAVE never sees it, and the next save point comes too early.",
  step: "hybrid",
  file: "keeper.ts",
  find: "      });\n      this.savedMs = clock.now();\n",
  replace: "      });\n      this.savedMs = this.lastSave.triedMs;\n",
} satisfies Mutant;
