export * from "./schema/destinations";
export * from "./schema/events";
export * from "./schema/identity";
export * from "./schema/notifications";
export * from "./schema/organizations";
