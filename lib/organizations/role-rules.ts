import type { Role } from "@/db/enums";
import { isAtLeast } from "@/lib/auth/scope";

/** Whether somebody with the role `actor` may invite a person as `role`: admins may, and only owners make owners. */
export function mayGrant(actor: Role, role: Role): boolean {
  return isAtLeast(actor, "admin") && (role !== "owner" || actor === "owner");
}

/** Whether `actor` may change or remove somebody who is `current`: admins may, and only owners touch owners. */
export function mayManage(actor: Role, current: Role): boolean {
  return isAtLeast(actor, "admin") && (current !== "owner" || actor === "owner");
}
