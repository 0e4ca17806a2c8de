package dev.dispatch.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Near names, and the bounds of lists of findings. */
class NearNamesTest {

    private static final List<String> KNOWN = List.of("baseUrl", "defaultHeaders", "timeout", "id");

    @ParameterizedTest
    @CsvSource({
        "baseurl, baseUrl",
        "bsaeUrl, baseUrl",
        "baseUr, baseUrl",
        "timeuot, timeout",
        "di, id",
        "headers, ",
        "xyz, ",
    })
    void aNameWithinAThirdOfItsLengthIsNear(String name, String near) {
        assertThat(NearNames.of(name, KNOWN)).isEqualTo(near == null ? List.of() : List.of(near));
    }

    @Test
    void aNameThatDiffersByCaseAloneIsNearestOfAll() {
        assertThat(NearNames.of("ID", KNOWN)).containsExactly("id");
        assertThat(NearNames.of("Item", List.of("items", "item"))).containsExactly("item", "items");
    }

    @Test
    void moreThanTwoEditsAreNotNear() {
        assertThat(NearNames.of("list-pots", List.of("get-posts", "list-posters")))
                .isEmpty();
        assertThat(NearNames.of("shop.get-pots", List.of("shop.get-post", "shop.list-posts", "shop.delete-post")))
                .containsExactly("shop.get-post");
    }

    @Test
    void theNearestComeFirstAndThreeAreEnough() {
        assertThat(NearNames.of("abcdef", List.of("abcxyf", "abcdex", "abcdeg", "abcdef1", "zzzzzz")))
                .containsExactly("abcdef1", "abcdeg", "abcdex");
    }

    @Test
    void aLongNameIsNearToNothing() {
        assertThat(NearNames.of("x".repeat(1_000_000), KNOWN)).isEmpty();
    }

    @Test
    void aFindingIsPlacedByItsDocument() {
        IssueList issues = IssueList.about(JsonSource.read("{\n \"a\": {\"b\": 1}}"));
        issues.inStep("s")
                .add(Issue.at(IssueCode.SCHEMA_ERROR, Pointer.ROOT.child("a").child("none"), "m"));
        assertThat(issues.issues().getFirst().position()).hasToString("2:2");
        assertThat(issues.issues().getFirst().stepId()).isEqualTo("s");
        assertThat(issues.issues().getFirst().toJson().toString())
                .isEqualTo(
                        "{\"code\":\"SCHEMA_ERROR\",\"stepId\":\"s\",\"path\":\"a.none\",\"pointer\":\"/a/none\",\"line\":2,\"column\":2,\"message\":\"m\"}");
    }

    @Test
    void aFindingBeyondTheBoundIsCountedAndNeverWorded() {
        IssueList issues = IssueList.withoutText();
        for (int i = 0; i < IssueList.MOST; i++) {
            issues.add(Issue.at(IssueCode.SCHEMA_ERROR, Pointer.ROOT, "m"));
        }
        issues.inStep("s").add(() -> {
            throw new AssertionError("worded");
        });
        assertThat(issues.issues()).hasSize(IssueList.MOST + 1);
        assertThat(issues.issues().getLast().attributes().get("more").intValue())
                .isEqualTo(1);
    }
}
