import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file whose table cannot be opened stays open",
  story:
    "A thousand gets in a damaged table, and the process has no file descriptors left: the " +
    "whole store is down because of one bad block.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: ["    } catch (error) {", "      file.close();", "      throw error;"].join("\n"),
  replace: ["    } catch (error) {", "      throw error;"].join("\n"),
} satisfies Mutant;
