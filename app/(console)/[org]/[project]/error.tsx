"use client";

import { ErrorPage } from "@/components/failure/error-page";

export default function ErrorBoundary({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ErrorPage error={error} retry={reset} />;
}
