import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Spinner } from "@/components/ui/spinner";
import type { Step } from "./use-draft";

type Props = {
  current: Step;
  isNew: boolean;
  hasType: boolean;
  isSaving: boolean;
  backHref: string;
  back: () => void;
  next: () => void;
};

const saveWords = (isNew: boolean, isSaving: boolean) => {
  if (isNew) return isSaving ? "Creating" : "Create rule";
  return isSaving ? "Saving" : "Save rule";
};

/** Back and on through the steps, and saving: of a new rule at the end, of one that exists from anywhere. */
export function FormButtons({ current, isNew, hasType, isSaving, backHref, back, next }: Props) {
  return (
    <div className="flex flex-wrap gap-2">
      {current > 1 && (
        <Button className="noscript:hidden" onClick={back}>
          Back
        </Button>
      )}
      {current < 3 && hasType && (
        <Button variant={isNew ? "primary" : "secondary"} className="noscript:hidden" onClick={next}>
          Next
        </Button>
      )}
      {hasType && (
        <span className={isNew && current < 3 ? "hidden noscript:inline" : undefined}>
          <Button type="submit" variant="primary" disabled={isSaving} aria-busy={isSaving}>
            {isSaving && <Spinner />}
            {saveWords(isNew, isSaving)}
          </Button>
        </span>
      )}
      <LinkButton href={backHref} variant="quiet">
        {isNew ? "Cancel" : "Back to the rule"}
      </LinkButton>
    </div>
  );
}
