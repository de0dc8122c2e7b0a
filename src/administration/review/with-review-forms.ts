import type { FormCheck, FormReply, SourceForms } from "../../chat/source-forms.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import type { AdminDeps } from "../admin-command.ts";
import { openReviewer } from "./open-reviewer.ts";
import { REVIEWERS_ONLY, reviewDeps } from "./review-command.ts";
import { checkReviewForm, findReviewForm } from "./review-form.ts";

type Deps = Pick<AdminDeps, "storage" | "platforms" | "administering" | "now">;

const REFUSED = { type: "refused", sentence: REVIEWERS_ONLY } as const;

/** Forms for sources, and those in which answers that wait for review are corrected. */
export function withReviewForms(forms: SourceForms, deps: Deps): SourceForms {
  return {
    async find(person, wish) {
      const { review } = wish;
      if (review === undefined) return forms.find(person, wish);
      const reader = await openReviewer(person, deps);
      if (reader === undefined) return REFUSED;
      return sayRefusals(async (): Promise<FormReply> => {
        return { type: "form", form: await findReviewForm(review, reader, reviewDeps(deps)) };
      });
    },
    async check(person, target, values) {
      const { review } = target;
      if (review === undefined) return forms.check(person, target, values);
      const reader = await openReviewer(person, deps);
      if (reader === undefined) return REFUSED;
      return sayRefusals<FormCheck>(() =>
        checkReviewForm(review, values, reader, reviewDeps(deps)),
      );
    },
  };
}

async function sayRefusals<Reply>(
  work: () => Promise<Reply>,
): Promise<Reply | { type: "refused"; sentence: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AdminError) return { type: "refused", sentence: error.message };
    throw error;
  }
}
