import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the failure of the last table is passed over, and the edit installed",
  story: "The inputs go, and the end of the keys is in no table.",
  step: "compact",
  file: "compact.ts",
  find: `      await this.#endOutput();
    } catch (error) {`,
  replace: `      await this.#endOutput().catch(() => {});
    } catch (error) {`,
} satisfies Mutant;
