package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OauthTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CLIENT = "client_id=demo-client&client_secret=demo-secret";
    private static final String GRANT = "grant_type=client_credentials";

    private final DemoApi api;
    private final Client client;

    OauthTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private HttpResponse<byte[]> token(String form, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Content-Type", FORM));
        all.addAll(List.of(headers));
        return client.send("POST", "/oauth/token", form, all.toArray(String[]::new));
    }

    private HttpResponse<byte[]> items(String path, String token) throws Exception {
        return client.send("GET", path, "", "Authorization", "Bearer " + token);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTokenIsGoodForThreeRequestsWhateverItsLifetimeSays() throws Exception {
        HttpResponse<byte[]> given = token(GRANT + "&" + CLIENT);
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(Client.header(given, "Cache-Control")).isEqualTo("no-store");
        JsonNode json = Client.json(given);
        assertThat(json.path("expires_in").intValue()).isEqualTo(3600);
        assertThat(json.path("scope").stringValue()).isEqualTo("items:read");
        String token = json.path("access_token").stringValue();
        for (int use = 1; use <= Tokens.USES; use++) {
            assertThat(items("/items", token).statusCode()).isEqualTo(200);
        }
        HttpResponse<byte[]> spent = items("/items", token);
        assertThat(spent.statusCode()).isEqualTo(401);
        assertThat(Client.header(spent, "WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void thePagesTogetherHoldEachItemOnce() throws Exception {
        List<Integer> ids = new ArrayList<>();
        String next = "/items?limit=20";
        while (!next.isEmpty()) {
            String token = Client.json(token(GRANT + "&" + CLIENT))
                    .path("access_token")
                    .stringValue();
            JsonNode page = Client.json(items(next, token));
            assertThat(page.path("total").intValue()).isEqualTo(Items.COUNT);
            page.path("items")
                    .valueStream()
                    .forEach(item -> ids.add(item.path("id").intValue()));
            next = page.path("next").stringValue("");
        }
        assertThat(ids).hasSize(Items.COUNT).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theListIsForBearersOnly() throws Exception {
        assertThat(client.get("/items").statusCode()).isEqualTo(401);
        assertThat(items("/items", "made-up").statusCode()).isEqualTo(401);
        assertThat(client.send("GET", "/items", "", "Authorization", basic("demo-client:demo-secret"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theClientMayIntroduceItselfByBasicAuthentication() throws Exception {
        assertThat(token(GRANT + "&scope=items:read", "Authorization", basic("demo-client:demo%2Dsecret"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        GRANT + ", 401, invalid_client",
        GRANT + "&client_id=demo-client, 401, invalid_client",
        GRANT + "&client_id=demo-client&client_secret=no, 401, invalid_client",
        CLIENT + ", 400, unsupported_grant_type",
        "grant_type=password&" + CLIENT + ", 400, unsupported_grant_type",
        GRANT + "&scope=items:write&" + CLIENT + ", 400, invalid_scope"
    })
    void aRefusalSaysWhichErrorOfTheStandardItIs(String form, int status, String error) throws Exception {
        HttpResponse<byte[]> refused = token(form);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Client.json(refused).path("error").stringValue()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic ZGVtbw==", "Bearer demo-client:demo-secret"})
    void aHeaderThatIntroducesNobodyIs401(String authorization) throws Exception {
        HttpResponse<byte[]> refused = token(GRANT, "Authorization", authorization);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Client.header(refused, "WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void twoIntroductionsOrABodyThatIsNoFormAre400() throws Exception {
        assertThat(token(GRANT + "&" + CLIENT, "Authorization", basic("demo-client:demo-secret"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send("POST", "/oauth/token", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.get("/oauth/token").statusCode()).isEqualTo(405);
        assertThat(client.get("/oauth").statusCode()).isEqualTo(404);
    }

    @Test
    void theOldestTokenIsForgotten() {
        Tokens tokens = new Tokens();
        String oldest = tokens.issue();
        for (int i = 0; i < Tokens.MOST; i++) {
            tokens.issue();
        }
        assertThat(tokens.use(oldest)).isFalse();
    }
}
