import { loadEnvironmentFile } from '../adapters/node/environment-file.ts';
import type { Config } from '../domain/config.ts';
import { dataFolderOf, readNodeSettings } from '../node-settings.ts';
import { misspeltSettings } from '../setting-names.ts';
import { type Command, EXIT, readArguments } from './command-line.ts';
import { examineData } from './doctor-data.ts';
import { type Finding, type Grade, type Notes, takeNotes } from './doctor-findings.ts';
import { examinePackage } from './doctor-package.ts';
import { examineReach } from './doctor-reach.ts';

/** `tearsheet doctor`: looks at everything that can be wrong, changes nothing, and says what to do. */
export const DOCTOR: Command = {
  usage: `tearsheet doctor [--clock ADDRESS] [--json]
      Looks at the settings, the data folder, the program and the way here from outside,
      as the service on this machine would use them. Changes nothing.

  --clock ADDRESS   also compares the clock with that server's
  --json            each check as a JSON object on a line

  skipped: could not be looked at here. warning: works, and is to be changed. fault: does
  not work; then the end is 1.`,
  async run(args, { print }) {
    const { values } = readArguments('doctor', args, {
      clock: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const counts: Record<Grade, number> = { ok: 0, skipped: 0, warning: 0, fault: 0 };
    const notes = takeNotes((finding) => {
      counts[finding.grade]++;
      print(values.json ? JSON.stringify(finding) : inWords(finding));
    });
    loadEnvironmentFile();
    const config = examineSettings(process.env, notes);
    await examinePackage(notes);
    const dataFolder = dataFolderOf(process.env);
    await examineData(dataFolder, notes);
    if (config) await examineReach(config, dataFolder, values.clock, notes);
    else notes.skipped('reach', 'not before the settings can be used');
    if (!values.json) print(summaryOf(counts));
    return counts.fault > 0 ? EXIT.refused : EXIT.done;
  },
};

function examineSettings(env: NodeJS.ProcessEnv, notes: Notes): Config | undefined {
  for (const line of misspeltSettings(Object.keys(env))) notes.warning('settings', line);
  try {
    const { config } = readNodeSettings(env);
    const unset = ['PUBLICATION_NAME', 'TAG_AUTHORITY'].filter((name) => !env[name]);
    if (unset.length === 0) notes.ok('settings', 'can be used');
    else {
      const are = unset.length === 1 ? 'is' : 'are';
      notes.warning(
        'settings',
        `${unset.join(' and ')} ${are} not set, so the example's stand there; set TAG_AUTHORITY before the first article.`,
      );
    }
    return config;
  } catch (error) {
    const [first = '', ...lines] = (error as Error).message.split('\n');
    for (const line of lines.length > 0 ? lines : [first]) notes.fault('settings', line.trim());
    return undefined;
  }
}

function inWords({ name, grade, words }: Finding): string {
  return `${grade.padEnd(8)} ${name.padEnd(13)} ${words}`;
}

function summaryOf({ warning, fault }: Record<Grade, number>): string {
  if (fault === 0 && warning === 0) return '\nAll is well.';
  const parts = [
    ...(fault > 0 ? [fault === 1 ? '1 fault' : `${fault} faults`] : []),
    ...(warning > 0 ? [warning === 1 ? '1 warning' : `${warning} warnings`] : []),
  ];
  return `\n${parts.join(' and ')}.`;
}
