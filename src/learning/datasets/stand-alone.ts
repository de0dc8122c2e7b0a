import type { Answer } from "../../answer/answer.ts";

/** As it was searched for, unless that is several questions in one. */
export function standAlone({ searchedFor }: Pick<Answer, "searchedFor">, question: string): string {
  return searchedFor === "" || searchedFor.includes("\n") ? question : searchedFor;
}
