import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where opening fails, the last segment stays open",
  story:
    "A supervisor that tries again every second has used up its file handles in a quarter " +
    "of an hour, and then other things fail, elsewhere.",
  step: "segments",
  file: "recovery.ts",
  find: `  } catch (error) {
    file.close();
    throw error;
  }
}`,
  replace: `  } catch (error) {
    throw error;
  }
}`,
} satisfies Mutant;
