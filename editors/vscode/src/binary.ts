// Where the program `strates` is: where the setting says, beside the extension, or on the search path.

import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

export interface Places {
  setting: string;
  /** The folder of the extension. */
  extension: string;
  home: string;
  searchPath: string;
  isWindows: boolean;
}

export type Found = { program: string } | { missing: string };

export function find(places: Places, isProgram: (file: string) => boolean = isExecutable): Found {
  const setting = places.setting.trim();
  if (setting !== '') {
    const program = /^~[/\\]/.test(setting) ? path.join(places.home, setting.slice(2)) : setting;
    // A relative one would mean another program in each folder.
    return path.isAbsolute(program) && isProgram(program) ? { program } : { missing: setting };
  }
  const name = places.isWindows ? 'strates.exe' : 'strates';
  const folders = places.searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = [path.join(places.extension, 'server'), ...folders].map((folder) => path.join(folder, name));
  const program = candidates.find(isProgram);
  return program === undefined ? { missing: '' } : { program };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether a version such as `0.1.0` comes before another. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbers(version), numbers(than)];
  for (let place = 0; place < 3; place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbers(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
}
