// The worker with a clock of its own: what is loaded before it moves it.
import '../faults/clock-ahead.ts';

export { default } from '../../src/worker.ts';
