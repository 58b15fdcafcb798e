import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "refusals leave before the term that they tell is durable",
  story:
    'A refusal promises nothing, so why wait? It says "I am in term 5", others go by it, and after a power cut ' +
    "the machine has never heard of term 5. What is said in a term rests on the term: one rule for all messages " +
    "needs no proof for each kind.",
  step: "persistence",
  file: "server.ts",
  find: `        const { hardState, entries, messages, committed } = ready;
        if`,
  replace: `        const { hardState, entries, committed } = ready;
        const isRefusal = (message: Message): boolean =>
          (message.kind === "vote" && !message.granted) ||
          (message.kind === "append-reply" && !message.ok);
        const messages = ready.messages.filter((message) => !isRefusal(message));
        for (const message of ready.messages.filter(isRefusal)) {
          this.#machine.network.send(message.to, message);
        }
        if`,
} satisfies Mutant;
