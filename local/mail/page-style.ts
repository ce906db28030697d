/** The look of the inbox's page, light and dark, narrow and wide. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#e2e5ea, #242b36); --muted: light-dark(#4d5768, #a9b2c1);
  --canvas: light-dark(#f6f7f9, #0c0f14); --surface: light-dark(#fff, #13171e); --chosen: light-dark(#faf3e2, #272010);
  --ink: light-dark(#161b24, #e8ebf1); --accent: light-dark(#86590a, #e5b44f); }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 22rem 1fr; background: var(--canvas);
  color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
header { grid-column: 1 / -1; display: flex; align-items: baseline; gap: .75rem; padding: .75rem 1rem;
  border-bottom: 1px solid var(--line); background: var(--surface); }
h1 { font-size: 1rem; margin: 0; }
header p { margin: 0; color: var(--muted); flex: 1; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px;
  padding: .2rem .7rem; cursor: pointer; }
button:disabled { opacity: .5; cursor: default; }
nav { overflow: auto; border-right: 1px solid var(--line); background: var(--surface); }
nav a { display: block; padding: .6rem 1rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
nav a:hover { background: var(--canvas); }
nav a[aria-current] { background: var(--chosen); box-shadow: inset 3px 0 var(--accent); }
nav strong, nav span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
nav span, dt, time { color: var(--muted); font-size: 12px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
main { overflow: auto; display: flex; flex-direction: column; padding: 1rem 1.25rem; gap: .75rem; min-width: 0; }
h2 { margin: 0; font-size: 1.25rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .75rem; margin: 0; align-items: baseline; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { flex: 1; min-height: 24rem; width: 100%; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; padding: .75rem 1rem;
  border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
.headers { font: 12px/1.5 ui-monospace, monospace; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--surface); }
summary { cursor: pointer; color: var(--muted); margin-bottom: .5rem; }
.empty { margin: auto; text-align: center; color: var(--muted); }
@media (max-width: 45rem) { body { grid-template: auto minmax(8rem, 35vh) 1fr / 1fr; height: auto; min-height: 100vh; }
  nav { border-right: 0; border-bottom: 1px solid var(--line); } header { flex-wrap: wrap; } }
`;
