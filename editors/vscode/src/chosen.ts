// The settings that somebody has chosen. A declared default is no choice: sent along, it would win over
// the project's `strates.toml`.

export interface Inspected {
  globalValue?: unknown;
  workspaceValue?: unknown;
  workspaceFolderValue?: unknown;
}

/** What names programs or hosts; a folder that is not trusted has no say in it. */
const GUARDED = ['shellcheck.path', 'registry.mode', 'registry.allow'];

export function chosen(
  names: readonly string[],
  inspect: (name: string) => Inspected | undefined,
  isTrusted: boolean,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const name of names) {
    const found = inspect(name);
    const mayDecide = isTrusted || !GUARDED.includes(name);
    const ofProject = mayDecide ? together(found?.workspaceValue, found?.workspaceFolderValue) : undefined;
    const value = together(found?.globalValue, ofProject);
    if (value !== undefined && value !== null) settings[name] = value;
  }
  // Neither strates.toml nor the folder decides these while nobody vouches for them.
  return isTrusted ? settings : { ...settings, 'registry.mode': 'offline', 'registry.allow': [], 'shellcheck.path': '' };
}

/** The nearer one wins; of two tables, entry by entry. */
function together(far: unknown, near: unknown): unknown {
  if (isTable(far) && isTable(near)) return { ...far, ...near };
  return near ?? far;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
