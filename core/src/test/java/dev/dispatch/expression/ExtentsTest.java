package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class ExtentsTest {

    @Test
    void aValueThatDoublesWithEachPassIsTooLargeLongBeforeItFillsTheMemory() {
        JsonNode value = Json.object();
        int passes = 0;
        while (Extents.fault(value).isEmpty()) {
            value = Json.array().add(value).add(value);
            passes++;
        }

        assertThat(passes).isBetween(15, 25);
        assertThat(Extents.fault(value))
                .hasValueSatisfying(fault -> assertThat(fault).contains("larger than"));
    }

    @Test
    void aValueThatIsWrappedWithEachPassIsTooDeep() {
        JsonNode value = Json.object();
        for (int i = 1; i < Json.MOST_NESTING; i++) {
            value = Json.array().add(value);
        }

        assertThat(Extents.fault(value)).isEmpty();
        assertThat(Extents.fault(Json.array().add(value)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("deeper than"));
    }

    @Test
    void aMillionNumbersAreNotTooMuch() {
        ArrayNode numbers = Json.array();
        for (int i = 0; i < 1_000_000; i++) {
            numbers.add(1);
        }

        assertThat(Extents.fault(numbers)).isEmpty();
    }
}
