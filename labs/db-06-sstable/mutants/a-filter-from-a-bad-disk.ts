import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what the disk says while the filter is read is taken for damage that is told later",
  story:
    "It is read again, and that succeeds: no fault is told, and no key was held against the " +
    "filter.",
  step: "damage",
  file: "check-table.ts",
  find: `    } catch (error) {
      if (!(error instanceof CorruptionError)) throw error;
    }
  }`,
  replace: `    } catch {
      // told later
    }
  }`,
} satisfies Mutant;
