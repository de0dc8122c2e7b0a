import { expect, test } from "vitest";
import {
  originOfCorrection,
  originOfVerified,
} from "../../../src/learning/datasets/text-origin.ts";
import type { VerifiedAnswer } from "../../../src/storage/storage.ts";

const written: VerifiedAnswer = {
  ...{ id: "v1", question: "Q?", text: "A.", citations: [], audience: [["everyone"]] },
  ...{ status: "active", origin: "admin", createdBy: "cli", createdAt: 1, changedAt: 1 },
  ...{ approvedBy: "cli", approvedName: "Rosa", approvedAt: 1, expiredBecause: undefined },
  ...{ answerId: undefined, messageId: undefined, workspaceId: undefined, roomId: undefined },
};

test.each([
  { messageId: "slack:T1:C1:5" },
  { roomId: "slack:T1:C1" },
  { workspaceId: "slack:T1" },
  { createdBy: "slack:T1:U1" },
  { approvedBy: "slack:T1:U1" },
])("whatever of a verified answer was in a chat makes it the chat's: %o", (change) => {
  expect(originOfVerified({ ...written, ...change }, undefined)).toBe("slack");
});

test("an answer that an admin writes is an expert's, unless its question was asked in a chat", () => {
  expect(originOfVerified(written, undefined)).toBe("expert_authored");
  expect(originOfVerified(written, { surface: "web" })).toBe("expert_authored");
  expect(originOfVerified(written, { surface: "teams" })).toBe("teams");
});

test("a correction is the chat's where the answer stood, or of whom the chat knows", () => {
  expect(originOfCorrection({ surface: "slack" }, "ana")).toBe("slack");
  expect(originOfCorrection({ surface: "web" }, "teams:T1:U1")).toBe("teams");
  expect(originOfCorrection({ surface: "web" }, "session")).toBe("expert_authored");
});
