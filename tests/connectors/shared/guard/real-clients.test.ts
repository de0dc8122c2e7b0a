import { expect, onTestFinished, test } from "vitest";
import type { Connector } from "../../../../connectors/connector.ts";
import { readChanges } from "../../../contracts/connector-contract.ts";
import * as confluenceFixture from "../../confluence/confluence-fixture.ts";
import * as driveFixture from "../../google-drive/drive-fixture.ts";
import * as notionFixture from "../../notion/notion-fixture.ts";
import { lead, openInside, startFront } from "./inside.ts";

type Connect = (address: string) => Connector;
/** A source of each kind, whose vendor is said to be at an address; by the setting that says so. */
type Open = () => Promise<Connect>;

const notionAt: Open = async () => {
  const { counterpart, connect } = await notionFixture.openCounterpart();
  onTestFinished(counterpart.close);
  return (apiUrl) => connect({ apiUrl });
};
const driveAt: (setting: string) => Open = (setting) => async () => {
  const { counterpart, connect } = await driveFixture.openCounterpart();
  onTestFinished(counterpart.close);
  return (address) => connect({ [setting]: address });
};
const confluenceAt: Open = async () => {
  const { counterpart, connect } = await confluenceFixture.openCounterpart();
  onTestFinished(counterpart.close);
  return (site) => connect({ site });
};
type Source = [name: string, open: Open];
const SDKS: Source[] = [
  ["Notion's SDK", notionAt],
  ["Google's SDK", driveAt("apiUrl")],
];
const SOURCES: Source[] = [
  ...SDKS,
  ["Confluence", confluenceAt],
  ["Google's token endpoint", driveAt("tokenUrl")],
];

/** Names that lead to this machine. */
const NAMES = {
  "private.example": [["127.0.0.1"]],
  "private.example.": [["127.0.0.1"]],
  "localhost.": [["127.0.0.1"]],
  // One of the internet beside it does not excuse it.
  "mixed.example": [["127.0.0.1", "8.8.8.8"]],
  "sixth.example": [["::1"]],
  "mapped.example": [["::ffff:127.0.0.1"]],
};
/** Ways to write this machine; `fetch` takes each of them for it. */
const SPELLINGS = [
  ...["127.0.0.1", "127.0.0.1.", "localhost", "LOCALHOST", "127.1", "127.0.1"],
  ...["2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0.0.0.0", "0"],
  ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]"],
  ...["%31%32%37.0.0.1", "127%2e0.0.1", "%E2%91%A0%E2%91%A1%E2%91%A6.0.0.1"],
  ...Object.keys(NAMES),
];
const REFUSED = /an address of the internal network|a request on to .*, which is not followed/;

async function errorOf(connector: Connector): Promise<Error> {
  const outcome = await readChanges(connector).catch((error: unknown) => error as Error);
  return outcome instanceof Error ? outcome : expect.fail("nothing stopped it");
}

test.each(SDKS)("%s is not sent on to this machine, however it is written", async (_, open) => {
  const inside = await openInside();
  lead(NAMES);
  const connect = await open();
  let location = "";
  const front = await startFront("", { sendOn: () => location, status: 307 });
  for (const host of SPELLINGS) {
    location = `http://${host}:${inside.port}/`;
    expect((await errorOf(connect(front))).message, host).toMatch(REFUSED);
  }
  expect(inside.connections()).toBe(0);
});

test.each(SDKS)("%s is sent on to no network of ours, and to no file", async (_, open) => {
  const connect = await open();
  let location = "";
  const front = await startFront("", { sendOn: () => location });
  for (const address of [
    ...["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/"],
    ...["http://168.63.129.16/machine", "http://100.100.100.200/", "http://10.0.0.1/"],
    ...["http://[64:ff9b::a9fe:a9fe]/", "http://[2002:7f00:1::]/", "http://[::ffff:0:7f00:1]/"],
    ...["file:///etc/passwd", "data:text/plain,x", "ftp://127.0.0.1/", "//169.254.169.254/", "//"],
  ]) {
    location = address;
    expect((await errorOf(connect(front))).message, address).toMatch(REFUSED);
  }
});

test.each(SOURCES)("%s is not asked where its own name leads here", async (_, open) => {
  const inside = await openInside();
  lead(NAMES);
  const connect = await open();
  for (const name of Object.keys(NAMES)) {
    const error = await errorOf(connect(`http://${name}:${inside.port}`));
    expect(error.message, name).toMatch(/leads to .*, an address of the internal network/);
  }
  expect(inside.connections()).toBe(0);
});
