import type { IncomingHttpHeaders } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { download } from "../../../connectors/confluence/api/download.ts";
import { UnreadableDocumentError } from "../../../connectors/shared/unreadable-document-error.ts";
import { serve } from "../../counterparts/shared/serve.ts";

interface Answer {
  status?: number;
  location?: string;
  body?: string;
}

/** A server that answers every path in the same way, and what it was asked with. */
async function answering(answer: Answer) {
  const asked: IncomingHttpHeaders[] = [];
  const server = await serve(({ headers }, response) => {
    asked.push(headers);
    const { status = 200, location, body = "The file." } = answer;
    response.writeHead(status, location === undefined ? {} : { location });
    response.end(body);
  });
  onTestFinished(server.close);
  return { url: server.url, asked };
}

function fetchFile(url: string) {
  const home = { setting: "site", url };
  const options = { authorization: "Basic secret", maxBytes: 1_000, home };
  return download(new URL(url), { ...options, signal: AbortSignal.timeout(5_000) });
}

/** Lets names of Atlassian's lead to a server of this machine. */
function pretend(names: Record<string, string>): void {
  const send = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = send;
  });
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    const instead = names[url.origin];
    if (instead === undefined) return send(url, init);
    // The guard would not let a name of theirs lead here.
    const { headers = {}, redirect = "follow" } = init ?? {};
    return send(instead, { headers, redirect });
  };
}

test("another server of this machine, or of the network, is never asked", async () => {
  const inside = await answering({ body: "the keys of the house" });
  const { port } = new URL(inside.url);
  for (const location of [
    `http://localhost:${port}/`,
    `http://2130706434:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `https://127.0.0.2:${port}/`,
    "http://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/",
    "https://[fe80::1]/",
    "https://evil.example/",
    "https://evilatlassian.com/",
    "https://api.media.atlassian.com.evil.example/",
    "https://api.media.atlassian.com@evil.example/",
    "http://api.media.atlassian.com/file/1",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "https://",
  ]) {
    const site = await answering({ status: 302, location });
    const reading = fetchFile(`${site.url}/wiki/file`);
    await expect(reading, location).rejects.toBeInstanceOf(UnreadableDocumentError);
    await expect(reading, location).rejects.toThrow(
      /sent us on to .*which is not an address of Atlassian's$|its address is none$/,
    );
  }
  expect(inside.asked).toEqual([]);
});

test("nor is one that Atlassian's own would send us on to", async () => {
  const inside = await answering({});
  const location = inside.url.replace("127.0.0.1", "localhost");
  const media = await answering({ status: 302, location });
  pretend({
    "https://acme.atlassian.net": (
      await answering({ status: 302, location: "https://api.media.atlassian.com/file/1" })
    ).url,
    "https://api.media.atlassian.com": media.url,
  });
  await expect(fetchFile("https://acme.atlassian.net/wiki/file")).rejects.toThrow(/sent us on to/);
  expect(media.asked).toHaveLength(1);
  expect(inside.asked).toEqual([]);
});

test.each([
  ["https://api.media.atlassian.com"],
  ["https://media-cdn.atlassian.com"],
  ["https://acme.atlassian.net"],
])("a file is taken from %s, without the credentials", async (origin) => {
  const media = await answering({});
  const start = await answering({ status: 302, location: `${origin}/file/1?token=t` });
  pretend({ "https://api.atlassian.com": start.url, [origin]: media.url });
  const { bytes } = await fetchFile("https://api.atlassian.com/ex/confluence/1/wiki/file");
  expect(Buffer.from(bytes).toString()).toBe("The file.");
  expect(start.asked[0]?.authorization).toBe("Basic secret");
  expect(media.asked[0]?.authorization).toBeUndefined();
});

test("what another host refuses is the file's failure, and not that of the credentials", async () => {
  const media = await answering({ status: 401, body: "the scope of this signature is over" });
  const site = await answering({ status: 302, location: `${media.url}/file/1` });
  await expect(fetchFile(site.url)).rejects.toBeInstanceOf(UnreadableDocumentError);
});

test("addresses that lead to each other are left alone", async () => {
  const site = await answering({ status: 302, location: "/wiki/file" });
  await expect(fetchFile(site.url)).rejects.toThrow(/leads round in circles$/);
  expect(site.asked.length).toBeLessThan(10);
});
