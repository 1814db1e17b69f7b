# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: CC0-1.0
# Completion of cck for Fish. Names are asked of cck, which makes no request for them.

# The command that has been typed so far: "token", "provider add", or nothing.
function __cck_command
    set -l words (commandline -opc)
    set -e words[1]
    set -l command
    for word in $words
        string match -q -- '-*' $word; and continue
        if test -z "$command"
            set command $word
        else if test "$command" = provider
            set command "provider $word"
        else if test "$command" = practice; and contains -- $word mint
            set command "practice $word"
        end
    end
    echo $command
end

function __cck_is
    test (__cck_command) = "$argv[1]"
end

# Nothing but options has been typed behind the command.
function __cck_wants
    __cck_is $argv[1]; and test (count (string match -v -- '-*' (commandline -opc))) -eq (math 1 + (count (string split ' ' $argv[1])) + $argv[2])
end

function __cck_names
    cck $argv 2>/dev/null | string split -f1 \t
end

# The first words below a heading of a command's help, such as the presets.
function __cck_listed
    cck help $argv 2>/dev/null | string match -rg '^  ([a-z0-9][a-z0-9-]*)  '
end

complete -c cck -f
complete -c cck -n '__cck_is ""' -l version -d 'Show the version'
complete -c cck -l json -d 'Print JSON for programs'
complete -c cck -s v -l verbose -d 'Trace requests and answers on standard error, without secrets'
complete -c cck -s h -l help -d 'Show this help'

complete -c cck -n '__cck_is ""' -a provider -d 'Providers: add, list, show, edit, remove, export, import, check, register'
complete -c cck -n '__cck_is ""' -a sign-in -d 'Sign in at a provider, through the browser unless told otherwise'
complete -c cck -n '__cck_is ""' -a accounts -d 'List the accounts that are signed in'
complete -c cck -n '__cck_is ""' -a token -d 'Print a token that is fresh, and nothing else'
complete -c cck -n '__cck_is ""' -a refresh -d 'Ask the provider for new tokens now'
complete -c cck -n '__cck_is ""' -a exchange -d 'Exchange an account’s token for one for somebody else'
complete -c cck -n '__cck_is ""' -a userinfo -d 'Ask the provider who the account is'
complete -c cck -n '__cck_is ""' -a introspect -d 'Ask the provider whether the access token is active'
complete -c cck -n '__cck_is ""' -a revoke -d 'Revoke an account’s tokens and keep it, to sign in to again'
complete -c cck -n '__cck_is ""' -a sign-out -d 'Revoke an account’s tokens and remove it'
complete -c cck -n '__cck_is ""' -a inspect -d 'Show what a token says and whether it can be believed'
complete -c cck -n '__cck_is ""' -a snippet -d 'Show how a program makes a request with the account’s token'
complete -c cck -n '__cck_is ""' -a history -d 'Show what happened to the tokens, the newest first'
complete -c cck -n '__cck_is ""' -a practice -d 'Run a provider of your own, to try things with'
complete -c cck -n '__cck_is ""' -a demo -d 'Show the whole way, from a provider to signed out'
complete -c cck -n '__cck_is ""' -a help -d 'Show the commands, or what one of them takes'
complete -c cck -n '__cck_is provider' -a add -d 'Add a provider to sign in at'
complete -c cck -n '__cck_is provider' -a list -d 'List the providers'
complete -c cck -n '__cck_is provider' -a show -d 'Show how a provider is set up'
complete -c cck -n '__cck_is provider' -a edit -d 'Change how a provider is set up'
complete -c cck -n '__cck_is provider' -a remove -d 'Sign its accounts out and remove a provider'
complete -c cck -n '__cck_is provider' -a export -d 'Write a provider as a file to hand on, without secrets'
complete -c cck -n '__cck_is provider' -a import -d 'Add a provider from a file that somebody handed on'
complete -c cck -n '__cck_is provider' -a check -d 'Hold a provider against good practice, a line a check'
complete -c cck -n '__cck_is provider' -a register -d 'Register a client at a provider, and add it'
complete -c cck -n '__cck_is practice' -a mint -d 'Sign any claims, to try things with'

# provider add
complete -c cck -n "__cck_is 'provider add'" -l issuer -x -d 'The provider’s issuer, exactly as it writes it'
complete -c cck -n "__cck_is 'provider add'" -l client-id -x -d 'The client that is registered there'
complete -c cck -n "__cck_is 'provider add'" -l client-secret-file -rF -d 'Read the client secret from a file, or - from standard input; it goes to the keyring'
complete -c cck -n "__cck_is 'provider add'" -l client-auth -xa 'none client_secret_basic client_secret_post client_secret_jwt private_key_jwt tls_client_auth' -d 'none, client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt or tls_client_auth; unless given, none, client_secret_basic with a secret, or private_key_jwt with a key'
complete -c cck -n "__cck_is 'provider add'" -l key-file -rF -d 'Read the client’s private key from a file, PEM or JWK, or for tls_client_auth its certificate and key as PEM; it goes to the keyring'
complete -c cck -n "__cck_is 'provider add'" -l scope -x -d 'Scopes to ask for, separated by spaces; openid unless given'
complete -c cck -n "__cck_is 'provider add'" -l redirect-host -xa '127.0.0.1 ::1 localhost' -d '127.0.0.1 (unless given), ::1 or localhost, as registered'
complete -c cck -n "__cck_is 'provider add'" -l redirect-port -x -d '0 for any port (unless given), or those that are registered: 8400 or 8400,8401'
complete -c cck -n "__cck_is 'provider add'" -l redirect-path -x -d '/callback unless given'
complete -c cck -n "__cck_is 'provider add'" -l resource -x -d 'A resource that the tokens are for; may be repeated'
complete -c cck -n "__cck_is 'provider add'" -l audience -x -d 'For providers that want an audience instead'
complete -c cck -n "__cck_is 'provider add'" -l param -x -d 'One more parameter of a request: authorization:, token: or refresh:, then NAME=VALUE; may be repeated'
complete -c cck -n "__cck_is 'provider add'" -l ca-file -rF -d 'Trust the certificate authorities of this PEM file as well, for this provider alone'
complete -c cck -n "__cck_is 'provider add'" -l allow-http-loopback -d 'Accept http:// on 127.0.0.1, [::1] and localhost'
complete -c cck -n "__cck_is 'provider add'" -l dpop -d 'Ask for tokens that are bound to a key (DPoP, RFC 9449)'
complete -c cck -n "__cck_is 'provider add'" -l par -d 'Insist on pushing authorization requests (PAR, RFC 9126)'
complete -c cck -n "__cck_is 'provider add'" -l request-object -d 'Sign authorization requests with the client’s key (JAR, RFC 9101)'
complete -c cck -n "__cck_is 'provider add'" -l response-mode -xa 'query form_post' -d 'How the browser brings the answer: query (unless given) or form_post'
complete -c cck -n "__cck_is 'provider add'" -l id-token-algorithm -x -d 'The one that ID tokens have to be signed with, as registered'
complete -c cck -n "__cck_is 'provider add'" -l authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l token-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l jwks-uri -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l userinfo-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l revocation-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l introspection-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l device-authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l end-session-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l pushed-authorization-request-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider add'" -l preset -xa '(__cck_listed provider add)' -d 'Begin with what is known of a kind of provider; the list is below'
complete -c cck -n "__cck_is 'provider add'" -l word -x -d 'A word that the preset needs; may be repeated'

# provider list

# provider show
complete -c cck -n "__cck_wants 'provider show' 0" -a '(__cck_names provider list)'

# provider edit
complete -c cck -n "__cck_is 'provider edit'" -l issuer -x -d 'The provider’s issuer, exactly as it writes it'
complete -c cck -n "__cck_is 'provider edit'" -l client-id -x -d 'The client that is registered there'
complete -c cck -n "__cck_is 'provider edit'" -l client-secret-file -rF -d 'Read the client secret from a file, or - from standard input; it goes to the keyring'
complete -c cck -n "__cck_is 'provider edit'" -l client-auth -xa 'none client_secret_basic client_secret_post client_secret_jwt private_key_jwt tls_client_auth' -d 'none, client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt or tls_client_auth; unless given, none, client_secret_basic with a secret, or private_key_jwt with a key'
complete -c cck -n "__cck_is 'provider edit'" -l key-file -rF -d 'Read the client’s private key from a file, PEM or JWK, or for tls_client_auth its certificate and key as PEM; it goes to the keyring'
complete -c cck -n "__cck_is 'provider edit'" -l scope -x -d 'Scopes to ask for, separated by spaces; openid unless given'
complete -c cck -n "__cck_is 'provider edit'" -l redirect-host -xa '127.0.0.1 ::1 localhost' -d '127.0.0.1 (unless given), ::1 or localhost, as registered'
complete -c cck -n "__cck_is 'provider edit'" -l redirect-port -x -d '0 for any port (unless given), or those that are registered: 8400 or 8400,8401'
complete -c cck -n "__cck_is 'provider edit'" -l redirect-path -x -d '/callback unless given'
complete -c cck -n "__cck_is 'provider edit'" -l resource -x -d 'A resource that the tokens are for; may be repeated'
complete -c cck -n "__cck_is 'provider edit'" -l audience -x -d 'For providers that want an audience instead'
complete -c cck -n "__cck_is 'provider edit'" -l param -x -d 'One more parameter of a request: authorization:, token: or refresh:, then NAME=VALUE; may be repeated'
complete -c cck -n "__cck_is 'provider edit'" -l ca-file -rF -d 'Trust the certificate authorities of this PEM file as well, for this provider alone'
complete -c cck -n "__cck_is 'provider edit'" -l allow-http-loopback -d 'Accept http:// on 127.0.0.1, [::1] and localhost'
complete -c cck -n "__cck_is 'provider edit'" -l dpop -d 'Ask for tokens that are bound to a key (DPoP, RFC 9449)'
complete -c cck -n "__cck_is 'provider edit'" -l par -d 'Insist on pushing authorization requests (PAR, RFC 9126)'
complete -c cck -n "__cck_is 'provider edit'" -l request-object -d 'Sign authorization requests with the client’s key (JAR, RFC 9101)'
complete -c cck -n "__cck_is 'provider edit'" -l response-mode -xa 'query form_post' -d 'How the browser brings the answer: query (unless given) or form_post'
complete -c cck -n "__cck_is 'provider edit'" -l id-token-algorithm -x -d 'The one that ID tokens have to be signed with, as registered'
complete -c cck -n "__cck_is 'provider edit'" -l authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l token-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l jwks-uri -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l userinfo-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l revocation-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l introspection-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l device-authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l end-session-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l pushed-authorization-request-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider edit'" -l name -x -d 'Call it something else'
complete -c cck -n "__cck_is 'provider edit'" -l no-allow-http-loopback -d 'Accept https:// only'
complete -c cck -n "__cck_is 'provider edit'" -l no-dpop -d 'Ask for plain bearer tokens'
complete -c cck -n "__cck_is 'provider edit'" -l no-par -d 'Push authorization requests only where the provider offers it'
complete -c cck -n "__cck_is 'provider edit'" -l no-request-object -d 'Do not sign authorization requests'
complete -c cck -n "__cck_wants 'provider edit' 0" -a '(__cck_names provider list)'

# provider remove
complete -c cck -n "__cck_wants 'provider remove' 0" -a '(__cck_names provider list)'

# provider export
complete -c cck -n "__cck_is 'provider export'" -l output -s o -rF -d 'Write it there instead of to standard output'
complete -c cck -n "__cck_wants 'provider export' 0" -a '(__cck_names provider list)'

# provider import
complete -c cck -n "__cck_is 'provider import'" -l issuer -x -d 'The provider’s issuer, exactly as it writes it'
complete -c cck -n "__cck_is 'provider import'" -l client-id -x -d 'The client that is registered there'
complete -c cck -n "__cck_is 'provider import'" -l client-secret-file -rF -d 'Read the client secret from a file, or - from standard input; it goes to the keyring'
complete -c cck -n "__cck_is 'provider import'" -l client-auth -xa 'none client_secret_basic client_secret_post client_secret_jwt private_key_jwt tls_client_auth' -d 'none, client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt or tls_client_auth; unless given, none, client_secret_basic with a secret, or private_key_jwt with a key'
complete -c cck -n "__cck_is 'provider import'" -l key-file -rF -d 'Read the client’s private key from a file, PEM or JWK, or for tls_client_auth its certificate and key as PEM; it goes to the keyring'
complete -c cck -n "__cck_is 'provider import'" -l scope -x -d 'Scopes to ask for, separated by spaces; openid unless given'
complete -c cck -n "__cck_is 'provider import'" -l redirect-host -xa '127.0.0.1 ::1 localhost' -d '127.0.0.1 (unless given), ::1 or localhost, as registered'
complete -c cck -n "__cck_is 'provider import'" -l redirect-port -x -d '0 for any port (unless given), or those that are registered: 8400 or 8400,8401'
complete -c cck -n "__cck_is 'provider import'" -l redirect-path -x -d '/callback unless given'
complete -c cck -n "__cck_is 'provider import'" -l resource -x -d 'A resource that the tokens are for; may be repeated'
complete -c cck -n "__cck_is 'provider import'" -l audience -x -d 'For providers that want an audience instead'
complete -c cck -n "__cck_is 'provider import'" -l param -x -d 'One more parameter of a request: authorization:, token: or refresh:, then NAME=VALUE; may be repeated'
complete -c cck -n "__cck_is 'provider import'" -l ca-file -rF -d 'Trust the certificate authorities of this PEM file as well, for this provider alone'
complete -c cck -n "__cck_is 'provider import'" -l allow-http-loopback -d 'Accept http:// on 127.0.0.1, [::1] and localhost'
complete -c cck -n "__cck_is 'provider import'" -l dpop -d 'Ask for tokens that are bound to a key (DPoP, RFC 9449)'
complete -c cck -n "__cck_is 'provider import'" -l par -d 'Insist on pushing authorization requests (PAR, RFC 9126)'
complete -c cck -n "__cck_is 'provider import'" -l request-object -d 'Sign authorization requests with the client’s key (JAR, RFC 9101)'
complete -c cck -n "__cck_is 'provider import'" -l response-mode -xa 'query form_post' -d 'How the browser brings the answer: query (unless given) or form_post'
complete -c cck -n "__cck_is 'provider import'" -l id-token-algorithm -x -d 'The one that ID tokens have to be signed with, as registered'
complete -c cck -n "__cck_is 'provider import'" -l authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l token-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l jwks-uri -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l userinfo-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l revocation-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l introspection-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l device-authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l end-session-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l pushed-authorization-request-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider import'" -l name -x -d 'Call it this, instead of what the file says'
complete -c cck -n "__cck_wants 'provider import' 0" -F

# provider check
complete -c cck -n "__cck_wants 'provider check' 0" -a '(__cck_names provider list)'

# provider register
complete -c cck -n "__cck_is 'provider register'" -l issuer -x -d 'The provider’s issuer, exactly as it writes it'
complete -c cck -n "__cck_is 'provider register'" -l client-id -x -d 'The client that is registered there'
complete -c cck -n "__cck_is 'provider register'" -l client-secret-file -rF -d 'Read the client secret from a file, or - from standard input; it goes to the keyring'
complete -c cck -n "__cck_is 'provider register'" -l client-auth -xa 'none client_secret_basic client_secret_post client_secret_jwt private_key_jwt tls_client_auth' -d 'none, client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt or tls_client_auth; unless given, none, client_secret_basic with a secret, or private_key_jwt with a key'
complete -c cck -n "__cck_is 'provider register'" -l key-file -rF -d 'Read the client’s private key from a file, PEM or JWK, or for tls_client_auth its certificate and key as PEM; it goes to the keyring'
complete -c cck -n "__cck_is 'provider register'" -l scope -x -d 'Scopes to ask for, separated by spaces; openid unless given'
complete -c cck -n "__cck_is 'provider register'" -l redirect-host -xa '127.0.0.1 ::1 localhost' -d '127.0.0.1 (unless given), ::1 or localhost, as registered'
complete -c cck -n "__cck_is 'provider register'" -l redirect-port -x -d '0 for any port (unless given), or those that are registered: 8400 or 8400,8401'
complete -c cck -n "__cck_is 'provider register'" -l redirect-path -x -d '/callback unless given'
complete -c cck -n "__cck_is 'provider register'" -l resource -x -d 'A resource that the tokens are for; may be repeated'
complete -c cck -n "__cck_is 'provider register'" -l audience -x -d 'For providers that want an audience instead'
complete -c cck -n "__cck_is 'provider register'" -l param -x -d 'One more parameter of a request: authorization:, token: or refresh:, then NAME=VALUE; may be repeated'
complete -c cck -n "__cck_is 'provider register'" -l ca-file -rF -d 'Trust the certificate authorities of this PEM file as well, for this provider alone'
complete -c cck -n "__cck_is 'provider register'" -l allow-http-loopback -d 'Accept http:// on 127.0.0.1, [::1] and localhost'
complete -c cck -n "__cck_is 'provider register'" -l dpop -d 'Ask for tokens that are bound to a key (DPoP, RFC 9449)'
complete -c cck -n "__cck_is 'provider register'" -l par -d 'Insist on pushing authorization requests (PAR, RFC 9126)'
complete -c cck -n "__cck_is 'provider register'" -l request-object -d 'Sign authorization requests with the client’s key (JAR, RFC 9101)'
complete -c cck -n "__cck_is 'provider register'" -l response-mode -xa 'query form_post' -d 'How the browser brings the answer: query (unless given) or form_post'
complete -c cck -n "__cck_is 'provider register'" -l id-token-algorithm -x -d 'The one that ID tokens have to be signed with, as registered'
complete -c cck -n "__cck_is 'provider register'" -l authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l token-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l jwks-uri -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l userinfo-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l revocation-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l introspection-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l device-authorization-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l end-session-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l pushed-authorization-request-endpoint -x -d 'For a provider without discovery'
complete -c cck -n "__cck_is 'provider register'" -l preset -xa '(__cck_listed provider add)' -d 'Begin with what is known of a kind of provider; the list is below'
complete -c cck -n "__cck_is 'provider register'" -l word -x -d 'A word that the preset needs; may be repeated'
complete -c cck -n "__cck_is 'provider register'" -l initial-access-token-file -rF -d 'Where the provider lets only some register: read the token for it from a file, or - from standard input'

# sign-in
complete -c cck -n "__cck_is sign-in" -l device -d 'Show a code to type on any device; for where no browser is, as over SSH'
complete -c cck -n "__cck_is sign-in" -l client-credentials -d 'Sign in as the client itself, as nobody; needs its secret or key'
complete -c cck -n "__cck_is sign-in" -l no-browser -d 'Open nothing: you open the address that is printed'
complete -c cck -n "__cck_is sign-in" -l browser -x -d 'Run this with the address as its last argument; not through a shell'
complete -c cck -n "__cck_is sign-in" -l login-hint -x -d 'Who is going to sign in, for the provider’s page'
complete -c cck -n "__cck_is sign-in" -l prompt -xa 'login consent select_account none' -d 'What the provider should ask: login, consent, select_account or none'
complete -c cck -n "__cck_is sign-in" -l max-age -x -d 'Ask for the password again if it was typed longer ago'
complete -c cck -n "__cck_is sign-in" -l timeout -x -d 'How long to wait for the browser; 300 unless given'
complete -c cck -n "__cck_wants sign-in 0" -a '(__cck_names provider list)'

# accounts

# token
complete -c cck -n "__cck_is token" -l min-valid -x -d 'Refresh the token first if it lives less than this; 60 unless given'
complete -c cck -n "__cck_is token" -l type -xa 'access id' -d 'access (unless given) or id'
complete -c cck -n "__cck_is token" -l format -xa 'raw header json env kubectl git' -d 'raw (unless given), header, json, env, kubectl or git'
complete -c cck -n "__cck_wants token 0" -a '(__cck_names accounts)'

# refresh
complete -c cck -n "__cck_wants refresh 0" -a '(__cck_names accounts)'

# exchange
complete -c cck -n "__cck_is exchange" -l audience -x -d 'Whom the new token is for, by the name the provider has for it'
complete -c cck -n "__cck_is exchange" -l resource -x -d 'Whom the new token is for, by address'
complete -c cck -n "__cck_is exchange" -l scope -x -d 'What the new token is to allow; what the old one does unless given'
complete -c cck -n "__cck_is exchange" -l requested-token-type -xa 'access_token id_token jwt' -d 'access_token, id_token, jwt or a whole URN; the provider chooses unless given'
complete -c cck -n "__cck_is exchange" -l format -xa 'raw header json env kubectl git' -d 'raw (unless given), header, json, env, kubectl or git'
complete -c cck -n "__cck_wants exchange 0" -a '(__cck_names accounts)'

# userinfo
complete -c cck -n "__cck_wants userinfo 0" -a '(__cck_names accounts)'

# introspect
complete -c cck -n "__cck_wants introspect 0" -a '(__cck_names accounts)'

# revoke
complete -c cck -n "__cck_wants revoke 0" -a '(__cck_names accounts)'

# sign-out
complete -c cck -n "__cck_is sign-out" -l end-session -d 'Open the provider’s own sign-out page as well'
complete -c cck -n "__cck_is sign-out" -l no-browser -d 'Open nothing: you open the address that is printed'
complete -c cck -n "__cck_is sign-out" -l browser -x -d 'Run this with the address as its last argument; not through a shell'
complete -c cck -n "__cck_wants sign-out 0" -a '(__cck_names accounts)'

# inspect
complete -c cck -n "__cck_is inspect" -l account -xa '(__cck_names accounts)' -d 'The token of an account; with FILE or -: check that against the account’s provider'
complete -c cck -n "__cck_is inspect" -l type -xa 'access id' -d 'Which token of the account: id (unless given and there is one) or access'
complete -c cck -n "__cck_is inspect" -l provider -xa '(__cck_names provider list)' -d 'Check against a provider: its issuer, client and keys, which are fetched'
complete -c cck -n "__cck_is inspect" -l jwks -rF -d 'Check the signature with the keys of a JWK Set'
complete -c cck -n "__cck_is inspect" -l key -rF -d 'Check the signature with one key, or open an encrypted token: JWK, PEM or DER'
complete -c cck -n "__cck_is inspect" -l secret-file -rF -d 'Check the signature with a shared secret, or open an encrypted token'
complete -c cck -n "__cck_is inspect" -l issuer -x -d 'The issuer it has to name'
complete -c cck -n "__cck_is inspect" -l audience -x -d 'The audience it has to name'
complete -c cck -n "__cck_is inspect" -l nonce -x -d 'The nonce it has to carry'
complete -c cck -n "__cck_is inspect" -l at -x -d 'Check as of this time instead of now'
complete -c cck -n "__cck_is inspect" -l leeway -x -d 'How far clocks may differ; 30 unless given or set in the preferences'
complete -c cck -n "__cck_is inspect" -l profile -xa 'id_token at+jwt jwt jws logout+jwt dpop+jwt' -d 'The rules to check by: id_token, at+jwt, jwt, jws, logout+jwt or dpop+jwt; guessed unless given'
complete -c cck -n "__cck_is inspect" -l max-age -x -d 'How long ago the person may have signed in'
complete -c cck -n "__cck_is inspect" -l acr-values -x -d 'The levels of sign-in of which it has to name one, separated by spaces'
complete -c cck -n "__cck_is inspect" -l http-method -x -d 'Of a DPoP proof: the method of the request that it came with'
complete -c cck -n "__cck_is inspect" -l http-uri -x -d 'Of a DPoP proof: the address of the request that it came with'
complete -c cck -n "__cck_is inspect" -l algorithms -x -d 'The algorithms that are accepted, separated by commas; all safe ones unless given'
complete -c cck -n "__cck_is inspect" -l batch -d 'Read a case a line from standard input, as JSON, and print a result a line'
complete -c cck -n "__cck_wants inspect 0" -F

# snippet
complete -c cck -n "__cck_wants snippet 0" -a '(__cck_names accounts)'
complete -c cck -n "__cck_wants snippet 1" -a 'curl httpie fetch python'

# history
complete -c cck -n "__cck_is history" -l since -x -d 'Only what happened since: 2026-01-31, or how long ago such as 90m, 12h or 7d'
complete -c cck -n "__cck_is history" -l verify -d 'Look whether somebody changed, removed or moved a line'
complete -c cck -n "__cck_wants history 0" -a '(__cck_names accounts)'

# practice
complete -c cck -n "__cck_is practice" -l port -x -d 'Listen here; 0 (unless given): any port'
complete -c cck -n "__cck_is practice" -l access-lifetime -x -d 'How long access tokens live; 900 unless given'
complete -c cck -n "__cck_is practice" -l refresh-lifetime -x -d 'How long refresh tokens live; 30 days unless given'
complete -c cck -n "__cck_is practice" -l device-interval -x -d 'How often a device may ask; every 5 seconds unless given'
complete -c cck -n "__cck_is practice" -l dpop-nonce -d 'Demand a nonce in every DPoP proof'
complete -c cck -n "__cck_is practice" -l id-token-alg -xa 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA' -d 'Sign ID tokens so: RS256 (unless given) or ES256'
complete -c cck -n "__cck_is practice" -l auto-approve -d 'Sign in at once, without asking who you are'
complete -c cck -n "__cck_is practice" -l misbehave -xa '(__cck_listed practice)' -d 'Do something wrong on purpose, as below; may be repeated'

# practice mint
complete -c cck -n "__cck_is 'practice mint'" -l claims -rF -d 'The claims, a JSON object; - or nothing: standard input'
complete -c cck -n "__cck_is 'practice mint'" -l alg -x -d 'Sign so: RS256 unless given; none leaves the signature out'
complete -c cck -n "__cck_is 'practice mint'" -l typ -x -d 'The header’s typ; JWT unless given, empty: none'
complete -c cck -n "__cck_is 'practice mint'" -l kid -x -d 'The header’s kid; the key’s own unless given, empty: none'
complete -c cck -n "__cck_is 'practice mint'" -l key -rF -d 'A private key to sign with, as a JWK or PEM'
complete -c cck -n "__cck_is 'practice mint'" -l jwks-out -rF -d 'Write the public key there, as a JWK set'

# demo

# help
complete -c cck -n "__cck_wants help 0" -a 'provider sign-in accounts token refresh exchange userinfo introspect revoke sign-out inspect snippet history practice demo help'
