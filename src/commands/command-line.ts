import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Where a command writes. */
export interface Output {
  /** One line of what was asked for. */
  print(line: string): void;
  /** Whether a person reads it in a terminal. */
  isTerminal: boolean;
}

/** Ends of the process, as shells read them. */
export const EXIT = { done: 0, refused: 1, mistaken: 2 } as const;

/** A command of the `tearsheet` program. */
export interface Command {
  /** How to call it, line by line, and what it does: what `--help` prints. */
  usage: string;
  /** Does it. Returns the exit code. Throws an `Error` a person can act on where it cannot even begin. */
  run(args: string[], output: Output): Promise<number>;
}

/** What `readArguments` found: the options by name, and the rest in order. */
type Arguments<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>;

/**
 * Reads the arguments of the command `name`. Throws an `Error` that names the option it does not know, or that lacks its
 * value, and those that there are.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  name: string,
  args: string[],
  options: Options,
): Arguments<Options> {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = error as Error;
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? message;
    const known = Object.entries(options).map(
      ([key, { type }]) => `--${key}${type === 'string' ? ' …' : ''}`,
    );
    const wrong = message.startsWith('Unknown')
      ? `tearsheet ${name} has no option ${option}`
      : `${option} of tearsheet ${name} is not used as it is meant: ${message.split('\n')[0]}`;
    throw new Error(
      `${wrong}. It has ${known.join(', ') || 'none'}. See tearsheet ${name} --help. A name that begins with a dash is written ./${option}.`,
      { cause: error },
    );
  }
}

/** Whether an argument is the address of a page and no file. */
export function isWebAddress(argument: string): boolean {
  return /^https?:\/\//i.test(argument);
}

/** The origin of the service at `address`. Throws an `Error` where that is no web address. */
export function serviceOrigin(address: string): string {
  const url = isWebAddress(address) ? URL.parse(address) : null;
  if (url) return url.origin;
  throw new Error(
    `--service is the address of the service, such as http://localhost:8080, and not ${address}.`,
  );
}

/** What a fetch that failed is told as. */
export function unreachable(service: string, cause: unknown): Error {
  return new Error(`${service} cannot be reached; is it running? Name it with --service.`, { cause });
}
