import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { handler } from "../../../src/entrypoints/lambda/migrate.ts";
import { readBody, serve } from "../../counterparts/shared/serve.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

interface Told {
  method: string | undefined;
  type: string | undefined;
  answer: Record<string, string>;
}

const told: Told[] = [];
let cloudFormation: Awaited<ReturnType<typeof serve>>;
let status = 200;

beforeEach(async () => {
  told.length = 0;
  status = 200;
  cloudFormation = await serve(async (request, response) => {
    const answer = JSON.parse((await readBody(request)).toString("utf8"));
    told.push({ method: request.method, type: request.headers["content-type"], answer });
    response.writeHead(status).end();
  });
  vi.stubEnv("FOOTNOTE_DATA_DIR", temporaryFolder("data"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cloudFormation.close();
});

const event = (RequestType: "Create" | "Update" | "Delete") => ({
  RequestType,
  ResponseURL: `${cloudFormation.url}/answer?signature=1`,
  StackId: "arn:aws:cloudformation:eu-central-1:1:stack/footnote/1",
  RequestId: "request-1",
  LogicalResourceId: "Migration",
});

it("tells CloudFormation that the database is up to date", async () => {
  expect(await handler(event("Create") as never)).toEqual({ schema: "current" });
  expect(told).toHaveLength(1);
  expect(told[0]?.method).toBe("PUT");
  // The address is signed for a request without one.
  expect(told[0]?.type ?? "").toBe("");
  expect(told[0]?.answer).toEqual({
    Status: "SUCCESS",
    PhysicalResourceId: "migration",
    StackId: event("Create").StackId,
    RequestId: "request-1",
    LogicalResourceId: "Migration",
  });
});

it("fails a deployment whose database cannot be reached, and says why without its password", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://footnote:swordfish-1234@127.0.0.1:1/footnote");
  await expect(handler(event("Update") as never)).rejects.toThrow("cannot be reached");
  expect(told[0]?.answer).toMatchObject({ Status: "FAILED" });
  expect(told[0]?.answer.Reason).toContain("DATABASE_URL");
  expect(JSON.stringify(told)).not.toContain("swordfish");
});

it("lets a stack go without its database", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://footnote@127.0.0.1:1/footnote");
  await handler(event("Delete") as never);
  expect(told[0]?.answer).toMatchObject({ Status: "SUCCESS" });
});

it("does not pass over an answer that was not taken", async () => {
  status = 403;
  await expect(handler(event("Create") as never)).rejects.toThrow("was not told: 403");
});
