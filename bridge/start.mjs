// What `npm start` runs: `myna-pin serve`.
process.argv.splice(2, 0, 'serve');
await import('./myna-pin.mjs');
