import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the source is closed when the table is finished",
  story:
    "In every other case it keeps what it holds: for a merge of ten tables that is ten " + "files.",
  step: "flush",
  file: "table-output.ts",
  find: [
    "    return await output.finish();",
    "  } catch (error) {",
    "    output?.abandon();",
    "    throw error;",
    "  } finally {",
    "    source.close();",
    "  }",
  ].join("\n"),
  replace: [
    "    const found = await output.finish();",
    "    source.close();",
    "    return found;",
    "  } catch (error) {",
    "    output?.abandon();",
    "    throw error;",
    "  }",
  ].join("\n"),
} satisfies Mutant;
