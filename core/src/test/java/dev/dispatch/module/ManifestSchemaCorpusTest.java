package dev.dispatch.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.Mutations;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The printed schema of a module flags what loading flags in the structure of its manifest. */
class ManifestSchemaCorpusTest {

    /** The grammars of expressions and paths, and the names that one place uses and another declares. */
    private static final Set<IssueCode> SEMANTIC =
            Set.of(IssueCode.INVALID_JSONPATH, IssueCode.MALFORMED_INTERPOLATION, IssueCode.INVALID_INTERPOLATION);

    private static final String GOOD = """
            {'$schema': 'module.schema.json', 'name': 'shop', 'version': '1.2.0-rc.1', 'description': 'd',
             'http': {'baseUrl': '${env.SHOP_URL}', 'defaultHeaders': {'x-a': 'b'},
               'auth': {'type': 'bearer', 'token': '${credential.token}'},
               'tls': {'certificate': 'c.pem', 'key': 'k.pem', 'keyPassword': '${env.WORD}', 'ca': 'ca.pem', 'insecure': false}},
              'metadata': {'a': 1},
             'entry': 'Shop.java', 'pack': {'include': ['assets/**']}, '$defs': {'Sku': {'type': 'string'}},
             'actions': {
              'order': {'description': 'd', 'effect': 'write', 'credentialFlow': false, 'checkResponse': true,
                'input': {'type': 'object', 'properties': {'sku': {'$ref': '#/$defs/Sku'}}},
                'credential': {'type': 'object'}, 'responseSchema': {'type': 'object'},
                'request': {'method': 'POST', 'path': '/items/${input.sku}', 'query': {'a': [1, '${input.sku}']},
                  'headers': {'x-text': 't', 'x-number': 5, 'x-flag': true}, 'body': {'sku': ['${input.sku}']}},
                'expectStatus': [201, '4xx'], 'response': '$.data', 'exports': {'id': '$.data.id'},
                'exportsSchema': {'type': 'object'}, 'detail': 'order ${response.id}'},
              'form': {'description': 'd', 'expectStatus': 200,
                'request': {'method': 'PUT', 'path': '/', 'form': {'a': 'b'}}},
              'upload': {'description': 'd', 'input': {},
                'request': {'method': 'POST', 'path': '/files', 'query': '${input.filter?}', 'multipart': {
                  'note': 'n ${input.note}', 'n': 5, 'doc': {'file': '${input.file}', 'filename': 'a.csv', 'type': 'text/csv'},
                  'more': ['x', true, {'file': 'b.txt'}]}}},
              'text': {'description': 'd', 'expectStatus': '2xx',
                'request': {'method': 'PATCH', 'path': '/', 'text': 't'}}}}""";

    private final JsonSchema schema = schema();

    private static JsonSchema schema() {
        try (InputStream in = JsonSchema.class.getResourceAsStream("module.schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ((JsonSchema.Compiled.Ok) JsonSchema.compile(Json.parse(text))).schema();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode good() {
        return Json.parse(GOOD.replace('\'', '"'));
    }

    private static List<Issue> issues(JsonNode manifest) {
        JsonSource source = JsonSource.read(Json.pretty(manifest));
        IssueList issues = IssueList.about(source);
        new ManifestParser(Path.of("m"), issues, IssueList.about(source)).parse(source.root());
        return issues.issues();
    }

    @Test
    void bothAcceptTheGoodManifest() {
        assertThat(schema.validate(good())).isEmpty();
        assertThat(issues(good())).isEmpty();
    }

    @Test
    void bothFlagTheSameStructure() {
        List<String> differences = new ArrayList<>();
        int flagged = 0;
        for (JsonNode manifest : Mutations.of(good())) {
            var violations = schema.validate(manifest);
            List<Issue> issues = issues(manifest);
            flagged += violations.isEmpty() ? 0 : 1;
            if (!violations.isEmpty() && issues.isEmpty()) {
                differences.add("only the schema: " + violations);
            }
            List<Issue> structural = issues.stream()
                    .filter(issue -> !SEMANTIC.contains(issue.code()))
                    .toList();
            if (violations.isEmpty() && !structural.isEmpty()) {
                differences.add("only the loader: " + structural);
            }
        }
        assertThat(flagged).isGreaterThan(300);
        assertThat(String.join("\n", differences)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'method': 'POST' -> 'method': 'post'",
                "'method': 'POST' -> 'method': 'TRACE'",
                "'credential': {'type': 'object'} -> 'credential': true",
                "'x-number': 5 -> 'x-number': {}",
                "'x-number': 5 -> 'x-number': null",
                "'text': 't'}} -> 'text': 't', 'body': 1}}",
                "'text': 't'}} -> 'text': 't', 'multipart': {}}}",
                "'method': 'PATCH' -> 'method': 'GET'",
                "'method': 'PATCH' -> 'method': 'HEAD'",
                "'n': 5 -> 'n': null",
                "'n': 5 -> 'n': [['x']]",
                "'n': 5 -> 'n': [null]",
                "{'file': 'b.txt'} -> {'file': 'b.txt', 'contentType': 'text/csv'}",
                "{'file': 'b.txt'} -> {'filename': 'b.txt'}",
                "{'file': 'b.txt'} -> {'file': ''}",
                "{'file': 'b.txt'} -> {'file': ['b.txt']}",
                "'multipart': { -> 'multipart': '${input.parts}', 'x-': {",
                "'form': {'a': 'b'} -> 'form': {'a': {'b': 'c'}}",
                "'form': {'a': 'b'} -> 'form': {'a': [['b']]}",
                "'form': {'a': 'b'} -> 'form': ['b']",
                "'x-text': 't' -> 'x text': 't'",
                "'responseSchema': {'type': 'object'}, -> ",
                "[201, '4xx'] -> [201, '6xx']",
                "[201, '4xx'] -> []",
                "[201, '4xx'] -> 99",
                "'1.2.0-rc.1' -> '1.2'",
                "'1.2.0-rc.1' -> 'v1.2.0'",
                "'1.2.0-rc.1' -> '01.2.0'",
                "'1.2.0-rc.1' -> '1.2.0-'",
                "'1.2.0-rc.1' -> '1.2.0-01'",
                "'1.2.0-rc.1' -> '1.2.0-a..b'",
                "'shop' -> 'Shop'",
                "'order': -> 'place_order':",
                "'defaultHeaders': -> 'timeout': '5s', 'defaultHeaders':",
                "'description': 'd', 'effect' -> 'effect'",
                "'Shop.java' -> ' '",
                "['assets/**'] -> 'assets/**'",
            })
    void bothRefuse(String change) {
        int arrow = change.indexOf(" -> ");
        String text = GOOD.replace(change.substring(0, arrow), change.substring(arrow + 4));
        JsonNode manifest = Json.parse(text.replace('\'', '"'));
        assertThat(schema.validate(manifest)).as("the schema").isNotEmpty();
        assertThat(issues(manifest)).as("the loader").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'1.2.0-rc.1' -> '1.2.0+build.01'",
                "'metadata': {'a': 1} -> 'colour': 'red'",
                "'response': '$.data' -> 'response': '$'",
                "'expectStatus': 200 -> 'expectStatus': '204'",
                "'form': {'a': 'b'} -> 'form': '${env.FORM?}'",
                "'form': {'a': 'b'} -> 'form': {'a': null, 'b': [null, 1, false]}",
                "'x-text': 't' -> 'x-text': ''",
                "'n': 5 -> 'n': []",
                "'effect': 'write', -> ",
            })
    void bothAccept(String change) {
        int arrow = change.indexOf(" -> ");
        JsonNode manifest = Json.parse(GOOD.replace(change.substring(0, arrow), change.substring(arrow + 4))
                .replace('\'', '"'));
        assertThat(schema.validate(manifest)).as("the schema").isEmpty();
        assertThat(issues(manifest)).as("the loader").isEmpty();
    }
}
