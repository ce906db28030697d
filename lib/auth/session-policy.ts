const day = 24 * 60 * 60 * 1_000;

/** A browser stays signed in for seven days after its last visit and thirty at most (reliability: sessions). */
export const idleLife = 7 * day;
export const absoluteLife = 30 * day;

/** How far an end must have drifted before it is worth a write: an hour. */
const worthMoving = 60 * 60 * 1_000;

/** When a session that is used `now` ends. */
export function sessionEnd(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + idleLife, createdAt.getTime() + absoluteLife));
}

/** The new end of a session that is used `now`; undefined while it is not worth storing. */
export function movedEnd(session: { createdAt: Date; expiresAt: Date }, now: Date): Date | undefined {
  const end = sessionEnd(session.createdAt, now);
  return end.getTime() - session.expiresAt.getTime() > worthMoving ? end : undefined;
}
