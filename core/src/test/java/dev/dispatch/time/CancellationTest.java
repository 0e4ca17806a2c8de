package dev.dispatch.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

    @Test
    void everybodyHearsOfItAlsoWhereOneBreaks() {
        Cancellation cancellation = new Cancellation();
        List<String> heard = new ArrayList<>();
        cancellation.onCancel(() -> heard.add("first"));
        cancellation.onCancel(() -> {
            throw new IllegalStateException("broken");
        });
        cancellation.onCancel(() -> heard.add("last"));

        assertThatThrownBy(cancellation::cancel).hasMessage("broken");
        assertThat(heard).containsExactly("first", "last");
    }

    @Test
    void whatWasClosedHearsNothing() {
        Cancellation whole = new Cancellation();
        Cancellation part = whole.child();
        part.close();

        whole.cancel();

        assertThat(part.cancelled()).isFalse();
    }

    @Test
    void aPartStopsAlone() {
        Cancellation whole = new Cancellation();
        try (Cancellation part = whole.child()) {
            part.cancel();

            assertThat(part.cancelled()).isTrue();
            assertThat(whole.cancelled()).isFalse();
        }
    }
}
