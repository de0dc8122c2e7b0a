import { expect } from "vitest";

/** A small company; every value in it is made up. */
export const HANDBOOK: Record<string, string> = {
  "people/annual-leave.md":
    "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  "people/parental-leave.md":
    "# Parental leave\n\nParents take up to 20 weeks of parental leave on full pay.\n",
  "it/vpn.md":
    "# VPN\n\nInstall the Tunnelwart client from the self-service portal. Connect to the gateway vpn.example.com with your badge number.\n",
  "it/laptops.md":
    "# Laptops\n\nLaptops are replaced every four years. Report a stolen laptop to the service desk within 24 hours.\n",
  "finance/bonus.md":
    "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year. The Kingfisher committee decides on the bonus pool in March.\n",
  "_access.yaml": "finance/**: [group:finance]\n",
};

export interface ShownAnswer {
  id: string;
  outcome: string;
  text: string;
  searchedFor: string;
  citations: {
    n: number;
    documentId: string;
    source: string;
    title: string;
    url: string;
    /** In the web chat. */
    documentPath?: string;
    quote: string;
    passage: string;
    updatedAt: string | null;
  }[];
  sentences: { text: string; citations: number[] }[];
  nearest: { documentId: string; title: string }[];
  model: string;
  timingsMs: Record<string, number>;
  traceId: string;
}

/** The marks in the text are the citations, and each sentence stands word for word in what it cites. */
export function expectCited(answer: ShownAnswer): void {
  expect(answer.outcome).toBe("answered");
  expect(answer.citations.length).toBeGreaterThan(0);
  const marks = [...answer.text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n));
  expect([...new Set(marks)].sort()).toEqual(answer.citations.map(({ n }) => n).sort());
  expect(answer.sentences.length).toBeGreaterThan(0);
  for (const { text, citations } of answer.sentences) {
    expect(citations.length).toBeGreaterThan(0);
    for (const n of citations) {
      const cited = answer.citations.find((citation) => citation.n === n);
      expect(oneLine(cited?.quote)).toContain(oneLine(text));
      expect(oneLine(cited?.passage)).toContain(oneLine(text));
    }
  }
  const withoutMarks = oneLine(answer.text.replaceAll(/ ?\[\d+\]/g, ""));
  expect(withoutMarks).toBe(oneLine(answer.sentences.map(({ text }) => text).join(" ")));
}

function oneLine(text = ""): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
