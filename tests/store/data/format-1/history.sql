-- SPDX-FileCopyrightText: 2026 The Claimcheck Authors
-- SPDX-License-Identifier: CC0-1.0
-- A history of format 1.
BEGIN;
CREATE TABLE events ( number INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL, expires_at INTEGER NOT NULL, provider TEXT, account TEXT, name TEXT, token_kind TEXT, how TEXT, fingerprint TEXT, kid TEXT, alg TEXT, scope TEXT, difference TEXT, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX events_by_account ON events (account, number);
CREATE TABLE chain ( id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL, hash BLOB NOT NULL, pruned INTEGER NOT NULL, pruned_hash BLOB NOT NULL, pruned_at INTEGER NOT NULL, damage INTEGER NOT NULL) STRICT;
INSERT INTO events VALUES (1, 1790000000, 'signed-in', 0, 'acme', '413ebf93f80c2e85', 'Acme/alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  x'0000000000000000000000000000000000000000000000000000000000000000',
  x'c0a2afe38d4ad7aa9c4322fd78a820395c6774075edfb88a710319e756c3369c');
INSERT INTO events VALUES (2, 1790000000, 'issued', 1790000900, 'acme', '413ebf93f80c2e85', 'Acme/alice', 'access', NULL, 'ba7816bf8f01cfea', '2026-01', 'RS256', 'openid profile', NULL,
  x'c0a2afe38d4ad7aa9c4322fd78a820395c6774075edfb88a710319e756c3369c',
  x'18fe2aa4f20c56a3f98277995d2fea30141c4cf4016eb8e380c0cc7230b7ee17');
INSERT INTO events VALUES (3, 1790000005, 'used', 1790000900, 'acme', '413ebf93f80c2e85', 'Acme/alice', 'access', 'printed', 'ba7816bf8f01cfea', NULL, NULL, NULL, NULL,
  x'18fe2aa4f20c56a3f98277995d2fea30141c4cf4016eb8e380c0cc7230b7ee17',
  x'586b9ac4ac85b803483140b206a9823330f601abffab8f796812ba78ffb754f5');
INSERT INTO events VALUES (4, 1790000850, 'refreshed', 1790001750, 'acme', '413ebf93f80c2e85', 'Acme/alice', 'access', NULL, 'cb00753f45a35e8b', '2026-01', 'RS256', 'openid profile', '[{"claim":"exp","change":"changed","before":1790000900,"after":1790001750}]',
  x'586b9ac4ac85b803483140b206a9823330f601abffab8f796812ba78ffb754f5',
  x'b8834b46dcfbb4546f13bc7af969d8bca97f5f1b4b31a1302eaeb561b9d952e4');
INSERT INTO events VALUES (5, 1790000850, 'rotated', 0, 'acme', '413ebf93f80c2e85', 'Acme/alice', 'refresh', NULL, 'e3b0c44298fc1c14', NULL, NULL, NULL, NULL,
  x'b8834b46dcfbb4546f13bc7af969d8bca97f5f1b4b31a1302eaeb561b9d952e4',
  x'9da9c39d7241cafc0fb7d738ca46ae335483d58bf7ed1c3b0533dd731fcadf35');
INSERT INTO events VALUES (6, 1790000900, 'keys-changed', 0, 'acme', NULL, 'Größe', NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  x'9da9c39d7241cafc0fb7d738ca46ae335483d58bf7ed1c3b0533dd731fcadf35',
  x'f0c6290233bc1d926ca4b79bde304ef1227f6a4f84a4f44f07c708b1ce74edc3');
INSERT INTO events VALUES (7, 1790000950, 'check-failed', 1790001750, 'acme', '413ebf93f80c2e85', 'Acme/alice', 'id', 'signature', NULL, NULL, NULL, NULL, NULL,
  x'f0c6290233bc1d926ca4b79bde304ef1227f6a4f84a4f44f07c708b1ce74edc3',
  x'f73f9bf743ca8281e6d66537c0c720374da83b4fb2fc03f67104f7e0486c8b0b');
INSERT INTO chain VALUES (1, 7, x'f73f9bf743ca8281e6d66537c0c720374da83b4fb2fc03f67104f7e0486c8b0b', 0, zeroblob (32), 0, 0);
PRAGMA user_version = 1;
COMMIT;
PRAGMA journal_mode = WAL;
