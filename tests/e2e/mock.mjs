// SPDX-FileCopyrightText: 2026 The Claimcheck Authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// mock.mjs: npm's oauth2-mock-server on 127.0.0.1, a provider with manners of its own: it calls itself by `localhost`, agrees to everything
// at once, and rotates nothing. Prints "READY ISSUER", and "TOKEN GRANT STATUS" at each answer of the token endpoint.
// MOCK_SECRETS: a file that gets every token that passes, one a line.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.env.CLAIMCHECK_NODE}/package.json`);
const { OAuth2Server } = await import(pathToFileURL(require.resolve('oauth2-mock-server')));

const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');

server.service.on('beforeResponse', (answer, request) => {
  const tokens = ['access_token', 'refresh_token', 'id_token'].map((name) => answer.body?.[name]).filter(Boolean);
  if (process.env.MOCK_SECRETS) appendFileSync(process.env.MOCK_SECRETS, tokens.map((one) => `${one}\n`).join(''));
  console.log('TOKEN', request.body.grant_type, answer.statusCode);
});
process.on('SIGTERM', () => process.exit(0));
console.log(`READY ${server.issuer.url}`);
