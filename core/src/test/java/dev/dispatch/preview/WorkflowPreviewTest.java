package dev.dispatch.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a plan says of blocks, loops, retries and clean-up. */
class WorkflowPreviewTest {

    private static final String HTTP = "'http': {'baseUrl': '${env.BASE}'}, ";

    @TempDir
    private Path folder;

    private Previewing previewing;

    @BeforeEach
    void open() {
        previewing = new Previewing(folder);
    }

    @AfterEach
    void close() {
        previewing.close();
    }

    private static String get(String id, String path, String members) {
        return "{'id': '" + id + "', 'action': 'http.request', 'payload': {'method': 'GET', 'path': '" + path + "'}"
                + members + "}";
    }

    @ParameterizedTest(name = "{0} makes {1} to {2} requests")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            nullValues = "?",
            value = {
                "'forEach': {'items': [1,2,3]};                                  3; 3",
                "'forEach': {'items': []};                                       0; 0",
                "'forEach': {'items': '${step.before.response.body}'};           0; ?",
                "'forEach': {'items': '${step.before.response.body}', 'maxItems': 5}; 0; 5",
                "'forEach': {'items': '${input.list}'};                          2; 2",
                "'forEach': {'items': [1,2,3], 'maxItems': 2};                   0; 0",
                "'repeat': {'while': {'path': '$.index', 'op': 'lt', 'value': 2}, 'maxTimes': 4}; 1; 4",
                "'retry': {};                                                    1; 3",
                "'retry': {'maxAttempts': 2}, 'forEach': {'items': [1,2,3]};     3; 6",
                "'when': {'path': '$.run.x', 'op': 'exists'};                    0; 1",
                "'when': {'path': '$.input.no', 'op': 'exists'};                 0; 0",
            })
    void theCallsAreMultiplied(String members, long fewest, @Nullable Long most) {
        previewing.input("list", "[7, 8]");
        String inputs = HTTP + "'inputs': {'list': {'type': 'array'}, 'no': {'type': 'string'}}, ";
        JsonNode alone = previewing.preview(
                Previewing.job(inputs, get("before", "/b", ""), get("it", "/x", ", " + members.trim())));
        assertCalls(alone, 1 + fewest, most == null ? null : 1 + most);

        JsonNode inBlock = previewing.preview(Previewing.job(
                inputs,
                get("before", "/b", ""),
                "{'id': 'block', " + members.trim() + ", 'steps': [" + get("a", "/x", "") + ", " + get("b", "/y", "")
                        + "]}"));
        assertCalls(inBlock, 1 + 2 * fewest, most == null ? null : 1 + 2 * most);
    }

    private static void assertCalls(JsonNode preview, long fewest, @Nullable Long most) {
        JsonNode calls = preview.at("/totals/calls");
        assertThat(calls.path("fewest").asLong()).as(preview.toString()).isEqualTo(fewest);
        assertThat(calls.has("most") ? Long.valueOf(calls.get("most").asLong()) : null)
                .as(preview.toString())
                .isEqualTo(most);
    }

    @Test
    void stepsStandInTheOrderOfTheDocumentWithTheirDepth() {
        JsonNode steps = previewing
                .preview(Previewing.json("{'schemaVersion': 1, 'jobType': 't', " + HTTP + "'scenario': {'steps': ["
                        + "{'id': 'outer', 'steps': [{'id': 'both', 'parallel': true, 'steps': [" + get("x", "/x", "")
                        + ", " + get("y", "/y", "") + "]}]}], 'finally': [" + get("last", "/z", "") + "]}}"))
                .path("steps");
        assertThat(steps.valueStream()
                        .map(step -> step.path("number").asInt() + " "
                                + step.path("id").asString() + " "
                                + step.path("action").asString() + " "
                                + step.path("depth").asInt(0) + " " + step.has("finally")))
                .containsExactly(
                        "1 outer block 0 false",
                        "2 both parallel 1 false",
                        "3 x http.request 2 false",
                        "4 y http.request 2 false",
                        "5 last http.request 0 true");
        assertThat(steps.get(1).path("atOnce").asInt()).isEqualTo(2);
    }

    @Test
    void theFirstPassIsShownWhereTheItemsAreKnown() {
        JsonNode step = previewing.step(
                Previewing.job(
                        HTTP,
                        get(
                                "each",
                                "/items/${who.id}/${index}",
                                ", 'forEach': {'items': [{'id': 'a'}, {'id': 'b'}], 'as': 'who', 'maxConcurrency': 2}")),
                "each");
        assertThat(step.at("/request/url").asString()).isEqualTo(previewing.base() + "/items/a/0");
        assertThat(Json.compact(step.path("loop")))
                .isEqualTo("{\"kind\":\"forEach\",\"passes\":{\"fewest\":2,\"most\":2},\"atOnce\":2}");
        assertThat(Json.compact(step.path("calls"))).isEqualTo("{\"fewest\":2,\"most\":2}");
    }

    @Test
    void anUnknownItemIsNamedWithTheReason() {
        JsonNode step = previewing.step(
                Previewing.job(
                        HTTP,
                        get("before", "/b", ""),
                        "{'id': 'each', 'forEach': {'items': '${step.before.response.body}'}, 'steps': ["
                                + get("in", "/items/${item.id}", "") + "]}"),
                "in");
        assertThat(step.at("/request/url").asString()).endsWith("/items/${item.id}");
        assertThat(step.at("/request/known").asBoolean()).isFalse();
        assertThat(step.at("/unknown/0/why").asString()).isEqualTo("the items of 'each' are not known");
    }

    @Test
    void aPartOfAKnownItemMayBeUnknown() {
        JsonNode step = previewing.step(
                Previewing.job(
                        HTTP,
                        get("before", "/b", ""),
                        get("each", "/items/${item.id}", ", 'forEach': {'items': ['${step.before.response.body}']}")),
                "each");
        assertThat(step.at("/request/url").asString()).endsWith("/items/${item.id}");
        assertThat(step.at("/loop/passes/most").asInt()).isEqualTo(1);
    }

    @Test
    void theFirstPassOfARepeatHasNoPreviousOne() {
        JsonNode step = previewing.step(
                Previewing.job(
                        HTTP,
                        get(
                                "pages",
                                "${previous.body.next:-/first}",
                                ", 'repeat': {'while': {'path': '$.response.body.next', 'op': 'exists'}, 'maxTimes': 9}")),
                "pages");
        assertThat(step.at("/request/url").asString()).isEqualTo(previewing.base() + "/first");
    }

    @Test
    void aLoopOverSomethingElseWouldFail() {
        previewing.input("list", "[1]");
        JsonNode step = previewing.step(
                Previewing.job(
                        HTTP + "'inputs': {'list': {'type': 'array'}}, ",
                        get("each", "/x", ", 'forEach': {'items': '${input.list}', 'maxItems': 1}"),
                        get("other", "/x", ", 'forEach': {'items': '${input.list[0]}'}")),
                "other");
        assertThat(step.path("wouldFail").asString()).contains("A loop goes over an array");
    }

    @Test
    void aConditionOfALoopsItemsIsLeftToTheRun() {
        JsonNode step = previewing.step(
                Previewing.job(
                        HTTP + "'inputs': {'n': {'type': 'integer', 'default': 1}}, ",
                        get(
                                "each",
                                "/x",
                                ", 'forEach': {'items': [1, 2]}, 'when': {'path': '$.input.n', 'op': 'eq', 'value': '${item}'}")),
                "each");
        assertThat(step.path("when").has("holds")).isFalse();
        assertThat(Json.compact(step.path("calls"))).isEqualTo("{\"fewest\":0,\"most\":2}");
    }
}
