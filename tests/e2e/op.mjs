// SPDX-FileCopyrightText: 2026 The Claimcheck Authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// op.mjs: npm's oidc-provider on 127.0.0.1, in memory, with its own development pages. Prints "READY ISSUER".
// OP_ACCESS_LIFETIME: seconds that an access token lives (60). OP_ORDERS: a file with one word, read at each answer:
// what to do wrong (signature, issuer, audience, nonce, expiry, state). OP_SECRETS: a file that gets every code, verifier
// and token that passes, one a line, for the tests that look whether one of them lies where none may.
import { createSign, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.env.CLAIMCHECK_NODE}/package.json`);
const { Provider, errors } = await import(pathToFileURL(require.resolve('oidc-provider')));

const lifetime = +(process.env.OP_ACCESS_LIFETIME ?? 60);
const resource = 'urn:claimcheck:test-api';

let provider;
const server = http.createServer((request, response) => provider.callback()(request, response));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

provider = new Provider(issuer, {
  jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'test-key', use: 'sig', alg: 'RS256' }] },
  clients: [{
    client_id: 'native', application_type: 'native', token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback'], response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
  }],
  cookies: { keys: ['only for tests'] },
  scopes: ['openid', 'offline_access', 'profile', 'email', 'api:read'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  async findAccount(_, id) {
    return {
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: true, name: `User ${id}` }),
    };
  },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
  ttl: { AccessToken: lifetime, AuthorizationCode: 60, IdToken: 300, RefreshToken: 3600, Interaction: 600, Session: 3600, Grant: 3600 },
  features: {
    devInteractions: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => resource,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_, asked) => {
        if (asked !== resource) throw new errors.InvalidTarget();
        return { scope: 'api:read', audience: resource, accessTokenTTL: lifetime, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
      },
    },
  },
});

const ordered = () => process.env.OP_ORDERS ? readFileSync(process.env.OP_ORDERS, 'utf8').trim() : '';
const remember = (...secrets) => {
  if (process.env.OP_SECRETS) appendFileSync(process.env.OP_SECRETS, secrets.filter(Boolean).map((one) => `${one}\n`).join(''));
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

provider.use(async (context, next) => {
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
    remember(context.oidc.params?.code_verifier, context.oidc.params?.code, context.oidc.params?.refresh_token);
    if (context.body?.id_token && wrong[order])
      context.body.id_token = wrong[order](context.body.id_token);
    remember(context.body?.access_token, context.body?.refresh_token, context.body?.id_token);
    console.log('TOKEN', context.oidc.params?.grant_type, context.status);
  }
  if (context.oidc?.route === 'revocation') console.log('REVOCATION', context.status);
});

for (const event of ['server_error', 'authorization.error', 'grant.error'])
  provider.on(event, (_, error) => console.error(event, error.message, error.error_detail ?? error.stack));
process.on('SIGTERM', () => process.exit(0));
console.log(`READY ${issuer}`);
