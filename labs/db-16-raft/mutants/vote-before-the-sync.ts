import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "messages leave while what they rest on is still being saved",
  story:
    "The sync is slow and the answer is known: why wait? A vote that was promised is forgotten in " +
    "a power cut, the machine votes again, and the term has two leaders. Raft Figure 2 asks for it " +
    "in one line: updated on stable storage before responding to RPCs.",
  step: "persistence",
  file: "server.ts",
  find: `          await this.#storage?.save(hardState, entries);
          if (this.#stopped !== undefined) return;
        }
        for (const message of messages) this.#machine.network.send(message.to, message);`,
  replace: `          const saving = this.#storage?.save(hardState, entries);
          for (const message of messages) this.#machine.network.send(message.to, message);
          await saving;
          if (this.#stopped !== undefined) return;
        } else for (const message of messages) this.#machine.network.send(message.to, message);`,
} satisfies Mutant;
