// SPDX-FileCopyrightText: 2026 The Claimcheck Authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line in, a line out: a token to work on is answered with "ready", work with the
// nanoseconds of processor time that its runs took, or -1.

import { createPublicKey, createSecretKey } from "node:crypto";
import { createInterface } from "node:readline";
import * as jose from "jose";
import jsonwebtoken from "jsonwebtoken";

let given, joseKey, nodeKey;

const works = {
  "jose-decode": () => jose.decodeProtectedHeader(given.token) && jose.decodeJwt(given.token),
  "jose-verify": () => jose.jwtVerify(given.token, joseKey, {
    algorithms: [given.alg], issuer: given.issuer, audience: given.audience, currentDate: new Date(given.now * 1000),
  }),
  "jsonwebtoken-decode": () => jsonwebtoken.decode(given.token, { complete: true }),
  "jsonwebtoken-verify": () => jsonwebtoken.verify(given.token, nodeKey, {
    algorithms: [given.alg], issuer: given.issuer, audience: given.audience, clockTimestamp: given.now,
  }),
};

async function take(message) {
  given = message;
  joseKey = await jose.importJWK(message.jwk, message.alg);
  nodeKey = message.jwk.kty === "oct" ? createSecretKey(Buffer.from(message.jwk.k, "base64url"))
    : createPublicKey({ key: message.jwk, format: "jwk" });
  return "ready";
}

async function work({ work: name, runs }) {
  const one = works[name];
  const begin = process.cpuUsage();
  for (let i = 0; i < runs; i++) {
    const result = one();
    if (result instanceof Promise)
      await result;
  }
  const { user, system } = process.cpuUsage(begin);
  return (user + system) * 1000;
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  try {
    console.log(message.token ? await take(message) : await work(message));
  } catch (error) {
    console.error(error.message);
    console.log(-1);
  }
}
