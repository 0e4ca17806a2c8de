package dev.dispatch.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AuthPreviewTest {

    private static final String SHOP = """
            {'name': 'shop', 'version': '1.0.0',
             'http': {'baseUrl': '${env.BASE}', 'auth': {'type': 'bearer', 'token': '${credential.token}'}},
             'actions': {
               'open': {'description': 'd', 'request': {'method': 'GET', 'path': '/open'}},
               'list': {'description': 'd',
                 'credential': {'type': 'object', 'properties': {'token': {'type': 'string'}}, 'required': ['token']},
                 'request': {'method': 'GET', 'path': '/list'}}}}
            """;

    @TempDir
    private Path folder;

    private Previewing previewing;

    @BeforeEach
    void open() {
        previewing = new Previewing(folder).env("SHOP_TOKEN", "t0k-of-the-shop").module("shop", SHOP);
    }

    @AfterEach
    void close() {
        previewing.close();
    }

    private JsonNode request(String http, String step) {
        String job =
                ("{'schemaVersion': 1, 'jobType': 't', 'credentials': {'shop': {'fromEnv': {'token': 'SHOP_TOKEN'}}}, "
                                + http + "'scenario': {'steps': [" + step + "]}}")
                        .replace('\'', '"');
        JsonNode shown = previewing.step(job, "s");
        assertThat(shown.toString()).doesNotContain("t0k-of-the-shop");
        return shown.path("request");
    }

    private static String http(String auth) {
        return "'http': {'baseUrl': '${env.BASE}', 'auth': " + auth + "}, ";
    }

    private static String get(String more) {
        return "{'id': 's', 'action': 'http.request', 'payload': {'path': '/a'" + more + "}}";
    }

    @Test
    void theTypeOfAJobIsShownAlsoWhereItsValueComesLater() {
        JsonNode request = request(http("{'type': 'bearer', 'token': '${run.token}'}"), get(""));
        assertThat(request.path("auth").asString("")).isEqualTo("bearer");
        assertThat(request.path("known").booleanValue()).isTrue();
    }

    @Test
    void theNearestPlaceIsShown() {
        String job = http("{'type': 'bearer', 'token': '${credential.shop.token}'}");
        assertThat(request(job, get(", 'auth': 'none'")).has("auth")).isFalse();
        assertThat(request(job, get(", 'headers': {'authorization': 'own'}")).has("auth"))
                .isFalse();
        assertThat(request(
                                job,
                                get(", 'auth': {'type': 'api-key', 'name': 'key', 'value': '${credential.shop.token}',"
                                        + " 'in': 'query'}"))
                        .path("auth")
                        .asString(""))
                .isEqualTo("api-key");
    }

    @Test
    void aModuleWithACredentialIsShownWhereTheActionTakesOne() {
        assertThat(request("", "{'id': 's', 'action': 'shop.list', 'credential': 'shop'}")
                        .path("auth")
                        .asString(""))
                .isEqualTo("bearer");
        assertThat(request("", "{'id': 's', 'action': 'shop.open'}").has("auth"))
                .isFalse();
    }
}
