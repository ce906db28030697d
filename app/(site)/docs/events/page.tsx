import type { Metadata } from "next";
import { chooseTheme } from "@/app/theme-action";
import { readTheme } from "@/app/theme-cookie";
import { DocsFrame } from "@/components/docs/docs-frame";
import { EventTypesIndex } from "@/components/docs/event-types-index";
import { Code } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { catalog } from "@/lib/events/catalog";

export const metadata: Metadata = {
  title: "Event types",
  description: "The event types that Bellwire knows, what each message says, and what to send.",
};

/** The catalog as documentation. It is made from the catalog itself, so that it cannot fall behind. */
export default async function EventTypesPage() {
  return (
    <DocsFrame theme={await readTheme()} chooseTheme={chooseTheme}>
      <PageHeader
        title="Event types"
        description={
          <>
            {catalog.length} types come with their own wording. A type of your own, such as{" "}
            <Code>order.shipped</Code>, is welcome too: it is stored, can be routed, and shows what is in it.
          </>
        }
      />
      <EventTypesIndex entries={catalog} />
    </DocsFrame>
  );
}
