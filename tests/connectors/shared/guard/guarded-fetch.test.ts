import type { IncomingHttpHeaders } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { allowInternalHosts } from "../../../../connectors/shared/guard/allowed-hosts.ts";
import {
  guardedFetch,
  RefusedAddressError,
} from "../../../../connectors/shared/guard/guarded-fetch.ts";
import { isInternal } from "../../../../connectors/shared/guard/internal-addresses.ts";
import { openAgents, type Resolve } from "../../../../connectors/shared/guard/open-agents.ts";
import { serve } from "../../../counterparts/shared/serve.ts";

afterEach(() => allowInternalHosts([]));

async function answering(location?: string, status = 302) {
  const asked: { method: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = await serve(({ method, headers }, response) => {
    asked.push({ method, headers });
    response.writeHead(location === undefined ? 200 : status, location ? { location } : {});
    response.end("inside");
  });
  onTestFinished(server.close);
  return { url: server.url, port: new URL(server.url).port, asked };
}

/** Names lead to these addresses, one after the other. */
function leadingTo(...addresses: string[]): Resolve {
  return (_name, _options, done) => {
    const [next = ""] = addresses.length > 1 ? addresses.splice(0, 1) : addresses;
    done(null, [{ address: next, family: next.includes(":") ? 6 : 4 }]);
  };
}

function ask(url: string, resolve?: Resolve, home = url, init: RequestInit = {}) {
  const agents = resolve === undefined ? undefined : openAgents(resolve);
  return guardedFetch(url, init, { setting: "site", url: home }, agents);
}

test.each([
  ...["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254"],
  ...["172.31.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:a00:1", "::7f00:1", "fe80::1", "fe80::1%eth0"],
  ...["fd00::1", "ff02::1", "64:ff9b::a00:1", "2002:a00:1::", "no address"],
  ...[
    "168.63.129.16",
    "::ffff:168.63.129.16",
    "::ffff:0:7f00:1",
    "2001:20::1",
    "3fff::1",
    "4000::1",
  ],
])("%s is internal", (address) => {
  expect(isInternal(address)).toBe(true);
});

test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "::ffff:8.8.8.8", "2606:4700::1111"])(
  "%s is not",
  (address) => {
    expect(isInternal(address)).toBe(false);
  },
);

test("an address of the internet's is internal where this machine stands in its network", async () => {
  const { networkInterfaces } = os;
  const own = { cidr: "51.15.0.7/24" } as os.NetworkInterfaceInfo;
  const sixth = { cidr: "2a01:e0a:1:2::7/64" } as os.NetworkInterfaceInfo;
  expect(isInternal("51.15.0.9")).toBe(false);
  os.networkInterfaces = () => ({ eth0: [own, sixth], tun0: undefined });
  syncBuiltinESMExports();
  onTestFinished(() => {
    os.networkInterfaces = networkInterfaces;
    syncBuiltinESMExports();
  });
  for (const address of ["51.15.0.7", "51.15.0.9", "::ffff:51.15.0.9", "2a01:e0a:1:2::1"]) {
    expect(isInternal(address), address).toBe(true);
  }
  for (const address of ["51.15.1.7", "2a01:e0a:1:3::1"]) expect(isInternal(address)).toBe(false);
  await expect(ask("http://51.15.0.9/")).rejects.toBeInstanceOf(RefusedAddressError);
});

test("no spelling of this machine's address leads to it but where the setting says so", async () => {
  const inside = await answering();
  const { port } = inside;
  for (const host of [
    ...["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0.0.0.0"],
    ...["[::ffff:127.0.0.1]", "[::1]", "[::]", "[::7f00:1]", "169.254.169.254", "10.0.0.1"],
  ]) {
    const asking = ask(`http://${host}:${port}/`, undefined, "https://wiki.example");
    await expect(asking, host).rejects.toBeInstanceOf(RefusedAddressError);
  }
  expect(inside.asked).toEqual([]);
  const reply = await ask(`http://127.0.0.1:${port}/page`);
  expect(await reply.text()).toBe("inside");
  // Another port of this machine is another server.
  await expect(ask(inside.url, undefined, "http://127.0.0.1:9")).rejects.toThrow(
    /internal network/,
  );
});

test("a name counts by where it leads at that moment, and says what to do", async () => {
  const inside = await answering();
  const url = `http://wiki.example:${inside.port}/`;
  await expect(ask(url, leadingTo("127.0.0.1"))).rejects.toThrow(
    "`site` leads to wiki.example, an address of the internal network, where no source is read: correct `site`, or have whoever runs Footnote allow it with FOOTNOTE_INTERNAL_HOSTS.",
  );
  // A name that was looked at before: the first answer is of the internet, the next is not.
  const resolve = leadingTo("127.0.0.1");
  allowInternalHosts(["wiki.example"]);
  expect((await ask(url, resolve)).status).toBe(200);
  allowInternalHosts([]);
  await expect(ask(url, resolve)).rejects.toThrow(RefusedAddressError);
  await expect(ask(url, leadingTo("::ffff:10.0.0.1"))).rejects.toThrow(RefusedAddressError);
  expect(inside.asked).toHaveLength(1);
});

test("a network that was allowed can be read from, and no other", async () => {
  const inside = await answering();
  allowInternalHosts(["127.0.0.0/8"]);
  const url = `http://wiki.example:${inside.port}/`;
  expect((await ask(url, leadingTo("127.0.0.1"))).status).toBe(200);
  await expect(ask(url, leadingTo("10.0.0.1"))).rejects.toThrow(RefusedAddressError);
});

test("a redirect goes to nothing of this machine", async () => {
  const inside = await answering();
  for (const location of [
    ...[inside.url, `http://localhost:${inside.port}/`, `http://2130706433:${inside.port}/`],
    ...[
      "http://169.254.169.254/latest/",
      "http://[::ffff:7f00:1]/",
      "file:///etc/passwd",
      "http://",
    ],
  ]) {
    const site = await answering(location);
    await expect(ask(site.url), location).rejects.toBeInstanceOf(RefusedAddressError);
  }
  expect(inside.asked).toEqual([]);
});

test("credentials do not go along to another origin, nor does what is sent", async () => {
  const other = await answering();
  allowInternalHosts(["127.0.0.1"]);
  const headers = { Authorization: "Bearer secret", "X-Key": "secret", Cookie: "a=secret" };
  const site = await answering(other.url);
  expect((await ask(site.url, undefined, site.url, { headers })).status).toBe(200);
  expect(site.asked[0]?.headers.authorization).toBe("Bearer secret");
  expect(JSON.stringify(other.asked)).not.toContain("secret");
  for (const status of [302, 307, 308]) {
    const door = await answering(other.url, status);
    const posting = ask(door.url, undefined, door.url, { method: "POST", headers, body: "secret" });
    await expect(posting).rejects.toThrow(/sends a request on to .*, which is not followed/);
  }
  expect(other.asked).toHaveLength(1);
});

test("redirects that lead round in circles end", async () => {
  const site = await answering("/again");
  await expect(ask(site.url)).rejects.toThrow(/is not followed/);
  expect(site.asked.length).toBeLessThan(10);
});

test("other requests of this process go as they did", async () => {
  const key = Symbol.for("undici.globalDispatcher.1");
  void globalThis.Response;
  const before = (globalThis as Record<symbol, unknown>)[key];
  const inside = await answering();
  await ask(inside.url);
  expect((globalThis as Record<symbol, unknown>)[key]).toBe(before);
  expect((await fetch(inside.url)).status).toBe(200);
});
