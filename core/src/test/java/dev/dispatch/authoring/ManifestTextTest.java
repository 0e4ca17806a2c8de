package dev.dispatch.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ManifestTextTest {

    @Test
    void whatIsThereStaysAsItIsWritten() {
        String text = """
                {
                    "name" : "shop",  "version": "1.0.0",
                    "actions": {
                        "get": { "a": [1,2 ,3], "b": "}{\\"" }
                    },
                    "metadata": {}
                }
                """;
        String changed = new ManifestText(text)
                .with("actions", "new", Json.parse("{\"path\":\"/x\"}"))
                .text();
        assertThat(changed).isEqualTo(text.replace("\"b\": \"}{\\\"\" }\n", """
                "b": "}{\\"" },
                        "new": {
                          "path": "/x"
                        }
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\"actions\":{}}",
                "{\"actions\": { \"a\": {} } }",
                "{\n  \"actions\": {\n  }\n}",
                "\uFEFF{\r\n\t\"actions\": {\r\n\t\t\"a\": 1\r\n\t}\r\n}\r\n",
                "{\"actions\": 1, \"x\": \"\\\\\", \"actions\": {\"a\\\"}\": [{}, -1.5e3, true]}}",
                "{\"act\\u0069ons\": {\"b\": null}, \"other\": {\"actions\": {}}}",
            })
    void theDocumentHasOneMemberMore(String text) {
        ObjectNode expected = (ObjectNode) Json.parse(text).deepCopy();
        ManifestText manifest = new ManifestText(text);
        if (!expected.has("actions")) {
            manifest = manifest.with("", "actions", Json.object());
            expected.putObject("actions");
        }
        ((ObjectNode) expected.get("actions")).putObject("new").put("path", "/x");
        String changed =
                manifest.with("actions", "new", Json.parse("{\"path\":\"/x\"}")).text();
        assertThat(Json.parse(changed)).isEqualTo(expected);
        if (text.contains("\r\n")) {
            assertThat(changed.replace("\r\n", "")).doesNotContain("\n");
        }
    }
}
