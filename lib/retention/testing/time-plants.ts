import type postgres from "postgres";
import { newId } from "@/lib/id";

/** For what happens in time: plants one row of an instant. */
export const timePlants = (sql: postgres.Sql, projectId: string) => ({
  rounds: {
    table: "rounds",
    plant: (at: Date) => {
      const id = newId("notification", at.getTime());
      const told = { name: "Daily", template: "summary", destination_id: "dst_1", time_zone: "UTC" };
      return sql`
        insert into rounds ${sql({ project_id: projectId, id, key: id, ...told, window_start: at, window_end: at, settled_at: at })}`;
    },
  },
  escalations: {
    table: "escalations",
    plant: async (at: Date) => {
      const row = {
        project_id: projectId,
        policy_id: "esc_1",
        case_id: newId("case", at.getTime()),
        opened_by: "evt_1",
      };
      await sql`
        insert into escalation_policies (project_id, id, name, definition) values (${projectId}, 'esc_1', 'On call', '{}') on conflict do nothing`;
      await sql`insert into escalations ${sql({ ...row, state: "done", started_at: at, updated_at: at })}`;
    },
  },
});
