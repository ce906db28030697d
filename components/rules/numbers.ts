import { houseLocale, localNumber } from "@/lib/messages/locale";

/** An exact decimal with separators. */
export const plainNumber = (value: string) => localNumber(value, houseLocale);
