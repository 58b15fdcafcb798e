import { step } from "@labs/grader/testing";

const law = step("leveldb");
law("x", "x", { hint: "x" }, () => {});
