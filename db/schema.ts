export * from "./schema/cases";
export * from "./schema/destinations";
export * from "./schema/events";
export * from "./schema/identity";
export * from "./schema/notifications";
export * from "./schema/organizations";
export * from "./schema/sources";
export * from "./schema/templates";
