package dev.dispatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An editor with the schemas of configuration and policy flags what the program refuses. */
@NullMarked
class ConfigSchemaTest {

    @TempDir
    Path folder = Path.of("");

    private static boolean fits(String schema, String text) throws IOException {
        Path file = TestRuns.repository().resolve("docs/reference/" + schema + ".schema.json");
        JsonSchema compiled =
                ((JsonSchema.Compiled.Ok) JsonSchema.compile(Json.parse(Files.readString(file)))).schema();
        return compiled.validate(Json.parse(text)).isEmpty();
    }

    private boolean loads(String text, boolean policy) throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), text);
        ConfigFiles files = policy
                ? new ConfigFiles(List.of(), Optional.of(file))
                : new ConfigFiles(List.of(file), Optional.empty());
        return Config.load(files, Map.of("NAME", "value"), new SystemGenerator(InstantSource.system()))
                instanceof Config.Loading.Loaded;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'$schema': 's', 'x-a': [1], 'x-': null}",
                "{'registry': {}}",
                "{'registry': {'url': 'https://r.example', 'scope': '@acme', 'authToken': '${env.NAME}'}}",
                "{'modules': {'a-b': {'repo': 'x/y', 'version': '1.x'}}}",
                "{'http': {}}",
                "{'http': {'baseUrl': 'https://a.example/v1', 'defaultHeaders': {'X-A': 'b'}, 'timeout': '30s'}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': {'type': 'bearer', 'token': '${env.NAME}'}}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': {'type': 'basic', 'username': 'u', 'password': ''}}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': 'none'}}",
                "{'http': {'proxy': 'none'}}",
                "{'http': {'proxy': {'url': 'http://p:3128', 'username': 'u', 'password': 'p', 'bypass': ['a']}}}",
                "{'http': {'baseUrl': 'https://a.example', 'tls': {'insecure': true}}}",
                "{'policy': {}}",
            })
    void bothAcceptAConfiguration(String text) throws IOException {
        String json = text.replace('\'', '"');
        assertThat(fits("config", json)).isTrue();
        assertThat(loads(json, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{'htp': {}}",
                "{'registry': []}",
                "{'registry': {'url': 1}}",
                "{'registry': {'url': ' '}}",
                "{'registry': {'authToken': 't'}}",
                "{'registry': {'token': 't'}}",
                "{'modules': []}",
                "{'modules': {'A b': {'repo': 'x'}}}",
                "{'modules': {'a': {}}}",
                "{'modules': {'a': {'repo': 1}}}",
                "{'modules': {'a': {'repo': 'x', 'url': 'y'}}}",
                "{'http': []}",
                "{'http': {'auth': {'type': 'bearer', 'token': 't'}}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': {'type': 'bearer'}}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': {'type': 'bearer', 'token': 't', 'x': 'y'}}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': {'type': 'digest'}}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': 't'}}",
                "{'http': {'baseUrl': 'https://a.example', 'auth': ['t']}}",
                "{'http': {'proxy': 1}}",
                "{'http': {'proxy': {'username': 'u'}}}",
                "{'http': {'tls': {}}}",
                "{'http': {'baseUrl': 'https://a.example', 'tls': {'key': 'k'}}}",
                "{'http': {'timeout': 30}}",
                "{'http': {'baseUrl': ''}}",
                "{'http': {'defaultHeaders': {}}}",
                "{'http': {'baseUrl': 'https://a.example', 'defaultHeaders': {'X A': 'b'}}}",
                "{'http': {'baseUrl': 'https://a.example', 'defaultHeaders': {'X-A': 1}}}",
                "{'policy': []}",
                "{'policy': {'hosts': []}}",
                "{'policy': {'x-a': []}}",
            })
    void bothRefuseAConfiguration(String text) throws IOException {
        String json = text.replace('\'', '"');
        assertThat(fits("config", json)).isFalse();
        assertThat(loads(json, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'allowHosts': [], 'denyHosts': ['*.example.com:8443', '[::1]', '10.0.0.0/8'], 'x-owner': 1}",
                "{'methods': ['get', 'POST'], 'effects': ['read', 'write', 'delete']}",
                "{'privateAddresses': 'deny', 'codeModules': 'allow', 'env': ['A', 'B_*', '*'], 'files': ['.', '/tmp']}",
            })
    void bothAcceptAPolicy(String text) throws IOException {
        String json = text.replace('\'', '"');
        assertThat(fits("policy", json)).isTrue();
        assertThat(loads(json, true)).isTrue();
        assertThat(fits("config", "{\"policy\": " + json.replace(", \"x-owner\": 1", "") + "}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'policy': {}}",
                "{'allowHosts': 'a.example'}",
                "{'allowHosts': ['']}",
                "{'allowHosts': ['https://a.example']}",
                "{'denyHosts': ['${env.NAME}']}",
                "{'denyHosts': [1]}",
                "{'methods': ['*']}",
                "{'methods': ['GET POST']}",
                "{'effects': ['reed']}",
                "{'effects': 'read'}",
                "{'privateAddresses': false}",
                "{'codeModules': 'no'}",
                "{'env': ['A*B']}",
                "{'env': ['']}",
                "{'env': ['${env.NAME}']}",
                "{'files': ['']}",
                "{'files': ['${env.NAME}']}",
            })
    void bothRefuseAPolicy(String text) throws IOException {
        String json = text.replace('\'', '"');
        assertThat(fits("policy", json)).isFalse();
        assertThat(loads(json, true)).isFalse();
    }
}
