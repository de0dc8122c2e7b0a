import type { AdminForms, FormCheck, FormReply } from "../../chat/admin-forms.ts";
import type { AdminDeps } from "../admin-command.ts";
import { sayRefusals } from "../forms/say-mistakes.ts";
import { openReviewer } from "./open-reviewer.ts";
import { REVIEWERS_ONLY, reviewDeps } from "./review-command.ts";
import { checkReviewForm, findReviewForm } from "./review-form.ts";

type Deps = Pick<AdminDeps, "storage" | "platforms" | "administering" | "now">;

const REFUSED = { type: "refused", sentence: REVIEWERS_ONLY } as const;

/** Forms for sources, and those in which answers that wait for review are corrected. */
export function withReviewForms(forms: AdminForms, deps: Deps): AdminForms {
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
