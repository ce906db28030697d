import { z } from "zod";
import { votes } from "@/db/enums";

/** What somebody thinks of a message. */
export const voteInput = z.strictObject({ vote: z.enum(votes) });
