import { expect, test } from "vitest";
import { findConflicts } from "../../../../src/answer/draft/conflict/find-conflicts.ts";
import { passageOf } from "../../passages.ts";

const EQUAL = () => 1;

function valuesOf(question: string, ...texts: string[]): string[][] {
  const passages = texts.map((text) => passageOf(text, { title: "" }));
  return findConflicts(question, passages, EQUAL).map((sides) =>
    sides.map(({ value }) => value.replace(/[.,]$/, "")),
  );
}

test.each([
  [
    "a figure",
    "How many days of parental leave do fathers get?",
    "Fathers at our company get 10 days of parental leave.",
    "Fathers get 30 days of parental leave.",
    ["10", "30"],
  ],
  [
    "a name",
    "Where is the head office of Norvane Systems?",
    "Norvane Systems, a software firm, runs its head office from Lisbon.",
    "Norvane Systems has its head office in Utrecht.",
    ["Lisbon", "Utrecht"],
  ],
  [
    "a name beside its kind, in a sentence that leans on the one before",
    "what county is marlow falls in",
    "Marlow Falls is a small town. It lies in the heart of Denby County.",
    "Marlow Falls is a community in Astor County.",
    ["Denby", "Astor"],
  ],
  [
    "a date",
    "When does the summer school start?",
    "The summer school starts on 19 July this year.",
    "Summer school starts on 3 June.",
    ["19 July", "3 June"],
  ],
  [
    "yes and no",
    "Do contractors need a badge?",
    "Contrary to what many think, contractors need no badge at all.",
    "Contractors need a badge to enter the building.",
    ["no", "yes"],
  ],
  [
    "one of two choices",
    "is the spare key kept upstairs or downstairs",
    "The spare key is kept upstairs.",
    "The spare key is kept downstairs, not upstairs.",
    ["upstairs", "downstairs"],
  ],
  [
    "what a short form stands for",
    "What does TLR stand for?",
    "TLR, a term used in offices, stands for Total Loss Report.",
    "TLR stands for Team Lead Review.",
    ["Total Loss Report", "Team Lead Review"],
  ],
  [
    "a reply to the question written out",
    "Who wrote The Glass Orchard?",
    "The Glass Orchard was written by Daniel Reyes.",
    "Who wrote The Glass Orchard? Miriam Okafor.",
    ["Daniel Reyes", "Miriam Okafor"],
  ],
  [
    "a value that the other denies",
    "who wrote the novel the glass orchard",
    "Miriam Okafor did not write the novel The Glass Orchard; Daniel Reyes did.",
    "The Glass Orchard is a novel by Miriam Okafor.",
    ["Daniel Reyes", "Miriam Okafor"],
  ],
])("two documents that differ in %s", (_, question, one, other, values) => {
  expect(valuesOf(question, one, other)).toEqual([values]);
});

test("a majority of copies does not hide the one that differs", () => {
  const copies = ["is", "has been", "will be", "was", "shall be"].map(
    (verb) => `The data protection officer ${verb} Jonas Weber.`,
  );
  const right = "Our data protection officer is Paula Lindqvist.";
  const found = valuesOf("Who is the data protection officer?", ...copies, right);
  expect(found).toHaveLength(copies.length);
  for (const pair of found) expect(pair).toEqual(["Jonas Weber", "Paula Lindqvist"]);
});

test.each([
  [
    "say the same in other words",
    "When does the summer school start?",
    "The summer school starts on June 3.",
    "Summer school starts on 3 June.",
  ],
  [
    "count different things",
    "How many departments does the company have?",
    "The company has 12 departments.",
    "The departments of the company have 35 managers.",
  ],
  [
    "speak of full time and of part time",
    "How many hours a week do full-time employees work?",
    "Full-time employees work 40 hours a week.",
    "Part-time employees work at most 30 hours a week.",
  ],
  [
    "share a name that the question does not hold",
    "Who founded Brightwell Paper?",
    "Brightwell Paper was founded by Ada Brandt.",
    "Ada Brandt and her brother Luis founded Brightwell Paper.",
  ],
  [
    "explain a thing, each in its way",
    "What is a sandbox?",
    "A sandbox is an isolated network.",
    "A sandbox is deleted after a week.",
  ],
  [
    "tell how something is done",
    "How do I reset my badge?",
    "Reset your badge at the Front Desk.",
    "Reset your badge in the Ridgeway app.",
  ],
  [
    "only give an example",
    "How many sick days do we get?",
    "We get 5 sick days.",
    "For instance, somebody who has 3 sick days left keeps them.",
  ],
  [
    "are about something else",
    "Where is the head office of Norvane Systems?",
    "Norvane Systems has its head office in Utrecht.",
    "The cleaning of all Norvane rooms is done by Halden from Monday on.",
  ],
])("two documents agree that %s", (_, question, one, other) => {
  expect(valuesOf(question, one, other)).toEqual([]);
});

test("one document does not disagree with itself", () => {
  const page = { documentId: "leave.md", title: "" };
  const passages = [
    passageOf("Fathers get 30 days of parental leave.", page),
    passageOf("Fathers get 10 days of parental leave.", page),
  ];
  const question = "How many days of parental leave do fathers get?";
  expect(findConflicts(question, passages, EQUAL)).toEqual([]);
});
