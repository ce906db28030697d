import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** Waits for something that is asked for by id; a missing one becomes the not-found page. */
export async function orNotFound<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.kind === "not_found") notFound();
    throw error;
  }
}
