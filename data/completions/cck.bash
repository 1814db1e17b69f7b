# SPDX-FileCopyrightText: 2026 The Claimcheck Authors
# SPDX-License-Identifier: CC0-1.0
# Completion of cck for Bash. Names are asked of cck, which makes no request for them.

# Offers the lines of standard input that begin with $1, with what a shell would take apart quoted.
_cck_lines() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        [[ $line == "$1"* ]] || continue
        COMPREPLY+=("$(printf '%q' "$line")")
    done
}

_cck_providers() { cck provider list 2>/dev/null | cut -f1; }
_cck_accounts() { cck accounts 2>/dev/null | cut -f1; }
_cck_misbehaviours() { cck help practice 2>/dev/null | sed -n '/^Kinds/,$s/^  \([a-z0-9][a-z0-9-]*\) .*/\1/p'; }
_cck_presets() { cck help provider add 2>/dev/null | sed -n '/^Presets/,$s/^  \([a-z0-9][a-z0-9-]*\) .*/\1/p'; }

# The options of a command.
_cck_options() {
    case $1 in
        'provider add') echo '--issuer --client-id --client-secret-file --client-auth --key-file --scope --redirect-host --redirect-port --redirect-path --resource --audience --param --ca-file --allow-http-loopback --dpop --par --request-object --response-mode --id-token-algorithm --authorization-endpoint --token-endpoint --jwks-uri --userinfo-endpoint --revocation-endpoint --introspection-endpoint --device-authorization-endpoint --end-session-endpoint --pushed-authorization-request-endpoint --preset --word' ;;
        'provider list') echo '' ;;
        'provider show') echo '' ;;
        'provider edit') echo '--issuer --client-id --client-secret-file --client-auth --key-file --scope --redirect-host --redirect-port --redirect-path --resource --audience --param --ca-file --allow-http-loopback --dpop --par --request-object --response-mode --id-token-algorithm --authorization-endpoint --token-endpoint --jwks-uri --userinfo-endpoint --revocation-endpoint --introspection-endpoint --device-authorization-endpoint --end-session-endpoint --pushed-authorization-request-endpoint --name --no-allow-http-loopback --no-dpop --no-par --no-request-object' ;;
        'provider remove') echo '' ;;
        'provider export') echo '--output' ;;
        'provider import') echo '--issuer --client-id --client-secret-file --client-auth --key-file --scope --redirect-host --redirect-port --redirect-path --resource --audience --param --ca-file --allow-http-loopback --dpop --par --request-object --response-mode --id-token-algorithm --authorization-endpoint --token-endpoint --jwks-uri --userinfo-endpoint --revocation-endpoint --introspection-endpoint --device-authorization-endpoint --end-session-endpoint --pushed-authorization-request-endpoint --name' ;;
        'provider check') echo '' ;;
        'provider register') echo '--issuer --client-id --client-secret-file --client-auth --key-file --scope --redirect-host --redirect-port --redirect-path --resource --audience --param --ca-file --allow-http-loopback --dpop --par --request-object --response-mode --id-token-algorithm --authorization-endpoint --token-endpoint --jwks-uri --userinfo-endpoint --revocation-endpoint --introspection-endpoint --device-authorization-endpoint --end-session-endpoint --pushed-authorization-request-endpoint --preset --word --initial-access-token-file' ;;
        'sign-in') echo '--device --client-credentials --no-browser --browser --login-hint --prompt --max-age --timeout' ;;
        'accounts') echo '' ;;
        'token') echo '--min-valid --type --format' ;;
        'refresh') echo '' ;;
        'exchange') echo '--audience --resource --scope --requested-token-type --format' ;;
        'userinfo') echo '' ;;
        'introspect') echo '' ;;
        'revoke') echo '' ;;
        'sign-out') echo '--end-session --no-browser --browser' ;;
        'inspect') echo '--account --type --provider --jwks --key --secret-file --issuer --audience --nonce --at --leeway --profile --max-age --acr-values --http-method --http-uri --algorithms --batch' ;;
        'snippet') echo '' ;;
        'history') echo '--since --verify' ;;
        'practice') echo '--port --access-lifetime --refresh-lifetime --device-interval --dpop-nonce --id-token-alg --auto-approve --misbehave' ;;
        'practice mint') echo '--claims --alg --typ --kid --key --jwks-out' ;;
        'demo') echo '' ;;
        'help') echo '' ;;
    esac
    echo '--json --verbose --help'
}

_cck() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' word place=0 i
    COMPREPLY=()

    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            -*) continue ;;
        esac
        case $command in
            '') command=$word ;;
            provider) command='provider '$word ;;
            practice) case $word in mint) command='practice '$word ;; *) place=$((place + 1)) ;; esac ;;
            *) case ${COMP_WORDS[i-1]} in
                --access-lifetime | --account | --acr-values | --alg | --algorithms | --at | --audience | --authorization-endpoint | --browser | --ca-file | --claims | --client-auth | --client-id | --client-secret-file | --device-authorization-endpoint | --device-interval | --end-session-endpoint | --format | --http-method | --http-uri | --id-token-alg | --id-token-algorithm | --initial-access-token-file | --introspection-endpoint | --issuer | --jwks | --jwks-out | --jwks-uri | --key | --key-file | --kid | --leeway | --login-hint | --max-age | --min-valid | --misbehave | --name | --nonce | --output | --param | --port | --preset | --profile | --prompt | --provider | --pushed-authorization-request-endpoint | --redirect-host | --redirect-path | --redirect-port | --refresh-lifetime | --requested-token-type | --resource | --response-mode | --revocation-endpoint | --scope | --secret-file | --since | --timeout | --token-endpoint | --typ | --type | --userinfo-endpoint | --word) ;;
                *) place=$((place + 1)) ;;
               esac ;;
        esac
    done

    case $before in
        --redirect-host) mapfile -t COMPREPLY < <(compgen -W '127.0.0.1 ::1 localhost' -- "$current"); return ;;
        --id-token-alg) mapfile -t COMPREPLY < <(compgen -W 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA' -- "$current"); return ;;
        --type) mapfile -t COMPREPLY < <(compgen -W 'access id' -- "$current"); return ;;
        --requested-token-type) mapfile -t COMPREPLY < <(compgen -W 'access_token id_token jwt' -- "$current"); return ;;
        --account) _cck_lines "$current" < <(_cck_accounts); return ;;
        --access-lifetime | --acr-values | --alg | --algorithms | --at | --audience | --authorization-endpoint | --browser | --client-id | --device-authorization-endpoint | --device-interval | --end-session-endpoint | --http-method | --http-uri | --id-token-algorithm | --introspection-endpoint | --issuer | --jwks-uri | --kid | --leeway | --login-hint | --max-age | --min-valid | --name | --nonce | --param | --port | --pushed-authorization-request-endpoint | --redirect-path | --redirect-port | --refresh-lifetime | --resource | --revocation-endpoint | --scope | --since | --timeout | --token-endpoint | --typ | --userinfo-endpoint | --word) return ;;
        --ca-file | --claims | --client-secret-file | --initial-access-token-file | --jwks | --jwks-out | --key | --key-file | --output | --secret-file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --profile) mapfile -t COMPREPLY < <(compgen -W 'id_token at+jwt jwt jws logout+jwt dpop+jwt' -- "$current"); return ;;
        --prompt) mapfile -t COMPREPLY < <(compgen -W 'login consent select_account none' -- "$current"); return ;;
        --misbehave) _cck_lines "$current" < <(_cck_misbehaviours); return ;;
        --client-auth) mapfile -t COMPREPLY < <(compgen -W 'none client_secret_basic client_secret_post client_secret_jwt private_key_jwt tls_client_auth' -- "$current"); return ;;
        --preset) _cck_lines "$current" < <(_cck_presets); return ;;
        --provider) _cck_lines "$current" < <(_cck_providers); return ;;
        --response-mode) mapfile -t COMPREPLY < <(compgen -W 'query form_post' -- "$current"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W 'raw header json env kubectl git' -- "$current"); return ;;
    esac

    if [[ $current == -* ]]; then
        [[ $command ]] || { mapfile -t COMPREPLY < <(compgen -W '--help --version --json --verbose' -- "$current"); return; }
        mapfile -t COMPREPLY < <(compgen -W "$(_cck_options "$command")" -- "$current")
        return
    fi

    case $command:$place in
        :0) mapfile -t COMPREPLY < <(compgen -W 'provider sign-in accounts token refresh exchange userinfo introspect revoke sign-out inspect snippet history practice demo help' -- "$current") ;;
        provider:0) mapfile -t COMPREPLY < <(compgen -W 'add list show edit remove export import check register' -- "$current") ;;
        practice:0) mapfile -t COMPREPLY < <(compgen -W 'mint' -- "$current") ;;
        'provider show:0' | 'provider edit:0' | 'provider remove:0' | 'provider export:0' | 'provider check:0' | 'sign-in:0') _cck_lines "$current" < <(_cck_providers) ;;
        'provider import:0' | 'inspect:0') compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        'token:0' | 'refresh:0' | 'exchange:0' | 'userinfo:0' | 'introspect:0' | 'revoke:0' | 'sign-out:0' | 'snippet:0' | 'history:0') _cck_lines "$current" < <(_cck_accounts) ;;
        'snippet:1') mapfile -t COMPREPLY < <(compgen -W 'curl httpie fetch python' -- "$current") ;;
        'help:0') mapfile -t COMPREPLY < <(compgen -W 'provider sign-in accounts token refresh exchange userinfo introspect revoke sign-out inspect snippet history practice demo help' -- "$current") ;;
    esac
}

complete -F _cck cck
