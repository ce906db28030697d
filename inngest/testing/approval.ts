/** An event of one approval, now unless told otherwise. */
export function someApproval(type: string, name: string, data: object = {}, at = new Date()) {
  const key = `deploy-${name}`;
  return {
    id: `${key}_${type}`,
    type,
    occurredAt: at.toISOString(),
    data: { approvalId: key, project: "myapp", key, url: "https://approvals.example/a", ...data },
  };
}
