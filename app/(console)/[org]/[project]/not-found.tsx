import { SearchX } from "lucide-react";
import { FailurePage } from "@/components/failure/failure-page";
import { LinkButton } from "@/components/ui/link-button";

export default function NotFound() {
  return (
    <FailurePage
      icon={SearchX}
      title="There is nothing here"
      action={
        <LinkButton href="/" variant="primary">
          Go to your project
        </LinkButton>
      }
    >
      It may have been deleted, or the address has a typing error.
    </FailurePage>
  );
}
