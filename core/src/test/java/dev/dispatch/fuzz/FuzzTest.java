package dev.dispatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** No input makes a reader fail otherwise than it says, or keeps it for longer than a second. */
class FuzzTest {

    @TempDir
    Path folder;

    @Test
    void theFirstInputOfEachCorpusIsTaken() {
        assertThat(FuzzTargets.in(folder))
                .filteredOn(target ->
                        !Trial.of(target.feed(), target.corpus().getFirst()).taken())
                .extracting(FuzzTarget::name)
                .isEmpty();
    }

    @Test
    void hostileInputIsReadOrRefusedInTime(TestReporter reporter) throws InterruptedException {
        List<String> log = new ArrayList<>();
        List<String> failures = FuzzRun.asked().over(FuzzTargets.in(folder), log::add);
        reporter.publishEntry("fuzz", String.join("\n", log));
        assertThat(String.join("\n\n", failures)).isEmpty();
    }
}
