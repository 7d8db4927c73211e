import { writeSync } from 'node:fs';
import { takeBackup } from '../../src/commands/backup.ts';
import { restoreBackup } from '../../src/commands/restore.ts';

// Run as a process of its own, to be killed: node copying.ts backup|restore FROM TO.

const [what = '', from = '', to = ''] = process.argv.slice(2);
writeSync(1, 'begins\n');
if (what === 'backup') await takeBackup(from, to, { withSecrets: false });
else await restoreBackup(from, to, { replace: true });
writeSync(1, 'ends\n');
