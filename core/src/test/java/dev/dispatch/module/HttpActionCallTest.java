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
import java.util.List;
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
        return request(request, input, "");
    }

    /** @param members of the action besides its request, each with a comma behind it */
    private HttpRequest request(String request, String input, String members) throws IOException {
        Files.writeString(
                folder.resolve("module.json"),
                ("{'name': 'm', 'version': '1.0.0', 'actions': {'a': {'description': 'd', 'input': {}, 'credential': {}, "
                                + members + "'request': {" + request + "}}}}")
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
                        + " 'gone': '${input.gone?}', 'on': true, 'big': 10000000000000000000001, 'empty': ''},"
                        + " 'headers': {'authorization': 'Bearer ${credential.token}', 'x-region': '${env.REGION}',"
                        + " 'x-gone': '${input.gone?}'}",
                "{'tags': ['a', 2, null], 'page': 1.0}");
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.query())
                .extracting(field -> field.name() + "=" + field.value())
                .containsExactly("tag=a", "tag=2", "page=1", "on=true", "big=10000000000000000000001", "empty=");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'path': '/x/.${input.a}' | {'a': '.'} | cannot stand in the path",
                "'path': '/x/${input.a}${input.a}/y' | {'a': '.'} | cannot stand in the path",
                "'path': '/x/${input.a}%2E?q=1' | {'a': '.'} | cannot stand in the path",
                "'path': '/x/${input.a}' | {} | ${input.a} has no value",
                "'path': '/', 'query': {'q': '${input.a}'} | {'a': {'k': 1}} | 'q' in 'query' must be text",
                "'path': '/', 'query': {'q': '${input.a}'} | {'a': [1, [2]]} | 'q' in 'query' must be text",
                "'path': '/', 'query': '${input.a}' | {'a': [1]} | 'query' must be an object, is an array",
                "'path': '/', 'form': {'f': '${input.a}'} | {'a': [{}]} | 'f' in 'form' must be text",
                "'path': '/', 'form': '${input.a}' | {'a': 'x'} | 'form' must be an object, is a string",
                "'path': '/', 'headers': {'h': '${input.a}'} | {'a': {'k': 1}} | 'h' in 'headers' must be text",
                "'path': '/', 'headers': '${input.a}' | {'a': {'X-A': 1, 'x-a': 2}} | 'X-A' and 'x-a' are one header",
                "'path': '/', 'multipart': {'p': '${input.a}'} | {'a': {'file': '/etc/passwd'}} | 'p' in 'multipart' must be text",
                "'path': '/', 'multipart': {'p': '${input.a}'} | {'a': [{'file': '/etc/passwd'}]} | 'p' in 'multipart' must be text",
                "'path': '/', 'multipart': {'p': {'file': '${input.a}'}} | {'a': 5} | must be the path of a file, is an integer",
                "'path': '/', 'multipart': {'p': {'file': '${input.a}'}} | {'a': ' '} | must be the path of a file, is an empty text",
                "'path': '/', 'multipart': {'p': {'file': 'f', 'type': '${input.a}'}} | {'a': 'text'} | must be a media type",
                "'path': '/', 'multipart': {'p': {'file': 'f', 'type': '${input.a}'}} | {'a': 'text/x\\r\\nx: y'} | must be a media type",
                "'path': '/', 'multipart': {'p': {'file': 'f', 'filename': '${input.a}'}} | {'a': 1} | 'filename' of the part 'p' must be a text",
            })
    void whatHasNoFormInARequestIsRefusedBeforeItIsSent(String request, String input, String why) {
        assertThatThrownBy(() -> request("'method': 'POST', " + request, input))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.BAD_INPUT))
                .hasMessageContaining(why);
    }

    @Test
    void anAbsentOptionalInputIsLeftOutWhereverItStands() throws IOException {
        HttpRequest request = request(
                "'method': 'POST', 'path': '/', 'query': '${input.a?}', 'headers': '${input.a?}', 'form': '${input.a?}'",
                "{}");
        assertThat(request.query()).isEmpty();
        assertThat(request.headers()).isEmpty();
        assertThat(request.body()).isInstanceOf(HttpContent.None.class);
        assertThat(request("'method': 'POST', 'path': '/', 'text': '${input.a?}'", "{}")
                        .body())
                .isInstanceOf(HttpContent.None.class);
        assertThat(fields(((HttpContent.Form) request(
                                        "'method': 'POST', 'path': '/', 'form': {'a': ['${input.a?}', 'x'], 'b': '${input.a?}',"
                                                + " 'c': [], 'd': '', 'e': null, 'f': false}",
                                        "{}")
                                .body())
                        .fields()))
                .containsExactly("a=x", "d=", "f=false");
        HttpContent.Multipart parts = (HttpContent.Multipart) request(
                        "'method': 'POST', 'path': '/', 'multipart': {'a': '${input.a?}', 'b': ['${input.a?}', 'x', {'file': '${input.a?}'}],"
                                + " 'c': {'file': 'f', 'filename': '${input.a?}', 'type': '${input.a?}'}}",
                        "{}")
                .body();
        assertThat(parts.parts())
                .containsExactly(new HttpContent.Part.Text("b", "x"), new HttpContent.Part.File("c", "f", null, null));
        assertThat(((HttpContent.Json) request(
                                        "'method': 'POST', 'path': '/', 'body': {'a': {'b': ['${input.a?}', {'c': '${input.a?}'}]}}",
                                        "{}")
                                .body())
                        .value())
                .isEqualTo(Json.parse("{\"a\":{\"b\":[{}]}}"));
    }

    @Test
    void oneExpressionCanGiveAWholeQueryFormOrBody() throws IOException {
        HttpRequest request = request(
                "'method': 'POST', 'path': '/', 'query': '${input.q}', 'form': '${input.q}'",
                "{'q': {'a b': [1, 'ü'], 'n': null, 'e': ''}}");
        assertThat(fields(request.query())).containsExactly("a b=1", "a b=ü", "e=");
        assertThat(fields(((HttpContent.Form) request.body()).fields())).containsExactly("a b=1", "a b=ü", "e=");
        for (String body : new String[] {"null", "5", "[1]", "\"x\"", "{}"}) {
            assertThat(((HttpContent.Json) request(
                                            "'method': 'POST', 'path': '/', 'body': '${input.b}'",
                                            "{'b': " + body + "}")
                                    .body())
                            .value())
                    .isEqualTo(Json.parse(body));
        }
    }

    @Test
    void partsAreTextsAndFilesAndAnArrayGivesSeveral() throws IOException {
        HttpContent.Multipart parts = (HttpContent.Multipart) request(
                        "'method': 'POST', 'path': '/', 'multipart': {'t': 'n ${input.n}', 'list': '${input.list}', 'none': '${input.nil}',"
                                + " 'docs': {'file': '${input.files}', 'type': 'text/csv'}, 'mixed': [true, {'file': 'f', 'filename': 'n ${input.n}'}]}",
                        "{'n': 1.0, 'nil': null, 'list': ['a', null, 2], 'files': ['x', 'y']}")
                .body();
        assertThat(parts.parts())
                .containsExactly(
                        new HttpContent.Part.Text("t", "n 1"),
                        new HttpContent.Part.Text("list", "a"),
                        new HttpContent.Part.Text("list", "2"),
                        new HttpContent.Part.File("docs", "x", null, "text/csv"),
                        new HttpContent.Part.File("docs", "y", null, "text/csv"),
                        new HttpContent.Part.Text("mixed", "true"),
                        new HttpContent.Part.File("mixed", "f", "n 1", null));
    }

    @Test
    void functionsWorkEverywhereInARequest() throws IOException {
        HttpRequest request = request(
                "'method': 'POST', 'path': '/${sha256(input.a)}', 'query': {'n': '${count(input.list)}', 'x': '${urlEncode(input.a)}'},"
                        + " 'headers': {'authorization': 'Basic ${base64(credential.token)}', 'x-id': '${uuid()}', 'x-first': '${first(input.b, env.REGION)}'},"
                        + " 'body': {'sum': '${sum(input.list)}', 'at': '${now()}', 'pick': '${jsonpath(input, $.list[0])}', 'or': '${input.b:-5}'}",
                "{'a': 'a b', 'list': [1, 2.5]}");
        assertThat(request.url()).isEqualTo("/c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65");
        assertThat(fields(request.query())).containsExactly("n=2", "x=a%20b");
        assertThat(fields(request.headers())).containsExactly("authorization=Basic dDBr", "x-id=u", "x-first=eu");
        assertThat(Json.compact(((HttpContent.Json) request.body()).value()))
                .isEqualTo("{\"sum\":3.5,\"at\":\"1970-01-01T00:00:00Z\",\"pick\":1,\"or\":5}");
    }

    @Test
    void whoCountsARedirectAsSuccessSeesIt() throws IOException {
        assertThat(request("'method': 'GET', 'path': '/'", "{}", "").followRedirects())
                .isTrue();
        assertThat(request("'method': 'GET', 'path': '/'", "{}", "'expectStatus': ['2xx', 302], ")
                        .followRedirects())
                .isFalse();
        assertThat(request("'method': 'GET', 'path': '/'", "{}", "'expectStatus': '3xx', ")
                        .followRedirects())
                .isFalse();
        assertThat(request("'method': 'GET', 'path': '/'", "{}", "'expectStatus': [200, 304], ")
                        .followRedirects())
                .isTrue();
    }

    private static List<String> fields(List<HttpRequest.Field> fields) {
        return fields.stream().map(field -> field.name() + "=" + field.value()).toList();
    }
}
