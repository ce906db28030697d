import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-class";

type Props = {
  /** Where it is posted to. */
  action: string;
  choice: "destination" | "project" | "everything";
  variant?: ButtonLook["variant"];
  children: string;
};

/** One thing to decide. A plain form, because who opens it from a mail may have no script. */
export function PreferenceForm({ action, choice, variant = "secondary", children }: Props) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="choice" value={choice} />
      <Button type="submit" size="lg" variant={variant} className="w-full">
        {children}
      </Button>
    </form>
  );
}
