import { Button } from "@/components/ui/button";

type Props = { providers: { id: string; name: string }[]; returnTo: string };

/** One button for each outside identity provider. Plain forms, so that they work without script. */
export function OutsideSignIn({ providers, returnTo }: Props) {
  return providers.map(({ id, name }) => (
    <form key={id} method="post" action={`/api/auth/signin/${id}`}>
      <input type="hidden" name="callbackUrl" value={returnTo} />
      <Button type="submit" size="lg" className="w-full">
        Continue with {name}
      </Button>
    </form>
  ));
}
