// SPDX-FileCopyrightText: 2026 The Claimcheck Authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// op.mjs: npm's oidc-provider on 127.0.0.1, in memory, with its own development pages. Prints "READY ISSUER".
// OP_ACCESS_LIFETIME: seconds that an access token lives (60). OP_ORDERS: a file with one word, read at each answer:
// what to do wrong (signature, issuer, audience, nonce, expiry, state), or "hold": requests for tokens wait until there
// is another order, and whoever hangs up meanwhile has asked for nothing, as where a line is cut. OP_SECRETS: a file that
// gets every code, verifier and token that passes, one a line, for the tests that look whether one of them lies where
// none may.
// OP_CLIENT_JWKS: a file with the JWK Set of the clients that have a key. OP_DPOP_NONCE: proofs must hold a nonce.
// OP_TLS: a folder with server.key, server.pem and ca.pem; then it speaks https and asks for the client's certificate.
import { createSign } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { configuration, signingKey as key } from './op-configuration.mjs';

const require = createRequire(`${process.env.CLAIMCHECK_NODE}/package.json`);
const { Provider, errors } = await import(pathToFileURL(require.resolve('oidc-provider')));

const environment = process.env;
const tls = environment.OP_TLS && {
  key: readFileSync(`${environment.OP_TLS}/server.key`), cert: readFileSync(`${environment.OP_TLS}/server.pem`),
  ca: readFileSync(`${environment.OP_TLS}/ca.pem`), requestCert: true, rejectUnauthorized: false,
};

let provider;
const answer = (request, response) => provider.callback()(request, response);
const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http${tls ? 's' : ''}://127.0.0.1:${server.address().port}`;

provider = new Provider(issuer, configuration({
  lifetime: +(environment.OP_ACCESS_LIFETIME ?? 60),
  clientKeys: environment.OP_CLIENT_JWKS && JSON.parse(readFileSync(environment.OP_CLIENT_JWKS, 'utf8')),
  tls, nonces: environment.OP_DPOP_NONCE, errors,
}));

const ordered = () => environment.OP_ORDERS ? readFileSync(environment.OP_ORDERS, 'utf8').trim() : '';
const remember = (...secrets) => {
  if (environment.OP_SECRETS) appendFileSync(environment.OP_SECRETS, secrets.filter(Boolean).map((one) => `${one}\n`).join(''));
};

// An ID token with other claims, signed as well as any.
function forge(token, changes) {
  const [header, payload] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url')), ...changes };
  const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${input}.${createSign('sha256').update(input).sign(key, 'base64url')}`;
}

const now = () => Math.floor(Date.now() / 1000);
const wrong = {
  signature: (token) => token.replace(/.(?=[^.]{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
  issuer: (token) => forge(token, { iss: `${issuer}/other` }),
  audience: (token) => forge(token, { aud: 'another-client' }),
  nonce: (token) => forge(token, { nonce: 'of-another-sign-in' }),
  expiry: (token) => forge(token, { iat: now() - 900, exp: now() - 600 }),
};

// What the tests count, by oidc-provider's own name of the endpoint.
const told = {
  revocation: 'REVOCATION', introspection: 'INTROSPECTION', userinfo: 'USERINFO', registration: 'REGISTRATION',
  device_authorization: 'DEVICE', pushed_authorization_request: 'PUSHED', end_session: 'END-SESSION',
};

provider.use(async (context, next) => {
  if (context.path === '/token' && ordered() === 'hold') {
    console.log('HELD');
    while (ordered() === 'hold') await new Promise((again) => setTimeout(again, 20));
    if (context.req.socket.destroyed) return;
  }
  await next();
  const order = ordered();
  const location = context.response.get('location') ?? '';
  if (location.includes('/callback?')) {
    const answer = new URL(location);
    remember(answer.searchParams.get('code'));
    if (order === 'state') {
      answer.searchParams.set('state', 'of-another-sign-in');
      context.set('location', answer.href);
    }
  }
  if (context.oidc?.route === 'token') {
    remember(context.oidc.params?.code_verifier, context.oidc.params?.code, context.oidc.params?.refresh_token,
      context.oidc.params?.device_code, context.oidc.params?.client_assertion);
    if (context.body?.id_token && wrong[order])
      context.body.id_token = wrong[order](context.body.id_token);
    remember(context.body?.access_token, context.body?.refresh_token, context.body?.id_token);
    console.log('TOKEN', context.oidc.params?.grant_type, context.status);
  }
  const route = context.oidc?.route;
  if (route === 'device_authorization') remember(context.body?.device_code);
  if (route === 'pushed_authorization_request') remember(context.body?.request_uri);
  if (told[route]) console.log(told[route], context.status);
});

for (const event of ['server_error', 'authorization.error', 'grant.error'])
  provider.on(event, (_, error) => console.error(event, error.message, error.error_detail ?? error.stack));
process.on('SIGTERM', () => process.exit(0));
console.log(`READY ${issuer}`);
