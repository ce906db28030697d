import { redirect } from "next/navigation";
import { chooseTheme } from "@/app/theme-action";
import { readTheme } from "@/app/theme-cookie";
import { Landing } from "@/components/site/landing";
import { currentUser } from "@/lib/auth/session";
import { homePathFor } from "@/lib/organizations/queries";

export default async function SitePage() {
  const user = await currentUser();
  if (user) redirect(await homePathFor(user));
  return <Landing theme={await readTheme()} chooseTheme={chooseTheme} />;
}
