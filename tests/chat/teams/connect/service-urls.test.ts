import { expect, test } from "vitest";
import { cloudOf, isServiceUrl } from "../../../../src/chat/teams/connect/teams-clouds.ts";

const REAL = { pretendUrl: undefined, isPlayground: false };
const PRETEND = { pretendUrl: "http://127.0.0.1:4800", isPlayground: false };
const PLAYGROUND = { pretendUrl: undefined, isPlayground: true };

test.each([
  "https://smba.trafficmanager.net/emea/",
  "https://smba.trafficmanager.net/amer/0f3b8d52-6a1c-4c55-8d5e-b1f0a7c3e2d4/",
  "https://smba.infra.gcc.teams.microsoft.com/gcc",
  "https://smba.infra.gov.teams.microsoft.us/gcch",
  "https://smba.infra.dod.teams.microsoft.us/dod",
])("Teams is at %s", (url) => {
  expect(isServiceUrl(url, REAL)).toBe(true);
  expect(isServiceUrl(url, PRETEND)).toBe(false);
  expect(isServiceUrl(url, PLAYGROUND)).toBe(false);
});

test.each([
  "http://smba.trafficmanager.net/emea/",
  "https://smba.trafficmanager.net:8443/emea/",
  "https://smba.trafficmanager.net?/emea/",
  "https://smba.trafficmanager.net./emea/",
  "https://smba.trafficmanager.net.example.com/emea/",
  "https://evil.trafficmanager.net/",
  "https://smba.trafficmanager.net@example.com/",
  "https://example.com@smba.trafficmanager.net/",
  "https://example.com/smba.trafficmanager.net/",
  "https://example.com#smba.trafficmanager.net",
  "https://smba.trafficmanager.net/emea/?to=https://example.com",
  "https://smba.trafficmanager.net\\.example.com/",
  "//smba.trafficmanager.net/",
  "file:///etc/passwd",
  "http://169.254.169.254/metadata/",
  "http://localhost:3978/",
  "",
])("Teams is not at %s", (url) => {
  expect(isServiceUrl(url, REAL)).toBe(false);
});

test("the government's tokens are the government's connectors'", () => {
  const { issuer, connectorScope } =
    cloudOf("https://smba.infra.gov.teams.microsoft.us/", REAL) ?? {};
  expect(issuer).toBe("https://api.botframework.us");
  expect(connectorScope).toBe("https://api.botframework.us/.default");
});

test("a pretend Teams is at its own address alone, the playground on this machine", () => {
  expect(isServiceUrl("http://127.0.0.1:4800/connector/", PRETEND)).toBe(true);
  expect(isServiceUrl("http://127.0.0.1:4801/connector/", PRETEND)).toBe(false);
  expect(isServiceUrl("http://localhost:56150/_connector", PLAYGROUND)).toBe(true);
  expect(isServiceUrl("http://[::1]:56150/_connector", PLAYGROUND)).toBe(true);
  expect(isServiceUrl("http://localhost.example.com/", PLAYGROUND)).toBe(false);
  expect(isServiceUrl("http://10.0.0.1/_connector", PLAYGROUND)).toBe(false);
});
