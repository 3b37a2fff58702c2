// What `npm start` runs: `myna-pin serve`.
//
// pcsclite waits for a card with one of the threads that Node.js has for files, of which there are four: the fifth reader would
// stand still. One for each card that a page may hold, and those four. It is CommonJS since ES modules are read by these very
// threads: by the first line of one, their number is settled.
process.env.UV_THREADPOOL_SIZE ??= '20';
process.argv.splice(2, 0, 'serve');
import('./myna-pin.mjs');
