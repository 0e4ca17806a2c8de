package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void showsWhatChangedWithAFewLinesAroundIt() {
        assertThat(LineDiff.of(
                        List.of("1", "2", "3", "4", "5", "6", "old", "7"),
                        List.of("1", "2", "3", "4", "5", "6", "new", "7")))
                .isEqualTo("    ... 3 equal lines\n    4\n    5\n    6\n  - old\n  + new\n    7");
    }

    @Test
    void aLineThatCameIsAddedAndNothingElse() {
        assertThat(LineDiff.of(List.of("a", "b"), List.of("a", "x", "b"))).isEqualTo("    a\n  + x\n    b");
    }
}
