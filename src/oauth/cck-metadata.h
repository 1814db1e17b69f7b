/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cck-http.h"

G_BEGIN_DECLS

#define CCK_TYPE_METADATA (cck_metadata_get_type ())

/**
 * CckMetadata:
 *
 * What a provider says about itself (OpenID Connect Discovery 1.0 §3, RFC 8414 §2), immutable.
 * Every address in it passed cck_http_check_uri() with the flags it was read with.
 */
typedef struct _CckMetadata CckMetadata;

GType               cck_metadata_get_type                  (void);
CckMetadata        *cck_metadata_ref                       (CckMetadata   *self);
void                cck_metadata_unref                     (CckMetadata   *self);

/**
 * cck_metadata_parse:
 * @document: the JSON document
 * @expected_issuer: the issuer that was asked for
 * @flags: %CCK_HTTP_ALLOW_LOOPBACK where the user allowed it for this provider
 * @error: return location
 *
 * Reads a metadata document strictly. Its `issuer` is compared with @expected_issuer byte for byte
 * (Discovery §4.3, RFC 8414 §3.3). It may name addresses of plain http only where the issuer is one.
 *
 * Returns: (transfer full): the metadata, or %NULL with %CCK_OAUTH_ERROR_BAD_ANSWER, _BAD_METADATA,
 *   _INSECURE or _ISSUER_MISMATCH (the message shows both strings)
 */
CckMetadata        *cck_metadata_parse                     (GBytes        *document,
                                                            const char    *expected_issuer,
                                                            CckHttpFlags   flags,
                                                            GError       **error);

/**
 * CckMetadataEndpoints:
 *
 * Addresses that a person typed; each may be %NULL but `token_endpoint`. Borrowed.
 */
typedef struct
{
  const char *authorization_endpoint;
  const char *token_endpoint;
  const char *jwks_uri;
  const char *userinfo_endpoint;
  const char *revocation_endpoint;
  const char *introspection_endpoint;
  const char *end_session_endpoint;
  const char *registration_endpoint;
  const char *device_authorization_endpoint;
  const char *pushed_authorization_request_endpoint;
} CckMetadataEndpoints;

/**
 * cck_metadata_new_manual:
 * @issuer: the issuer, or the name that stands for one
 * @endpoints: the addresses; what is %NULL counts as not offered
 * @flags: as for cck_metadata_parse()
 * @error: return location
 *
 * Metadata for a provider without discovery (plain OAuth 2.0, as GitHub has it), from addresses
 * that the user typed. Lists and flags are those of a document that says nothing.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_METADATA or _INSECURE
 */
CckMetadata        *cck_metadata_new_manual                (const char                 *issuer,
                                                            const CckMetadataEndpoints *endpoints,
                                                            CckHttpFlags                flags,
                                                            GError                    **error);

/**
 * cck_metadata_with_endpoints:
 * @self: what the provider published, or manual metadata
 * @endpoints: addresses that go before the published ones; %NULL keeps the published one
 * @error: return location
 *
 * The same metadata with addresses of the person's own, for a provider whose document leaves one
 * out.
 *
 * Returns: (transfer full): %NULL with %CCK_OAUTH_ERROR_BAD_METADATA or _INSECURE
 */
CckMetadata        *cck_metadata_with_endpoints            (CckMetadata                *self,
                                                            const CckMetadataEndpoints *endpoints,
                                                            GError                    **error);

/**
 * cck_metadata_dup_issuer:
 * @typed: what a person typed or pasted as the issuer
 *
 * Cuts white space around it, a missing `https://` is added, and a pasted well-known address is cut
 * down to its issuer (both rules: appended, Discovery §4, and inserted, RFC 8414 §3.1). A trailing
 * slash stays: it is part of an issuer.
 *
 * Returns: (transfer full): the issuer to ask for
 */
char               *cck_metadata_dup_issuer                (const char    *typed);

/**
 * cck_metadata_dup_well_known:
 * @issuer: an issuer
 * @rfc8414: %FALSE for OpenID Connect Discovery §4, %TRUE for RFC 8414 §3.1
 *
 * Returns: (transfer full) (nullable): the metadata's address, %NULL where @issuer is no address
 */
char               *cck_metadata_dup_well_known            (const char    *issuer,
                                                            gboolean       rfc8414);

/**
 * cck_metadata_fetch:
 * @http: the session
 * @issuer: the issuer, as from cck_metadata_dup_issuer()
 * @flags: %CCK_HTTP_ALLOW_LOOPBACK where the user allowed it
 *
 * Asks for the OpenID document (Discovery §4) and, where there is none, for RFC 8414's (§3): after
 * a 4xx or 5xx answer, a redirect, a web page or another media type than JSON's. Two requests at
 * most, each within the bounds of @http. Only JSON is read; a document whose media type is neither
 * JSON's nor a web page's is read where nothing better came.
 *
 * Returns: (transfer full): a future of a boxed #CckMetadata. Beside the errors of cck_http_send()
 *   and cck_metadata_parse() it rejects with %CCK_OAUTH_ERROR_NO_CONFIGURATION where the provider
 *   says that there is none (4xx), and with %CCK_OAUTH_ERROR_BAD_ANSWER where something else stands
 *   there; the message says what was found.
 */
DexFuture          *cck_metadata_fetch                     (CckHttp       *http,
                                                            const char    *issuer,
                                                            CckHttpFlags   flags);

/** The issuer, byte for byte as the provider writes it. */
const char         *cck_metadata_get_issuer                (CckMetadata   *self);

/** The flags it was read with, for the requests to its endpoints. */
CckHttpFlags        cck_metadata_get_flags                 (CckMetadata   *self);

/** The document as it came, %NULL for manual metadata. To show, and to parse again from a cache. */
GBytes             *cck_metadata_get_document              (CckMetadata   *self);

/** The `Date` of the answer that brought it, seconds since the epoch; 0 unknown. */
gint64              cck_metadata_get_date                  (CckMetadata   *self);

/** How long it stays fresh (`Cache-Control`), in seconds; -1 unknown. */
gint64              cck_metadata_get_max_age               (CckMetadata   *self);

/** Endpoints: absolute addresses, %NULL where the provider names none. */
const char         *cck_metadata_get_authorization_endpoint        (CckMetadata *self);
const char         *cck_metadata_get_token_endpoint                (CckMetadata *self);
const char         *cck_metadata_get_jwks_uri                      (CckMetadata *self);
const char         *cck_metadata_get_userinfo_endpoint             (CckMetadata *self);
const char         *cck_metadata_get_revocation_endpoint           (CckMetadata *self);
const char         *cck_metadata_get_introspection_endpoint        (CckMetadata *self);
const char         *cck_metadata_get_end_session_endpoint          (CckMetadata *self);
const char         *cck_metadata_get_registration_endpoint         (CckMetadata *self);
const char         *cck_metadata_get_device_authorization_endpoint (CckMetadata *self);
const char         *cck_metadata_get_pushed_authorization_request_endpoint (CckMetadata *self);

/** The same by its name in the document, such as `token_endpoint`. */
const char         *cck_metadata_get_endpoint              (CckMetadata   *self,
                                                            const char    *name);

/** Its alias for clients that show a certificate (RFC 8705 §5), %NULL where there is none. */
const char         *cck_metadata_get_mtls_endpoint         (CckMetadata   *self,
                                                            const char    *name);

/** Lists: %NULL where the document has no such member, never empty strings inside. */
const char * const *cck_metadata_get_scopes_supported                        (CckMetadata *self);
const char * const *cck_metadata_get_grant_types_supported                   (CckMetadata *self);
const char * const *cck_metadata_get_response_types_supported                (CckMetadata *self);
const char * const *cck_metadata_get_response_modes_supported                (CckMetadata *self);
const char * const *cck_metadata_get_code_challenge_methods_supported        (CckMetadata *self);
const char * const *cck_metadata_get_acr_values_supported                    (CckMetadata *self);
const char * const *cck_metadata_get_prompt_values_supported                 (CckMetadata *self);

/** The ways of authenticating (RFC 8414 §2), and the algorithms of the two that sign. */
const char * const *cck_metadata_get_token_endpoint_auth_methods_supported   (CckMetadata *self);
const char * const *cck_metadata_get_token_endpoint_auth_signing_alg_values_supported
                                                                             (CckMetadata *self);
const char * const *cck_metadata_get_revocation_endpoint_auth_methods_supported
                                                                             (CckMetadata *self);
const char * const *cck_metadata_get_introspection_endpoint_auth_methods_supported
                                                                             (CckMetadata *self);

/** Algorithms, as wire words. */
const char * const *cck_metadata_get_id_token_signing_alg_values_supported   (CckMetadata *self);
const char * const *cck_metadata_get_userinfo_signing_alg_values_supported   (CckMetadata *self);
const char * const *cck_metadata_get_request_object_signing_alg_values_supported
                                                                             (CckMetadata *self);
const char * const *cck_metadata_get_dpop_signing_alg_values_supported       (CckMetadata *self);

/** `authorization_response_iss_parameter_supported` (RFC 9207 §3); %FALSE where it is missing. */
gboolean            cck_metadata_get_iss_in_response       (CckMetadata   *self);

/** `require_pushed_authorization_requests` (RFC 9126 §5); %FALSE where it is missing. */
gboolean            cck_metadata_get_require_pushed        (CckMetadata   *self);

/** `request_parameter_supported` (Discovery §3); %FALSE where it is missing. */
gboolean            cck_metadata_get_request_parameter     (CckMetadata   *self);

/** `require_signed_request_object` (RFC 9101 §10.5); %FALSE where it is missing. */
gboolean            cck_metadata_get_require_signed_request (CckMetadata  *self);

/** `tls_client_certificate_bound_access_tokens` (RFC 8705 §3.3); %FALSE where it is missing. */
gboolean            cck_metadata_get_certificate_bound_tokens (CckMetadata *self);

/** `backchannel_logout_supported` (Back-Channel Logout §2.1); %FALSE where it is missing. */
gboolean            cck_metadata_get_backchannel_logout    (CckMetadata   *self);

/**
 * cck_metadata_check_pkce:
 *
 * Whether S256 may be used: the provider lists it, or lists no methods at all. A provider that
 * lists methods without S256 is not used; there is no way down to `plain` (RFC 9700 §2.1.1).
 *
 * Returns: %FALSE with %CCK_OAUTH_ERROR_UNSUPPORTED
 */
gboolean            cck_metadata_check_pkce                (CckMetadata   *self,
                                                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CckMetadata, cck_metadata_unref)

G_END_DECLS
