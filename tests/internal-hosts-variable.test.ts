import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const read = (text: string) =>
  readConfig({}, { FOOTNOTE_DATA_DIR: "data", FOOTNOTE_INTERNAL_HOSTS: text }).internalHosts;

test("names, addresses and networks, however they are spaced and written", () => {
  expect(read(" Wiki.Corp.Local , 10.1.0.0/16,,10.0.0.5,fd00::/8, ::1,localhost ")).toEqual([
    ...["wiki.corp.local", "10.1.0.0/16", "10.0.0.5", "fd00::/8", "::1", "localhost"],
  ]);
  expect(read("")).toEqual([]);
  expect(read("  ")).toEqual([]);
});

test.each([
  ...["http://wiki.corp.local", "wiki.corp.local:8080", "wiki.corp.local/wiki", "*.corp.local"],
  ...[
    "wiki corp",
    "-wiki.local",
    "wiki..local",
    ".local",
    "wiki.local.",
    "user@wiki",
    "wíki.local",
  ],
  ...["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "fd00::/129", "10.0.0.0/0x8"],
  ...["10.0.0", "10.0.0.256", "0x7f.1", "2130706433", "127.1", "[::1]", "fe80::1%eth0", "/8"],
  ...["10.0.0.1;10.0.0.2", "10.0.0.1 10.0.0.2", `${"a".repeat(254)}`],
])("%s is refused in one sentence that says what to give", (text) => {
  // One that is wrong is not passed over for those beside it.
  expect(() => read(`wiki.corp.local,${text}`)).toThrow(
    /^FOOTNOTE_INTERNAL_HOSTS is not usable: give names, addresses or networks, with commas between them, such as wiki\.corp\.local,10\.1\.0\.0\/16\.$/,
  );
});
