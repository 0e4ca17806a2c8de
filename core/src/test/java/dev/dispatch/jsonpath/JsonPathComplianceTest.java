package dev.dispatch.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.ConformanceData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSONPath Compliance Test Suite, case by case. */
class JsonPathComplianceTest {

    private static final int CASES = 703;

    @Test
    void theSuiteIsComplete() {
        assertThat(cases().size()).isEqualTo(CASES);
    }

    @TestFactory
    Stream<DynamicTest> theEngineConforms() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode testCase : cases()) {
            tests.add(DynamicTest.dynamicTest(testCase.path("name").stringValue(), () -> check(testCase)));
        }
        return tests.stream();
    }

    private static JsonNode cases() {
        return JsonMapper.shared()
                .readTree(ConformanceData.file("jsonpath/cts.json"))
                .path("tests");
    }

    private static void check(JsonNode testCase) {
        String selector = testCase.path("selector").stringValue();
        if (testCase.has("invalid_selector")) {
            assertThatExceptionOfType(JsonPathSyntaxException.class).isThrownBy(() -> JsonPath.parse(selector));
            return;
        }
        JsonPath path = JsonPath.parse(selector);
        JsonNode document = testCase.path("document");
        ArrayNode values = JsonNodeFactory.instance.arrayNode().addAll(path.select(document));
        ArrayNode paths = JsonNodeFactory.instance.arrayNode();
        for (Located located : path.locate(document)) {
            paths.add(located.normalizedPath());
        }
        assertThat(alternatives(testCase, "result")).contains(values);
        assertThat(alternatives(testCase, "result_path")).contains(paths);
    }

    /** The one expected answer, or all of those the order of members leaves open. */
    private static List<JsonNode> alternatives(JsonNode testCase, String name) {
        boolean paths = name.endsWith("path");
        String one = paths ? "result_paths" : "result";
        JsonNode only = testCase.get(one);
        if (only != null) {
            return List.of(only);
        }
        return List.copyOf(testCase.path(paths ? "results_paths" : "results").values());
    }
}
