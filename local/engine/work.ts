import type { Start } from "./start";

/** A call whose run completed with nothing else to do. */
export type End = { item: number; gen: number; run: string; result: string; began: number };

type Fence = { item: number; gen: number };
type Memo = { id: string; memo: string };
type Pause = { id: string; event: string; expr: string | null; path?: string; value?: string };

/** A change of the queue that engine.apply makes if the lease it speaks for still stands: see turn.sql. */
export type Op =
  | ({ op: "checkpoint"; run: string; saves: Memo[] } & Fence)
  | ({ op: "retry" | "release"; due: number; lost: number } & Fence)
  | ({ op: "spawn"; next: number | null; starts: Start[] } & Fence)
  | ({
      op: "end";
      run: string;
      status: "completed" | "failed";
      result: string;
      began: number;
      keep: number | null;
      memo: string;
      starts: Start[];
    } & Fence)
  | ({
      op: "match";
      waits: { pause: number; memo: string }[];
      cancels: { run: string; keep: number; memo: string }[];
    } & Fence)
  | ({
      op: "advance";
      run: string;
      version: number;
      saves: Memo[];
      plans: { id: string }[];
      wakes: { id: string; due: number | null; memo: string }[];
      waits: Pause[];
      starts: Start[];
    } & Fence);

/** What one turn is asked to do, among other things; see engine.turn. */
export type Work = { end?: End; ops?: Op[]; starts?: Start[]; events?: { name: string; text: string }[] };
