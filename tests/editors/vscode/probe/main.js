// Runs in the extension host what the tests send, and answers with the result as JSON.

const http = require('node:http');
const vscode = require('vscode');

exports.activate = (context) => {
  const AsyncFunction = (async () => {}).constructor;
  const server = http.createServer((request, response) => {
    let source = '';
    request.on('data', (part) => (source += part));
    request.on('end', async () => {
      const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
      try {
        const result = await new AsyncFunction('vscode', 'wait', source)(vscode, wait);
        response.end(JSON.stringify({ result: result ?? null }));
      } catch (error) {
        response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
      }
    });
  });
  const socket = process.env.STRATES_PROBE;
  // A window that is loaded anew has a new host: the last one listens.
  require('node:fs').rmSync(socket, { force: true });
  server.listen(socket);
  context.subscriptions.push({ dispose: () => server.close() });
};
