/** What every program may need of where it was started: to find programs and folders, its language, its certificates. */
const plain =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LC_\w+|TZ|NO_COLOR|SystemRoot|ComSpec|PATHEXT|APPDATA|LOCALAPPDATA|USERPROFILE|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|CI|UV_THREADPOOL_SIZE)$/i;
/** What is meant for the parts by whoever started them. */
const ours = /^(?:BELLWIRE_|GOOGLE_CLIENT_|GITHUB_CLIENT_|SLACK_OPENID_CLIENT_)/;

/**
 * The part of an environment that is handed on to the programs of this machine. Whatever else a shell carries is none of
 * their business, and a library that copies the environment on every call pays for each variable.
 */
export function inherited(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && (plain.test(name) || ours.test(name)) ? [[name, value]] : [],
    ),
  );
}
