package dev.dispatch.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.expression.Generator;
import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The request that an action of a manifest makes of its input. */
class HttpActionCallTest {

    @TempDir
    Path folder;

    private static final class NoGenerator implements Generator {
        @Override
        public String uuid() {
            return "u";
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long randomInt(long least, long most) {
            return least;
        }
    }

    private HttpRequest request(String request, String input) throws IOException {
        Files.writeString(
                folder.resolve("module.json"),
                ("{'name': 'm', 'version': '1.0.0', 'actions': {'a': {'description': 'd', 'input': {}, 'request': {"
                                + request + "}}}}")
                        .replace('\'', '"'));
        ModuleLoader.Loading loading = ModuleLoader.load(folder, Layer.REPO);
        LoadedModule module = ((ModuleLoader.Loading.Loaded) loading).module();
        HttpAction action = ((ActionBody.Request)
                        module.actions().values().iterator().next().body())
                .action();
        ObjectNode values = (ObjectNode) Json.parse(input.replace('\'', '"'));
        ObjectNode credential = Json.object().put("token", "t0k");
        return new HttpActionCall(action, values, credential, Json.object().put("REGION", "eu"), new NoGenerator())
                .request();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'plain' | /x/plain/y",
                "'a/b' | /x/a%2Fb/y",
                "'a b?c#d' | /x/a%20b%3Fc%23d/y",
                "'ä€' | /x/%C3%A4%E2%82%AC/y",
                "'%2e' | /x/%252e/y",
                "'../up' | /x/..%2Fup/y",
                "5 | /x/5/y",
                "5.0 | /x/5/y",
                "1e3 | /x/1000/y",
                "true | /x/true/y",
            })
    void aValueInAPathIsOneSegment(String value, String path) throws IOException {
        assertThat(request("'method': 'GET', 'path': '/x/${input.v}/y'", "{'v': " + value + "}")
                        .url())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aValueThatWouldLeadElsewhereIsRefused(String value) {
        assertThatThrownBy(() -> request("'method': 'GET', 'path': '/x/${input.v}'", "{'v': '" + value + "'}"))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("cannot stand in the path");
    }

    @Test
    void fieldsAreRepeatedForArraysAndLeftOutForNull() throws IOException {
        HttpRequest request = request(
                "'method': 'GET', 'path': '/', 'query': {'tag': '${input.tags}', 'page': '${input.page}', 'no': null,"
                        + " 'gone': '${input.gone?}', 'on': true, 'big': 10000000000000000000001, 'doc': '${input.doc}'},"
                        + " 'headers': {'authorization': 'Bearer ${credential.token}', 'x-region': '${env.REGION}',"
                        + " 'x-gone': '${input.gone?}'}",
                "{'tags': ['a', 2, null], 'page': 1.0, 'doc': {'k': 1}}");
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.query())
                .extracting(field -> field.name() + "=" + field.value())
                .containsExactly("tag=a", "tag=2", "page=1", "on=true", "big=10000000000000000000001", "doc={\"k\":1}");
        assertThat(request.headers())
                .extracting(field -> field.name() + "=" + field.value())
                .containsExactly("authorization=Bearer t0k", "x-region=eu");
    }

    @Test
    void aBodyKeepsItsTypesAndItsNulls() throws IOException {
        HttpRequest request = request(
                "'method': 'POST', 'path': '/', 'body': {'n': '${input.n}', 's': 'n=${input.n}', 'gone': '${input.gone?}',"
                        + " 'list': ['${input.gone?}', '${input.nil}']}",
                "{'n': 2, 'nil': null}");
        assertThat(((HttpContent.Json) request.body()).value())
                .isEqualTo(Json.parse("{\"n\":2,\"s\":\"n=2\",\"list\":[null]}"));
    }

    @Test
    void aFormAndATextAreSentAsSuch() throws IOException {
        assertThat(((HttpContent.Form) request(
                                        "'method': 'POST', 'path': '/', 'form': {'a': '${input.a}', 'b': [1, 2]}",
                                        "{'a': 'x y'}")
                                .body())
                        .fields())
                .extracting(field -> field.name() + "=" + field.value())
                .containsExactly("a=x y", "b=1", "b=2");
        assertThat(((HttpContent.Text)
                                request("'method': 'POST', 'path': '/', 'text': 'a ${input.a}'", "{'a': {'b': 1}}")
                                        .body())
                        .value())
                .isEqualTo("a {\"b\":1}");
        assertThat(request("'method': 'POST', 'path': '/', 'body': '${input.a?}'", "{}")
                        .body())
                .isInstanceOf(HttpContent.None.class);
    }

    @Test
    void anAbsentInputIsARefusalThatNamesIt() {
        assertThatThrownBy(() -> request("'method': 'GET', 'path': '/${input.id}'", "{'idd': 1}"))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("idd");
    }
}
