import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readLambdaConfig } from "../../../src/entrypoints/lambda/open-lambda-app.ts";
import { readParameters } from "../../../src/entrypoints/lambda/read-parameters.ts";
import { type SsmCounterpart, startSsm } from "../../counterparts/ssm/start-ssm.ts";

const PATH = "/footnote/production";
let ssm: SsmCounterpart;

beforeEach(async () => {
  ssm = await startSsm();
  vi.stubEnv("AWS_ENDPOINT_URL_SSM", ssm.url);
  vi.stubEnv("AWS_REGION", "eu-central-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await ssm.close();
});

function put(name: string, value: string, isSecret = false) {
  ssm.parameters.set(name, { value, isSecret });
}

it("reads all pages below a path, secrets decrypted, and nothing from elsewhere", async () => {
  for (let n = 0; n < 23; n++) put(`${PATH}/NAME_${n}`, `${n}`);
  put(`${PATH}/SLACK_BOT_TOKEN`, "xoxb-test", true);
  put("/footnote/production-2/SLACK_BOT_TOKEN", "another");
  put(`${PATH}/deeper/SLACK_BOT_TOKEN`, "deeper");
  const found = await readParameters(PATH);
  expect(Object.keys(found)).toHaveLength(24);
  expect(found).toMatchObject({ NAME_22: "22", SLACK_BOT_TOKEN: "xoxb-test" });
  expect(ssm.requests).toBe(3);
});

it("waits where it is throttled", async () => {
  put(`${PATH}/PORT`, "3000");
  ssm.throttled = 2;
  expect(await readParameters(PATH)).toEqual({ PORT: "3000" });
});

it("says what is missing where it may not read", async () => {
  await ssm.close();
  await expect(readParameters(PATH)).rejects.toThrow(/below \/footnote\/production cannot be read/);
  ssm = await startSsm();
}, 30_000);

it("lets parameters win over what the template sets, and keeps secrets out of logs", async () => {
  vi.stubEnv("FOOTNOTE_PARAMETERS", PATH);
  vi.stubEnv("FOOTNOTE_PUBLIC_URL", "https://abc.execute-api.eu-central-1.amazonaws.com");
  put(`${PATH}/FOOTNOTE_PUBLIC_URL`, "https://footnote.example.com");
  put(`${PATH}/SLACK_SIGNING_SECRET`, "0123456789abcdef", true);
  put(`${PATH}/SLACK_BOT_TOKEN`, "xoxb-test-of-parameters", true);
  const config = await readLambdaConfig();
  expect(config.publicUrl).toBe("https://footnote.example.com");
  expect(config.secrets).toContain("0123456789abcdef");
  vi.stubEnv("FOOTNOTE_PARAMETERS", "");
  expect((await readLambdaConfig()).publicUrl).toContain("execute-api");
});
