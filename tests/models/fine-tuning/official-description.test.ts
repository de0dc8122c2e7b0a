import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { createOpenAiFineTuning } from "../../../src/models/fine-tuning/hosted/openai-fine-tuning.ts";
import { readTrainingFolder } from "../../../src/models/fine-tuning/read-training-folder.ts";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import {
  type FineTuningCounterpart,
  startFineTuningCounterpart,
} from "../../counterparts/openai-fine-tuning/start-fine-tuning-counterpart.ts";
import {
  type OpenDescription,
  openDescription,
} from "../../counterparts/shared/open-description.ts";
import { makeDataset } from "./make-dataset.ts";

const FILE = join(import.meta.dirname, "../../../../shared/specs/openai-openapi.yaml");
const JOBS = "/fine_tuning/jobs";
const signal = new AbortController().signal;

let official: OpenDescription | undefined;
let counterpart: FineTuningCounterpart;
beforeAll(async () => {
  counterpart = await startFineTuningCounterpart();
  if (!existsSync(FILE)) return;
  const definition = parse(readFileSync(FILE, "utf8"), { maxAliasCount: -1 });
  const paths = [JOBS, `${JOBS}/{fine_tuning_job_id}`, `${JOBS}/{fine_tuning_job_id}/events`];
  definition.paths = Object.fromEntries(paths.map((path) => [path, definition.paths[path]]));
  mend(definition);
  official = await openDescription(definition);
});
afterAll(() => counterpart.close());

/** The description says "above" in the way of an older OpenAPI, on which the validator throws. */
function mend(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  const schema = node as Record<string, unknown>;
  if (schema.exclusiveMinimum === true) {
    schema.exclusiveMinimum = schema.minimum ?? 0;
    delete schema.minimum;
  }
  if (typeof schema.nullable === "boolean" && !("type" in schema)) delete schema.nullable;
  for (const value of Object.values(schema)) mend(value);
}

test.for(["sft", "dpo"])(
  "what we ask for %s and what the likeness says are OpenAI's",
  async (format, { skip }) => {
    if (official === undefined) return skip("no ../shared");
    const client = createOpenAiClient({ baseUrl: counterpart.baseUrl, apiKey: "test-key" });
    const provider = createOpenAiFineTuning({ client, now: () => Date.parse("2026-11-22") });
    const dataset = await readTrainingFolder(await makeDataset(format));
    const uploaded = await provider.upload(dataset, signal);
    const request = { uploaded, base: "gpt-4.1-mini-2025-04-14", name: "kb-v1", epochs: 3 };
    const { id } = await provider.create(request, signal);
    const body = counterpart.jobs.get(id);
    expect(official.requestErrors({ method: "post", path: JOBS, body })).toEqual([]);
    const wrong = { ...body, method: { type: "kto" } };
    expect(official.requestErrors({ method: "post", path: JOBS, body: wrong })).not.toEqual([]);
    for (const status of ["running", "failed", "succeeded"] as const) {
      counterpart.move(id, status);
      const job = await client.fineTuning.jobs.retrieve(id);
      expect(official.responseErrors("get", `${JOBS}/${id}`, job), status).toEqual([]);
    }
    const headers = { authorization: "Bearer test-key" };
    const page = await fetch(`${counterpart.baseUrl}${JOBS}/${id}/events`, { headers });
    expect(official.responseErrors("get", `${JOBS}/${id}/events`, await page.json())).toEqual([]);
  },
);
