// A process that tells rounds and can be killed at any instant: begins, plans, sends, records, as the engine would have it do.

const { tellRounds } = await import("../functions/tell-rounds");
const { drainLanes } = await import("../functions/deliver-lane");

process.on("message", async (order: { now: string; lane: string }) => {
  await tellRounds(new Date(order.now));
  await drainLanes([order.lane]);
  if (process.connected) process.send?.("done");
});
process.send?.("ready");
