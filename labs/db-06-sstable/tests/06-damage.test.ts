import { step } from "@labs/grader/testing";

const law = step("damage");
law("x", "x", { hint: "x" }, () => {});
