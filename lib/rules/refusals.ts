import { AppError, type FieldError } from "@/lib/errors";

/** Most rules of one project: playbooks are held in memory whole. */
export const maxRules = 10_000;

export const ruleNameTaken = (name: string) =>
  new AppError("conflict", `There is a rule named “${name}” already. Choose another name.`, {
    code: "name_taken",
    errors: [{ pointer: "/name", message: "is taken by another rule of this project" }],
  });

export const tooManyRules = () =>
  new AppError("conflict", `A project holds up to ${maxRules} rules. Delete some that are not used.`, {
    code: "too_many_rules",
  });

/** @param positions of the destinations in the rule that are none of the project's. */
export const unknownDestinations = (positions: readonly number[]) =>
  new AppError("invalid", "There is no destination with that id. Choose one of this project.", {
    code: "unknown_destination",
    errors: positions.map((position) => ({
      pointer: `/destinations/${position}/destinationId`,
      message: "is not a destination of this project",
    })),
  });

/** Parts of a rule that do not go together. */
export const incoherentRule = (errors: FieldError[]) =>
  new AppError("invalid", "The parts of the rule do not go together; see errors.", {
    code: "invalid_input",
    errors,
  });
