import { type Role, roles } from "@/db/enums";

/** What each role may do, in the words that people choose by. */
const roleMeaning: Record<Role, string> = {
  owner: "Owner: everything, also other owners",
  admin: "Admin: members, API keys, settings",
  member: "Member: destinations, routes, resending",
  viewer: "Viewer: look, change nothing",
};

/** The roles that somebody may give. */
export function RoleOptions({ mayMakeOwners }: { mayMakeOwners: boolean }) {
  return roles
    .filter((role) => mayMakeOwners || role !== "owner")
    .map((role) => (
      <option key={role} value={role}>
        {roleMeaning[role]}
      </option>
    ));
}
