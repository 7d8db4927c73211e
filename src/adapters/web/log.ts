import type { Log } from '../../domain/ports.ts';

/** One JSON object a line, with its time; errors keep their stack. */
export const jsonLog: Log = (level, message, fields = {}) => {
  const line = JSON.stringify(
    { time: new Date().toISOString(), level, message, ...fields },
    (_key, value: unknown) => (value instanceof Error ? (value.stack ?? String(value)) : value),
  );
  if (level === 'error') console.error(line);
  else console.log(line);
};
