package dev.dispatch.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "userPassword",
                "password2",
                "new_password",
                "passwd",
                "dbPwd",
                "secret",
                "client_secret",
                "clientSecret",
                "token",
                "accessToken",
                "access_token",
                "ACCESS-TOKEN",
                "id_token",
                "refreshToken",
                "csrfToken",
                "apiKey",
                "api_key",
                "APIKey",
                "x-api-key",
                "X-Api-Key",
                "authorization",
                "Proxy-Authorization",
                "cookie",
                "Set-Cookie",
                "privateKey",
                "sessionId",
                "JSESSIONID",
                "credential",
                "credentials",
                "secretAccessKey",
                "X-Amz-Security-Token",
                "password_confirmation",
                "jwt",
                "otp"
            })
    void namesOfSecrets(String name) {
        assertThat(SensitiveNames.member(name)).isTrue();
        assertThat(SensitiveNames.header(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokenCount",
                "maxTokens",
                "max_tokens",
                "prompt_tokens",
                "keyboard",
                "secretary",
                "nextPageToken",
                "next_page_token",
                "continuationToken",
                "NextToken",
                "key",
                "keys",
                "tokenType",
                "token_type",
                "monkey",
                "passwordPolicy",
                "idempotency-key",
                "sec-websocket-key",
                "author",
                "compass",
                "cookieBanner",
                "",
                "pricePerToken",
                "secretName",
                "passenger",
                "publicKey",
                "sortKey",
                "userId",
                "bearerFormat"
            })
    void namesOfOtherThings(String name) {
        assertThat(SensitiveNames.member(name)).isFalse();
        assertThat(SensitiveNames.header(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GITHUB_TOKEN",
                "API_KEY",
                "APIKEY",
                "DB_PASSWORD",
                "DB_PASSWORD_PROD",
                "SECRET",
                "SECRET_KEY_BASE",
                "AWS_SECRET_ACCESS_KEY",
                "PGPASSWORD",
                "MYSQL_PWD",
                "SMTP_PASS",
                "CLIENT_SECRET_2",
                "api-token",
                "GITHUB_PAT",
                "BASIC_AUTH"
            })
    void variablesThatHoldSecrets(String name) {
        assertThat(SensitiveNames.environment(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "PWD",
                "OLDPWD",
                "TOKEN_URL",
                "SECRET_NAME",
                "PASSWORD_FILE",
                "MAX_TOKENS",
                "KEYBOARD",
                "SSH_PUBLIC_KEY",
                "MONKEY",
                "AUTHOR",
                "COMPASS",
                "TOKEN_TTL_SECONDS",
                "SSH_AUTH_SOCK",
                ""
            })
    void variablesThatHoldOtherThings(String name) {
        assertThat(SensitiveNames.environment(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sig", "X-Amz-Signature", "signature", "access_token"})
    void parametersThatGiveAccess(String name) {
        assertThat(SensitiveNames.parameter(name)).isTrue();
    }
}
