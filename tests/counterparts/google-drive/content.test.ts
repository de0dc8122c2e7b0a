import { afterEach, beforeEach, expect, test } from "vitest";
import { readMade } from "../../connectors/shared/extraction/making/read-made.ts";
import { type Company, openCompany, refusal } from "./checks/open-company.ts";

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const BYTES = { responseType: "arraybuffer" } as const;

async function exported(fileId: string, mimeType: string): Promise<Buffer> {
  const { data } = await company.as(company.ids.ann).files.export({ fileId, mimeType }, BYTES);
  return Buffer.from(data as ArrayBuffer);
}

test("documents are exported as what Google makes of them", async () => {
  const { leave, travel, welcome } = company.ids;
  const textOf = async (id: string, type: string) => (await exported(id, type)).toString("utf8");
  expect(await textOf(leave, "text/markdown")).toMatch(/^# Annual leave\n\nEverybody has 26 days/);
  expect(await textOf(leave, "text/plain")).toMatch(/^Annual leave\n/);
  expect(await textOf(leave, "text/html")).toContain("<h1>Annual leave</h1>");
  expect(await textOf(travel, "text/csv")).toBe(
    "Country,Amount\r\nSwitzerland,CHF 85\r\nPortugal,EUR 48",
  );
  expect(await textOf(welcome, "text/plain")).not.toContain("badge");
});

test("exports in Office's formats and PDF can be read", async () => {
  const { leave, travel, welcome } = company.ids;
  const sheet = await exported(travel, `${OFFICE}spreadsheetml.sheet`);
  const { markdown: tables } = await readMade("travel.xlsx", sheet);
  for (const words of ["Per day", "CHF 85", "Hotels", "EUR 140"]) expect(tables).toContain(words);
  const slides = await exported(welcome, `${OFFICE}presentationml.presentation`);
  const { markdown: deck } = await readMade("welcome.pptx", slides);
  for (const words of ["Your first week", "Laptop on Monday", "the badge comes by post"]) {
    expect(deck).toContain(words);
  }
  const word = await exported(leave, `${OFFICE}wordprocessingml.document`);
  expect((await readMade("leave.docx", word)).markdown).toContain("26 days");
  const pdf = await exported(leave, "application/pdf");
  expect((await readMade("leave.pdf", pdf)).markdown).toContain("26 days");
});

test("files are downloaded as they are", async () => {
  const { ids } = company;
  const ann = company.as(ids.ann);
  const params = { fileId: ids.fire, alt: "media", supportsAllDrives: true };
  const { data, headers } = await ann.files.get(params, BYTES);
  expect((headers as unknown as Headers).get("content-type")).toBe("application/pdf");
  const bytes = Buffer.from(data as unknown as ArrayBuffer);
  expect((await readMade("fire.pdf", bytes)).markdown).toContain("building C");
  const fields = "size,md5Checksum,headRevisionId,fileExtension";
  const { data: facts } = await ann.files.get({ ...params, alt: "json", fields });
  expect(facts).toMatchObject({ size: String(bytes.length), fileExtension: "pdf" });
});

test("what cannot be had so is refused", async () => {
  const { ids } = company;
  const ann = company.as(ids.ann);
  const media = (fileId: string, more = {}) =>
    ann.files.get({ fileId, alt: "media", supportsAllDrives: true, ...more });
  const form = company.drive.createFile({
    name: "Survey",
    owner: ids.ann,
    mimeType: "application/vnd.google-apps.form",
  });
  for (const [call, status, reason] of [
    [media(ids.leave), 403, "fileNotDownloadable"],
    [media(ids.people), 403, "fileNotDownloadable"],
    [media(ids.fire, { acknowledgeAbuse: true }), 403, "invalidAbuseAcknowledgment"],
    [ann.files.export({ fileId: ids.fire, mimeType: "text/plain" }), 403, "fileNotExportable"],
    [ann.files.export({ fileId: ids.leave, mimeType: "text/csv" }), 400, "badRequest"],
    [ann.files.export({ fileId: form, mimeType: "application/pdf" }), 400, "badRequest"],
    [ann.files.export({ fileId: ids.leave, mimeType: "text/x-none" }), 400, "badRequest"],
    [ann.files.export({ fileId: ids.notes, mimeType: "text/plain" }), 404, "notFound"],
  ] as const) {
    await expect(call).rejects.toMatchObject(refusal(status, { reason }));
  }
});

test("where readers may not download, they do not; who writes does", async () => {
  const { drive, ids } = company;
  drive.setDownloadLimited(ids.fire, true);
  drive.setDownloadLimited(ids.leave, true);
  const get = (subject: string) =>
    company
      .as(subject)
      .files.get({ fileId: ids.fire, alt: "media", supportsAllDrives: true }, BYTES);
  await expect(get(ids.ben)).rejects.toMatchObject({ status: 403 });
  expect((await get(ids.ann)).status).toBe(200);
  const refused = company
    .as(ids.ben)
    .files.export({ fileId: ids.leave, mimeType: "text/markdown" });
  await expect(refused).rejects.toMatchObject(refusal(403, { reason: "cannotExportFile" }));
  const fields = "capabilities/canDownload";
  const params = { fileId: ids.fire, fields, supportsAllDrives: true };
  const { data } = await company.as(ids.ben).files.get(params);
  expect(data).toEqual({ capabilities: { canDownload: false } });
});

test("malware is given to its owner alone, who has to ask for it", async () => {
  const { drive, ids } = company;
  drive.get(ids.notes).isAbusive = true;
  drive.share(ids.notes, { type: "user", role: "reader", emailAddress: ids.ann });
  const get = (subject: string, acknowledgeAbuse: boolean) =>
    company.as(subject).files.get({ fileId: ids.notes, alt: "media", acknowledgeAbuse });
  const abusive = refusal(403, { reason: "cannotDownloadAbusiveFile" });
  await expect(get(ids.ben, false)).rejects.toMatchObject(abusive);
  await expect(get(ids.ann, true)).rejects.toMatchObject(abusive);
  expect((await get(ids.ben, true)).status).toBe(200);
});

test("a large document is exported by its link only", async () => {
  const { drive, ids, key, as } = company;
  drive.edit(ids.budget, "A long line of the budget.\n".repeat(500_000));
  const ann = as(ids.ann);
  const mimeType = "text/markdown";
  await expect(ann.files.export({ fileId: ids.budget, mimeType })).rejects.toMatchObject(
    refusal(403, { reason: "exportSizeLimitExceeded" }),
  );
  const { data } = await ann.files.get({ fileId: ids.budget, fields: "exportLinks" });
  const link = data.exportLinks?.[mimeType] ?? "";
  expect((await fetch(link)).status).toBe(403);
  const { token } = company.world.accounts.issue(ids.ann, [
    "https://www.googleapis.com/auth/drive.readonly",
  ]);
  const reply = await fetch(link, { headers: { authorization: `Bearer ${token}` } });
  expect((await reply.text()).length).toBe(13_500_000);
  expect(key.token_uri).toBe(company.counterpart.tokenUrl);
});

test("broken files are listed, and their content is not to be had", async () => {
  const { ids, world } = company;
  const ben = company.as(ids.ben);
  const get = () => ben.files.get({ fileId: ids.notes, alt: "media" });
  world.broken.set(ids.notes, 403);
  await expect(get()).rejects.toMatchObject(refusal(403, { reason: "cannotDownloadFile" }));
  world.broken.set(ids.notes, 500);
  await expect(get()).rejects.toMatchObject({ status: 500 });
  world.broken.set(ids.notes, "cut");
  await expect(get()).rejects.toThrow();
  expect((await ben.files.get({ fileId: ids.notes })).status).toBe(200);
});
