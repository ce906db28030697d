import {
  demoBotUserId,
  demoTeam,
  demoUsers,
  enterpriseTeam,
  secondEnterpriseTeam,
  secondTeam,
} from "@/local/slack/demo-world";
import type { User } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

type Person = readonly [id: string, name: string, realName: string, title: string];

const acmePeople: readonly Person[] = [
  [demoUsers.viewer.id, demoUsers.viewer.name, demoUsers.viewer.realName, "Head of Billing"],
  [demoUsers.kim.id, demoUsers.kim.name, demoUsers.kim.realName, "Customer Success Manager"],
  [demoUsers.sam.id, demoUsers.sam.name, demoUsers.sam.realName, "Finance Lead"],
  [demoUsers.priya.id, demoUsers.priya.name, demoUsers.priya.realName, "On-call Engineer"],
  [
    demoUsers.deactivated.id,
    demoUsers.deactivated.name,
    demoUsers.deactivated.realName,
    "Former Account Manager",
  ],
  ["U0JONASWEB", "jonas", "Jonas Weber", "Growth"],
  ["U0MEILINCH", "mei", "Mei Lin Chen", "Product"],
  ["U0OMARHADD", "omar", "Omar Haddad", "Support"],
  ["U0SOFIAROS", "sofia", "Sofia Rossi", "Customer Success Manager"],
  ["U0TOMASNOV", "tomas", "Tomáš Novák", "Platform Engineer"],
  ["U0AISHABEL", "aisha", "Aïsha Bello", "Security"],
  ["U0GRACEHOL", "grace", "Grace Holm", "CFO"],
];

const otherPeople: readonly (readonly [teamId: string, Person])[] = [
  [secondTeam.id, ["U0NORAADMN", "nora", "Nora Lind", "Operations"]],
  [enterpriseTeam.id, ["U0GLENADMN", "glen", "Glen Ortiz", "IT"]],
  [secondEnterpriseTeam.id, ["U0INGRIDBE", "ingrid", "Ingrid Berg", "Finance"]],
];

const admins = new Set([demoUsers.viewer.id, "U0NORAADMN", "U0GLENADMN"]);

/** The people of the demo workspaces, and the bot user of the installed app. */
export function seedUsers(world: World): void {
  for (const person of acmePeople) addPerson(world, demoTeam.id, person);
  for (const [teamId, person] of otherPeople) addPerson(world, teamId, person);
  world.users.set(demoBotUserId, botUser(demoBotUserId, demoTeam.id, "bellwire", "Bellwire"));
}

/** The user record of an app's bot. */
export function botUser(id: string, teamId: string, name: string, realName: string): User {
  return { id, teamId, name, realName, title: "", email: "", deleted: false, isBot: true, isAdmin: false };
}

function addPerson(world: World, teamId: string, [id, name, realName, title]: Person): void {
  const domain =
    teamId === demoTeam.id ? "acme.test" : `${world.teams.get(teamId)?.domain ?? "example"}.test`;
  const email = `${name}@${domain}`;
  const deleted = id === demoUsers.deactivated.id;
  world.users.set(id, {
    id,
    teamId,
    name,
    realName,
    title,
    email,
    deleted,
    isBot: false,
    isAdmin: admins.has(id),
  });
}
