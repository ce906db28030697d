import { cookies } from "next/headers";
import { parseTheme, type Theme, themeCookie } from "@/components/shell/theme";

/** The look that this browser's user chose. */
export async function readTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(themeCookie)?.value);
}
