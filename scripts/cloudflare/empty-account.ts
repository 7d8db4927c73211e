import type { Wrangler } from './deployment.ts';

/** Wrangler over an account that has nothing and does nothing: each command is only told to `print`. */
export function createEmptyAccount(print: (line: string) => void): Wrangler {
  const made = new Set<string>();
  return {
    async ask(...args) {
      print(`wrangler ${args.join(' ')}`);
      const command = args.join(' ');
      if (command.startsWith('whoami')) return { ok: true, stdout: '{}' };
      if (!command.startsWith('d1 list')) return { ok: false, stdout: '' };
      const databases = made.has('d1 create')
        ? [{ name: 'tearsheet', uuid: '00000000-0000-0000-0000-000000000000' }]
        : [];
      return { ok: true, stdout: JSON.stringify(databases) };
    },
    async run(...args) {
      print(`wrangler ${args.join(' ')}`);
      made.add(args.slice(0, 2).join(' '));
    },
  };
}
