import {
  demoBotUserId,
  demoChannels,
  demoTeam,
  demoUsers,
  enterpriseTeam,
  secondEnterpriseTeam,
  secondTeam,
} from "@/local/slack/demo-world";
import type { Channel } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

interface ChannelPlan {
  readonly channel: { readonly id: string; readonly name: string };
  readonly purpose: string;
  readonly kind?: "private";
  readonly archived?: true;
  readonly withBot?: true;
}

const seededAt = 1_767_225_600;

const plans: readonly ChannelPlan[] = [
  { channel: demoChannels.general, purpose: "Company-wide announcements" },
  {
    channel: demoChannels.billingAlerts,
    purpose: "Invoices, payments and renewals, as they happen",
    withBot: true,
  },
  { channel: demoChannels.customerHealth, purpose: "Health scores and churn signals" },
  { channel: demoChannels.deployments, purpose: "Approvals and releases" },
  { channel: demoChannels.growth, purpose: "Trials, conversions, experiments" },
  { channel: demoChannels.opsAlerts, purpose: "Pages and incidents" },
  { channel: demoChannels.productFeedback, purpose: "What customers tell us" },
  { channel: demoChannels.random, purpose: "Everything else" },
  { channel: demoChannels.revenue, purpose: "The numbers, daily" },
  { channel: demoChannels.securityAlerts, purpose: "Sign-ins, keys, lockouts" },
  { channel: demoChannels.supportEscalations, purpose: "Tickets that need a second pair of eyes" },
  { channel: demoChannels.archivedLaunch, purpose: "The 2024 launch", archived: true },
  { channel: demoChannels.financePrivate, purpose: "Month-end close", kind: "private", withBot: true },
  { channel: demoChannels.leadershipPrivate, purpose: "Leadership", kind: "private" },
];

/** The channels of the demo workspaces. */
export function seedChannels(world: World): void {
  const people = [...world.users.values()].filter((user) => user.teamId === demoTeam.id && !user.isBot);
  const everybody = people.filter((person) => !person.deleted).map((person) => person.id);
  for (const plan of plans) {
    const members = plan.withBot === true ? [...everybody, demoBotUserId] : [...everybody];
    addChannel(world, {
      ...plan.channel,
      purpose: plan.purpose,
      kind: plan.kind ?? "public",
      archived: plan.archived ?? false,
      isGeneral: plan.channel.id === demoChannels.general.id,
      members,
    });
  }
  const north = { teamId: secondTeam.id, creator: "U0NORAADMN", members: ["U0NORAADMN"] };
  addChannel(world, { ...north, id: "C0NWGENERL", name: "general", isGeneral: true });
  addChannel(world, { ...north, id: "C0NWALERTS", name: "alerts" });
  addChannel(world, { ...north, id: "C0NWPRIVAT", name: "board", kind: "private" });
  const globex = { teamId: enterpriseTeam.id, creator: "U0GLENADMN", members: ["U0GLENADMN"] };
  addChannel(world, { ...globex, id: "C0GXGENERL", name: "general", isGeneral: true });
  addChannel(world, { ...globex, id: "C0GXBILLNG", name: "billing" });
  const europe = { teamId: secondEnterpriseTeam.id, creator: "U0INGRIDBE", members: ["U0INGRIDBE"] };
  addChannel(world, { ...europe, id: "C0GXEUGENL", name: "general", isGeneral: true });
  addChannel(world, { ...europe, id: "C0GXEUBILL", name: "billing-europe" });
}

/** Puts a channel into the world; what is not said is a public channel of the demo workspace. */
export function addChannel(world: World, given: Pick<Channel, "id" | "name"> & Partial<Channel>): Channel {
  const channel: Channel = {
    teamId: demoTeam.id,
    kind: "public",
    archived: false,
    isGeneral: false,
    creator: demoUsers.viewer.id,
    created: seededAt,
    members: [],
    topic: "",
    purpose: "",
    posting: "everyone",
    ...given,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
