import type { Random } from '../../domain/ports.ts';

/** The platform's cryptographic random numbers (Web Cryptography API §10.1.1). */
export const cryptoRandom: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };
