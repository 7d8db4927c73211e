import * as fc from 'fast-check';

// The same examples in every run, so that a failure is about the change at hand; SEED=… npm test looks at others.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_241_124) });
