import { expect, test } from "vitest";
import { heldSecret, removeSecrets } from "../../src/administration/words/typed-secrets.ts";

test.each([
  ["sources add notion wiki --secret ntn_1234567890abcdef", "ntn_1234567890abcdef"],
  ["sources add notion wiki —secret hunter2", "hunter2"],
  ["Sources add notion wiki --secret=“hunter 2”", "hunter 2"],
  ["sources add confluence pages --set apiToken=hunter2", "hunter2"],
  ["sources set pages password = hunter2", "hunter2"],
  ["sources secret wiki hunter2 and more", "hunter2"],
  ["sources secret “the wiki” hunter2", "hunter2"],
  ["sources add google-drive drive aB3dE5gH7jK9mN1pQ3sT5vX7", "aB3dE5gH7jK9mN1pQ3sT5vX7"],
  ["channel expert xoxb-1234-5678-abcdef", "5678-abcdef"],
  ["help ATATT3xFfGF0abcdefgh=12", "ATATT3xFfGF0abcdefgh"],
  ["sources add\n-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----", "MIIEvQ"],
  ["verified add -----BEGIN RSA PRIVATE KEY-----\nMIIEvQ (cut", "MIIEvQ"],
])("%s is kept without it", (typed, secret) => {
  const left = removeSecrets(typed);
  expect(left).not.toContain(secret);
  expect(heldSecret(left)).toBe(true);
  expect(heldSecret(removeSecrets(left))).toBe(true);
});

test.each([
  "sources secret wiki",
  "sources add notion",
  "sources status token",
  "sources audience drive 1aB3dE5gH7jK9mN1pQ3sT5vX7zA domain:acme.test",
  "sources audience wiki https://www.notion.so/Handbook-1f2e3d4c5b6a7f8e9d0c everyone",
  "verified add The door code = ask Ana; the password --reset page is on the wiki",
  "channel expert the secret santa team",
])("%s stays as it was typed", (typed) => {
  expect(removeSecrets(typed)).toBe(typed);
});
