import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/**
 * Who listens on a TCP port, for people, such as `node (process 4711)`. Undefined when the system does not
 * tell: it is not Linux, or the process is somebody else's.
 */
export function portHolder(port: number): string | undefined {
  try {
    const sockets = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listening(table, port)));
    const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && holdsAny(name, sockets));
    return pid && `${programOf(pid)} (process ${pid})`;
  } catch {
    return undefined;
  }
}

// Not `comm`, which says "MainThread" of Node; and not the arguments, which may hold secrets.
function programOf(pid: string): string {
  const [program = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split(/[\0 ]/);
  return basename(program) || "a program";
}

// proc_net_tcp(5): column 2 is address:port in hexadecimal, 4 the state (0A: listening), 10 the inode.
function listening(table: string, port: number): string[] {
  const rows = readFileSync(table, "utf8").trim().split("\n").slice(1);
  return rows.flatMap((row) => {
    const columns = row.trim().split(/\s+/);
    const [local = "", state, inode] = [columns[1], columns[3], columns[9]];
    return state === "0A" && Number.parseInt(local.split(":")[1] ?? "", 16) === port
      ? [`socket:[${inode}]`]
      : [];
  });
}

function holdsAny(pid: string, sockets: Set<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`)));
  } catch {
    return false;
  }
}
