import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

test("a command that trains gets the variables that are named, and no others", () => {
  const { training } = readConfig(
    {},
    {
      ...{ PATH: "/bin", HOME: "/home/ada", HF_TOKEN: "t", OPENAI_API_KEY: "k" },
      FOOTNOTE_TRAINING_COMMAND: " python3  train.py --dataset {dataset}",
      FOOTNOTE_TRAINING_ENVIRONMENT: "PATH, HF_TOKEN,NOT_SET",
      FOOTNOTE_TRAINING_HOURS: "0.5",
    },
  );
  expect(training).toMatchObject({
    command: ["python3", "train.py", "--dataset", "{dataset}"],
    environment: { PATH: "/bin", HF_TOKEN: "t" },
    timeLimitMs: 1_800_000,
  });
  expect(Object.keys(training.environment)).toEqual(["PATH", "HF_TOKEN"]);
  const { command, environment } = readConfig({}, { PATH: "/bin", HF_TOKEN: "t" }).training;
  expect({ command, environment }).toEqual({ command: [], environment: { PATH: "/bin" } });
});

test.each([
  ["FOOTNOTE_TRAINING_ENVIRONMENT", "PATH;HOME"],
  ["FOOTNOTE_TRAINING_HOURS", "0"],
  ["TOGETHER_BASE_URL", "ftp://together"],
  ["MLFLOW_TRACKING_URI", "./mlruns"],
])("%s=%s is refused", (name, value) => {
  expect(() => readConfig({}, { [name]: value })).toThrow(new RegExp(`^${name} is not usable`));
});
