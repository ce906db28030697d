/** Where events are posted, and how. */
export type Door = { host: string; port: number; path: string; headers: Record<string, string> };

/** The door of an endpoint. */
export function doorOf(url: string, headers: Record<string, string> = {}): Door {
  const { hostname, port, pathname } = new URL(url);
  return { host: hostname, port: Number(port), path: pathname, headers };
}

/** A POST of a JSON text, as the bytes that go over the wire. */
export function postOf({ host, port, path, headers }: Door, json: string): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}:${port}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(json)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${json}`);
}
