import { expect, test } from "vitest";
import { z } from "zod";
import { readJsonReply } from "../../../src/answer/with-model/replies/read-json-reply.ts";

const SHAPE = z.object({ ok: z.boolean(), note: z.string().optional() });

test.each([
  '{"ok": true}',
  '  {"ok": true}\n',
  '```json\n{"ok": true}\n```',
  'Sure! Here it is: {"ok": true} I hope that helps.',
  'The set {a, b} is not meant. {"ok": true}',
  'An open { brace first. {"ok": true}',
  '{"ok": true} {"ok": true}',
  '{"other": 1} {"ok": true}',
])("%j holds one object", (reply) => {
  expect(readJsonReply(reply, SHAPE)).toEqual({ ok: true });
});

test("braces and quotation marks in texts are texts", () => {
  const note = 'a } and a { and a " and a \\';
  expect(readJsonReply(`So: ${JSON.stringify({ ok: false, note })}.`, SHAPE)).toEqual({
    ok: false,
    note,
  });
});

test("what stands inside an object is not taken for another", () => {
  expect(readJsonReply('{"inner": {"ok": true}}', SHAPE)).toBeUndefined();
});

test.each([
  "",
  "true",
  '{"ok": "true"}',
  '{"ok": true',
  "{'ok': true}",
  '{"ok": true} {"ok": false}',
  "{".repeat(5000),
])("%j holds none", (reply) => {
  expect(readJsonReply(reply, SHAPE)).toBeUndefined();
});
