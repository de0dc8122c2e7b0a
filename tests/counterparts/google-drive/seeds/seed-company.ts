import type { Drive } from "../drive/drive.ts";
import { wordFile } from "../exports/office-packages.ts";
import { textPdf } from "../exports/write-pdf.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A small company's Drive: a shared drive, two people's own files, and a folder that few may open. */
export function seedCompany(drive: Drive) {
  const ann = drive.createUser("ann@acme.example", { name: "Ann Lee", isAdmin: true });
  const ben = drive.createUser("ben@acme.example", { name: "Ben Okoro" });
  const cleo = drive.createUser("cleo@acme.example", { name: "Cleo Marin" });
  const staff = drive.createGroup("staff@acme.example", [ann, ben, cleo], "All staff");
  const finance = drive.createGroup("finance@acme.example", [ann], "Finance");

  const handbook = drive.createSharedDrive({
    name: "Handbook",
    members: { [ann]: "organizer", [staff]: "reader" },
  });
  const people = drive.createFolder({ name: "People", parentId: handbook });
  const leave = drive.createDocument({
    name: "Annual leave",
    parentId: people,
    markdown:
      "# Annual leave\n\nEverybody has 26 days of annual leave a year.\n\n## Carrying days over\n\nUp to four days may be taken until the end of February.\n",
  });
  const travel = drive.createSpreadsheet({
    name: "Travel allowances",
    parentId: people,
    sheets: [
      {
        name: "Per day",
        rows: [
          ["Country", "Amount"],
          ["Switzerland", "CHF 85"],
          ["Portugal", "EUR 48"],
        ],
      },
      {
        name: "Hotels",
        rows: [
          ["City", "Most per night"],
          ["Lisbon", "EUR 140"],
        ],
      },
    ],
  });
  const welcome = drive.createPresentation({
    name: "Welcome to Acme",
    parentId: handbook,
    slides: [
      {
        title: "Your first week",
        lines: ["Laptop on Monday", "Lunch with your team on Wednesday"],
        notes: "Say that the badge comes by post.",
      },
      { title: "Whom to ask", lines: ["Ann for contracts", "Ben for devices"] },
    ],
  });
  const fire = drive.createFile({
    name: "Fire drill.pdf",
    parentId: handbook,
    mimeType: "application/pdf",
    content: textPdf("Fire drill\nThe meeting point is the car park behind building C."),
  });
  const visitors = drive.createFile({
    name: "Visitors.docx",
    parentId: handbook,
    mimeType: DOCX,
    content: wordFile("Visitors\nVisitors sign in at the desk and wear a green badge."),
  });
  const oldDesk = drive.createDocument({
    name: "Old desk plan",
    parentId: handbook,
    markdown: "Desks were given out by floor until last year.\n",
  });
  drive.setTrashed(oldDesk, true);

  const financeFolder = drive.createFolder({ name: "Finance", owner: ann });
  drive.share(financeFolder, { type: "group", role: "reader", emailAddress: finance });
  const budget = drive.createDocument({
    name: "Budget",
    parentId: financeFolder,
    markdown: "# Budget\n\nThe travel budget of the second half is 60,000 francs.\n",
  });

  const projects = drive.createFolder({ name: "Projects", owner: ben });
  drive.share(projects, {
    type: "domain",
    role: "reader",
    domain: "acme.example",
    allowFileDiscovery: true,
  });
  const kiosk = drive.createDocument({
    name: "Kiosk",
    parentId: projects,
    markdown: "# Kiosk\n\nThe kiosk in the lobby prints badges since June.\n",
  });
  const shortcut = drive.createShortcut({
    name: "Annual leave",
    parentId: projects,
    targetId: leave,
  });
  const notes = drive.createFile({
    name: "Notes of Ben.txt",
    owner: ben,
    mimeType: "text/plain",
    content: "Ask Cleo about the order of chairs.\n",
  });
  return {
    ann,
    ben,
    cleo,
    staff,
    finance,
    handbook,
    people,
    leave,
    travel,
    welcome,
    fire,
    visitors,
    oldDesk,
    financeFolder,
    budget,
    projects,
    kiosk,
    shortcut,
    notes,
  };
}
