/** Loaded into a bridge under attack: tells, when asked, what the process holds once everything unused was collected. */
process.on('message', () => {
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const highestRss = process.resourceUsage().maxRSS * 1_024;
  const sockets = process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;
  process.send({ heapUsed, rss, highestRss, sockets });
});
// It must not keep a bridge alive that would otherwise end.
process.channel?.unref();
