// SPDX-FileCopyrightText: 2026 The Claimcheck Authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// op-configuration.mjs: what oidc-provider offers to the tests: a client for each way of showing who one is and of asking.
import { X509Certificate, generateKeyPairSync } from 'node:crypto';

export const resource = 'urn:claimcheck:test-api';
// A character that the Basic header, a form and a JWT treat each in its own way (RFC 6749 §2.3.1).
export const secret = 'only: for tests+%&, and 32 bytes or longer';

const redirects = ['http://127.0.0.1/callback', 'http://[::1]/callback', 'http://localhost/callback'];
const device = 'urn:ietf:params:oauth:grant-type:device_code';
const grants = ['authorization_code', 'refresh_token'];

const common = { application_type: 'native', redirect_uris: redirects, response_types: ['code'], grant_types: grants };
const open = { ...common, token_endpoint_auth_method: 'none' };
const confidential = { ...common, grant_types: [...grants, 'client_credentials'], client_secret: secret };

function clients(clientKeys, tls) {
  const all = [
    { ...open, client_id: 'native', grant_types: [...grants, device] },
    { ...open, client_id: 'native-dpop', dpop_bound_access_tokens: true, grant_types: [...grants, device] },
    { ...open, client_id: 'native-par', require_pushed_authorization_requests: true },
    { ...open, client_id: 'native-signed', userinfo_signed_response_alg: 'RS256', id_token_signed_response_alg: 'ES256' },
    { ...confidential, client_id: 'basic', token_endpoint_auth_method: 'client_secret_basic' },
    { ...confidential, client_id: 'post', token_endpoint_auth_method: 'client_secret_post' },
    { ...confidential, client_id: 'secret-jwt', token_endpoint_auth_method: 'client_secret_jwt' },
  ];
  if (clientKeys) {
    const keyed = { ...confidential, client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', jwks: clientKeys };
    all.push({ ...keyed, client_id: 'key-jwt' });
    all.push({ ...keyed, client_id: 'key-jar', require_signed_request_object: true, request_object_signing_alg: 'ES256' });
  }
  if (tls)
    all.push({
      ...confidential, client_secret: undefined, client_id: 'tls', token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_subject_dn: 'CN=claimcheck-test-client',
    });
  return all;
}

export const signingKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

// lifetime: seconds of an access token; clientKeys: the JWK Set of the clients that have a key; tls: whether certificates are asked for;
// nonces: whether DPoP proofs must hold the server's nonce.
export function configuration({ lifetime, clientKeys, tls, nonces, errors }) {
  return {
    jwks: {
      keys: [
        { ...signingKey.export({ format: 'jwk' }), kid: 'test-key', use: 'sig', alg: 'RS256' },
        { ...otherKey.export({ format: 'jwk' }), kid: 'test-key-ec', use: 'sig', alg: 'ES256' },
      ],
    },
    clients: clients(clientKeys, tls),
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt',
      ...(tls ? ['tls_client_auth'] : [])],
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
    ttl: {
      AccessToken: lifetime, AuthorizationCode: 60, ClientCredentials: lifetime, DeviceCode: 120, IdToken: 300, RefreshToken: 3600,
      Interaction: 600, Session: 3600, Grant: 3600,
    },
    features: {
      devInteractions: { enabled: true },
      revocation: { enabled: true, allowedPolicy: async () => true },
      introspection: { enabled: true, allowedPolicy: async () => true },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      registration: { enabled: true },
      dPoP: { enabled: true, ...(nonces ? { nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true } : {}) },
      ...(tls ? { mTLS: certificates() } : {}),
      resourceIndicators: {
        enabled: true,
        // The plain client gets JWTs for the API; the others opaque tokens, unless they name it.
        defaultResource: async (_, client) => (client.clientId === 'native' ? resource : undefined),
        useGrantedResource: async () => true,
        getResourceServerInfo: async (_, asked) => {
          if (asked !== resource) throw new errors.InvalidTarget();
          return { scope: 'api:read', audience: resource, accessTokenTTL: lifetime, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
        },
      },
    },
  };
}

function certificates() {
  const shown = (context) => {
    const { raw } = context.socket.getPeerCertificate();
    return raw && new X509Certificate(raw);
  };
  return {
    enabled: true,
    tlsClientAuth: true,
    getCertificate: shown,
    certificateAuthorized: (context) => context.socket.authorized,
    certificateSubjectMatches: (context, property, expected) => property === 'tls_client_auth_subject_dn' && shown(context).subject === expected,
  };
}
