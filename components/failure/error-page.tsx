"use client";

import { ServerCrash } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { FailurePage } from "./failure-page";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Something broke while the page was made. The digest leads to the line in the log. */
export function ErrorPage({ error, retry }: Props) {
  return (
    <FailurePage
      icon={ServerCrash}
      title="This page could not be loaded"
      action={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/">Go to the overview</LinkButton>
        </>
      }
    >
      <p>
        Nothing was lost: events that were accepted are stored and go out as ever. Wait a moment, then try
        again.
      </p>
      {error.digest && <p className="mt-2 text-sm">{`Reference for support: ${error.digest}`}</p>}
    </FailurePage>
  );
}
