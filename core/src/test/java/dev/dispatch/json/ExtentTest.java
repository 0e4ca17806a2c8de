package dev.dispatch.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ExtentTest {

    private static final JsonNode LONG = Json.text("ä".repeat(3_000));

    @Test
    void aLongValueGivesItsBeginningItsSizeInBytesAndItsFile() {
        JsonNode cut = Extent.BRIEF.value(LONG, "calls/1.txt").path("_cut");
        assertThat(cut.path("beginning").stringValue()).startsWith("\"ää").hasSize(Extent.beginning());
        assertThat(cut.path("size").asInt()).isEqualTo(6_002);
        assertThat(cut.path("file").stringValue()).isEqualTo("calls/1.txt");
    }

    @Test
    void aShortValueAndAWholeExtentShowEverything() {
        assertThat(Extent.BRIEF.value(Json.text("short"), "f")).isEqualTo(Json.text("short"));
        assertThat(Extent.WHOLE.value(LONG, "f")).isSameAs(LONG);
    }

    @Test
    void ofAnObjectOnlyItsLongMembersAreCut() {
        ObjectNode object = Json.object().put("a", 1).set("b", LONG);
        ObjectNode shown = Extent.BRIEF.members(object, "f");
        assertThat(shown.path("a").asInt()).isEqualTo(1);
        assertThat(shown.path("b").has("_cut")).isTrue();
    }

    @Test
    void aListSaysHowManyThereAreAndHowManyAreShown() {
        List<Integer> items = IntStream.range(0, 240).boxed().toList();
        ObjectNode object = Json.object();
        List<Integer> shown =
                Listing.add(object, "items", items, Extent.BRIEF, item -> Json.text(String.valueOf(item)));
        assertThat(shown).hasSize(100).endsWith(99);
        assertThat(object.path("total").asInt()).isEqualTo(240);
        assertThat(object.path("shown").asInt()).isEqualTo(100);
        assertThat(object.path("items")).hasSize(100);
        assertThat(Extent.WHOLE.first(items)).hasSize(240);
    }
}
