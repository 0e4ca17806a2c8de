package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an operation: its name, its inputs, its request, its answer. */
class ActionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "getPetById, get-pet-by-id",
        "listHTTPServers, list-http-servers",
        "GetV2Users, get-v2-users",
        "repos/get-content, repos-get-content",
        "list_all__things, list-all-things",
        "Über prüfen, uber-prufen",
        "user's-things, users-things",
        "日本, ''"
    })
    void anOperationIdBecomesWordsWithHyphens(String operationId, String name) {
        assertThat(ActionNames.words(operationId)).isEqualTo(name);
    }

    @Test
    void withoutAnOperationIdMethodAndPathAreTheName() {
        assertThat(Specification.of("petstore.yaml").actions()).contains("get-stock");
        assertThat(Specification.of("notes-3.1.json").actions()).contains("get-notes-by-id");
    }

    @Test
    void theFirstOfOneNameKeepsItAndTheOthersTakeNumbersThatAreFree() {
        assertThat(Specification.of("awkward.yaml").actions()).contains("ueber", "ueber-2", "ueber-3");
        assertThat(Specification.of("awkward.yaml").at("ueber-2", "/request/path"))
                .isEqualTo("\"/matrix/;m=${input.m}/.${input.l}\"");
    }

    @Test
    void aNameDoesNotDependOnWhatElseIsImported() {
        Selection one = new Selection(List.of("/cost/*"), List.of());
        assertThat(Specification.of("awkward.yaml", one).actions()).containsExactly("ueber-3");
    }

    @Test
    void inputsHaveNamesThatAnExpressionCanUseAndTheRequestTheOnesOfTheDocument() {
        Specification awkward = Specification.of("awkward.yaml");
        String request = awkward.at("uber-prufen-http-server2", "/request");
        assertThat(request)
                .contains("\"path\":\"/a-b/${input.x_y}/${input.id}\"")
                .contains("\"id\":\"${input.query_id?}\"", "\"id\":\"${input.header_id?}\"")
                .contains("\"page[size]\":\"${input.page_size}\"", "\"$top\":\"${input.top?}\"")
                .contains("\"cookie\":\"sid=${input.sid}\"");
    }

    @Test
    void aBodyWhoseMembersWouldTakeTheNameOfAParameterIsOneInput() {
        Specification awkward = Specification.of("awkward.yaml");
        assertThat(awkward.at("uber-prufen-http-server2", "/request/body")).isEqualTo("\"${input.body}\"");
        assertThat(awkward.at("uber-prufen-http-server2", "/input/properties/body/properties/a.b"))
                .isEqualTo("{\"type\":\"string\"}");
    }

    @Test
    void membersOfABodyBecomeInputsAndThoseThatOnlyTheAnswerHasDoNot() {
        Specification shop = Specification.of("shop.yaml");
        assertThat(shop.at("create-customer", "/request/body"))
                .isEqualTo(
                        "{\"name\":\"${input.name}\",\"email\":\"${input.email}\",\"nickname\":\"${input.nickname?}\","
                                + "\"password\":\"${input.password?}\",\"referredBy\":\"${input.referredBy?}\"}");
        assertThat(shop.at("create-customer", "/input/required")).isEqualTo("[\"name\",\"email\"]");
        assertThat(shop.definition("CustomerInput")).doesNotContain("\"id\"");
        assertThat(shop.definition("Customer")).contains("\"required\":[\"id\",\"name\",\"email\"]");
    }

    @Test
    void aBodyPutTogetherWithAllOfIsTakenApart() {
        Specification shapes = Specification.of("shapes.yaml");
        assertThat(shapes.at("add-shape", "/request/body"))
                .isEqualTo("{\"name\":\"${input.name}\",\"shapes\":\"${input.shapes}\"}");
        assertThat(shapes.at("add-shape", "/input/required")).isEqualTo("[\"name\",\"shapes\"]");
    }

    @Test
    void effectsFollowFromMethods() {
        Specification shop = Specification.of("shop.yaml");
        assertThat(shop.at("get-customer", "/effect")).isEqualTo("\"read\"");
        assertThat(shop.at("set-avatar", "/effect")).isEqualTo("\"write\"");
        assertThat(shop.at("delete-customer", "/effect")).isEqualTo("\"delete\"");
    }

    @Test
    void successStatusesAndTheirSchemasAreTakenAndAnEmptyAnswerIsOneOfThem() {
        Specification petstore = Specification.of("petstore.yaml");
        assertThat(petstore.at("add-pet", "/expectStatus")).isEqualTo("[200,202]");
        assertThat(petstore.at("add-pet", "/responseSchema"))
                .isEqualTo("{\"anyOf\":[{\"$ref\":\"#/$defs/Pet\"},{\"type\":\"object\",\"maxProperties\":0}]}");
        assertThat(petstore.at("get-pet-by-id", "/expectStatus")).isEqualTo("[\"2xx\"]");
        assertThat(petstore.at("get-pet-by-id", "/description")).isEqualTo("\"Deprecated: Find a pet\"");
        assertThat(petstore.at("add-pet", "/checkResponse")).isEmpty();
    }

    @Test
    void formsAreSentByTheirEncoding() {
        assertThat(Specification.of("forms.yaml").at("login", "/request/form"))
                .isEqualTo("{\"user\":\"${input.user}\",\"roles\":\"${input.roles?}\",\"scopes\":\"${input.scopes?}\","
                        + "\"address[city]\":\"${input.address.city?}\",\"meta\":\"${input.meta?}\"}");
    }

    @Test
    void partsOfAMultipartFormAreTextsAndFiles() {
        Specification upload = Specification.of("upload.yaml");
        assertThat(upload.at("upload", "/request/multipart"))
                .isEqualTo("{\"document\":{\"file\":\"${input.document}\",\"type\":\"application/pdf\"},"
                        + "\"pictures\":{\"file\":\"${input.pictures?}\"},\"title\":\"${input.title?}\","
                        + "\"labels\":\"${input.labels?}\","
                        + "\"raw\":{\"file\":\"${input.raw?}\",\"type\":\"application/octet-stream\"}}");
        assertThat(upload.leftOut()).containsExactly("POST /anything: form");
    }

    @Test
    void jsonIsChosenOfSeveralBodiesAndTheOthersAreListed() {
        Specification forms = Specification.of("forms.yaml");
        assertThat(forms.at("send-either", "/request/body")).isEqualTo("{\"a\":\"${input.a}\"}");
        assertThat(forms.notExpressed())
                .contains("PUT /both /paths/~1both/put/requestBody/content: request body as text/plain,"
                        + " application/vnd.forms+json");
        assertThat(forms.at("send-xml", "/request"))
                .contains("\"content-type\":\"application/xml\"", "\"text\":\"${input.body}\"");
        assertThat(Specification.of("notes-3.1.json").at("notes-merge", "/request/headers"))
                .isEqualTo("{\"content-type\":\"application/merge-patch+json\"}");
    }

    @Test
    void whatWouldSendSomethingWrongLeavesNoAction() {
        assertThat(Specification.of("awkward.yaml").leftOut())
                .containsExactly(
                        "GET /matrix/{list}: path parameter 'list'",
                        "GET /fragment#one: path '/fragment#one'",
                        "GET no-slash: path 'no-slash'",
                        "GET /open{brace: path '/open{brace'");
        assertThat(Specification.of("petstore.yaml").leftOut())
                .containsExactly("TRACE /pets/{petId}: method TRACE", "POST /pets/{petId}/photo: request body");
        assertThat(Specification.of("circular.json").leftOut()).containsExactly("PUT /lost: parameter");
    }

    @Test
    void anOperationWithServersOfItsOwnHasNoAction() {
        Specification other = Specification.written(folder, """
                paths:
                  /a:
                    servers: [{url: 'https://a.example'}]
                    get: {responses: {'200': {description: ok}}}
                  /b:
                    get: {servers: [{url: 'https://b.example'}], responses: {'200': {description: ok}}}
                """);
        assertThat(other.actions()).containsExactly("get-a");
        assertThat(other.leftOut()).containsExactly("GET /b: servers of the operation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{url: 'https://a.example/v1'}] | ${env.MY_API_BASE_URL:-https://a.example/v1}",
                "[{url: '/v1'}] | ${env.MY_API_BASE_URL}",
                "[{url: 'https://{host}/x'}] | ${env.MY_API_BASE_URL}",
                "[{url: 'https://{h}/x', variables: {h: {default: b.example}}}] | ${env.MY_API_BASE_URL:-https://b.example/x}",
                "[{url: 'https://u:p@a.example'}] | ${env.MY_API_BASE_URL}",
                "[{url: 'ftp://a.example'}] | ${env.MY_API_BASE_URL}",
                "[] | ${env.MY_API_BASE_URL}",
                "nonsense | ${env.MY_API_BASE_URL}"
            })
    void theFirstServerIsTheDefaultBaseUrl(String servers, String baseUrl) {
        OpenApiDocument document = Specification.document(
                folder, "openapi: 3.1.0\nservers: " + servers + "\npaths: {/a: {get: {responses: {}}}}\n");
        Imported imported = OpenApiImport.of(document, "my-api", "1.0.0", Selection.ALL);
        assertThat(imported.manifest().path("http").path("baseUrl").stringValue())
                .isEqualTo(baseUrl);
        assertThat(imported.notExpressed()).hasSize(baseUrl.contains(":-") ? 0 : 1);
    }

    @Test
    void anOperationsParameterReplacesThatOfItsPath() {
        Specification one = Specification.written(folder, """
                paths:
                  /a:
                    parameters: [{name: q, in: query, schema: {type: string}}, {name: r, in: query, schema: {type: string}}]
                    get:
                      parameters: [{name: q, in: query, required: true, schema: {type: integer}}]
                      responses: {}
                """);
        assertThat(one.at("get-a", "/request/query")).isEqualTo("{\"q\":\"${input.q}\",\"r\":\"${input.r?}\"}");
        assertThat(one.at("get-a", "/input/properties/q")).isEqualTo("{\"type\":\"integer\"}");
    }

    @Test
    void anObjectInTheQueryIsSentMemberByMember() {
        Specification one = Specification.written(folder, """
                paths:
                  /a:
                    get:
                      parameters:
                        - {name: f, in: query, style: deepObject, required: true, schema: {type: object, required: [x], properties: {x: {type: string}, 'y z': {type: integer}, n: {type: object}}}}
                        - {name: g, in: query, schema: {type: object, properties: {p: {type: array, items: {type: string}}}}}
                        - {name: h, in: query, style: deepObject, schema: {type: object}}
                        - {name: i, in: query, style: deepObject, schema: {type: array, items: {type: string}}}
                      responses: {}
                """);
        assertThat(one.at("get-a", "/request/query"))
                .isEqualTo("{\"f[x]\":\"${input.f.x}\",\"f[y z]\":\"${input.f['y z']?}\",\"p\":\"${input.g.p?}\"}");
        assertThat(one.notExpressed())
                .containsExactly(
                        "GET /a /paths/~1a/get/parameters/0/schema/properties/n: member 'n' of query parameter 'f'",
                        "GET /a /paths/~1a/get/parameters/2: query parameter 'h'",
                        "GET /a /paths/~1a/get/parameters/3: query parameter 'i'");
    }

    @Test
    void whatIsOnlyLeftOutOfTheRequestWhereItIsRequiredCostsTheAction() {
        Specification one = Specification.written(folder, """
                paths:
                  /a:
                    get:
                      parameters: [{name: h, in: query, required: true, style: deepObject, schema: {type: object}}]
                      responses: {}
                  /b:
                    get: {parameters: [{$ref: 'other.yaml#/P'}], responses: {}}
                """);
        assertThat(one.actions()).isEmpty();
        assertThat(one.leftOut()).containsExactly("GET /a: query parameter 'h'", "GET /b: parameter");
    }

    @Test
    void credentialsAreSentWhereTheSchemeSays() {
        Specification doors = Specification.of("security.json");
        assertThat(doors.at("get-basic", "/request/headers"))
                .isEqualTo("{\"authorization\":\"Basic ${base64(credential.usernameAndPassword)}\"}");
        assertThat(doors.at("get-bearer", "/request/headers"))
                .isEqualTo("{\"authorization\":\"Bearer ${credential.jwt}\"}");
        assertThat(doors.at("get-cookie", "/request/headers")).isEqualTo("{\"cookie\":\"sid=${credential.session}\"}");
        assertThat(doors.at("get-two", "/request/query")).isEqualTo("{\"key\":\"${credential.key}\"}");
        assertThat(doors.at("get-two", "/credential/required")).isEqualTo("[\"app\",\"key\"]");
        assertThat(doors.at("get-clash", "/request/headers"))
                .isEqualTo("{\"authorization\":\"Bearer ${credential.login}\"}");
    }

    @Test
    void theOnlySchemeOfAKindHasTheUsualNameOfItsMember() {
        assertThat(Json.compact(Specification.of("shop.yaml")
                        .action("pay-order")
                        .path("credential")
                        .path("required")))
                .isEqualTo("[\"apiKey\"]");
    }

    @Test
    void optionalSecurityAndWhatNoTemplateSendsAskForNoCredential() {
        Specification doors = Specification.of("security.json");
        for (String action : new String[] {"get-none", "get-digest", "get-optional", "get-certificate"}) {
            assertThat(doors.at(action, "/credential")).as(action).isEmpty();
        }
        assertThat(doors.notExpressed())
                .contains(
                        "GET /digest /paths/~1digest/get/security/0: security digest",
                        "GET /optional /paths/~1optional/get/security/1: security jwt",
                        "GET /either /paths/~1either/get/security/2: no security");
    }

    @Test
    void webhooksCallbacksAndLinksAreListed() {
        assertThat(Specification.of("notes-3.1.json").notExpressed())
                .contains("/webhooks/noteAdded: webhook 'noteAdded'");
        assertThat(Specification.of("petstore.yaml").notExpressed())
                .contains(
                        "GET /stock /paths/~1stock/get/callbacks: callbacks",
                        "/components/responses/Pet/links: links of an answer");
    }
}
