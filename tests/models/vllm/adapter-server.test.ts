import { afterEach, expect, test } from "vitest";
import { createAdapterServer } from "../../../src/models/vllm/adapter-server.ts";
import {
  startVllmCounterpart,
  type VllmCounterpart,
} from "../../counterparts/vllm/start-vllm-counterpart.ts";

const BASE = "Qwen/Qwen3-4B-Instruct-2507";
const DISK = {
  "/adapters/kb-v1": { base: BASE, rank: 16 },
  "/adapters/kb-v2": { base: BASE, rank: 8 },
  "/adapters/wide": { base: BASE, rank: 64 },
  "/adapters/other": { base: "meta-llama/Llama-3.1-8B-Instruct", rank: 8 },
};
const signal = new AbortController().signal;

let vllm: VllmCounterpart;
afterEach(() => vllm.close());

test("adapters are loaded, listed with their base, and unloaded", async () => {
  vllm = await startVllmCounterpart({ disk: DISK, apiKey: "key" });
  const server = createAdapterServer({ baseUrl: `${vllm.baseUrl}/`, apiKey: "key" });
  expect(await server.list(signal)).toEqual([]);
  await server.load("kb-v1", "/adapters/kb-v1", BASE, signal);
  await server.load("kb-v2", "/adapters/kb-v2", BASE, signal);
  expect(await server.list(signal)).toEqual([
    { name: "kb-v1", base: BASE, path: "/adapters/kb-v1" },
    { name: "kb-v2", base: BASE, path: "/adapters/kb-v2" },
  ]);
  await server.unload("kb-v1", signal);
  expect((await server.list(signal)).map(({ name }) => name)).toEqual(["kb-v2"]);
});

test.each<[string, string, string, string, string, RegExp]>([
  [
    "a base that is not served",
    "a",
    "/adapters/kb-v1",
    "mistral",
    "invalid",
    /serves Qwen.+not "mistral"/,
  ],
  [
    "a rank above the server's",
    "a",
    "/adapters/wide",
    BASE,
    "invalid",
    /rank 64.+takes 16.+--max-lora-rank 64/,
  ],
  [
    "a folder that is not there",
    "a",
    "/adapters/none",
    BASE,
    "not-found",
    /no adapter in that folder/,
  ],
  [
    "an adapter of another base",
    "a",
    "/adapters/other",
    BASE,
    "invalid",
    /did not take "a" \(400\)/,
  ],
  ["a name that is none", "../a", "/adapters/kb-v1", BASE, "invalid", /no name/],
])("%s is refused with the way out", async (_, name, path, base, code, message) => {
  for (const flatErrors of [false, true]) {
    vllm = await startVllmCounterpart({ disk: DISK, flatErrors });
    const server = createAdapterServer({ baseUrl: vllm.baseUrl });
    const loading = server.load(name, path, base, signal);
    await expect(loading).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await server.list(signal)).toEqual([]);
    await vllm.close();
  }
  vllm = await startVllmCounterpart();
});

test("the same name is refused twice, an unknown one is not unloaded", async () => {
  vllm = await startVllmCounterpart({ disk: DISK });
  const server = createAdapterServer({ baseUrl: vllm.baseUrl });
  await server.load("kb", "/adapters/kb-v1", BASE, signal);
  await expect(server.load("kb", "/adapters/kb-v2", BASE, signal)).rejects.toThrow(
    /serves "kb" already/,
  );
  await expect(server.unload("none", signal)).rejects.toThrow(/serves no "none"/);
});

test("a server that loads nothing while it runs says how to start it", async () => {
  vllm = await startVllmCounterpart({ disk: DISK, fixed: true });
  const server = createAdapterServer({ baseUrl: vllm.baseUrl });
  await expect(server.load("kb", "/adapters/kb-v1", BASE, signal)).rejects.toThrow(
    /VLLM_ALLOW_RUNTIME_LORA_UPDATING=True/,
  );
});

test("a refused key, a server that fails, one that is slow and one that is away are told apart", async () => {
  vllm = await startVllmCounterpart({ disk: DISK, apiKey: "key" });
  const { baseUrl } = vllm;
  const secret = "sk-wrong-secret";
  const refused = createAdapterServer({ baseUrl, apiKey: secret }).list(signal);
  await expect(refused).rejects.toMatchObject({ code: "unauthorized" });
  await expect(refused).rejects.not.toThrow(secret);
  const server = createAdapterServer({ baseUrl, apiKey: "key", timeoutMs: 100 });
  vllm.faults.plan("fail");
  await expect(server.list(signal)).rejects.toMatchObject({ code: "unavailable" });
  vllm.faults.plan("slow");
  await expect(server.list(signal)).rejects.toThrow(/in time/);
  vllm.faults.plan("cut");
  await expect(server.list(signal)).rejects.toThrow(/cannot be reached/);
});
