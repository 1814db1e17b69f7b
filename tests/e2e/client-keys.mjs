// SPDX-FileCopyrightText: 2026 The Claimcheck Authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// client-keys.mjs FOLDER: a key for the clients that have one: key.pem (PKCS#8) and key.jwk for us, jwks.json for the provider.
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const folder = process.argv[2];
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const named = (key) => ({ ...key.export({ format: 'jwk' }), kid: 'client-key', use: 'sig', alg: 'ES256' });
const save = (name, text) => writeFileSync(`${folder}/${name}`, text, { mode: 0o600 });
save('key.pem', privateKey.export({ format: 'pem', type: 'pkcs8' }));
save('key.jwk', JSON.stringify(named(privateKey)));
save('jwks.json', JSON.stringify({ keys: [named(publicKey)] }));
