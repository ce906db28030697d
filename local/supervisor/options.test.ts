import { describe, expect, it } from "vitest";
import { OptionError, parseOptions } from "./options";

const parse = (args: string[], env: Record<string, string> = {}) =>
  parseOptions({ args, env, root: "/clone", calledFrom: "/elsewhere" });

describe("parseOptions", () => {
  it("has defaults for everything", () => {
    expect(parse([])).toEqual({
      ports: { web: 3000, slack: 3010, mail: 3020, smtp: 3025 },
      dataDir: "/clone/.bellwire",
      samples: true,
      readyFile: undefined,
    });
  });

  it("takes ports and the data folder from the environment", () => {
    const env = {
      PORT: "4000",
      BELLWIRE_SLACK_PORT: "4010",
      BELLWIRE_MAIL_PORT: "4020",
      BELLWIRE_DATA_DIR: "/data",
    };
    expect(parse([], env)).toMatchObject({
      ports: { web: 4000, slack: 4010, mail: 4020, smtp: 4025 },
      dataDir: "/data",
    });
  });

  it("prefers flags to the environment", () => {
    const flags = [
      "--port",
      "5000",
      "--slack-port=5010",
      "--mail-port",
      "5020",
      "--data-dir",
      "/flag",
      "--no-samples",
    ];
    expect(parse(flags, { PORT: "4000", BELLWIRE_DATA_DIR: "/data" })).toMatchObject({
      ports: { web: 5000, slack: 5010, mail: 5020, smtp: 5025 },
      dataDir: "/flag",
      samples: false,
    });
  });

  it("means relative paths from where it was called", () => {
    const options = parse(["--ready-file", "ready.json", "--data-dir", "data"]);
    expect(options).toMatchObject({ readyFile: "/elsewhere/ready.json", dataDir: "/elsewhere/data" });
  });

  it.each(["0", "-1", "70000", "65533", "abc", "3e3", "30.5"])(
    "refuses %s as a port, naming the flag",
    (value) => {
      expect(() => parse([`--slack-port=${value}`])).toThrow(OptionError);
      expect(() => parse([`--slack-port=${value}`])).toThrow("--slack-port");
    },
  );

  it("refuses an unknown flag and says where to look", () => {
    expect(() => parse(["--prot", "3000"])).toThrow(/--prot.*--help/s);
  });

  it("refuses one port for two parts", () => {
    expect(() => parse(["--port", "3025"])).toThrow("Port 3025 is asked for twice, for web and for smtp.");
  });
});
