package dev.dispatch.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlanPreviewTest {

    private static final String SHOP = """
            {'name': 'shop', 'version': '1.0.0',
             'http': {'baseUrl': '${env.BASE}/shop/v1/', 'defaultHeaders': {'X-Shop': '${env.TENANT:-none}', 'Accept': 'application/json'}},
             'actions': {
               'search': {'description': 'd', 'effect': 'read',
                 'input': {'type': 'object', 'properties': {'words': {'type': 'array'}, 'limit': {'type': 'integer', 'default': 20}, 'page': {'type': 'integer'}}},
                 'request': {'method': 'GET', 'path': '/search', 'query': {'q': '${input.words}', 'limit': '${input.limit}', 'page': '${input.page?}'}}},
               'item': {'description': 'd', 'effect': 'read',
                 'input': {'type': 'object', 'properties': {'sku': {'type': 'string'}}},
                 'request': {'method': 'GET', 'path': '/items/${input.sku}/details'}},
               'order': {'description': 'd', 'effect': 'write',
                 'input': {'type': 'object', 'properties': {'lines': {'type': 'array'}, 'note': {}, 'currency': {'type': 'string', 'default': 'EUR'}}},
                 'request': {'method': 'POST', 'path': 'orders', 'headers': {'X-Shop': 'own', 'X-Copies': 2},
                   'body': {'lines': '${input.lines}', 'note': '${input.note?}', 'currency': '${input.currency}', 'ratio': 1.50}}},
               'login': {'description': 'd', 'effect': 'write',
                 'input': {'type': 'object', 'properties': {'user': {'type': 'string'}}},
                 'credential': {'type': 'object', 'properties': {'password': {'type': 'string'}}, 'required': ['password']},
                 'request': {'method': 'POST', 'path': '/login', 'form': {'user': '${input.user}', 'password': '${credential.password}'}}},
               'note': {'description': 'd', 'effect': 'write',
                 'input': {'type': 'object', 'properties': {'text': {'type': 'string'}}},
                 'request': {'method': 'PUT', 'path': '/note', 'text': 'Note: ${input.text}'}},
               'tagged': {'description': 'd',
                 'input': {'type': 'object', 'properties': {'id': {}}},
                 'request': {'method': 'POST', 'path': '/tagged', 'query': {'hash': '${sha256(input.id)}'}, 'headers': {'Idempotency-Key': '${uuid()}'}}}
             }}
            """;

    private static final String HTTP =
            "'http': {'baseUrl': '${env.BASE}/base', 'defaultHeaders': {'X-Job': 'j-${input.n:-0}'}}, ";

    @TempDir
    private Path folder;

    private Previewing previewing;

    @BeforeEach
    void open() {
        previewing = new Previewing(folder).module("shop", SHOP);
    }

    @AfterEach
    void close() {
        previewing.close();
    }

    private void assertSentAsPlanned(String job) {
        JsonNode steps = previewing.preview(job).path("steps");
        assertThat(previewing.run(job).status()).isEqualTo(RunStatus.SUCCESS);
        List<Previewing.Received> received = previewing.received();
        assertThat(received).hasSize(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            JsonNode request = steps.get(i).path("request");
            assertThat(request.path("known").booleanValue())
                    .as(steps.get(i).toString())
                    .isTrue();
            assertSame(request, received.get(i));
        }
    }

    private void assertSame(JsonNode planned, Previewing.Received sent) {
        assertThat(sent.method()).isEqualTo(planned.path("method").asString(""));
        assertThat(previewing.base() + sent.target())
                .isEqualTo(planned.path("url").asString(""));
        JsonNode body = planned.path("body");
        assertThat(sent.body())
                .isEqualTo(
                        body.has("json")
                                ? Json.compact(body.get("json"))
                                : body.path("text").asString(""));
        assertThat(sent.contentType()).isEqualTo(body.path("contentType").asString(""));
        planned.path("headers")
                .properties()
                .forEach(header -> assertThat(sent.headers())
                        .as(header.getKey())
                        .anySatisfy((name, values) -> {
                            assertThat(name).isEqualToIgnoringCase(header.getKey());
                            assertThat(String.join(", ", values))
                                    .isEqualTo(header.getValue().asString(""));
                        }));
    }

    @Test
    void actionsOfModulesSendWhatWasPlanned() {
        previewing
                .input("sku", "'a/b c?ü'")
                .input("lines", "[{'sku': 'x', 'count': 2}]")
                .env("TENANT", "north");
        assertSentAsPlanned(Previewing.job(
                "'inputs': {'sku': {'type': 'string'}, 'lines': {'type': 'array'}}, ",
                "{'id': 'search', 'action': 'shop.search', 'payload': {'words': ['a b', '&', 'ü', 1.0]}}",
                "{'id': 'item', 'action': 'shop.item', 'payload': {'sku': '${input.sku}'}}",
                "{'id': 'order', 'action': 'shop.order', 'payload': {'lines': '${input.lines}'}}",
                "{'id': 'full', 'action': 'shop.order', 'payload': {'lines': [], 'note': {'z': null, 'a': 'é'}, 'currency': 'CHF'}}",
                "{'id': 'note', 'action': 'shop.note', 'payload': {'text': 'sku ${input.sku}'}}"));
    }

    @Test
    void requestsOfTheJobSendWhatWasPlanned() {
        previewing.input("n", "5");
        String absolute = previewing.base();
        assertSentAsPlanned(Previewing.job(
                HTTP + "'inputs': {'n': {'type': 'integer'}}, ",
                "{'id': 'get', 'action': 'http.request', 'payload': {'path': 'a/${input.n}?x=1', 'query': {'q': ['a', 'b+c'], 'n': '${input.n}'}}}",
                "{'id': 'json', 'action': 'http.request', 'payload': {'method': 'post', 'path': '/j', 'body': {'b': [1, 2.50, null], 'a': '${input.n}'}}}",
                "{'id': 'form', 'action': 'http.request', 'payload': {'method': 'POST', 'path': '/f', 'form': {'a': ['x y', '='], 'b': '${input.n}'}}}",
                "{'id': 'text', 'action': 'http.request', 'payload': {'method': 'PATCH', 'path': '/t', 'text': 'n=${input.n}', 'headers': {'Content-Type': 'text/csv', 'X-Job': 'own'}}}",
                "{'id': 'typed', 'action': 'http.request', 'payload': {'method': 'PUT', 'path': '/p', 'headers': {'content-type': 'application/merge-patch+json'}, 'body': {'a': 1}}}",
                "{'id': 'whole', 'action': 'http.request', 'payload': {'method': 'DELETE', 'url': '" + absolute
                        + "/else/where/#part', 'expectStatus': '2xx', 'timeout': '5s'}}",
                "{'id': 'of-module', 'action': 'shop.item', 'payload': {'sku': 'x'}}"));
    }

    @Test
    void whatIsNotKnownStaysInItsPlaceAndSaysWhy() {
        String job = Previewing.job(
                HTTP + "'inputs': {'n': {'type': 'integer', 'default': 1}}, ",
                "{'id': 'create', 'action': 'http.request', 'payload': {'method': 'POST', 'path': '/o'}, 'capture': {'order': 'response.body.id'}}",
                "{'id': 'look', 'action': 'http.request', 'payload': {'path': '/o/${step.create.response.body.id}/${input.n}', 'query': {'o': ['${run.order}', 'b']}}}",
                "{'id': 'put', 'action': 'http.request', 'payload': {'method': 'PUT', 'path': '/o', 'timeout': '5s', 'body': {'id': '${run.order}', 'text': 'n ${input.n} of ${run.order}'}}}");
        JsonNode look = previewing.step(job, "look");
        assertThat(look.path("request").path("known").booleanValue()).isFalse();
        assertThat(look.path("request").path("url").asString(""))
                .isEqualTo(previewing.base() + "/base/o/${step.create.response.body.id}/1?o=${run.order}&o=b");
        assertThat(look.path("unknown").findValuesAsString("pointer"))
                .containsExactly("/scenario/steps/1/payload/path", "/scenario/steps/1/payload/query/o/0");
        assertThat(look.path("unknown").findValuesAsString("reference"))
                .containsExactly("step.create.response.body.id", "run.order");
        assertThat(look.path("unknown").findValuesAsString("why"))
                .containsExactly("step 'create' has not run", "step 'create', which captures it, has not run");
        JsonNode put = previewing.step(job, "put");
        assertThat(Json.compact(put.path("request").path("body").path("json")))
                .isEqualTo("{\"id\":\"${run.order}\",\"text\":\"n 1 of ${run.order}\"}");
        assertThat(put.path("request").path("url").asString("")).isEqualTo(previewing.base() + "/base/o");
    }

    @Test
    void aUrlMayBeUnknownAsAWholeOrInItsHost() {
        String job = Previewing.job(
                "",
                "{'id': 'find', 'action': 'http.request', 'payload': {'url': '" + previewing.base() + "/'}}",
                "{'id': 'all', 'action': 'http.request', 'payload': {'url': '${step.find.response.body.next}', 'query': {'a': 'b c'}}}",
                "{'id': 'start', 'action': 'http.request', 'payload': {'url': '${step.find.response.body.base}/x'}}",
                "{'id': 'host', 'action': 'http.request', 'payload': {'method': '${step.find.response.body.m}', 'url': 'http://${step.find.response.body.host}/y'}}",
                "{'id': 'port', 'action': 'http.request', 'payload': {'url': 'http://localhost:${step.find.response.body.port}/z'}}");
        assertThat(url(job, "all")).isEqualTo("${step.find.response.body.next}?a=b%20c");
        assertThat(url(job, "start")).isEqualTo("${step.find.response.body.base}/x");
        assertThat(url(job, "host")).isEqualTo("http://${step.find.response.body.host}/y");
        assertThat(previewing.step(job, "host").path("request").path("method").asString(""))
                .isEqualTo("${step.find.response.body.m}");
        assertThat(url(job, "port")).isEqualTo("http://localhost:${step.find.response.body.port}/z");
        assertThat(previewing.preview(job).path("steps"))
                .allSatisfy(step -> assertThat(step.has("wouldFail")).isFalse());
    }

    private String url(String job, String step) {
        return previewing.step(job, step).path("request").path("url").asString("");
    }

    @Test
    void aRequestHasTheEffectOfItsMethodAsPoliciesCountIt() {
        String job = Previewing.job(
                HTTP
                        + "'inputs': {'n': {'type': 'integer', 'default': 1}, 'm': {'type': 'string', 'default': 'GET'}}, ",
                "{'id': 'read', 'action': 'http.request', 'payload': {'path': '/a'}}",
                "{'id': 'write', 'action': 'http.request', 'payload': {'path': '/a', 'method': 'POST'}}",
                "{'id': 'poll', 'action': 'flow.poll', 'payload': {'action': 'http.request', 'payload': {'path': '/a'},"
                        + " 'conditions': {'path': '$.status', 'op': 'eq', 'value': 200}}}",
                "{'id': 'either', 'action': 'http.request', 'payload': {'path': '/a', 'method': '${input.m}'}}");
        assertThat(previewing.preview(job).path("steps"))
                .extracting(step -> step.path("effect").asString("") + " " + step.path("effectDeclared"))
                .containsExactly("read true", "write true", "read true", "delete false");
    }

    @Test
    void whatEachRunMakesAnewIsUnknown() {
        String job = Previewing.job(
                HTTP + "'inputs': {'n': {'type': 'integer', 'default': 1}}, ",
                "{'id': 'own', 'action': 'http.request', 'payload': {'path': '/${uuid()}', 'query': {'run': '${run.runId}'}}}",
                "{'id': 'tagged', 'action': 'shop.tagged', 'payload': {'id': '${run.startedAt}'}}");
        assertThat(url(job, "own")).isEqualTo(previewing.base() + "/base/${uuid()}?run=${run.runId}");
        JsonNode tagged = previewing.step(job, "tagged");
        assertThat(tagged.path("request")
                        .path("headers")
                        .path("Idempotency-Key")
                        .asString(""))
                .isEqualTo("${uuid()}");
        assertThat(tagged.path("request").path("url").asString("")).endsWith("/tagged?hash=${sha256(input.id)}");
        assertThat(tagged.path("effect").asString("")).isEqualTo("delete");
        assertThat(tagged.path("effectDeclared").booleanValue()).isFalse();
        assertThat(tagged.path("unknown").findValuesAsString("why"))
                .contains("each run makes another value", "its input is not known");
    }

    @Test
    void noSecretIsInAPlan() {
        previewing
                .env("SHOP_PASSWORD", "hunter2-hunter2")
                .input("pin", "'998877665'")
                .env("API_TOKEN", "tok-12345678");
        String job = Previewing.job(
                "'http': {'baseUrl': '${env.BASE}', 'defaultHeaders': {'Authorization': 'Bearer ${env.API_TOKEN}'}}, "
                        + "'inputs': {'pin': {'type': 'string', 'secret': true}}, "
                        + "'credentials': {'shop': {'fromEnv': {'password': 'SHOP_PASSWORD'}}}, ",
                "{'id': 'login', 'action': 'shop.login', 'credential': 'shop', 'payload': {'user': 'ü ${input.pin}'}}",
                "{'id': 'later', 'action': 'http.request', 'payload': {'path': '/${input.pin}', 'query': {'t': '${env.API_TOKEN}'}, 'headers': {'X-Api-Key': 'literal-key-1'}}}",
                "{'id': 'log', 'action': 'flow.log', 'payload': {'message': 'literal-key-1 ${input.pin}'}}");
        String shown = Json.compact(previewing.preview(job));
        assertThat(shown)
                .doesNotContain("hunter2", "998877665", "tok-12345678", "literal-key-1")
                .contains("user=", "password=[REDACTED]", "\"env\":\"SHOP_PASSWORD\",\"set\":true");
    }

    @Test
    void aPollSaysHowOftenItCallsItsAction() {
        String job = Previewing.job(
                HTTP + "'inputs': {'n': {'type': 'integer', 'default': 1}}, ",
                "{'id': 'wait', 'action': 'flow.poll', 'payload': {'action': 'shop.item', 'payload': {'sku': 'a'}, 'intervalMs': 1000, 'maxDurationMs': 4500, 'minSuccessAttempts': 2, 'conditions': {'path': '$.id', 'op': 'eq', 'value': 7}}}");
        JsonNode wait = previewing.step(job, "wait");
        assertThat(Json.compact(wait.path("poll")))
                .isEqualTo("{\"intervalMs\":1000,\"maxDurationMs\":4500,\"fewestTries\":2,\"mostTries\":5}");
        assertThat(wait.path("calledAction").asString("")).isEqualTo("shop.item");
        assertThat(wait.path("request").path("known").booleanValue()).isTrue();
        assertThat(Json.compact(previewing.preview(job).path("totals").path("calls")))
                .isEqualTo("{\"fewest\":2,\"most\":5}");
    }

    @Test
    void aConditionOverInputsAloneIsSettled() {
        previewing.input("mode", "'fast'");
        String members = "'inputs': {'mode': {'type': 'string'}}, ";
        String log = "'action': 'flow.log', 'payload': {'message': 'm'}}";
        String job = Previewing.job(
                members,
                "{'id': 'no', 'when': {'path': '$.input.mode', 'op': 'eq', 'value': 'slow'}, " + log,
                "{'id': 'yes', 'when': {'path': '$.input.mode', 'op': 'eq', 'value': 'fast'}, " + log,
                "{'id': 'later', 'when': {'path': '$.steps.yes.status', 'op': 'eq', 'value': 'SUCCEEDED'}, " + log);
        assertThat(previewing.step(job, "no").path("when").path("holds").asString(""))
                .isEqualTo("false");
        assertThat(previewing.step(job, "no").has("input")).isFalse();
        assertThat(previewing.step(job, "yes").path("when").path("holds").asString(""))
                .isEqualTo("true");
        assertThat(previewing.step(job, "yes").path("input").path("message").asString(""))
                .isEqualTo("m");
        assertThat(previewing.step(job, "later").path("when").has("holds")).isFalse();
    }

    @Test
    void whatWasNotGivenLeavesItsReference() {
        String job = Previewing.job(
                "'http': {'baseUrl': '${env.NOWHERE}/v1', 'defaultHeaders': {'X-Tenant': '${env.MISSING}'}}, "
                        + "'inputs': {'sku': {'type': 'string', 'required': true}}, "
                        + "'credentials': {'shop': {'fromEnv': {'password': 'NO_PASSWORD'}}}, ",
                "{'id': 'item', 'action': 'http.request', 'payload': {'path': '/items/${input.sku}'}}",
                "{'id': 'login', 'action': 'shop.login', 'credential': 'shop', 'payload': {'user': 'u'}}",
                "{'id': 'get', 'action': 'http.request', 'payload': {'path': '/', 'query': {'p': '${credential.shop.password}'}}}");
        JsonNode item = previewing.step(job, "item");
        assertThat(item.path("request").path("url").asString("")).isEqualTo("${env.NOWHERE}/v1/items/${input.sku}");
        assertThat(item.path("request").path("headers").path("X-Tenant").asString(""))
                .isEqualTo("${env.MISSING}");
        assertThat(item.path("unknown").findValuesAsString("why"))
                .contains(
                        "input 'sku' has no value",
                        "environment variable 'NOWHERE' is not set",
                        "environment variable 'MISSING' is not set");
        assertThat(previewing
                        .step(job, "login")
                        .path("request")
                        .path("body")
                        .path("text")
                        .asString(""))
                .isEqualTo("user=u&password=${credential.password}");
        assertThat(previewing.step(job, "get").path("unknown").findValuesAsString("why"))
                .contains("environment variable 'NO_PASSWORD' is not set");
    }

    @Test
    void whatWouldFailBeforeItIsSentSaysSo() {
        previewing.input("sku", "'..'");
        String job = Previewing.job(
                HTTP + "'inputs': {'sku': {'type': 'string'}, 'n': {'type': 'integer', 'default': 1}}, ",
                "{'id': 'dots', 'action': 'shop.item', 'payload': {'sku': '${input.sku}'}}",
                "{'id': 'body', 'action': 'http.request', 'payload': {'path': '/', 'body': {}}}");
        assertThat(previewing.step(job, "dots").path("wouldFail").asString("")).contains("'..' cannot stand");
        assertThat(previewing.step(job, "body").path("wouldFail").asString("")).contains("carries no body");
        assertThat(previewing
                        .preview(job)
                        .path("totals")
                        .path("calls")
                        .path("most")
                        .intValue())
                .isZero();
    }

    @Test
    void totalsCountEffectsHostsAndCalls() {
        String job = Previewing.job(
                HTTP + "'inputs': {'n': {'type': 'integer', 'default': 1}}, ",
                "{'id': 'item', 'action': 'shop.item', 'payload': {'sku': 'a'}}",
                "{'id': 'maybe', 'action': 'http.request', 'when': {'path': '$.steps.item.status', 'op': 'eq', 'value': 'SUCCEEDED'}, 'payload': {'method': 'DELETE', 'url': 'https://example.com/'}}",
                "{'id': 'keep', 'action': 'memory.store', 'payload': {'namespace': 'shop', 'key': 'k', 'value': 1}}");
        JsonNode totals = previewing.preview(job).path("totals");
        assertThat(Json.compact(totals))
                .isEqualTo("{\"steps\":3,\"effects\":{\"read\":1,\"write\":1,\"delete\":1},\"hosts\":[\""
                        + previewing.base().substring("http://".length())
                        + "\",\"example.com\"],\"calls\":{\"fewest\":1,\"most\":2}}");
        assertThat(previewing.step(job, "keep").path("input").path("key").asString(""))
                .isEqualTo("k");
    }
}
