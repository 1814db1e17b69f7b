/* SPDX-FileCopyrightText: 2026 The Claimcheck Authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "begin.h"
#include "cck-client-form.h"
#include "cck-client-options.h"
#include "cck-credential-form.h"
#include "cck-endpoint-form.h"
#include "cck-file-row.h"
#include "cck-preset-form.h"
#include "shown.h"

/* In a window, so that there is something to see. */
static GtkWidget *
show (GType type)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = g_object_new (type, NULL);
  GtkWidget *list = g_type_is_a (type, GTK_TYPE_LIST_BOX_ROW) ? gtk_list_box_new () : NULL;

  if (list != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), widget);

  gtk_window_set_child (GTK_WINDOW (window), list != NULL ? list : widget);
  gtk_window_present (GTK_WINDOW (window));

  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static CckProvider *
build_provider (void)
{
  const char *parameters[] = { "authorization:prompt=consent", "token:x=1", NULL };

  return g_object_new (CCK_TYPE_PROVIDER,
                       "name", "Acme",
                       "issuer", "https://acme.example",
                       "client-id", "client",
                       "client-auth", CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT,
                       "scopes", "openid email",
                       "redirect-host", "::1",
                       "redirect-ports", "8400,8401",
                       "redirect-path", "/back",
                       "resource", "https://api.example",
                       "audience", "api",
                       "parameters", parameters,
                       "id-token-algorithm", "ES256",
                       "dpop", TRUE,
                       "par", TRUE,
                       "request-object", TRUE,
                       "response-mode", "form_post",
                       "userinfo-endpoint", "https://acme.example/me",
                       NULL);
}

static void
test_an_edited_provider_keeps_what_nobody_touched (void)
{
  g_autoptr (CckProvider) provider = build_provider ();
  g_autoptr (CckProvider) edited = cck_provider_copy (provider);
  GtkWidget *window = show (CCK_TYPE_CLIENT_FORM);
  CckClientForm *form = CCK_CLIENT_FORM (shown_find_type (window, CCK_TYPE_CLIENT_FORM));
  g_autofree char *before = cck_provider_to_json (provider);
  g_autofree char *after = NULL;

  cck_client_form_set_provider (form, provider, CCK_CLIENT_FORM_EDIT);
  g_assert_false (cck_client_form_is_changed (form));
  g_assert_true (cck_client_form_apply (form, edited));

  after = cck_provider_to_json (edited);
  g_assert_cmpstr (after, ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_bad_parameter_is_said_before_it_is_saved (void)
{
  g_autoptr (CckProvider) provider = build_provider ();
  const char *parameters[] = { "authorization:state=mine", NULL };
  GtkWidget *window = show (CCK_TYPE_CLIENT_FORM);
  CckClientForm *form = CCK_CLIENT_FORM (shown_find_type (window, CCK_TYPE_CLIENT_FORM));

  g_object_set (provider, "parameters", parameters, NULL);
  cck_client_form_set_provider (form, provider, CCK_CLIENT_FORM_EDIT);

  g_assert_false (cck_client_form_apply (form, provider));
  shown_wait_for (window, "*state*");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_every_method_asks_for_what_it_needs (void)
{
  static const struct
  {
    CckProviderAuth method;
    gboolean needs_something;
    const char *asks_for; /* NULL for nothing */
  } methods[] = {
    { CCK_PROVIDER_AUTH_NONE, FALSE, NULL },
    { CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, TRUE, "Client Secret" },
    { CCK_PROVIDER_AUTH_CLIENT_SECRET_POST, TRUE, "Client Secret" },
    { CCK_PROVIDER_AUTH_CLIENT_SECRET_JWT, TRUE, "Client Secret" },
    { CCK_PROVIDER_AUTH_PRIVATE_KEY_JWT, TRUE, "Private Key (JWK or PEM)" },
    { CCK_PROVIDER_AUTH_TLS_CLIENT_AUTH, TRUE, "Certificate and Key (PEM)" },
  };
  GtkWidget *window = show (CCK_TYPE_CREDENTIAL_FORM);
  CckCredentialForm *form
    = CCK_CREDENTIAL_FORM (shown_find_type (window, CCK_TYPE_CREDENTIAL_FORM));

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      cck_credential_form_set_method (form, methods[i].method, FALSE);
      g_assert_cmpint (cck_credential_form_get_method (form), ==, methods[i].method);
      g_assert_true (cck_credential_form_check (form) == !methods[i].needs_something);

      if (methods[i].asks_for != NULL)
        shown_wait_for (window, methods[i].asks_for);

      /* What the keyring has already need not be given again. */
      cck_credential_form_set_method (form, methods[i].method, TRUE);
      g_assert_true (cck_credential_form_check (form));
      g_assert_null (cck_credential_form_dup_secret (form));
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_entered_by_hand_needs_two_endpoints (void)
{
  GtkWidget *window = show (CCK_TYPE_ENDPOINT_FORM);
  CckEndpointForm *form = CCK_ENDPOINT_FORM (shown_find_type (window, CCK_TYPE_ENDPOINT_FORM));
  g_autoptr (CckProvider) provider = cck_provider_new ();

  cck_endpoint_form_set_manual (form, TRUE);
  g_assert_false (cck_endpoint_form_check (form));

  g_object_set (provider, "authorization-endpoint", "https://acme.example/a", "token-endpoint",
                "https://acme.example/t", NULL);
  cck_endpoint_form_set_provider (form, provider);
  g_assert_true (cck_endpoint_form_check (form));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_file_is_shown_by_its_name_alone (void)
{
  GtkWidget *window = show (CCK_TYPE_FILE_ROW);
  CckFileRow *row = CCK_FILE_ROW (shown_find_type (window, CCK_TYPE_FILE_ROW));

  cck_file_row_set_text (row, "a-secret-key", "key.pem");
  g_assert_cmpstr (cck_file_row_get_text (row), ==, "a-secret-key");
  shown_wait_for (window, "key.pem");
  g_assert_null (shown_find (window, "*a-secret-key*"));

  shown_click (window, "Remove");
  g_assert_null (cck_file_row_get_text (row));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_preset_asks_for_its_own_words (void)
{
  static const char text[]
    = "{\"format\":1,\"name\":\"Keycloak\",\"words\":[{\"name\":\"host\",\"label\":\"Server\","
      "\"example\":\"sso.example.com\",\"pattern\":\"[a-z.]+\"},{\"name\":\"realm\","
      "\"label\":\"Realm\",\"example\":\"acme\",\"pattern\":\"[a-z]+\",\"value\":\"master\"}],"
      "\"provider\":{\"issuer\":\"https://{host}/realms/{realm}\",\"client_auth\":\"none\","
      "\"scope\":\"openid\",\"redirect_ports\":\"0\"},\"redirect\":\"any-port\","
      "\"documentation\":\"https://example.com/\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CckPreset) preset = cck_preset_new_from_json ("keycloak", text, -1, "test", &error);
  g_autoptr (CckProvider) provider = NULL;
  GtkWidget *window;
  GtkWidget *entry;
  CckPresetForm *form;

  g_assert_no_error (error);
  window = show (CCK_TYPE_PRESET_FORM);
  form = CCK_PRESET_FORM (shown_find_type (window, CCK_TYPE_PRESET_FORM));
  cck_preset_form_set_preset (form, preset);
  g_assert_null (cck_preset_form_build (form));

  entry = gtk_widget_get_ancestor (shown_wait_for (window, "Server (sso.example.com)"),
                                   ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "NOT A HOST");
  g_assert_null (cck_preset_form_build (form));
  shown_wait_for (window, "Server*");

  gtk_editable_set_text (GTK_EDITABLE (entry), "login.example");
  provider = cck_preset_form_build (form);
  g_assert_nonnull (provider);
  g_assert_cmpstr (cck_provider_get_issuer (provider), ==, "https://login.example/realms/master");
  gtk_window_destroy (GTK_WINDOW (window));
}

static const char *
text_of (GtkWidget  *window,
         const char *title)
{
  GtkWidget *row = gtk_widget_get_ancestor (shown_wait_for (window, title), ADW_TYPE_ENTRY_ROW);

  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
type (GtkWidget  *window,
      const char *title,
      const char *text)
{
  GtkWidget *row = gtk_widget_get_ancestor (shown_wait_for (window, title), ADW_TYPE_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Another provider is looked at after something was typed. */
static void
test_what_was_typed_stays (void)
{
  g_autoptr (CckProvider) one = g_object_new (CCK_TYPE_PROVIDER, "issuer", "https://one.example",
                                              "scopes", "openid one", NULL);
  g_autoptr (CckProvider) other = g_object_new (CCK_TYPE_PROVIDER, "issuer", "https://other.example",
                                                "scopes", "openid other", NULL);
  GtkWidget *window = show (CCK_TYPE_CLIENT_FORM);
  CckClientForm *form = CCK_CLIENT_FORM (shown_find_type (window, CCK_TYPE_CLIENT_FORM));

  g_assert_false (cck_client_form_is_changed (form));
  cck_client_form_set_provider (form, one, CCK_CLIENT_FORM_FOUND);
  g_assert_false (cck_client_form_is_changed (form));
  g_assert_cmpstr (text_of (window, "Name"), ==, "one.example");

  type (window, "Client ID", "typed");
  g_assert_true (cck_client_form_is_changed (form));
  cck_client_form_set_provider (form, other, CCK_CLIENT_FORM_FOUND);
  g_assert_cmpstr (text_of (window, "Client ID"), ==, "typed");
  g_assert_cmpstr (text_of (window, "Name"), ==, "other.example");
  g_assert_cmpstr (text_of (window, "Scopes"), ==, "openid other");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each is said at its own row, which may be folded away, and goes with the next key. */
static void
test_what_is_wrong_is_said_at_its_field (void)
{
  static const struct
  {
    const char *property;
    const char *value;
    const char *row;
    const char *sentence;
  } wrong[] = {
    { "name", "a/b", "Name", "“/” and spaces*" },
    { "client-id", "\xc3\xa9", "Client ID", "Only visible ASCII*" },
    { "redirect-path", "callback", "Redirect Path", "It must begin with “/”*" },
    { "resource", "no-uri", "Resource (RFC 8707)", "“no-uri” is not*" },
    { "userinfo-endpoint", "nonsense", "UserInfo Endpoint", "“nonsense” is not*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CckProvider) provider = g_object_new (CCK_TYPE_PROVIDER, "name", "Acme", "issuer",
                                                       "https://acme.example", "client-id", "client",
                                                       NULL);
      g_autoptr (CckProvider) saved = cck_provider_copy (provider);
      GtkWidget *window = show (CCK_TYPE_CLIENT_FORM);
      CckClientForm *form = CCK_CLIENT_FORM (shown_find_type (window, CCK_TYPE_CLIENT_FORM));
      GtkWidget *row;

      g_object_set (provider, wrong[i].property, wrong[i].value, NULL);
      cck_client_form_set_provider (form, provider, CCK_CLIENT_FORM_EDIT);
      g_assert_false (cck_client_form_apply (form, saved));

      shown_wait_for (window, wrong[i].sentence);
      row = gtk_widget_get_ancestor (shown_wait_for (window, wrong[i].row), ADW_TYPE_ENTRY_ROW);
      g_assert_true (gtk_widget_has_css_class (row, "error"));
      gtk_editable_set_text (GTK_EDITABLE (row), "something");
      shown_wait_gone (window, wrong[i].sentence);
      g_assert_false (gtk_widget_has_css_class (row, "error"));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_a_stored_secret_can_be_taken_back (void)
{
  GtkWidget *window = show (CCK_TYPE_CREDENTIAL_FORM);
  CckCredentialForm *form
    = CCK_CREDENTIAL_FORM (shown_find_type (window, CCK_TYPE_CREDENTIAL_FORM));
  GtkWidget *row;

  cck_credential_form_set_method (form, CCK_PROVIDER_AUTH_CLIENT_SECRET_BASIC, TRUE);
  row = gtk_widget_get_ancestor (shown_wait_for (window, "Remove from the Keyring"),
                                 ADW_TYPE_BUTTON_ROW);
  g_assert_false (cck_credential_form_get_forgets (form));
  g_signal_emit_by_name (row, "activated");
  g_assert_true (cck_credential_form_get_forgets (form));
  g_assert_true (cck_credential_form_check (form));
  shown_wait_gone (window, "Remove from the Keyring");

  /* A new one takes its place. */
  type (window, "Client Secret", "another-secret");
  g_assert_false (cck_credential_form_get_forgets (form));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_what_is_not_in_the_keyring_is_asked_for (void)
{
  GtkWidget *window = show (CCK_TYPE_CREDENTIAL_FORM);
  CckCredentialForm *form
    = CCK_CREDENTIAL_FORM (shown_find_type (window, CCK_TYPE_CREDENTIAL_FORM));

  cck_credential_form_set_method (form, CCK_PROVIDER_AUTH_CLIENT_SECRET_POST, TRUE);
  cck_credential_form_set_kept (form, FALSE);
  g_assert_false (cck_credential_form_check (form));
  shown_wait_for (window, "Enter the client secret*");

  /* Nor is a person asked for what the provider gives. */
  cck_credential_form_set_registered (form, TRUE);
  g_assert_true (cck_credential_form_check (form));
  g_assert_null (shown_find (window, "Client Secret"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  begin (&argc, &argv);
  adw_init ();
  gtk_source_init ();

  g_test_add_func ("/ui/forms/an-edited-provider-keeps-what-nobody-touched",
                   test_an_edited_provider_keeps_what_nobody_touched);
  g_test_add_func ("/ui/forms/a-bad-parameter-is-said-before-it-is-saved",
                   test_a_bad_parameter_is_said_before_it_is_saved);
  g_test_add_func ("/ui/forms/every-method-asks-for-what-it-needs",
                   test_every_method_asks_for_what_it_needs);
  g_test_add_func ("/ui/forms/entered-by-hand-needs-two-endpoints",
                   test_entered_by_hand_needs_two_endpoints);
  g_test_add_func ("/ui/forms/a-file-is-shown-by-its-name-alone",
                   test_a_file_is_shown_by_its_name_alone);
  g_test_add_func ("/ui/forms/a-preset-asks-for-its-own-words",
                   test_a_preset_asks_for_its_own_words);
  g_test_add_func ("/ui/forms/what-was-typed-stays", test_what_was_typed_stays);
  g_test_add_func ("/ui/forms/what-is-wrong-is-said-at-its-field",
                   test_what_is_wrong_is_said_at_its_field);
  g_test_add_func ("/ui/forms/a-stored-secret-can-be-taken-back",
                   test_a_stored_secret_can_be_taken_back);
  g_test_add_func ("/ui/forms/what-is-not-in-the-keyring-is-asked-for",
                   test_what_is_not_in_the_keyring_is_asked_for);

  return g_test_run ();
}
