import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a truncation that fails rejects, and the log goes on",
  story:
    "The directory could not be synced, so its names are no longer known. The next " +
    "rotation syncs it again and takes that for an answer about all that came before.",
  step: "segments",
  file: "log.ts",
  find: `        await this.#disk.syncDirectory(this.#directory);
      } catch (error) {
        throw this.#fail(error);
      }`,
  replace: `        await this.#disk.syncDirectory(this.#directory);
      } catch (error) {
        throw new LogError("LOG_FAILED", "the truncation failed", { cause: error });
      }`,
} satisfies Mutant;
