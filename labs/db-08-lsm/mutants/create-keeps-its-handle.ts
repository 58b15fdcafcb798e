import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where create fails its handle stays open",
  story:
    "Whoever is told that it failed has nothing to close. A store that is tried again each " +
    "second runs out of files.",
  step: "manifest",
  file: "manifest.ts",
  find: `    } catch (error) {
      manifest.close();
      throw error;
    }
    return manifest;`,
  replace: `    } catch (error) {
      if (manifest.number !== number) manifest.close();
      throw error;
    }
    return manifest;`,
} satisfies Mutant;
