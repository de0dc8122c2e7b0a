import { expect, test } from "vitest";
import { isDecline } from "../../../src/answer/with-model/read-decline.ts";

const DECLINES = [
  "NOT_FOUND",
  "NOT_FOUND.",
  "**NOT_FOUND**",
  '"NOT_FOUND"',
  "`NOT_FOUND`",
  "not found",
  "Not found.",
  "Answer: NOT_FOUND",
  "NOT_FOUND: The passages do not say when.",
  "I don't know.",
  "I don’t know the answer to that.",
  "I do not know.",
  "Sorry, I don't know.",
  "I'm sorry, but I don't have enough information to answer that question.",
  "I'm sorry, but I cannot answer this question based on the provided passages.",
  "I cannot find this information in the documents.",
  "I could not find any information about sabbaticals in the documents.",
  "I was unable to find an answer in the passages.",
  "Unfortunately, the passages do not contain information about that.",
  "The passages do not mention sabbaticals.",
  "The provided passages don't mention the cost of a parking permit.",
  "The documents you provided do not contain any information on this topic.",
  "The context does not specify who approves it.",
  "The text does not say.",
  "None of the passages mentions a limit.",
  "None of the provided documents address this.",
  "There is no information about that in the passages.",
  "There isn't any mention of sabbaticals in the documents.",
  "No information was found.",
  "No relevant information found in the passages.",
  "The answer is not in the passages.",
  "The question cannot be answered from the passages.",
  "This is not mentioned in the provided documents.",
  "Sabbaticals are not mentioned in the passages.",
  "The dress code is not specified in the provided context.",
  "Based on the provided passages, there is no information about the dress code.",
  "Based on the passages, I cannot determine who approves it.",
  "According to the documents, it is not specified.",
  "The passages describe parental leave and sick leave, but do not mention sabbaticals.",
  "I don't have any information about that. Please contact HR for help.",
  "The passages do not cover this topic. You may want to ask your manager.",
  "I'm sorry. I don't know.",
  "I do not have specific information about the weather.",
  "It is not possible to answer this question from the passages.",
  "Unknown.",
  "Das weiß ich leider nicht.",
  "Ich weiß es nicht.",
  "Es gibt keine Angaben dazu in den Passagen.",
  "Es gibt keine Angaben.",
  "Dazu gibt es in den Dokumenten keine Informationen.",
  "Leider enthalten die Passagen keine Informationen über Sabbaticals.",
  "Die Passagen enthalten keine Informationen dazu.",
  "Die bereitgestellten Dokumente erwähnen das nicht.",
  "Dazu finde ich nichts in den Unterlagen.",
  "Ich kann die Frage anhand der Passagen nicht beantworten.",
  "In den Textstellen steht nichts darüber.",
  "Keine Angaben.",
  "Je ne sais pas.",
  "Désolé, je ne trouve pas cette information dans les passages.",
  "Les passages ne mentionnent pas de congé sabbatique.",
  "Les documents fournis ne contiennent aucune information à ce sujet.",
  "Il n'y a aucune information sur ce sujet dans les passages.",
  "Aucun des passages ne précise la limite.",
  "Malheureusement, je ne peux pas répondre à cette question.",
  "Cette information n'est pas mentionnée dans les passages.",
  "No lo sé.",
  "Lo siento, no lo sé.",
  "Los pasajes no mencionan el límite.",
  "No hay información sobre esto en los documentos.",
  "No encuentro esta información en los pasajes.",
  "Lamentablemente, los documentos no contienen esa información.",
  "Ninguno de los pasajes menciona un límite.",
  "No se menciona en los documentos.",
  "La información no aparece en los pasajes.",
];
const ANSWERS = [
  "The policy does not mention a limit for taxis, so the general limit applies.",
  "Employees do not have to submit receipts under 25 euros.",
  "You cannot book first class.",
  "The passages do not mention taxis, but the general limit of 50 euros applies.",
  "There is no limit on taxi fares.",
  "There are no parking spaces at the Lisbon office.",
  "The information is not available to contractors.",
  "Contractors are not listed in the directory.",
  "We do not reimburse alcohol.",
  "I don't know, but the passages say that the limit is 50 euros.",
  "The limit is 50 euros. I don't know about taxis.",
  "Unknown visitors must be reported to reception.",
  "Documents must not be left on the desk.",
  "The handbook says that vacation days do not expire.",
  "No receipts are needed for amounts under 25 euros.",
  "No information about customers may leave the company.",
  "Information about customers must not be shared.",
  "If the document does not contain a signature, it is invalid.",
  "You do not need an approval.",
  "Not found items are handed to reception after a week.",
  "Die Richtlinie nennt keine Grenze für Taxis, daher gilt die allgemeine Grenze.",
  "Es gibt keine Parkplätze am Standort Lissabon.",
  "Alkohol wird nicht erstattet.",
  "Urlaubstage verfallen nicht.",
  "Ich kann Ihnen sagen, dass die Grenze 50 Euro beträgt.",
  "Les employés ne doivent pas fournir de reçus.",
  "Il n'y a pas de limite pour les taxis.",
  "Les documents ne doivent pas rester sur le bureau.",
  "No se permite fumar en la oficina.",
  "No hay límite para los taxis.",
  "Los documentos no deben salir de la oficina.",
  "Los empleados no tienen que presentar recibos.",
  "The canteen opens at 7:30.",
  "Documents that do not contain personal data may be shared.",
  "Passwords are not stored in the documents.",
  "The form is not provided in German.",
];

test.each(DECLINES)("%j declines", (text) => {
  expect(isDecline(text)).toBe(true);
});

test.each(ANSWERS)("%j says something", (text) => {
  expect(isDecline(text)).toBe(false);
});

test("a refusal with an answer behind it is an answer", () => {
  expect(isDecline("I don't know the reason. The canteen opens at 7:30.")).toBe(false);
  expect(isDecline("The passages do not mention taxis. However, trains are paid.")).toBe(false);
});

test("nothing, and an apology alone, is no refusal", () => {
  expect(isDecline("")).toBe(false);
  expect(isDecline("Sorry!")).toBe(false);
});

test("a long text is read quickly", () => {
  const started = performance.now();
  expect(isDecline("The passages, and, and ".repeat(5000))).toBe(false);
  expect(isDecline(`NOT ${" ".repeat(100_000)}x`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
