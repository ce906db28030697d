import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { FailurePage } from "@/components/failure/failure-page";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main">
      <FailurePage
        icon={SearchX}
        title="There is nothing here"
        action={
          <LinkButton href="/" variant="primary">
            Go to your project
          </LinkButton>
        }
      >
        It may have been deleted, or it belongs to a project that you are not a member of.
      </FailurePage>
    </main>
  );
}
