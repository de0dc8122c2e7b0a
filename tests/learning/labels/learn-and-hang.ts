import { learnRetrieval } from "../../../src/learning/learn-retrieval.ts";
import { openLearningWorld, strangeQuestions } from "../learning-world.ts";

// A process of its own: learns in the folder given, and says so once it judges what it has learned, where it stays.
const { retrieve, storage, now } = await openLearningWorld(process.argv[2]);
const stay = async (): Promise<never> => {
  process.stdout.write("judging\n");
  setInterval(() => undefined, 1_000);
  return new Promise(() => undefined);
};
const index = new Proxy(retrieve.index, {
  get(own, name) {
    // Asked for by the gate for forgetting alone.
    if (name === "listDocuments") return stay;
    const value = Reflect.get(own, name);
    return typeof value === "function" ? value.bind(own) : value;
  },
});
const questions = strangeQuestions().slice(0, 90);
await learnRetrieval(questions, "child", { retrieve: { ...retrieve, index }, storage, now });
process.stdout.write("done\n");
