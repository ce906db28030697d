import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";

type Props = {
  /** The counted message. */
  href: string;
  /** All of the activity. */
  listHref: string;
};

/** Says that the list is what one counted message stands for. */
export function FoldHeader({ href, listHref }: Props) {
  return (
    <Callout
      className="mb-4"
      title="Told together in one message"
      action={
        <>
          <LinkButton href={href} size="sm">
            See the message
          </LinkButton>
          <LinkButton href={listHref} size="sm" variant="quiet">
            All activity
          </LinkButton>
        </>
      }
    >
      These stand as one message: more than a channel can take at once, a digest, or what came while it was
      quiet. Each keeps its own row and its receipt.
    </Callout>
  );
}
