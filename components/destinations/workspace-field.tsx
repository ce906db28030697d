import { SelectField } from "@/components/ui/text-field";

/** A workspace that works: an installation's own, or one of those of a whole Slack organization. */
export type Workspace = { installationId: string; teamId?: string; name: string };

/** A workspace as the forms post it. */
export function workspaceKey({ installationId, teamId }: Workspace): string {
  return teamId === undefined ? installationId : `${installationId}/${teamId}`;
}

type Props = {
  /** At least one. */
  workspaces: Workspace[];
  chosen: Workspace;
  choose: (workspace: Workspace) => void;
  errors: string[] | undefined;
};

/** Chooses among several workspaces; of a single one only says which. Posts `workspace`. */
export function WorkspaceField({ workspaces, chosen, choose, errors }: Props) {
  if (workspaces.length === 1) return <input type="hidden" name="workspace" value={workspaceKey(chosen)} />;
  return (
    <SelectField
      label="Workspace"
      name="workspace"
      value={workspaceKey(chosen)}
      onChange={(event) => {
        const next = workspaces.find((one) => workspaceKey(one) === event.target.value);
        if (next) choose(next);
      }}
      errors={errors}
    >
      {workspaces.map((workspace) => (
        <option key={workspaceKey(workspace)} value={workspaceKey(workspace)}>
          {workspace.name}
        </option>
      ))}
    </SelectField>
  );
}
